using System.Collections.Frozen;
using System.Text;
using CaseFlow.Engine.Expressions.Evaluation;
using static CaseFlow.Engine.Expressions.Library.GlobalLibrary;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>String's static members and the functions for addresses.</summary>
internal static class TextFunctions
{
    public static readonly FrozenDictionary<string, ScriptValue> Statics = new[]
    {
        Function("fromCharCode", FromCharCode),
        Function("fromCodePoint", FromCodePoint),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ScriptValue EncodeUriComponent(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var text = ScriptOperators.ToText(evaluation, arguments.At(0));
        evaluation.AllocateText(9L * text.Length);
        var result = new StringBuilder();
        foreach (var item in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)item) || "-_.!~*'()".Contains((char)item))
            {
                result.Append((char)item);
            }
            else
            {
                result.Append('%').Append(item.ToString("X2"));
            }
        }

        return ScriptValue.Of(result.ToString());
    }

    public static ScriptValue DecodeUriComponent(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var text = ScriptOperators.ToText(evaluation, arguments.At(0));
        evaluation.AllocateText(3L * text.Length);
        return ScriptValue.Of(Uri.UnescapeDataString(text));
    }

    private static ScriptValue FromCharCode(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        evaluation.AllocateText(arguments.Length);
        var characters = new char[arguments.Length];
        for (var index = 0; index < characters.Length; index++)
        {
            characters[index] = (char)(ScriptOperators.ToInt32(evaluation, arguments[index]) & 0xFFFF);
        }

        return ScriptValue.Of(new string(characters));
    }

    private static ScriptValue FromCodePoint(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        evaluation.AllocateText(2L * arguments.Length);
        var text = new StringBuilder();
        foreach (var argument in arguments)
        {
            var code = ScriptOperators.ToNumber(evaluation, argument);
            if (!(code >= 0 && code <= 0x10FFFF && code == Math.Truncate(code)))
            {
                throw new ExpressionFault("String.fromCodePoint needs whole numbers from 0 to 1114111.");
            }

            if (code > 0xFFFF)
            {
                text.Append(char.ConvertFromUtf32((int)code));
            }
            else
            {
                text.Append((char)code);
            }
        }

        return ScriptValue.Of(text.ToString());
    }
}
