using CaseFlow.Engine.Expressions.Evaluation;

namespace CaseFlow.Engine.Expressions.Parsing;

/// <summary>
/// A recursive-descent parser that makes nodes at once. Names are resolved when the scope that declares them closes, so
/// functions may use what is declared after them. This part: the tokens, the limits and the names.
/// </summary>
internal sealed partial class Parser
{
    private readonly List<Token> _tokens;
    private readonly ExpressionOptions _options;
    private readonly int[] _closing;
    private Scope _scope = new(null, isFunction: true);
    private int _at;
    private int _nesting;
    private int _loops;
    private string? _unclosed;

    public Parser(string text, ExpressionOptions options)
    {
        _tokens = new Lexer(text, options.MaxTokens).Run();
        _options = options;
        _closing = MatchBrackets();
    }

    /// <summary>Everything the names of the expression stand for; complete once parsed.</summary>
    public NameUse Names { get; } = new();

    private Token Current => _tokens[_at];

    /// <summary>The whole text: one expression, or statements.</summary>
    public Script Run()
    {
        Script script;
        if (Current.Is("{") && _closing[_at] >= 0 && IsEndAfter(_closing[_at]))
        {
            // A text that is one pair of braces is read as an object where it can be, as its writer meant; else as a block.
            script = RunBraces();
        }
        else
        {
            script = new Script(_scope.Layout, ParseBody(), null);
        }

        Names.Resolve(_scope.Close(), _options);
        return script;
    }

    private Script RunBraces()
    {
        try
        {
            var expression = ParseExpression();
            Take(";");
            ExpectEnd();
            return new Script(_scope.Layout, null, expression);
        }
        catch (ExpressionSyntaxException asObject)
        {
            (_at, _nesting, _loops) = (0, 0, 0);
            _scope = new Scope(null, isFunction: true);
            Names.Clear();
            try
            {
                return new Script(_scope.Layout, ParseBody(), null);
            }
            catch (ExpressionSyntaxException asBlock)
            {
                throw asBlock.Offset > asObject.Offset ? asBlock : asObject;
            }
        }
    }

    private BlockStatement ParseBody()
    {
        var statements = new List<Statement>();
        while (Current.Kind != TokenKind.End)
        {
            statements.Add(ParseStatement());
        }

        return new BlockStatement([.. statements], _scope.Functions, layout: null);
    }

    private bool IsEndAfter(int index)
    {
        var next = index + 1;
        return _tokens[next].Kind == TokenKind.End || (_tokens[next].Is(";") && _tokens[next + 1].Kind == TokenKind.End);
    }

    private int[] MatchBrackets()
    {
        var closing = new int[_tokens.Count];
        var open = new Stack<int>();
        for (var index = 0; index < _tokens.Count; index++)
        {
            closing[index] = -1;
            if (_tokens[index].Kind != TokenKind.Sign)
            {
                continue;
            }

            if (_tokens[index].Text is "(" or "[" or "{")
            {
                open.Push(index);
            }
            else if (_tokens[index].Text is ")" or "]" or "}" && open.TryPop(out var opening))
            {
                closing[opening] = index;
            }
        }

        _unclosed = open.TryPeek(out var innermost) ? _tokens[innermost].Text : null;
        return closing;
    }

    private Token Next() => _tokens[_at++];

    private bool Take(string sign)
    {
        if (!Current.Is(sign))
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool TakeName(string name)
    {
        if (!Current.IsName(name))
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(string sign)
    {
        if (!Take(sign))
        {
            throw Unexpected($"\"{sign}\" is missing before it");
        }
    }

    private void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
        {
            throw Unexpected("the expression should end before it");
        }
    }

    // A statement ends at ; or before } or the end, or at a new line.
    private void EndStatement()
    {
        if (!Take(";") && !Current.Is("}") && Current.Kind != TokenKind.End && !Current.AfterNewLine)
        {
            throw Unexpected("an operator, a comma or a ; is missing before it");
        }
    }

    private ExpressionSyntaxException Unexpected(string reason) => Current.Kind == TokenKind.End
        ? new(_unclosed is { } sign ? $"The expression ends too early: a \"{sign}\" is not closed. Complete it." : "The expression ends too early. Complete it.", Current.Start)
        : new($"\"{Shorten(Current.Kind == TokenKind.Template ? "`" : Current.Text)}\" does not belong here: {reason}.{Hints.ForToken(_at > 0 ? _tokens[_at - 1] : default, Current)}", Current.Start);

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static ExpressionSyntaxException Outside(string what, string instead, int offset) => new($"{what} cannot be used here. {instead}", offset);

    private void Deeper()
    {
        if (++_nesting > _options.MaxNesting)
        {
            throw TooDeep();
        }
    }

    private T Checked<T>(T node)
        where T : Node =>
        node.Height > _options.MaxNesting * 2 ? throw TooDeep() : node;

    private T CheckedStatement<T>(T statement)
        where T : Statement =>
        statement.Height > _options.MaxNesting * 2 ? throw TooDeep() : statement;

    private ExpressionSyntaxException TooDeep() =>
        new($"The expression is nested more than {_options.MaxNesting} levels deep. Split it into smaller ones with const.", Current.Start);

    private IdentifierNode UseName(string name, int offset)
    {
        var node = new IdentifierNode(name, offset);
        _scope.Use(node);
        return node;
    }

    private T InScope<T>(Scope scope, Func<T> parse)
    {
        var outer = _scope;
        _scope = scope;
        var result = parse();
        scope.Close();
        _scope = outer;
        return result;
    }
}

/// <summary>What was parsed: statements, or one expression.</summary>
internal sealed record Script(FrameLayout Layout, BlockStatement? Body, Node? Expression);
