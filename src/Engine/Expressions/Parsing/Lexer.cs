using System.Globalization;
using System.Text;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions.Parsing;

/// <summary>Splits a text into tokens.</summary>
internal sealed class Lexer(string text, int maxTokens)
{
    // Longest first, so that the first match is the right one.
    private static readonly string[] Signs =
    [
        ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=",
        "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**",
        "{", "}", "(", ")", "[", "]", ";", ",", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "!", "~", "?", ":", "=", ".",
    ];

    private readonly List<Token> _tokens = [];
    private readonly Stack<bool> _braces = new();
    private int _at;
    private bool _newLine;

    public List<Token> Run()
    {
        while (true)
        {
            SkipSpace();
            if (_at >= text.Length)
            {
                Add(TokenKind.End, "", _at);
                return _tokens;
            }

            Next(text[_at]);
        }
    }

    private void Next(char character)
    {
        var start = _at;
        if (char.IsAsciiLetter(character) || character is '_' or '$' || (character > 127 && char.IsLetter(character)))
        {
            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '$'))
            {
                _at++;
            }

            Add(TokenKind.Name, text[start.._at], start);
        }
        else if (char.IsAsciiDigit(character) || (character == '.' && char.IsAsciiDigit(Peek(1))))
        {
            ReadNumber();
        }
        else if (character is '"' or '\'')
        {
            ReadText(character);
        }
        else if (character == '`' || (character == '}' && _braces.TryPeek(out var template) && template))
        {
            ReadTemplate(character == '}');
        }
        else
        {
            ReadSign(character);
        }
    }

    private void ReadSign(char character)
    {
        if (character == '/' && !EndsOperand())
        {
            throw Problem("Regular expressions cannot be used here. Use includes, startsWith, endsWith, indexOf, split or replaceAll with plain text.", _at);
        }

        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(text, _at, sign, 0, sign.Length) != 0 || (sign == "?." && char.IsAsciiDigit(Peek(2))))
            {
                continue;
            }

            if (sign == "{")
            {
                _braces.Push(false);
            }
            else if (sign == "}")
            {
                _braces.TryPop(out _);
            }

            _at += sign.Length;
            Add(TokenKind.Sign, sign, _at - sign.Length);
            return;
        }

        throw Problem(character == '#' || character == '@' ? $"\"{character}\" cannot be used here." : $"The character \"{character}\" does not belong in an expression. {Hints.ForCharacter(character)}", _at);
    }

    // Whether the last token ends an operand, so that a slash divides.
    private bool EndsOperand()
    {
        if (_tokens.Count == 0)
        {
            return false;
        }

        var last = _tokens[^1];
        return last.Kind switch
        {
            TokenKind.Sign => last.Text is ")" or "]" or "}" or "++" or "--",
            TokenKind.Template => last.EndsTemplate,
            TokenKind.Name => last.Text is not ("return" or "typeof" or "in" or "of" or "case" or "delete" or "void" or "else"),
            _ => true,
        };
    }

    private void ReadNumber()
    {
        var start = _at;
        if (text[_at] == '0' && Peek(1) is 'x' or 'X' or 'b' or 'B' or 'o' or 'O')
        {
            _at += 2;
            TakeWhile(char.IsAsciiHexDigit);
        }
        else
        {
            TakeWhile(char.IsAsciiDigit);
            if (Peek(0) == '.')
            {
                _at++;
                TakeWhile(char.IsAsciiDigit);
            }

            if (Peek(0) is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
            {
                _at += 2;
                TakeWhile(char.IsAsciiDigit);
            }
        }

        if (Peek(0) == 'n')
        {
            throw Problem("Big integers (numbers with an n) cannot be used here. Remove the n.", start);
        }

        var source = text[start.._at];
        var number = NumberReader.Parse(source.Replace("_", "", StringComparison.Ordinal));
        var oldOctal = source.Length > 1 && source[0] == '0' && (char.IsAsciiDigit(source[1]) || source[1] == '_');
        if (double.IsNaN(number) || oldOctal || char.IsLetterOrDigit(Peek(0)) || Peek(0) is '_' or '$')
        {
            throw Problem("This is not a number. Write it like 1000, 0.5 or 1e3, with no commas between thousands and no zeros in front.", start);
        }

        Add(TokenKind.Number, source, start, number);
    }

    // A _ belongs to a number only between two digits.
    private void TakeWhile(Func<char, bool> digit)
    {
        while (digit(Peek(0)) || (Peek(0) == '_' && digit(text[_at - 1]) && digit(Peek(1))))
        {
            _at++;
        }
    }

    private void ReadText(char quote)
    {
        var start = _at++;
        var value = new StringBuilder();
        while (Peek(0) != quote || _at >= text.Length)
        {
            if (_at >= text.Length || text[_at] is '\n' or '\r')
            {
                throw Problem($"This text has no closing {quote}. Add it.", start);
            }

            ReadCharacter(value);
        }

        _at++;
        Add(TokenKind.Text, value.ToString(), start);
    }

    private void ReadTemplate(bool continues)
    {
        var start = _at++;
        if (continues)
        {
            _braces.Pop();
        }

        var value = new StringBuilder();
        while (true)
        {
            if (_at >= text.Length)
            {
                throw Problem("This template has no closing `. Add it.", start);
            }

            if (text[_at] == '`')
            {
                _at++;
                Add(TokenKind.Template, value.ToString(), start, starts: !continues, ends: true);
                return;
            }

            if (text[_at] == '$' && Peek(1) == '{')
            {
                _at += 2;
                _braces.Push(true);
                Add(TokenKind.Template, value.ToString(), start, starts: !continues);
                return;
            }

            if (text[_at] == '\r')
            {
                _at += Peek(1) == '\n' ? 2 : 1;
                value.Append('\n');
                continue;
            }

            ReadCharacter(value);
        }
    }

    private void ReadCharacter(StringBuilder value)
    {
        var character = text[_at++];
        if (character != '\\')
        {
            value.Append(character);
            return;
        }

        if (_at >= text.Length)
        {
            throw Problem("A backslash at the end stands for nothing. Remove it.", _at - 1);
        }

        var escape = text[_at++];
        switch (escape)
        {
            case 'n': value.Append('\n'); break;
            case 't': value.Append('\t'); break;
            case 'r': value.Append('\r'); break;
            case 'b': value.Append('\b'); break;
            case 'f': value.Append('\f'); break;
            case 'v': value.Append('\v'); break;
            case '0' when !char.IsAsciiDigit(Peek(0)): value.Append('\0'); break;
            case >= '0' and <= '9': throw Problem("Old octal escapes cannot be used. Write \\x41 or \\u0041.", _at - 2);
            case 'x': value.Append((char)ReadHex(2)); break;
            case 'u': ReadUnicode(value); break;
            case '\r':
                _at += Peek(0) == '\n' ? 1 : 0;
                break;
            case '\n' or '\u2028' or '\u2029': break;
            default: value.Append(escape); break;
        }
    }

    private void ReadUnicode(StringBuilder value)
    {
        if (Peek(0) != '{')
        {
            value.Append((char)ReadHex(4));
            return;
        }

        var close = text.IndexOf('}', _at);
        if (close < 0 || !int.TryParse(text.AsSpan(_at + 1, close - _at - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code is < 0 or > 0x10FFFF)
        {
            throw Problem("This is not a Unicode character. Write \\u{1F600}.", _at);
        }

        _at = close + 1;
        if (code > 0xFFFF)
        {
            value.Append(char.ConvertFromUtf32(code));
        }
        else
        {
            value.Append((char)code);
        }
    }

    private int ReadHex(int digits)
    {
        if (_at + digits > text.Length || !int.TryParse(text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            throw Problem($"Here {digits} hexadecimal digits are needed.", _at);
        }

        _at += digits;
        return code;
    }

    private void SkipSpace()
    {
        _newLine = false;
        while (_at < text.Length)
        {
            var character = text[_at];
            if (character is '\n' or '\r' or '\u2028' or '\u2029')
            {
                _newLine = true;
                _at++;
            }
            else if (NumberReader.IsScriptSpace(character))
            {
                _at++;
            }
            else if (character == '/' && Peek(1) == '/')
            {
                while (_at < text.Length && text[_at] is not ('\n' or '\r' or '\u2028' or '\u2029'))
                {
                    _at++;
                }
            }
            else if (character == '/' && Peek(1) == '*')
            {
                var close = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (close < 0)
                {
                    throw Problem("This comment has no closing */. Add it.", _at);
                }

                _newLine |= text.AsSpan(_at, close - _at).ContainsAny('\n', '\r');
                _at = close + 2;
            }
            else
            {
                return;
            }
        }
    }

    private char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private void Add(TokenKind kind, string value, int start, double number = 0, bool starts = false, bool ends = false)
    {
        if (_tokens.Count >= maxTokens)
        {
            throw Problem($"The expression has more than {maxTokens:0} names, signs and values. Split it over several steps.", start);
        }

        _tokens.Add(new Token(kind, value, number, start, _at, _newLine, starts, ends));
    }

    private static ExpressionSyntaxException Problem(string message, int offset) => new(message, offset);
}
