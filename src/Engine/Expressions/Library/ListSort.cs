using CaseFlow.Engine.Expressions.Evaluation;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>A stable merge sort that counts its steps and survives any comparer.</summary>
internal static class ListSort
{
    public static ScriptValue Sort(Evaluation.Evaluation evaluation, ScriptArray list, ScriptValue compare, ScriptValue self)
    {
        var function = compare.IsUndefined ? null : ListMethods.Callback(compare, "sort");
        var source = list.Items(evaluation);
        evaluation.Allocate(48L * source.Length);
        evaluation.Work(source.Length);
        var defined = new List<ScriptValue>(source.Length);
        foreach (var item in source)
        {
            if (!item.IsUndefined)
            {
                defined.Add(item);
            }
        }

        var items = defined.ToArray();
        var texts = function is null ? Array.ConvertAll(items, item => ScriptOperators.ToText(evaluation, item)) : null;
        var order = new int[items.Length];
        for (var index = 0; index < order.Length; index++)
        {
            order[index] = index;
        }

        evaluation.Allocate(72);
        var pair = new ScriptValue[2];
        Merge(order, new int[order.Length], (left, right) => Compare(evaluation, function, items, texts, pair, left, right));

        // Undefined items always come last; the callback may have changed the list's length meanwhile.
        var result = new ScriptValue[source.Length];
        for (var index = 0; index < order.Length; index++)
        {
            result[index] = items[order[index]];
        }

        list.Replace(evaluation, result);
        return self;
    }

    private static double Compare(
        Evaluation.Evaluation evaluation, ScriptFunction? function, ScriptValue[] items, string[]? texts, ScriptValue[] pair, int left, int right)
    {
        evaluation.Step();
        if (texts is not null)
        {
            evaluation.Work(Math.Min(texts[left].Length, texts[right].Length));
            return string.CompareOrdinal(texts[left], texts[right]);
        }

        (pair[0], pair[1]) = (items[left], items[right]);
        return ScriptOperators.ToNumber(evaluation, function!.Call(evaluation, ScriptValue.Undefined, pair));
    }

    private static void Merge(int[] order, int[] spare, Func<int, int, double> compare)
    {
        for (var width = 1; width < order.Length; width *= 2)
        {
            for (var start = 0; start < order.Length; start += 2 * width)
            {
                var middle = Math.Min(start + width, order.Length);
                var end = Math.Min(start + (2 * width), order.Length);
                var (left, right) = (start, middle);
                for (var at = start; at < end; at++)
                {
                    // The later one is asked about first, as in JavaScript: a comparer that never gives 0 keeps equal items in order.
                    var takeRight = left >= middle || (right < end && compare(order[right], order[left]) < 0);
                    spare[at] = takeRight ? order[right++] : order[left++];
                }
            }

            Array.Copy(spare, order, order.Length);
        }
    }
}
