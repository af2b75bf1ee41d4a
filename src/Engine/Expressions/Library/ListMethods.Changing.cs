using CaseFlow.Engine.Expressions.Evaluation;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>This part: methods that change the list, and their copying forms.</summary>
internal static partial class ListMethods
{
    private static ScriptValue Push(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        foreach (var argument in arguments)
        {
            evaluation.Step();
            List(self).Add(evaluation, argument);
        }

        return ScriptValue.Of(List(self).Count);
    }

    private static ScriptValue Pop(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var list = List(self);
        if (list.Count == 0)
        {
            return ScriptValue.Undefined;
        }

        var last = list.Get(evaluation, list.Count - 1);
        list.Resize(evaluation, list.Count - 1);
        return last;
    }

    private static ScriptValue Shift(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var list = List(self);
        var first = list.Get(evaluation, 0);
        if (list.Count > 0)
        {
            evaluation.Work(list.Count);
            var items = list.Writable(evaluation);
            items[1..].CopyTo(items);
            list.Resize(evaluation, list.Count - 1);
        }

        return first;
    }

    private static ScriptValue Unshift(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var list = List(self);
        list.Replace(evaluation, [.. arguments, .. list.Items(evaluation)]);
        return ScriptValue.Of(list.Count);
    }

    private static ScriptValue Splice(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var list = List(self);
        var items = list.Items(evaluation);
        var start = Relative(evaluation, arguments.At(0), 0, items.Length);
        var most = items.Length - start;
        var count = arguments.Length == 0 ? 0
            : arguments.Length == 1 ? most
            : (int)Math.Clamp(ScriptOperators.ToInteger(evaluation, arguments[1]), 0, most);
        var removed = ScriptArray.Own(evaluation, items.Slice(start, count).ToArray());
        evaluation.Allocate(16L * (items.Length + arguments.Length));
        ScriptValue[] kept = [.. items[..start], .. arguments.Length > 2 ? arguments[2..] : [], .. items[(start + count)..]];
        list.Replace(evaluation, kept);
        return ScriptValue.Of(removed);
    }

    private static ScriptValue Fill(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var items = List(self).Writable(evaluation);
        var start = Relative(evaluation, arguments.At(1), 0, items.Length);
        var end = Relative(evaluation, arguments.At(2), items.Length, items.Length);
        evaluation.Work(items.Length);
        if (start < end)
        {
            items[start..end].Fill(arguments.At(0));
        }

        return self;
    }

    private static ScriptValue Reverse(Evaluation.Evaluation evaluation, ScriptArray list, ScriptValue self)
    {
        evaluation.Work(list.Count);
        list.Writable(evaluation).Reverse();
        return self;
    }

    private static ScriptValue Copied(Evaluation.Evaluation evaluation, ScriptValue self, Func<ScriptValue, ScriptValue> change) =>
        change(ScriptValue.Of(ScriptArray.Own(evaluation, List(self).Items(evaluation).ToArray())));

    private static ScriptValue ToSorted(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var compare = arguments.At(0);
        return Copied(evaluation, self, copy => ListSort.Sort(evaluation, copy.Array!, compare, copy));
    }

    private static ScriptValue ToSpliced(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var copy = Copied(evaluation, self, list => list);
        Splice(evaluation, copy, arguments);
        return copy;
    }

    private static ScriptValue With(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var count = List(self).Count;
        var at = ScriptOperators.ToInteger(evaluation, arguments.At(0));
        at = at < 0 ? count + at : at;
        if (at < 0 || at >= count)
        {
            throw new ExpressionFault("with needs a place that is in the list.");
        }

        var value = arguments.At(1);
        return Copied(evaluation, self, copy =>
        {
            copy.Array!.Set(evaluation, (int)at, value);
            return copy;
        });
    }
}
