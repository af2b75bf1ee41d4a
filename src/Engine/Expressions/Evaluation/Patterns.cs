namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>What a declaration or parameter binds: a name, or names taken out of an object or list.</summary>
internal abstract class Pattern
{
    public int Height { get; protected init; } = 1;

    public abstract void Bind(Evaluation evaluation, Frame? frame, ScriptValue value);
}

internal sealed class NamePattern(IdentifierNode name) : Pattern
{
    public IdentifierNode Name { get; } = name;

    public override void Bind(Evaluation evaluation, Frame? frame, ScriptValue value) => Name.Initialise(frame, value);
}

/// <summary>pattern = default</summary>
internal sealed class DefaultPattern : Pattern
{
    private readonly Pattern _pattern;
    private readonly Node _default;

    public DefaultPattern(Pattern pattern, Node @default)
    {
        (_pattern, _default) = (pattern, @default);
        Height = Math.Max(pattern.Height, @default.Height) + 1;
    }

    public override void Bind(Evaluation evaluation, Frame? frame, ScriptValue value) =>
        _pattern.Bind(evaluation, frame, value.IsUndefined ? _default.Evaluate(evaluation, frame) : value);
}

internal readonly record struct PatternMember(string? Name, Node? Key, Pattern Pattern);

/// <summary>{ a, b: c, ...rest }</summary>
internal sealed class ObjectPattern : Pattern
{
    private readonly PatternMember[] _members;
    private readonly Pattern? _rest;

    public ObjectPattern(PatternMember[] members, Pattern? rest)
    {
        (_members, _rest) = (members, rest);
        Height = 1 + members.Select(member => Math.Max(member.Pattern.Height, member.Key?.Height ?? 0)).DefaultIfEmpty(0).Max();
    }

    public override void Bind(Evaluation evaluation, Frame? frame, ScriptValue value)
    {
        if (value.IsNullish)
        {
            throw new ExpressionFault($"Nothing can be taken out of {(value.IsNull ? "null" : "undefined")}. Write for example {{ a }} = x ?? {{}}.");
        }

        var taken = new List<string>(_members.Length);
        evaluation.Allocate(32 + (8 * _members.Length));
        foreach (var (name, key, pattern) in _members)
        {
            var memberName = name ?? ScriptOperators.ToKey(evaluation, key!.Evaluate(evaluation, frame));
            taken.Add(memberName);
            pattern.Bind(evaluation, frame, Members.Get(evaluation, value, memberName));
        }

        if (_rest is null)
        {
            return;
        }

        var rest = ScriptObject.New(evaluation);
        foreach (var name in Members.Keys(evaluation, value))
        {
            evaluation.Work(16L * taken.Count);
            if (!taken.Contains(name))
            {
                rest.Set(evaluation, name, Members.Get(evaluation, value, name));
            }
        }

        _rest.Bind(evaluation, frame, ScriptValue.Of(rest));
    }
}

/// <summary>[a, , b, ...rest]; a skipped place is null.</summary>
internal sealed class ListPattern : Pattern
{
    private readonly Pattern?[] _items;
    private readonly Pattern? _rest;

    public ListPattern(Pattern?[] items, Pattern? rest)
    {
        (_items, _rest) = (items, rest);
        Height = 1 + items.Append(rest).Max(item => item?.Height ?? 0);
    }

    public override void Bind(Evaluation evaluation, Frame? frame, ScriptValue value)
    {
        evaluation.Allocate(_rest is null ? 0 : 16);
        var values = Iteration.ToArray(evaluation, value);
        if (_rest is not null || _items.Length > 1)
        {
            // Binding may run defaults that change the list under the span.
            evaluation.Allocate(24 + (16L * values.Length));
            values = values.ToArray();
        }

        for (var index = 0; index < _items.Length; index++)
        {
            _items[index]?.Bind(evaluation, frame, index < values.Length ? values[index] : ScriptValue.Undefined);
        }

        _rest?.Bind(evaluation, frame, ScriptValue.Of(ScriptArray.Own(
            evaluation, values.Length > _items.Length ? values[_items.Length..].ToArray() : [])));
    }
}
