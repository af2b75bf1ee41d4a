using System.Collections.Frozen;
using CaseFlow.Engine.Expressions.Evaluation;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>Methods of lists. This part: the table, and methods that look.</summary>
internal static partial class ListMethods
{
    private static readonly FrozenDictionary<string, NativeCode> Table = new Dictionary<string, NativeCode>(StringComparer.Ordinal)
    {
        ["at"] = At,
        ["concat"] = Concat,
        ["entries"] = (e, self, _) => Indexed(e, self, (index, item) => ScriptValue.Of(ScriptArray.Own(e, [ScriptValue.Of(index), item]))),
        ["keys"] = (e, self, _) => Indexed(e, self, (index, _) => ScriptValue.Of(index)),
        ["values"] = (e, self, _) => Indexed(e, self, (_, item) => item),
        ["every"] = (e, self, a) => ScriptValue.Of(Find(e, self, a, "every", sought: false, fromEnd: false, skipsGone: true) < 0),
        ["some"] = (e, self, a) => ScriptValue.Of(Find(e, self, a, "some", sought: true, fromEnd: false, skipsGone: true) >= 0),
        ["find"] = (e, self, a) => List(self).Get(e, Find(e, self, a, "find", sought: true, fromEnd: false)),
        ["findIndex"] = (e, self, a) => ScriptValue.Of(Find(e, self, a, "findIndex", sought: true, fromEnd: false)),
        ["findLast"] = (e, self, a) => List(self).Get(e, Find(e, self, a, "findLast", sought: true, fromEnd: true)),
        ["findLastIndex"] = (e, self, a) => ScriptValue.Of(Find(e, self, a, "findLastIndex", sought: true, fromEnd: true)),
        ["includes"] = (e, self, a) => ScriptValue.Of(IndexOf(e, self, a, ScriptOperators.SameValueZero) >= 0),
        ["indexOf"] = (e, self, a) => ScriptValue.Of(IndexOf(e, self, a, ScriptOperators.StrictEquals)),
        ["lastIndexOf"] = LastIndexOf,
        ["join"] = (e, self, a) => ScriptValue.Of(ScriptOperators.Join(e, List(self), a.At(0).IsUndefined ? "," : ScriptOperators.ToText(e, a[0]))),
        ["toString"] = (e, self, _) => ScriptValue.Of(ScriptOperators.ToText(e, self)),
        ["valueOf"] = (_, self, _) => self,
        ["slice"] = Slice,
        ["fill"] = Fill,
        ["pop"] = Pop,
        ["push"] = Push,
        ["shift"] = Shift,
        ["unshift"] = Unshift,
        ["splice"] = Splice,
        ["reverse"] = (e, self, _) => Reverse(e, List(self), self),
        ["toReversed"] = (e, self, _) => Copied(e, self, copy => Reverse(e, copy.Array!, copy)),
        ["sort"] = (e, self, a) => ListSort.Sort(e, List(self), a.At(0), self),
        ["toSorted"] = ToSorted,
        ["toSpliced"] = ToSpliced,
        ["with"] = With,
        ["filter"] = Filter,
        ["flat"] = (e, self, a) => Flat(e, self, a.At(0).IsUndefined ? 1 : ScriptOperators.ToInteger(e, a[0])),
        ["flatMap"] = (e, self, a) => Flat(e, Map(e, self, a), 1),
        ["forEach"] = ForEach,
        ["map"] = Map,
        ["reduce"] = (e, self, a) => Reduce(e, self, a, fromEnd: false),
        ["reduceRight"] = (e, self, a) => Reduce(e, self, a, fromEnd: true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static NativeCode? Find(string name) => Table.GetValueOrDefault(name);

    public static ScriptFunction Callback(ScriptValue value, string method) =>
        value.Function ?? throw new ExpressionFault($"{method} needs a function, for example x => x.name.");

    private static ScriptArray List(ScriptValue self) => self.Array ?? throw new ExpressionFault("This works on lists only.");

    private static int Relative(Evaluation.Evaluation evaluation, ScriptValue value, int missing, int length)
    {
        if (value.IsUndefined)
        {
            return missing;
        }

        var number = ScriptOperators.ToInteger(evaluation, value);
        return (int)Math.Clamp(number < 0 ? length + number : number, 0, length);
    }

    private static ScriptValue At(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var at = ScriptOperators.ToInteger(evaluation, arguments.At(0));
        at = at < 0 ? List(self).Count + at : at;
        return at < 0 || at >= List(self).Count ? ScriptValue.Undefined : List(self).Get(evaluation, (int)at);
    }

    private static ScriptValue Indexed(Evaluation.Evaluation evaluation, ScriptValue self, Func<int, ScriptValue, ScriptValue> select)
    {
        var list = List(self);
        var result = ScriptArray.New(evaluation, list.Count);
        for (var index = 0; index < list.Count; index++)
        {
            evaluation.Step();
            result.Add(evaluation, select(index, list.Get(evaluation, index)));
        }

        return ScriptValue.Of(result);
    }

    // Where the callback first gives what is sought, or -1.
    private static int Find(
        Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments, string method, bool sought, bool fromEnd, bool skipsGone = false)
    {
        var list = List(self);
        var callback = Callback(arguments.At(0), method);
        evaluation.Allocate(72);
        var values = new ScriptValue[] { default, default, self };
        var count = list.Count;
        for (var round = 0; round < count; round++)
        {
            var index = fromEnd ? count - 1 - round : round;
            if (skipsGone && index >= list.Count)
            {
                continue;
            }

            if (ScriptOperators.ToBoolean(Call(evaluation, callback, list, index, values)) == sought)
            {
                return index;
            }
        }

        return -1;
    }

    private static ScriptValue Call(Evaluation.Evaluation evaluation, ScriptFunction callback, ScriptArray list, int index, ScriptValue[] values)
    {
        evaluation.Step();
        values[0] = list.Get(evaluation, index);
        values[1] = ScriptValue.Of(index);
        return callback.Call(evaluation, ScriptValue.Undefined, values);
    }

    private static int IndexOf(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments, Func<ScriptValue, ScriptValue, bool> equal)
    {
        var items = List(self).Items(evaluation);
        for (var index = Relative(evaluation, arguments.At(1), 0, items.Length); index < items.Length; index++)
        {
            evaluation.Work(items[index].Text?.Length ?? 0);
            if (equal(items[index], arguments.At(0)))
            {
                return index;
            }
        }

        return -1;
    }

    private static ScriptValue LastIndexOf(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var items = List(self).Items(evaluation);
        var from = arguments.Length < 2 ? items.Length - 1 : ScriptOperators.ToInteger(evaluation, arguments[1]);
        for (var index = (int)Math.Clamp(from < 0 ? items.Length + from : from, -1, items.Length - 1); index >= 0; index--)
        {
            evaluation.Work(items[index].Text?.Length ?? 0);
            if (ScriptOperators.StrictEquals(items[index], arguments.At(0)))
            {
                return ScriptValue.Of(index);
            }
        }

        return ScriptValue.Of(-1);
    }

    private static ScriptValue Slice(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var items = List(self).Items(evaluation);
        var start = Relative(evaluation, arguments.At(0), 0, items.Length);
        var end = Relative(evaluation, arguments.At(1), items.Length, items.Length);
        evaluation.Allocate(16L * Math.Max(0, end - start));
        return ScriptValue.Of(ScriptArray.Own(evaluation, start < end ? items[start..end].ToArray() : []));
    }

    private static ScriptValue Concat(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var result = ScriptArray.New(evaluation, List(self).Count);
        Append(evaluation, result, self);
        foreach (var argument in arguments)
        {
            Append(evaluation, result, argument);
        }

        return ScriptValue.Of(result);
    }

    private static void Append(Evaluation.Evaluation evaluation, ScriptArray result, ScriptValue value)
    {
        if (value.Array is not { } list)
        {
            result.Add(evaluation, value);
            return;
        }

        evaluation.Work(4L * list.Count);
        foreach (var item in list.Items(evaluation))
        {
            result.Add(evaluation, item);
        }
    }

    private static ScriptValue Filter(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var list = List(self);
        var callback = Callback(arguments.At(0), "filter");
        var result = ScriptArray.New(evaluation, 3);
        var values = new ScriptValue[] { default, default, self };
        var count = list.Count;
        for (var index = 0; index < count && index < list.Count; index++)
        {
            var item = list.Get(evaluation, index);
            if (ScriptOperators.ToBoolean(Call(evaluation, callback, list, index, values)))
            {
                result.Add(evaluation, item);
            }
        }

        return ScriptValue.Of(result);
    }

    private static ScriptValue Map(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var list = List(self);
        var callback = Callback(arguments.At(0), "map");
        var result = ScriptArray.New(evaluation, list.Count + 3);
        var values = new ScriptValue[] { default, default, self };
        var count = list.Count;
        for (var index = 0; index < count; index++)
        {
            result.Add(evaluation, index < list.Count ? Call(evaluation, callback, list, index, values) : ScriptValue.Undefined);
        }

        return ScriptValue.Of(result);
    }

    private static ScriptValue ForEach(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var list = List(self);
        var callback = Callback(arguments.At(0), "forEach");
        evaluation.Allocate(72);
        var values = new ScriptValue[] { default, default, self };
        var count = list.Count;
        for (var index = 0; index < count && index < list.Count; index++)
        {
            Call(evaluation, callback, list, index, values);
        }

        return ScriptValue.Undefined;
    }

    private static ScriptValue Reduce(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments, bool fromEnd)
    {
        var list = List(self);
        var callback = Callback(arguments.At(0), "reduce");
        var count = list.Count;
        var round = 0;
        if (arguments.Length < 2 && count == 0)
        {
            throw new ExpressionFault("reduce on an empty list needs a first value, for example reduce((a, b) => a + b, 0).");
        }

        var result = arguments.Length > 1 ? arguments[1] : list.Get(evaluation, fromEnd ? count - 1 - round++ : round++);
        evaluation.Allocate(88);
        var values = new ScriptValue[] { default, default, default, self };
        for (; round < count; round++)
        {
            evaluation.Step();
            var index = fromEnd ? count - 1 - round : round;
            if (index >= list.Count)
            {
                continue;
            }

            (values[0], values[1], values[2]) = (result, list.Get(evaluation, index), ScriptValue.Of(index));
            result = callback.Call(evaluation, ScriptValue.Undefined, values);
        }

        return result;
    }

    private static ScriptValue Flat(Evaluation.Evaluation evaluation, ScriptValue self, double depth)
    {
        var result = ScriptArray.New(evaluation);
        Flatten(evaluation, List(self), depth, result);
        return ScriptValue.Of(result);
    }

    private static void Flatten(Evaluation.Evaluation evaluation, ScriptArray list, double depth, ScriptArray result)
    {
        evaluation.Enter(4);
        for (var index = 0; index < list.Count; index++)
        {
            evaluation.Step();
            var item = list.Get(evaluation, index);
            if (item.Array is { } inner && depth >= 1)
            {
                Flatten(evaluation, inner, depth - 1, result);
            }
            else
            {
                result.Add(evaluation, item);
            }
        }

        evaluation.Leave(4);
    }
}
