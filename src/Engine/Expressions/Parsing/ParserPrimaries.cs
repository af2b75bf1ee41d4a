using CaseFlow.Engine.Expressions.Evaluation;

namespace CaseFlow.Engine.Expressions.Parsing;

/// <summary>This part: members, calls, literals, lists, objects, templates.</summary>
internal sealed partial class Parser
{
    // Nodes written in brackets of their own, where JavaScript tells them apart.
    private readonly HashSet<Node> _bracketed = new(ReferenceEqualityComparer.Instance);

    private Node ParseChain()
    {
        var node = ParsePrimary();
        var optional = false;
        while (true)
        {
            var token = Current;
            if (token.StartsTemplate)
            {
                throw Outside("A function before a template", "Call it with brackets.", token.Start);
            }

            if (Take("?."))
            {
                optional = true;
                node = Current.Is("(") ? ParseCall(node, isOptional: true)
                    : Take("[") ? ParseIndex(node, isOptional: true)
                    : ParseMember(node, isOptional: true);
            }
            else if (Take("."))
            {
                node = ParseMember(node, isOptional: false);
            }
            else if (Take("["))
            {
                node = ParseIndex(node, isOptional: false);
            }
            else if (Current.Is("("))
            {
                node = ParseCall(node, isOptional: false);
            }
            else
            {
                return optional ? Checked(new ChainNode(node)) : node;
            }

            optional |= node is MethodCallNode { IsOptionalCall: true };
            node = Checked(node);
        }
    }

    private Node ParseMember(Node target, bool isOptional)
    {
        if (Current.Kind != TokenKind.Name)
        {
            throw Unexpected("a member's name is needed");
        }

        var name = Next();
        var optionalCall = Current.Is("?.") && _tokens[_at + 1].Is("(");
        if (optionalCall || Current.Is("("))
        {
            if (optionalCall)
            {
                Next();
            }

            var call = new MethodCallNode(target, name.Text, ParseArguments(), isOptional, optionalCall);
            Names.Add(call);
            return call;
        }

        var member = new MemberNode(target, name.Text, isOptional);
        Names.Add(member, target);
        return member;
    }

    private IndexNode ParseIndex(Node target, bool isOptional)
    {
        var index = ParseExpression();
        Expect("]");
        return new IndexNode(target, index, isOptional);
    }

    private CallNode ParseCall(Node callee, bool isOptional)
    {
        var node = new CallNode(callee, ParseArguments(), isOptional);
        Names.Add(node);
        return node;
    }

    private Node[] ParseArguments()
    {
        Expect("(");
        return ParseItems(")");
    }

    private Node[] ParseItems(string close)
    {
        var items = new List<Node>();
        while (!Take(close))
        {
            if (Current.Is(","))
            {
                throw Unexpected("a value is missing before it");
            }

            items.Add(Take("...") ? Checked(new SpreadNode(ParseAssignment())) : ParseAssignment());
            if (!Take(",") && !Current.Is(close))
            {
                throw Unexpected($"a comma or \"{close}\" is missing before it");
            }
        }

        return [.. items];
    }

    private Node ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Next();
                return new LiteralNode(ScriptValue.Of(token.Number));
            case TokenKind.Text:
                Next();
                return new LiteralNode(ScriptValue.Of(token.Text));
            case TokenKind.Template when token.StartsTemplate:
                return ParseTemplate();
            case TokenKind.Name:
                return ParseName();
            case TokenKind.Sign when token.Text == "(":
                Next();
                var inner = ParseExpression();
                Expect(")");
                _bracketed.Add(inner);
                return inner;
            case TokenKind.Sign when token.Text == "[":
                Next();
                return Checked(new ListNode(ParseItems("]")));
            case TokenKind.Sign when token.Text == "{":
                return ParseObject();
            default:
                throw Unexpected("a value is needed");
        }
    }

    private Node ParseName()
    {
        var token = Next();
        switch (token.Text)
        {
            case "true":
                return new LiteralNode(ScriptValue.True);
            case "false":
                return new LiteralNode(ScriptValue.False);
            case "null":
                return new LiteralNode(ScriptValue.Null);
            case "new":
                return ParseNew(token);
            case "function":
                return ParseFunctionValue();
            case "this" or "super":
                throw Outside($"\"{token.Text}\"", "Name the value instead.", token.Start);
        }

        if (Reserved.Contains(token.Text))
        {
            _at--;
            throw Unexpected("a value is needed");
        }

        return UseName(token.Text, token.Start);
    }

    private FunctionNode ParseFunctionValue()
    {
        if (Current.Is("*"))
        {
            throw Outside("A generator", "Use a list.", Current.Start);
        }

        return Current.Kind == TokenKind.Name
            ? throw Outside("A named function as a value", "Leave the name out, or declare it as a statement of its own.", Current.Start)
            : ParseFunctionRest();
    }

    private NewDateNode ParseNew(Token token)
    {
        if (!TakeName("Date"))
        {
            throw Outside(Current.Kind == TokenKind.Name ? $"\"new {Shorten(Current.Text)}\"" : "\"new\"", "Only new Date(…) can be made; write lists as [] and objects as {}.", token.Start);
        }

        return Checked(new NewDateNode(Current.Is("(") ? ParseArguments() : []));
    }

    private TemplateNode ParseTemplate()
    {
        var texts = new List<string>();
        var values = new List<Node>();
        while (true)
        {
            if (Current.Kind != TokenKind.Template)
            {
                throw Unexpected("a } is missing before it");
            }

            var piece = Next();
            texts.Add(piece.Text);
            if (piece.EndsTemplate)
            {
                return Checked(new TemplateNode([.. texts], [.. values]));
            }

            values.Add(ParseExpression());
        }
    }

    private ObjectNode ParseObject()
    {
        Expect("{");
        var members = new List<MemberEntry>();
        while (!Take("}"))
        {
            members.Add(ParseObjectMember());
            if (!Take(",") && !Current.Is("}"))
            {
                throw Unexpected("a comma or \"}\" is missing before it");
            }
        }

        return Checked(new ObjectNode([.. members]));
    }

    private MemberEntry ParseObjectMember()
    {
        if (Take("..."))
        {
            return new MemberEntry(null, null, Checked(new SpreadNode(ParseAssignment())));
        }

        if (Take("["))
        {
            var key = ParseAssignment();
            Expect("]");
            Expect(":");
            return new MemberEntry(null, key, ParseAssignment());
        }

        var token = Current;
        if (token.Kind == TokenKind.Name && token.Text is "get" or "set" or "async" && _tokens[_at + 1].Kind is TokenKind.Name or TokenKind.Text)
        {
            throw Outside($"\"{token.Text}\" in an object", "Give the member a value.", token.Start);
        }

        var name = TakeMemberName();
        if (Take(":"))
        {
            return new MemberEntry(name, null, ParseAssignment());
        }

        if (Current.Is("("))
        {
            return new MemberEntry(name, null, ParseFunctionRest());
        }

        if (token.Kind != TokenKind.Name || Reserved.Contains(token.Text))
        {
            throw Unexpected("a : and a value are missing before it");
        }

        return new MemberEntry(name, null, UseName(name, token.Start));
    }

    private string TakeMemberName()
    {
        var token = Current;
        if (token.Kind is not (TokenKind.Name or TokenKind.Text or TokenKind.Number))
        {
            throw Unexpected("a member's name is needed");
        }

        Next();
        return token.Kind == TokenKind.Number ? Values.NumberText.Format(token.Number) : token.Text;
    }
}
