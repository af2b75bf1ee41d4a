using System.Collections.Frozen;
using CaseFlow.Engine.Expressions.Evaluation;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>Methods of texts. Patterns are plain texts: there are no regular expressions.</summary>
internal static partial class TextMethods
{
    private static readonly FrozenDictionary<string, NativeCode> Table = new Dictionary<string, NativeCode>(StringComparer.Ordinal)
    {
        ["at"] = At,
        ["charAt"] = (e, self, a) => Members.CharacterAt(e, Text(self), Place(e, a)) is { IsUndefined: false } found ? found : ScriptValue.EmptyText,
        ["charCodeAt"] = (e, self, a) => ScriptValue.Of((uint)Place(e, a) < (uint)Text(self).Length ? Text(self)[Place(e, a)] : double.NaN),
        ["codePointAt"] = CodePointAt,
        ["concat"] = Concat,
        ["endsWith"] = (e, self, a) => StartsAt(e, Text(self), Plain(e, a), Clamp(e, a.At(1), Text(self).Length, Text(self).Length) - Plain(e, a).Length),
        ["startsWith"] = (e, self, a) => StartsAt(e, Text(self), Plain(e, a), Clamp(e, a.At(1), 0, Text(self).Length)),
        ["includes"] = (e, self, a) => ScriptValue.Of(Search(e, Text(self), Plain(e, a), Clamp(e, a.At(1), 0, Text(self).Length)) >= 0),
        ["indexOf"] = (e, self, a) => ScriptValue.Of(Search(e, Text(self), Plain(e, a), Clamp(e, a.At(1), 0, Text(self).Length))),
        ["lastIndexOf"] = LastIndexOf,
        ["localeCompare"] = LocaleCompare,
        ["normalize"] = Normalize,
        ["padEnd"] = (e, self, a) => Pad(e, Text(self), a, atEnd: true),
        ["padStart"] = (e, self, a) => Pad(e, Text(self), a, atEnd: false),
        ["repeat"] = Repeat,
        ["replace"] = (e, self, a) => Replace(e, Text(self), a, all: false),
        ["replaceAll"] = (e, self, a) => Replace(e, Text(self), a, all: true),
        ["slice"] = Slice,
        ["split"] = Split,
        ["substr"] = Substr,
        ["substring"] = Substring,
        ["toLowerCase"] = (e, self, _) => e.NewText(Text(self).ToLowerInvariant()),
        ["toLocaleLowerCase"] = (e, self, _) => e.NewText(Text(self).ToLowerInvariant()),
        ["toUpperCase"] = (e, self, _) => e.NewText(Upper(Text(self))),
        ["toLocaleUpperCase"] = (e, self, _) => e.NewText(Upper(Text(self))),
        ["toString"] = (_, self, _) => ScriptValue.Of(Text(self)),
        ["valueOf"] = (_, self, _) => ScriptValue.Of(Text(self)),
        ["trim"] = (e, self, _) => Trim(e, Text(self), atStart: true, atEnd: true),
        ["trimStart"] = (e, self, _) => Trim(e, Text(self), atStart: true, atEnd: false),
        ["trimEnd"] = (e, self, _) => Trim(e, Text(self), atStart: false, atEnd: true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static NativeCode? Find(string name) => Table.GetValueOrDefault(name);

    /// <summary>Where a text occurs; counts the work a search can take at worst.</summary>
    public static int Search(Evaluation.Evaluation evaluation, string text, string sought, int from)
    {
        var rest = text.Length - from;
        evaluation.Work(rest + ((long)rest * sought.Length / 64));
        return sought.Length == 0 ? from : text.IndexOf(sought, from, StringComparison.Ordinal);
    }

    private static string Text(ScriptValue self) => self.Text ?? throw new ExpressionFault("This works on texts only. Convert the value with String(…).");

    private static string Plain(Evaluation.Evaluation evaluation, ReadOnlySpan<ScriptValue> arguments) => ScriptOperators.ToText(evaluation, arguments.At(0));

    private static int Place(Evaluation.Evaluation evaluation, ReadOnlySpan<ScriptValue> arguments) =>
        (int)Math.Clamp(ScriptOperators.ToInteger(evaluation, arguments.At(0)), -1, int.MaxValue);

    private static int Clamp(Evaluation.Evaluation evaluation, ScriptValue value, int missing, int length) =>
        value.IsUndefined ? missing : (int)Math.Clamp(ScriptOperators.ToInteger(evaluation, value), 0, length);

    // From the end where negative.
    private static int Relative(Evaluation.Evaluation evaluation, ScriptValue value, int missing, int length)
    {
        if (value.IsUndefined)
        {
            return missing;
        }

        var number = ScriptOperators.ToInteger(evaluation, value);
        return (int)Math.Clamp(number < 0 ? length + number : number, 0, length);
    }

    private static ScriptValue At(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var at = ScriptOperators.ToInteger(evaluation, arguments.At(0));
        at = at < 0 ? Text(self).Length + at : at;
        return at < 0 || at >= Text(self).Length ? ScriptValue.Undefined : Members.CharacterAt(evaluation, Text(self), (int)at);
    }

    private static ScriptValue CodePointAt(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var (text, at) = (Text(self), Place(evaluation, arguments));
        if ((uint)at >= (uint)text.Length)
        {
            return ScriptValue.Undefined;
        }

        return ScriptValue.Of(char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at]);
    }

    private static ScriptValue Concat(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        foreach (var argument in arguments)
        {
            self = ScriptOperators.Add(evaluation, ScriptValue.Of(Text(self)), ScriptValue.Of(ScriptOperators.ToText(evaluation, argument)));
        }

        return self;
    }

    private static ScriptValue StartsAt(Evaluation.Evaluation evaluation, string text, string sought, int at)
    {
        evaluation.Work(sought.Length);
        return ScriptValue.Of(at >= 0 && at + sought.Length <= text.Length && string.CompareOrdinal(text, at, sought, 0, sought.Length) == 0);
    }

    private static ScriptValue LastIndexOf(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var (text, sought) = (Text(self), Plain(evaluation, arguments));
        var from = ScriptOperators.ToNumber(evaluation, arguments.At(1));
        var latest = (int)Math.Min(text.Length - sought.Length, double.IsNaN(from) ? text.Length : Math.Max(0, Math.Truncate(from)));
        evaluation.Work(text.Length + ((long)text.Length * sought.Length / 64));
        for (var at = latest; at >= 0; at--)
        {
            if (string.CompareOrdinal(text, at, sought, 0, sought.Length) == 0)
            {
                return ScriptValue.Of(at);
            }
        }

        return ScriptValue.Of(-1);
    }

    private static ScriptValue LocaleCompare(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments) =>
        arguments.At(2).IsUndefined
            ? ScriptValue.Of(TextOrder.Compare(evaluation, Text(self), Plain(evaluation, arguments)))
            : throw new ExpressionFault("localeCompare takes no options here. Compare a.toLowerCase() with b.toLowerCase(), or numbers with a - b.");

    // No tables of characters are at hand: a text that has no other form is given back, any other is not guessed at.
    private static ScriptValue Normalize(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var form = arguments.At(0).IsUndefined ? "NFC" : Plain(evaluation, arguments);
        var plainBelow = form switch
        {
            "NFC" => '\u0300',
            "NFD" => '\u00C0',
            "NFKC" or "NFKD" => '\u00A0',
            _ => throw new ExpressionFault("normalize takes NFC, NFD, NFKC or NFKD."),
        };
        evaluation.Work(Text(self).Length);
        return Text(self).AsSpan().ContainsAnyExceptInRange('\0', (char)(plainBelow - 1))
            ? throw new ExpressionFault("This text has characters that normalize cannot change here. Leave normalize out.")
            : self;
    }

    private static ScriptValue Slice(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var text = Text(self);
        var start = Relative(evaluation, arguments.At(0), 0, text.Length);
        var end = Relative(evaluation, arguments.At(1), text.Length, text.Length);
        return start < end ? Part(evaluation, text, start, end) : ScriptValue.EmptyText;
    }

    private static ScriptValue Substring(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var text = Text(self);
        var start = Clamp(evaluation, arguments.At(0), 0, text.Length);
        var end = Clamp(evaluation, arguments.At(1), text.Length, text.Length);
        return Part(evaluation, text, Math.Min(start, end), Math.Max(start, end));
    }

    private static ScriptValue Substr(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var text = Text(self);
        var start = Relative(evaluation, arguments.At(0), 0, text.Length);
        var length = Clamp(evaluation, arguments.At(1), text.Length - start, text.Length - start);
        return Part(evaluation, text, start, start + length);
    }

    private static ScriptValue Part(Evaluation.Evaluation evaluation, string text, int start, int end)
    {
        evaluation.AllocateText(end - start);
        return ScriptValue.Of(text[start..end]);
    }

    private static ScriptValue Trim(Evaluation.Evaluation evaluation, string text, bool atStart, bool atEnd)
    {
        // What is cut off was looked at too.
        evaluation.Work(text.Length);
        var (start, end) = (0, text.Length);
        while (atStart && start < end && NumberReader.IsScriptSpace(text[start]))
        {
            start++;
        }

        while (atEnd && end > start && NumberReader.IsScriptSpace(text[end - 1]))
        {
            end--;
        }

        return Part(evaluation, text, start, end);
    }

    // The one letter of English and German names whose capital form is two letters.
    private static string Upper(string text) => text.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal);
}
