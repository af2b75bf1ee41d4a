using CaseFlow.Engine.Expressions.Evaluation;

namespace CaseFlow.Engine.Expressions.Parsing;

/// <summary>This part: statements and declarations.</summary>
internal sealed partial class Parser
{
    private Statement ParseStatement()
    {
        Deeper();
        var statement = CheckedStatement(ParseStatementInner());
        _nesting--;
        return statement;
    }

    private Statement ParseStatementInner()
    {
        var token = Current;
        if (token.Kind == TokenKind.Sign)
        {
            if (token.Text == "{")
            {
                return ParseBlock();
            }

            if (Take(";"))
            {
                return new EmptyStatement();
            }
        }

        if (token.Kind == TokenKind.Name)
        {
            switch (token.Text)
            {
                case "let" or "const" or "var":
                    var declaration = ParseDeclaration();
                    EndStatement();
                    return declaration;
                case "if":
                    return ParseIf();
                case "for":
                    return ParseFor();
                case "while":
                    return ParseWhile();
                case "do":
                    return ParseDo();
                case "return":
                    return ParseReturn();
                case "break" or "continue":
                    return ParseJump();
                case "function":
                    return ParseFunctionDeclaration();
                case "switch" or "try" or "throw" or "class" or "import" or "export" or "with" or "debugger":
                    throw Outside($"\"{token.Text}\"", Hints.ForStatement(token.Text), token.Start);
            }

            if (_tokens[_at + 1].Is(":") && _tokens[_at + 1].Kind == TokenKind.Sign)
            {
                throw Outside("A label", "For an object, put it in brackets: ({ name: value }); to leave loops, use a condition or return.", token.Start);
            }
        }

        var expression = ParseExpression();
        EndStatement();
        return new ExpressionStatement(expression);
    }

    private BlockStatement ParseBlock()
    {
        Expect("{");
        var scope = new Scope(_scope, isFunction: false);
        return InScope(scope, () => new BlockStatement(ParseUntilBrace(), scope.Functions, scope.Layout));
    }

    private Statement[] ParseUntilBrace()
    {
        var statements = new List<Statement>();
        while (!Take("}"))
        {
            if (Current.Kind == TokenKind.End)
            {
                throw Unexpected("");
            }

            statements.Add(ParseStatement());
        }

        return [.. statements];
    }

    private Statement ParseDeclaration()
    {
        var kind = Next().Text switch
        {
            "let" => DeclarationKind.Let,
            "const" => DeclarationKind.Const,
            _ => DeclarationKind.Var,
        };
        var declarations = new List<(Pattern Pattern, Node? Value)>();
        do
        {
            var start = Current;
            var pattern = ParsePattern(kind);
            var value = Take("=") ? ParseAssignment() : null;
            if (value is null && (kind == DeclarationKind.Const || pattern is not NamePattern))
            {
                throw new ExpressionSyntaxException($"\"{start.Text}\" is declared without a value. Write = and its value.", start.Start);
            }

            if (value is not null || kind != DeclarationKind.Var)
            {
                declarations.Add((pattern, value));
            }
        }
        while (Take(","));

        return declarations.Count == 0 ? new EmptyStatement() : new DeclarationStatement([.. declarations]);
    }

    private IfStatement ParseIf()
    {
        Next();
        var condition = ParseBracketed();
        var then = ParseStatement();
        return new IfStatement(condition, then, TakeName("else") ? ParseStatement() : null);
    }

    private Node ParseBracketed()
    {
        Expect("(");
        var start = Current.Start;
        var expression = ParseExpression();
        Expect(")");

        // As linters do: brackets of its own say that the assignment is meant.
        return expression is AssignNode && !_bracketed.Contains(expression)
            ? throw new ExpressionSyntaxException("One = changes the value instead of comparing it. To compare, write ===.", start)
            : expression;
    }

    private Statement ParseFor()
    {
        Next();
        if (Current.IsName("await"))
        {
            throw Outside("\"await\"", "Nothing needs to be waited for.", Current.Start);
        }

        Expect("(");
        var scope = new Scope(_scope, isFunction: false);
        return InScope(scope, () => ParseForIn(scope));
    }

    private Statement ParseForIn(Scope scope)
    {
        if (Current.Kind == TokenKind.Name && Current.Text is "let" or "const" or "var")
        {
            var mark = _at;
            var kind = Current.Text switch { "let" => DeclarationKind.Let, "const" => DeclarationKind.Const, _ => DeclarationKind.Var };
            if (IsForOf())
            {
                Next();
                var pattern = ParsePattern(kind);
                var overKeys = Next().Text == "in";
                var list = ParseExpression();
                Expect(")");
                return new ForOfStatement(scope.Layout, pattern, list, ParseLoopBody(), overKeys);
            }

            _at = mark;
        }

        Statement? first = null;
        if (!Take(";"))
        {
            first = Current.Kind == TokenKind.Name && Current.Text is "let" or "const" or "var"
                ? ParseDeclaration() : new ExpressionStatement(ParseExpression());
            if (Current.IsName("of") || Current.IsName("in"))
            {
                throw Outside("A loop over an existing name", "Declare it: for (const x of list).", Current.Start);
            }

            Expect(";");
        }

        var condition = Current.Is(";") ? null : ParseExpression();
        Expect(";");
        var step = Current.Is(")") ? null : ParseExpression();
        Expect(")");
        return new ForStatement(scope.Layout, first, condition, step, ParseLoopBody());
    }

    // Looks past the declared name or pattern for "of" or "in".
    private bool IsForOf()
    {
        var after = _closing[_at + 1] >= 0 ? _closing[_at + 1] + 1 : _at + 2;
        return after < _tokens.Count && (_tokens[after].IsName("of") || _tokens[after].IsName("in"));
    }

    private Statement ParseLoopBody()
    {
        _loops++;
        var body = ParseStatement();
        _loops--;
        return body;
    }

    private WhileStatement ParseWhile()
    {
        Next();
        var condition = ParseBracketed();
        return new WhileStatement(condition, ParseLoopBody(), bodyFirst: false);
    }

    private WhileStatement ParseDo()
    {
        Next();
        var body = ParseLoopBody();
        if (!TakeName("while"))
        {
            throw Unexpected("\"while\" is missing before it");
        }

        var condition = ParseBracketed();
        Take(";");
        return new WhileStatement(condition, body, bodyFirst: true);
    }

    private ReturnStatement ParseReturn()
    {
        Next();
        var isEmpty = Current.Is(";") || Current.Is("}") || Current.Kind == TokenKind.End || Current.AfterNewLine;
        var value = isEmpty ? null : ParseExpression();
        EndStatement();
        return new ReturnStatement(value);
    }

    private JumpStatement ParseJump()
    {
        var token = Next();
        if (_loops == 0)
        {
            throw new ExpressionSyntaxException($"\"{token.Text}\" belongs inside a loop.", token.Start);
        }

        if (Current.Kind == TokenKind.Name && !Current.AfterNewLine)
        {
            throw Outside("A label", "End the inner loop with a condition instead.", Current.Start);
        }

        EndStatement();
        return new JumpStatement(token.Text == "break" ? Completion.Break : Completion.Continue);
    }

    private EmptyStatement ParseFunctionDeclaration()
    {
        Next();
        if (Current.Is("*"))
        {
            throw Outside("A generator", "Use a list.", Current.Start);
        }

        var name = TakeIdentifier();
        var slot = _scope.Declare(name.Text, DeclarationKind.Function, name.Start);
        _scope.Functions.Add((slot, ParseFunctionRest()));
        return new EmptyStatement();
    }
}
