namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>for (const x of list)</summary>
internal sealed class ForOfStatement : Statement
{
    private readonly FrameLayout _layout;
    private readonly Pattern _pattern;
    private readonly Node _list;
    private readonly Statement _body;
    private readonly bool _overKeys;

    public ForOfStatement(FrameLayout layout, Pattern pattern, Node list, Statement body, bool overKeys)
    {
        (_layout, _pattern, _list, _body, _overKeys) = (layout, pattern, list, body, overKeys);
        Height = 1 + Math.Max(pattern.Height, Math.Max(list.Height, body.Height));
    }

    public override Completion Execute(Evaluation evaluation, Frame? frame)
    {
        var value = _list.Evaluate(evaluation, _layout.Open(evaluation, frame));
        evaluation.Last = ScriptValue.Undefined;
        if (_overKeys)
        {
            value = value.IsNullish ? ScriptValue.Of(ScriptArray.New(evaluation)) : Library.ObjectFunctions.KeyList(evaluation, value);
        }

        // A list is gone over live, as JavaScript does: what the body adds is visited too.
        var characters = value.Array is null ? Iteration.ToArray(evaluation, value).ToArray() : null;
        for (var index = 0; index < (characters?.Length ?? value.Array!.Count); index++)
        {
            evaluation.Step();
            var round = _layout.Open(evaluation, frame);
            _pattern.Bind(evaluation, round, characters is null ? value.Array!.Get(evaluation, index) : characters[index]);
            var completion = _body.Execute(evaluation, round);
            if (completion is Completion.Return or Completion.Break)
            {
                return completion == Completion.Return ? completion : Completion.Normal;
            }
        }

        return Completion.Normal;
    }
}

/// <summary>for (let i = 0; i &lt; n; i++). Each round has variables of its own, as functions made in it may keep them.</summary>
internal sealed class ForStatement : Statement
{
    private readonly FrameLayout _layout;
    private readonly Statement? _first;
    private readonly Node? _condition;
    private readonly Node? _step;
    private readonly Statement _body;

    public ForStatement(FrameLayout layout, Statement? first, Node? condition, Node? step, Statement body)
    {
        (_layout, _first, _condition, _step, _body) = (layout, first, condition, step, body);
        Height = 1 + Math.Max(Math.Max(first?.Height ?? 0, body.Height), Math.Max(condition?.Height ?? 0, step?.Height ?? 0));
    }

    public override Completion Execute(Evaluation evaluation, Frame? frame)
    {
        var round = _layout.Open(evaluation, frame);
        _first?.Execute(evaluation, round);
        evaluation.Last = ScriptValue.Undefined;
        while (true)
        {
            evaluation.Step();
            if (_condition is not null && !ScriptOperators.ToBoolean(_condition.Evaluate(evaluation, round)))
            {
                return Completion.Normal;
            }

            var completion = _body.Execute(evaluation, round);
            if (completion is Completion.Return or Completion.Break)
            {
                return completion == Completion.Return ? completion : Completion.Normal;
            }

            if (!_layout.IsEmpty)
            {
                evaluation.Allocate(56 + (16L * _layout.Count));
                round = new Frame(frame, round!.Slots.AsSpan().ToArray());
            }

            _step?.Evaluate(evaluation, round);
        }
    }
}

/// <summary>while (…) and do … while (…)</summary>
internal sealed class WhileStatement : Statement
{
    private readonly Node _condition;
    private readonly Statement _body;
    private readonly bool _bodyFirst;

    public WhileStatement(Node condition, Statement body, bool bodyFirst)
    {
        (_condition, _body, _bodyFirst) = (condition, body, bodyFirst);
        Height = 1 + Math.Max(condition.Height, body.Height);
    }

    public override Completion Execute(Evaluation evaluation, Frame? frame)
    {
        evaluation.Last = ScriptValue.Undefined;
        var skipTest = _bodyFirst;
        while (true)
        {
            evaluation.Step();
            if (!skipTest && !ScriptOperators.ToBoolean(_condition.Evaluate(evaluation, frame)))
            {
                return Completion.Normal;
            }

            skipTest = false;
            var completion = _body.Execute(evaluation, frame);
            if (completion is Completion.Return or Completion.Break)
            {
                return completion == Completion.Return ? completion : Completion.Normal;
            }
        }
    }
}
