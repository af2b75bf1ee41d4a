using CaseFlow.Engine.Expressions.Evaluation;

namespace CaseFlow.Engine.Expressions.Parsing;

/// <summary>This part: operators, from the loosest to the tightest.</summary>
internal sealed partial class Parser
{
    private static readonly Dictionary<string, (int Precedence, BinaryOperator Operator)> Binary = new(StringComparer.Ordinal)
    {
        ["|"] = (4, BinaryOperator.Or),
        ["^"] = (5, BinaryOperator.Xor),
        ["&"] = (6, BinaryOperator.And),
        ["=="] = (7, BinaryOperator.Equal),
        ["!="] = (7, BinaryOperator.NotEqual),
        ["==="] = (7, BinaryOperator.StrictEqual),
        ["!=="] = (7, BinaryOperator.StrictNotEqual),
        ["<"] = (8, BinaryOperator.Less),
        ["<="] = (8, BinaryOperator.LessOrEqual),
        [">"] = (8, BinaryOperator.Greater),
        [">="] = (8, BinaryOperator.GreaterOrEqual),
        ["in"] = (8, BinaryOperator.In),
        ["<<"] = (9, BinaryOperator.ShiftLeft),
        [">>"] = (9, BinaryOperator.ShiftRight),
        [">>>"] = (9, BinaryOperator.ShiftRightUnsigned),
        ["+"] = (10, BinaryOperator.Add),
        ["-"] = (10, BinaryOperator.Subtract),
        ["*"] = (11, BinaryOperator.Multiply),
        ["/"] = (11, BinaryOperator.Divide),
        ["%"] = (11, BinaryOperator.Remainder),
    };

    private static readonly Dictionary<string, (int Precedence, LogicalOperator Operator)> Logical = new(StringComparer.Ordinal)
    {
        ["??"] = (1, LogicalOperator.Coalesce),
        ["||"] = (2, LogicalOperator.Or),
        ["&&"] = (3, LogicalOperator.And),
    };

    private Node ParseExpression()
    {
        var first = ParseAssignment();
        if (!Current.Is(","))
        {
            return first;
        }

        var nodes = new List<Node> { first };
        while (Take(","))
        {
            nodes.Add(ParseAssignment());
        }

        return Checked(new SequenceNode([.. nodes]));
    }

    private Node ParseAssignment()
    {
        Deeper();
        var node = Checked(IsArrow() ? ParseArrow() : ParseAssignmentInner());
        _nesting--;
        return node;
    }

    private Node ParseAssignmentInner()
    {
        var start = Current;
        var left = ParseConditional();
        if (Current.Kind != TokenKind.Sign || !Current.Text.EndsWith('=') || Current.Text is "==" or "===" or "!=" or "!==" or "<=" or ">=")
        {
            return left;
        }

        if (left is not TargetNode target || IsOptional(left))
        {
            throw left is ListNode or ObjectNode
                ? Outside("Taking a list or object apart into existing names", "Declare them: const [a, b] = list.", start.Start)
                : new ExpressionSyntaxException("Only a name or a member can stand before =. To compare, write ===.", Current.Start);
        }

        var sign = Next();
        MarkWritten(target, alsoRead: sign.Text != "=", sign.Start);
        var value = ParseAssignment();
        return sign.Text switch
        {
            "=" => new AssignNode(target, value),
            "&&=" or "||=" or "??=" => new LogicalAssignNode(target, Logical[sign.Text[..^1]].Operator, value),
            "**=" => new CompoundAssignNode(target, BinaryOperator.Power, value),
            _ => new CompoundAssignNode(target, Binary[sign.Text[..^1]].Operator, value),
        };
    }

    private void MarkWritten(TargetNode target, bool alsoRead, int offset)
    {
        if (target is IdentifierNode identifier)
        {
            if (identifier.Name is "variables" or "undefined" or "NaN" or "Infinity")
            {
                throw new ExpressionSyntaxException($"\"{identifier.Name}\" cannot be changed.", offset);
            }

            identifier.IsWritten = true;
        }

        Names.Written(target, alsoRead);
    }

    private static bool IsOptional(Node node) => node is ChainNode;

    private Node ParseConditional()
    {
        var condition = ParseBinary(0);
        if (!Take("?"))
        {
            return condition;
        }

        var then = ParseAssignment();
        Expect(":");
        return Checked(new ConditionalNode(condition, then, ParseAssignment()));
    }

    private Node ParseBinary(int loosest)
    {
        var left = ParsePower();
        while (true)
        {
            var token = Current;
            if (token.Kind is not (TokenKind.Sign or TokenKind.Name))
            {
                return left;
            }

            if (Binary.TryGetValue(token.Text, out var binary) && binary.Precedence > loosest)
            {
                Next();
                left = Checked(new BinaryNode(binary.Operator, left, ParseBinary(binary.Precedence)));
            }
            else if (Logical.TryGetValue(token.Text, out var logical) && logical.Precedence > loosest)
            {
                Next();
                var right = ParseBinary(logical.Precedence);
                CheckMixing(token, logical.Operator, left, right);
                left = Checked(new LogicalNode(logical.Operator, left, right));
            }
            else if (token.IsName("instanceof"))
            {
                throw Outside("\"instanceof\"", "Use typeof, Array.isArray or the value itself.", token.Start);
            }
            else
            {
                return left;
            }
        }
    }

    // JavaScript refuses a ?? b || c without brackets.
    private void CheckMixing(Token token, LogicalOperator @operator, Node left, Node right)
    {
        foreach (var side in (ReadOnlySpan<Node>)[left, right])
        {
            if (side is LogicalNode node && !_bracketed.Contains(node) && node.IsCoalesce != (@operator == LogicalOperator.Coalesce))
            {
                throw new ExpressionSyntaxException("?? cannot stand beside && or || without brackets. Put the part that comes first in brackets.", token.Start);
            }
        }
    }

    private Node ParsePower()
    {
        var start = Current;
        var left = ParseUnary();
        if (!Current.Is("**"))
        {
            return left;
        }

        if (left is UnaryNode && !_bracketed.Contains(left))
        {
            throw new ExpressionSyntaxException("Put the part before ** in brackets: (-2) ** 2 or -(2 ** 2).", start.Start);
        }

        Next();
        Deeper();
        var right = ParsePower();
        _nesting--;
        return Checked(new BinaryNode(BinaryOperator.Power, left, right));
    }

    private Node ParseUnary()
    {
        var token = Current;
        if (token.Kind == TokenKind.Sign)
        {
            switch (token.Text)
            {
                case "!":
                    return ParseUnaryOperand(UnaryOperator.Not);
                case "-":
                    return ParseUnaryOperand(UnaryOperator.Minus);
                case "+":
                    return ParseUnaryOperand(UnaryOperator.Plus);
                case "~":
                    return ParseUnaryOperand(UnaryOperator.Invert);
                case "++" or "--":
                    Next();
                    Deeper();
                    var target = ToTarget(ParseUnary(), token);
                    _nesting--;
                    return Checked(new UpdateNode(target, token.Text == "++" ? 1 : -1, givesOld: false));
            }
        }
        else if (token.Kind == TokenKind.Name)
        {
            switch (token.Text)
            {
                case "typeof":
                    return ParseUnaryOperand(UnaryOperator.TypeOf);
                case "void":
                    return ParseUnaryOperand(UnaryOperator.Void);
                case "delete":
                    return ParseDelete();
                case "await" or "yield" or "async":
                    throw Outside($"\"{token.Text}\"", "Nothing needs to be waited for: leave it out.", token.Start);
            }
        }

        return ParsePostfix();
    }

    private UnaryNode ParseUnaryOperand(UnaryOperator @operator)
    {
        Next();
        Deeper();
        var operand = ParseUnary();
        _nesting--;
        if (@operator == UnaryOperator.TypeOf && operand is IdentifierNode identifier)
        {
            identifier.IsTypeOnly = true;
        }

        return Checked(new UnaryNode(@operator, operand));
    }

    private DeleteNode ParseDelete()
    {
        var token = Next();
        Deeper();
        var operand = ParseUnary();
        _nesting--;
        return operand is MemberNode or IndexNode
            ? Checked(new DeleteNode((TargetNode)operand))
            : throw new ExpressionSyntaxException("Only a member of an object can be deleted.", token.Start);
    }

    private Node ParsePostfix()
    {
        var node = ParseChain();
        if (!Current.AfterNewLine && (Current.Is("++") || Current.Is("--")))
        {
            var token = Next();
            return Checked(new UpdateNode(ToTarget(node, token), token.Text == "++" ? 1 : -1, givesOld: true));
        }

        return node;
    }

    private TargetNode ToTarget(Node node, Token token)
    {
        if (node is not TargetNode target)
        {
            throw new ExpressionSyntaxException($"{token.Text} needs a name or a member.", token.Start);
        }

        MarkWritten(target, alsoRead: true, token.Start);
        return target;
    }
}
