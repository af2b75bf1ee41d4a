using System.Text;
using CaseFlow.Engine.Expressions.Evaluation;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>This part: methods that build texts of another length.</summary>
internal static partial class TextMethods
{
    private static ScriptValue Pad(Evaluation.Evaluation evaluation, string text, ReadOnlySpan<ScriptValue> arguments, bool atEnd)
    {
        var length = ScriptOperators.ToInteger(evaluation, arguments.At(0));
        var filler = arguments.At(1).IsUndefined ? " " : ScriptOperators.ToText(evaluation, arguments[1]);
        if (length <= text.Length || filler.Length == 0)
        {
            return ScriptValue.Of(text);
        }

        evaluation.AllocateText(2 * (long)Math.Min(length, int.MaxValue));
        var missing = (int)length - text.Length;
        var padding = new StringBuilder(missing);
        while (padding.Length < missing)
        {
            padding.Append(filler, 0, Math.Min(filler.Length, missing - padding.Length));
        }

        return ScriptValue.Of(atEnd ? text + padding : padding + text);
    }

    private static ScriptValue Repeat(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var text = Text(self);
        var count = ScriptOperators.ToInteger(evaluation, arguments.At(0));
        if (count < 0 || double.IsInfinity(count))
        {
            throw new ExpressionFault("repeat needs a number from 0.");
        }

        if (text.Length == 0 || count == 0)
        {
            return ScriptValue.EmptyText;
        }

        evaluation.AllocateText((long)Math.Min(2 * count * text.Length, long.MaxValue / 8));
        return ScriptValue.Of(new StringBuilder().Insert(0, text, (int)count).ToString());
    }

    private static ScriptValue Replace(Evaluation.Evaluation evaluation, string text, ReadOnlySpan<ScriptValue> arguments, bool all)
    {
        var sought = Plain(evaluation, arguments);
        var replacement = arguments.At(1);
        var template = replacement.IsFunction ? null : ScriptOperators.ToText(evaluation, replacement);
        var result = new StringBuilder();
        var copied = 0;
        var from = 0;
        evaluation.AllocateText(text.Length);
        evaluation.Work(((long)text.Length * sought.Length / 64) + text.Length);
        while (from <= text.Length)
        {
            evaluation.Step();
            var at = sought.Length == 0 ? from : text.IndexOf(sought, from, StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }

            var part = template is not null
                ? Expand(evaluation, template, text, sought, at)
                : ScriptOperators.ToText(evaluation, replacement.Function!.Call(evaluation, ScriptValue.Undefined, [ScriptValue.Of(sought), ScriptValue.Of(at), ScriptValue.Of(text)]));
            evaluation.AllocateText(part.Length + (at - copied));
            result.Append(text, copied, at - copied).Append(part);
            copied = at + sought.Length;
            from = Math.Max(copied, at + 1);
            if (!all)
            {
                break;
            }
        }

        evaluation.AllocateText(result.Length + text.Length - copied);
        return ScriptValue.Of(result.Append(text, copied, text.Length - copied).ToString());
    }

    // $$ $& $` and $' in a replacement.
    private static string Expand(Evaluation.Evaluation evaluation, string template, string text, string match, int at)
    {
        if (!template.Contains('$'))
        {
            return template;
        }

        var result = new StringBuilder();
        for (var index = 0; index < template.Length; index++)
        {
            var next = template[index] == '$' && index + 1 < template.Length ? template[index + 1] : '\0';
            var part = next switch
            {
                '$' => "$",
                '&' => match,
                '`' => text[..at],
                '\'' => text[(at + match.Length)..],
                _ => null,
            };
            if (part is null)
            {
                result.Append(template[index]);
                continue;
            }

            evaluation.AllocateText(2L * part.Length);
            result.Append(part);
            index++;
        }

        return result.ToString();
    }

    private static ScriptValue Split(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var text = Text(self);
        var limit = arguments.At(1).IsUndefined ? uint.MaxValue : (uint)ScriptOperators.ToInt32(evaluation, arguments[1]);
        var parts = ScriptArray.New(evaluation);
        if (limit == 0)
        {
            return ScriptValue.Of(parts);
        }

        if (arguments.At(0).IsUndefined)
        {
            parts.Add(evaluation, self);
            return ScriptValue.Of(parts);
        }

        var separator = Plain(evaluation, arguments);
        evaluation.Work(((long)text.Length * separator.Length / 64) + text.Length);
        var start = 0;
        while (parts.Count < limit)
        {
            evaluation.Step();
            var at = separator.Length == 0
                ? (start + 1 < text.Length ? start + 1 : -1)
                : text.IndexOf(separator, start, StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }

            parts.Add(evaluation, Part(evaluation, text, start, at));
            start = at + separator.Length;
        }

        if (parts.Count < limit && (separator.Length > 0 || text.Length > 0))
        {
            parts.Add(evaluation, Part(evaluation, text, start, text.Length));
        }

        return ScriptValue.Of(parts);
    }
}
