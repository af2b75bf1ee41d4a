using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using CaseFlow.Engine.Expressions.Evaluation;
using CaseFlow.Engine.Values;
using static CaseFlow.Engine.Expressions.Library.GlobalLibrary;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>The object JSON.</summary>
internal static class JsonFunctions
{
    private const int MaxNesting = 60;
    private const int Levels = 4;

    // Half of a character is refused: the usual encoding would put another character in its place.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static readonly FrozenDictionary<string, ScriptValue> Members = new[]
    {
        Function("parse", Parse),
        Function("stringify", (evaluation, _, arguments) => arguments.At(1).IsNullish
            ? Stringify(evaluation, arguments.At(0), Indent(evaluation, arguments.At(2)))
            : throw new ExpressionFault("JSON.stringify takes no replacer here. Build the object with the members you want first.")),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ScriptValue Stringify(Evaluation.Evaluation evaluation, ScriptValue value, string indent = "")
    {
        var text = new StringBuilder();
        return Write(evaluation, text, value, indent, 0) ? evaluation.NewText(text.ToString()) : ScriptValue.Undefined;
    }

    private static ScriptValue Parse(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!arguments.At(1).IsUndefined)
        {
            throw new ExpressionFault("JSON.parse takes no reviver here. Change the result afterwards.");
        }

        var text = ScriptOperators.ToText(evaluation, arguments.At(0));
        evaluation.AllocateText(2L * text.Length);
        evaluation.Work(16L * text.Length);
        try
        {
            var reader = new Utf8JsonReader(StrictUtf8.GetBytes(text), new JsonReaderOptions { MaxDepth = MaxNesting });
            reader.Read();
            var value = Read(evaluation, ref reader);
            return reader.Read() ? throw new JsonException() : value;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or EncoderFallbackException)
        {
            throw new ExpressionFault($"This text is not valid JSON, or is nested more than {MaxNesting} levels deep. Check where it comes from.", exception);
        }
    }

    private static ScriptValue Read(Evaluation.Evaluation evaluation, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return ScriptValue.Null;
            case JsonTokenType.True:
                return ScriptValue.True;
            case JsonTokenType.False:
                return ScriptValue.False;
            case JsonTokenType.Number:
                return ScriptValue.Of(reader.GetDouble());
            case JsonTokenType.String:
                return evaluation.NewText(reader.GetString()!);
            case JsonTokenType.StartArray:
                var list = ScriptArray.New(evaluation);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Add(evaluation, Read(evaluation, ref reader));
                }

                return ScriptValue.Of(list);
            case JsonTokenType.StartObject:
                var members = ScriptObject.New(evaluation);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    evaluation.AllocateText(name.Length);
                    reader.Read();
                    members.Set(evaluation, name, Read(evaluation, ref reader));
                }

                return ScriptValue.Of(members);
            default:
                throw new JsonException();
        }
    }

    // False for what JSON leaves out: undefined and functions.
    private static bool Write(Evaluation.Evaluation evaluation, StringBuilder text, ScriptValue value, string indent, int depth)
    {
        evaluation.Step();
        if (depth > MaxNesting)
        {
            throw new ExpressionFault($"The value is nested more than {MaxNesting} levels deep, or contains itself, so it has no JSON.");
        }

        if (value.IsUndefined || value.IsFunction)
        {
            return false;
        }

        if (value.Text is { } plain)
        {
            Quote(evaluation, text, plain);
        }
        else if (value.IsNumber)
        {
            evaluation.Allocate(48);
            text.Append(double.IsFinite(value.Number) ? NumberText.Format(value.Number) : "null");
        }
        else if (value.Reference is null)
        {
            text.Append(value.IsNull ? "null" : value.IsTrue ? "true" : "false");
        }
        else if (value.Date is { } date)
        {
            text.Append(double.IsNaN(date.Time) ? "null" : "\"" + DateText.Iso(evaluation, date.Time) + "\"");
        }
        else
        {
            evaluation.Enter(Levels);
            if (value.Array is { } list)
            {
                WriteList(evaluation, text, list, indent, depth);
            }
            else
            {
                WriteMembers(evaluation, text, value.Object!, indent, depth);
            }

            evaluation.Leave(Levels);
        }

        return true;
    }

    private static void WriteList(Evaluation.Evaluation evaluation, StringBuilder text, ScriptArray list, string indent, int depth)
    {
        text.Append('[');
        for (var index = 0; index < list.Count; index++)
        {
            text.Append(index == 0 ? "" : ",");
            NewLine(evaluation, text, indent, depth + 1);
            if (!Write(evaluation, text, list.Get(evaluation, index), indent, depth + 1))
            {
                text.Append("null");
            }
        }

        if (list.Count > 0)
        {
            NewLine(evaluation, text, indent, depth);
        }

        text.Append(']');
    }

    private static void WriteMembers(Evaluation.Evaluation evaluation, StringBuilder text, ScriptObject members, string indent, int depth)
    {
        text.Append('{');
        var any = false;
        foreach (var name in members.Keys(evaluation))
        {
            var value = members.Get(evaluation, name);
            if (value.IsUndefined || value.IsFunction)
            {
                continue;
            }

            text.Append(any ? "," : "");
            any = true;
            NewLine(evaluation, text, indent, depth + 1);
            Quote(evaluation, text, name);
            text.Append(indent.Length > 0 ? ": " : ":");
            Write(evaluation, text, value, indent, depth + 1);
        }

        if (any)
        {
            NewLine(evaluation, text, indent, depth);
        }

        text.Append('}');
    }

    private static void NewLine(Evaluation.Evaluation evaluation, StringBuilder text, string indent, int depth)
    {
        if (indent.Length == 0)
        {
            return;
        }

        evaluation.Allocate(2 + (2L * indent.Length * depth));
        text.Append('\n');
        for (var level = 0; level < depth; level++)
        {
            text.Append(indent);
        }
    }

    private static void Quote(Evaluation.Evaluation evaluation, StringBuilder text, string value)
    {
        evaluation.AllocateText(value.Length + 4);
        text.Append('"');
        for (var at = 0; at < value.Length; at++)
        {
            var character = value[at];
            var isPair = char.IsHighSurrogate(character) && at + 1 < value.Length && char.IsLowSurrogate(value[at + 1]);
            if (isPair)
            {
                text.Append(character).Append(value[++at]);
                continue;
            }

            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => Escape(evaluation, text, character),
                _ when char.IsSurrogate(character) => Escape(evaluation, text, character),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }

    private static StringBuilder Escape(Evaluation.Evaluation evaluation, StringBuilder text, char character)
    {
        evaluation.Allocate(64);
        return text.Append("\\u").Append(((int)character).ToString("x4"));
    }

    private static string Indent(Evaluation.Evaluation evaluation, ScriptValue value) => value.Text is { } text
        ? text[..Math.Min(10, text.Length)]
        : value.IsNumber ? new string(' ', (int)Math.Clamp(ScriptOperators.ToInteger(evaluation, value), 0, 10)) : "";
}
