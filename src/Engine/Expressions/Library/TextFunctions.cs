using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using CaseFlow.Engine.Expressions.Evaluation;
using static CaseFlow.Engine.Expressions.Library.GlobalLibrary;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>String's static members and the functions for addresses.</summary>
internal static class TextFunctions
{
    private const string Hexadecimal = "0123456789ABCDEF";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

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
        foreach (var item in Bytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)item) || "-_.!~*'()".Contains((char)item))
            {
                result.Append((char)item);
            }
            else
            {
                result.Append('%').Append(Hexadecimal[item >> 4]).Append(Hexadecimal[item & 15]);
            }
        }

        return ScriptValue.Of(result.ToString());
    }

    public static ScriptValue DecodeUriComponent(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var text = ScriptOperators.ToText(evaluation, arguments.At(0));
        evaluation.AllocateText(3L * text.Length);
        var bytes = new List<byte>(text.Length);
        var result = new StringBuilder(text.Length);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] == '%')
            {
                bytes.Add(at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                    ? value : throw NotAnAddress());
                at += 2;
                continue;
            }

            result.Append(Decode(bytes));
            bytes.Clear();
            result.Append(text.AsSpan(at, at < text.Length ? 1 : 0));
        }

        return ScriptValue.Of(result.ToString());
    }

    private static byte[] Bytes(string text)
    {
        try
        {
            return StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ExpressionFault("This text has half of a character in it, which no address can hold. Cut texts between whole characters, for example with [...text].", exception);
        }
    }

    private static string Decode(List<byte> bytes)
    {
        try
        {
            return bytes.Count == 0 ? "" : StrictUtf8.GetString([.. bytes]);
        }
        catch (DecoderFallbackException exception)
        {
            throw NotAnAddress(exception);
        }
    }

    private static ExpressionFault NotAnAddress(Exception? cause = null) =>
        new("This text is not a part of an address: after each % two hexadecimal digits are needed that make whole characters.", cause!);

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
