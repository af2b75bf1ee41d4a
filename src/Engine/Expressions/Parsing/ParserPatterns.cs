using CaseFlow.Engine.Expressions.Evaluation;

namespace CaseFlow.Engine.Expressions.Parsing;

/// <summary>This part: functions, their parameters, and patterns.</summary>
internal sealed partial class Parser
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum", "export", "extends", "false",
        "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null", "return", "super", "switch", "this", "throw", "true", "try",
        "typeof", "var", "void", "while", "with", "let", "yield", "await", "async", "static",
    };

    private Token TakeIdentifier()
    {
        if (Current.Kind != TokenKind.Name || Reserved.Contains(Current.Text))
        {
            throw Unexpected("a name is needed");
        }

        return Next();
    }

    private Pattern ParsePattern(DeclarationKind kind)
    {
        Deeper();
        Pattern pattern = Take("{") ? ParseObjectPattern(kind) : Take("[") ? ParseListPattern(kind) : DeclareName(kind);
        _nesting--;
        return pattern;
    }

    private Pattern ParsePatternWithDefault(DeclarationKind kind)
    {
        var pattern = ParsePattern(kind);
        return Take("=") ? new DefaultPattern(pattern, ParseAssignment()) : pattern;
    }

    private NamePattern DeclareName(DeclarationKind kind)
    {
        var name = TakeIdentifier();
        return Declare(name, kind);
    }

    private NamePattern Declare(Token name, DeclarationKind kind)
    {
        (kind == DeclarationKind.Var ? _scope.FunctionScope : _scope).Declare(name.Text, kind, name.Start);
        return new NamePattern(UseName(name.Text, name.Start));
    }

    private ObjectPattern ParseObjectPattern(DeclarationKind kind)
    {
        var members = new List<PatternMember>();
        Pattern? rest = null;
        while (!Take("}"))
        {
            if (Take("..."))
            {
                rest = DeclareName(kind);
                Expect("}");
                break;
            }

            members.Add(ParsePatternMember(kind));
            if (!Take(",") && !Current.Is("}"))
            {
                throw Unexpected("a comma is missing before it");
            }
        }

        return new ObjectPattern([.. members], rest);
    }

    private PatternMember ParsePatternMember(DeclarationKind kind)
    {
        if (Take("["))
        {
            var key = ParseAssignment();
            Expect("]");
            Expect(":");
            return new PatternMember(null, key, ParsePatternWithDefault(kind));
        }

        var token = Current;
        var name = TakeMemberName();
        if (Take(":"))
        {
            return new PatternMember(name, null, ParsePatternWithDefault(kind));
        }

        if (token.Kind != TokenKind.Name || Reserved.Contains(token.Text))
        {
            throw new ExpressionSyntaxException($"\"{token.Text}\" needs a name to be kept under: write : and the name.", token.Start);
        }

        Pattern pattern = Declare(token, kind);
        return new PatternMember(name, null, Take("=") ? new DefaultPattern(pattern, ParseAssignment()) : pattern);
    }

    private ListPattern ParseListPattern(DeclarationKind kind)
    {
        var items = new List<Pattern?>();
        Pattern? rest = null;
        while (!Take("]"))
        {
            if (Take(","))
            {
                items.Add(null);
                continue;
            }

            if (Take("..."))
            {
                rest = ParsePattern(kind);
                Expect("]");
                break;
            }

            items.Add(ParsePatternWithDefault(kind));
            if (!Take(",") && !Current.Is("]"))
            {
                throw Unexpected("a comma is missing before it");
            }
        }

        return new ListPattern([.. items], rest);
    }

    // From the parameters of: function name(…) { … }, and name(…) { … } in an object.
    private FunctionNode ParseFunctionRest()
    {
        var scope = new Scope(_scope, isFunction: true);
        return Checked(InScope(scope, () =>
        {
            Expect("(");
            var (parameters, rest) = ParseParameters();
            return new FunctionNode(scope.Layout, parameters, rest, null, ParseFunctionBody(scope));
        }));
    }

    private FunctionNode ParseArrow()
    {
        var scope = new Scope(_scope, isFunction: true);
        return Checked(InScope(scope, () =>
        {
            var (parameters, rest) = Take("(") ? ParseParameters() : ([DeclareName(DeclarationKind.Parameter)], null);
            Expect("=>");
            return Current.Is("{")
                ? new FunctionNode(scope.Layout, parameters, rest, null, ParseFunctionBody(scope))
                : new FunctionNode(scope.Layout, parameters, rest, ParseAssignment(), null);
        }));
    }

    private BlockStatement ParseFunctionBody(Scope scope)
    {
        Expect("{");
        var loops = _loops;
        _loops = 0;
        var statements = ParseUntilBrace();
        _loops = loops;
        return new BlockStatement(statements, scope.Functions, layout: null);
    }

    private (Pattern[] Parameters, Pattern? Remaining) ParseParameters()
    {
        var parameters = new List<Pattern>();
        Pattern? rest = null;
        while (!Take(")"))
        {
            if (Take("..."))
            {
                rest = ParsePattern(DeclarationKind.Parameter);
                Expect(")");
                break;
            }

            parameters.Add(ParsePatternWithDefault(DeclarationKind.Parameter));
            if (!Take(",") && !Current.Is(")"))
            {
                throw Unexpected("a comma is missing before it");
            }
        }

        return ([.. parameters], rest);
    }

    // Whether an arrow function starts here: x => or ( … ) =>.
    private bool IsArrow()
    {
        if (Current.Is("("))
        {
            return _closing[_at] >= 0 && _tokens[_closing[_at] + 1].Is("=>");
        }

        return Current.Kind == TokenKind.Name && _tokens[_at + 1].Is("=>");
    }
}
