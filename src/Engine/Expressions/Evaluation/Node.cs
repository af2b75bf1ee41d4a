namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>A compiled expression. Immutable once parsed, shared by all evaluations.</summary>
internal abstract class Node
{
    /// <summary>Levels of nesting at and below this node: bounds the stack an evaluation needs.</summary>
    public int Height { get; protected init; } = 1;

    public abstract ScriptValue Evaluate(Evaluation evaluation, Frame? frame);

    public static int Above(params ReadOnlySpan<Node?> nodes)
    {
        var height = 0;
        foreach (var node in nodes)
        {
            height = Math.Max(height, node?.Height ?? 0);
        }

        return height + 1;
    }

    public static int Above(IReadOnlyList<Node> nodes)
    {
        var height = 0;
        for (var index = 0; index < nodes.Count; index++)
        {
            height = Math.Max(height, nodes[index].Height);
        }

        return height + 1;
    }
}

/// <summary>Where an assignment goes, found once and then read and written.</summary>
internal readonly record struct Place(ScriptValue Object, ScriptValue Key);

/// <summary>A node that can stand left of an assignment.</summary>
internal abstract class TargetNode : Node
{
    public abstract Place Locate(Evaluation evaluation, Frame? frame);

    public abstract ScriptValue Read(Evaluation evaluation, Frame? frame, in Place place);

    public abstract void Write(Evaluation evaluation, Frame? frame, in Place place, ScriptValue value);
}

internal sealed class LiteralNode(ScriptValue value) : Node
{
    public ScriptValue Value { get; } = value;

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame) => Value;
}

/// <summary>`…${x}…`: one more text than values.</summary>
internal sealed class TemplateNode : Node
{
    private readonly string[] _texts;
    private readonly Node[] _values;

    public TemplateNode(string[] texts, Node[] values)
    {
        (_texts, _values) = (texts, values);
        Height = Above(values);
    }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        var parts = new string[_texts.Length + _values.Length];
        evaluation.Allocate(24 + (8 * parts.Length));
        long length = 0;
        for (var index = 0; index < parts.Length; index++)
        {
            parts[index] = (index & 1) == 0
                ? _texts[index >> 1]
                : ScriptOperators.ToText(evaluation, _values[index >> 1].Evaluate(evaluation, frame));
            length += parts[index].Length;
        }

        evaluation.AllocateText(length);
        return ScriptValue.Of(string.Concat(parts));
    }
}

/// <summary>[a, ...b].</summary>
internal sealed class ListNode : Node
{
    private readonly Node[] _items;

    public ListNode(Node[] items)
    {
        _items = items;
        Height = Above(items);
    }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame) =>
        ScriptValue.Of(ScriptArray.Own(evaluation, Arguments.Evaluate(evaluation, frame, _items)));
}

/// <summary>...x inside a list, a call or an object.</summary>
internal sealed class SpreadNode : Node
{
    public SpreadNode(Node value)
    {
        Value = value;
        Height = Above(value);
    }

    public Node Value { get; }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame) => Value.Evaluate(evaluation, frame);
}

/// <summary>One member of an object: a fixed or computed name and a value, or a spread.</summary>
internal readonly record struct MemberEntry(string? Name, Node? Key, Node Value);

internal sealed class ObjectNode : Node
{
    private readonly MemberEntry[] _members;

    public ObjectNode(MemberEntry[] members)
    {
        _members = members;
        Height = members.Length == 0 ? 1 : members.Max(member => Above(member.Key, member.Value));
    }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        var result = ScriptObject.New(evaluation);
        foreach (var (name, key, value) in _members)
        {
            evaluation.Step();
            if (value is SpreadNode)
            {
                Members.CopyInto(evaluation, result, value.Evaluate(evaluation, frame));
                continue;
            }

            var memberName = name ?? ScriptOperators.ToKey(evaluation, key!.Evaluate(evaluation, frame));
            result.Set(evaluation, memberName, value.Evaluate(evaluation, frame));
        }

        return ScriptValue.Of(result);
    }
}

internal sealed class ConditionalNode : Node
{
    private readonly Node _condition;
    private readonly Node _then;
    private readonly Node _else;

    public ConditionalNode(Node condition, Node then, Node @else)
    {
        (_condition, _then, _else) = (condition, then, @else);
        Height = Above(condition, then, @else);
    }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        evaluation.Step();
        return (ScriptOperators.ToBoolean(_condition.Evaluate(evaluation, frame)) ? _then : _else).Evaluate(evaluation, frame);
    }
}

/// <summary>a, b: the value of the last.</summary>
internal sealed class SequenceNode : Node
{
    private readonly Node[] _nodes;

    public SequenceNode(Node[] nodes)
    {
        _nodes = nodes;
        Height = Above(nodes);
    }

    public override ScriptValue Evaluate(Evaluation evaluation, Frame? frame)
    {
        var value = ScriptValue.Undefined;
        foreach (var node in _nodes)
        {
            value = node.Evaluate(evaluation, frame);
        }

        return value;
    }
}
