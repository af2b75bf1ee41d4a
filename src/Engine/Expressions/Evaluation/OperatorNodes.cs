namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>The operators with two operands that evaluate both.</summary>
internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    And,
    Or,
    Xor,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    StrictEqual,
    StrictNotEqual,
    In,
}

internal sealed class BinaryNode : Node
{
    private readonly BinaryOperator _operator;
    private readonly Node _left;
    private readonly Node _right;

    public BinaryNode(BinaryOperator @operator, Node left, Node right)
    {
        (_operator, _left, _right) = (@operator, left, right);
        Height = Above(left, right);
    }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        evaluation.Step();
        var left = _left.Evaluate(evaluation, frame);
        return Apply(evaluation, _operator, left, _right.Evaluate(evaluation, frame));
    }

    public static ScriptValue Apply(Evaluation evaluation, BinaryOperator @operator, ScriptValue left, ScriptValue right)
    {
        switch (@operator)
        {
            case BinaryOperator.Add:
                return ScriptOperators.Add(evaluation, left, right);
            case BinaryOperator.Subtract:
                return ScriptValue.Of(ScriptOperators.ToNumber(evaluation, left) - ScriptOperators.ToNumber(evaluation, right));
            case BinaryOperator.Multiply:
                return ScriptValue.Of(ScriptOperators.ToNumber(evaluation, left) * ScriptOperators.ToNumber(evaluation, right));
            case BinaryOperator.Divide:
                return ScriptValue.Of(ScriptOperators.ToNumber(evaluation, left) / ScriptOperators.ToNumber(evaluation, right));
            case BinaryOperator.Remainder:
                return ScriptValue.Of(ScriptOperators.ToNumber(evaluation, left) % ScriptOperators.ToNumber(evaluation, right));
            case BinaryOperator.Power:
                return ScriptValue.Of(ScriptOperators.Power(ScriptOperators.ToNumber(evaluation, left), ScriptOperators.ToNumber(evaluation, right)));
            case BinaryOperator.Less:
                return ScriptValue.Of(ScriptOperators.Compare(evaluation, left, right) < 0);
            case BinaryOperator.LessOrEqual:
                return ScriptValue.Of(ScriptOperators.Compare(evaluation, left, right) <= 0);
            case BinaryOperator.Greater:
                return ScriptValue.Of(ScriptOperators.Compare(evaluation, left, right) > 0);
            case BinaryOperator.GreaterOrEqual:
                return ScriptValue.Of(ScriptOperators.Compare(evaluation, left, right) >= 0);
            case BinaryOperator.StrictEqual:
                return ScriptValue.Of(Compared(evaluation, left, right) && ScriptOperators.StrictEquals(left, right));
            case BinaryOperator.StrictNotEqual:
                return ScriptValue.Of(!(Compared(evaluation, left, right) && ScriptOperators.StrictEquals(left, right)));
            case BinaryOperator.Equal:
                return ScriptValue.Of(Compared(evaluation, left, right) && ScriptOperators.LooseEquals(evaluation, left, right));
            case BinaryOperator.NotEqual:
                return ScriptValue.Of(!(Compared(evaluation, left, right) && ScriptOperators.LooseEquals(evaluation, left, right)));
            case BinaryOperator.In:
                return ScriptValue.Of(Members.Has(evaluation, right, ScriptOperators.ToKey(evaluation, left)));
            default:
                return Bits(@operator, ScriptOperators.ToInt32(evaluation, left), ScriptOperators.ToInt32(evaluation, right));
        }
    }

    // Counts the comparing of two long texts; always true.
    private static bool Compared(Evaluation evaluation, ScriptValue left, ScriptValue right)
    {
        if (left.Text is { Length: > 64 } first && right.Text is { } second && first.Length == second.Length)
        {
            evaluation.Work(first.Length);
        }

        return true;
    }

    private static ScriptValue Bits(BinaryOperator @operator, int left, int right) => ScriptValue.Of(@operator switch
    {
        BinaryOperator.And => left & right,
        BinaryOperator.Or => left | right,
        BinaryOperator.Xor => left ^ right,
        BinaryOperator.ShiftLeft => left << (right & 31),
        BinaryOperator.ShiftRight => left >> (right & 31),
        _ => (double)((uint)left >> (right & 31)),
    });
}

internal enum LogicalOperator
{
    And,
    Or,
    Coalesce,
}

/// <summary>&amp;&amp;, || and ??: the right side only where it is needed.</summary>
internal sealed class LogicalNode : Node
{
    private readonly LogicalOperator _operator;
    private readonly Node _left;
    private readonly Node _right;

    public LogicalNode(LogicalOperator @operator, Node left, Node right)
    {
        (_operator, _left, _right) = (@operator, left, right);
        Height = Above(left, right);
    }

    public bool IsCoalesce => _operator == LogicalOperator.Coalesce;

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        evaluation.Step();
        var left = _left.Evaluate(evaluation, frame);
        return IsDecided(_operator, left) ? left : _right.Evaluate(evaluation, frame);
    }

    public static bool IsDecided(LogicalOperator @operator, ScriptValue left) => @operator switch
    {
        LogicalOperator.And => !ScriptOperators.ToBoolean(left),
        LogicalOperator.Or => ScriptOperators.ToBoolean(left),
        _ => !left.IsNullish,
    };
}

internal enum UnaryOperator
{
    Not,
    Minus,
    Plus,
    Invert,
    TypeOf,
    Void,
}

internal sealed class UnaryNode : Node
{
    private readonly UnaryOperator _operator;
    private readonly Node _operand;

    public UnaryNode(UnaryOperator @operator, Node operand)
    {
        (_operator, _operand) = (@operator, operand);
        Height = Above(operand);
    }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        evaluation.Step();
        var value = _operand.Evaluate(evaluation, frame);
        return _operator switch
        {
            UnaryOperator.Not => ScriptValue.Of(!ScriptOperators.ToBoolean(value)),
            UnaryOperator.Minus => ScriptValue.Of(-ScriptOperators.ToNumber(evaluation, value)),
            UnaryOperator.Plus => ScriptValue.Of(ScriptOperators.ToNumber(evaluation, value)),
            UnaryOperator.Invert => ScriptValue.Of(~ScriptOperators.ToInt32(evaluation, value)),
            UnaryOperator.TypeOf => ScriptValue.Of(value.TypeOf),
            _ => ScriptValue.Undefined,
        };
    }
}
