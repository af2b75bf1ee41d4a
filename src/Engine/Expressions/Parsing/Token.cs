namespace CaseFlow.Engine.Expressions.Parsing;

internal enum TokenKind : byte
{
    End,
    Name,
    Number,
    Text,
    Sign,

    /// <summary>A piece of a template: from ` or } to ${ or `.</summary>
    Template,
}

/// <summary>A token. Text is the name, the sign, or the text without quotes.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, double Number, int Start, int End, bool AfterNewLine, bool StartsTemplate = false, bool EndsTemplate = false)
{
    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;

    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;
}

/// <summary>The text is outside the subset at this place. Caught by Compile and never seen outside.</summary>
internal sealed class ExpressionSyntaxException(string message, int offset) : Exception(message)
{
    public int Offset { get; } = offset;
}
