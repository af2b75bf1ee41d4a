using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>Between the workflow's values and the script's.</summary>
internal static class ScriptValues
{
    private const int MaxNesting = 60;

    /// <summary>A value as the script sees it. Lists and maps are opened only when they are looked into.</summary>
    public static ScriptValue From(Value value) => value.Kind switch
    {
        ValueKind.Undefined => ScriptValue.Undefined,
        ValueKind.Null => ScriptValue.Null,
        ValueKind.Boolean => ScriptValue.Of(value.AsBoolean),
        ValueKind.Number => ScriptValue.Of(value.AsNumber),
        ValueKind.Text => ScriptValue.Of(value.AsText),
        ValueKind.Date => ScriptValue.Of(new ScriptDate(value.AsDate!.Value)),
        ValueKind.List => ScriptValue.Of(new ScriptArray(value.AsList)),
        _ => ScriptValue.Of(new ScriptObject(value)),
    };

    public static Value ToResult(Evaluation evaluation, ScriptValue value, OutputBudget output) =>
        value.IsFunction
            ? throw new ExpressionFault("The expression gives a function instead of a value. Call it, for example add \"()\" at its end.")
            : To(evaluation, value, output, 0);

    private static Value To(Evaluation evaluation, ScriptValue value, OutputBudget output, int depth)
    {
        if (value.IsNumber)
        {
            output.Take(16);
            return Value.Of(value.Number);
        }

        if (value.IsBoolean)
        {
            output.Take(8);
            return Value.Of(value.IsTrue);
        }

        if (value.Text is { } text)
        {
            output.Take(24 + (2L * text.Length));
            return Value.Of(text);
        }

        if (depth > MaxNesting)
        {
            throw new ExpressionFault($"The expression's result is nested more than {MaxNesting} levels deep, or contains itself.");
        }

        evaluation.Step();
        return value.Reference switch
        {
            ScriptArray array => List(evaluation, array, output, depth),
            ScriptObject members => Map(evaluation, members, output, depth),
            ScriptDate date => Instant(date, output),
            _ => value.IsNull ? Value.Null : Value.Undefined,
        };
    }

    private static Value Instant(ScriptDate date, OutputBudget output)
    {
        output.Take(40);
        return date.ToInstant() is { } instant ? Value.Of(instant) : Value.Null;
    }

    private static Value List(Evaluation evaluation, ScriptArray array, OutputBudget output, int depth)
    {
        if (array.Untouched is { } source)
        {
            output.Take(SizeOf(Value.Of(source)));
            return Value.Of(source);
        }

        output.Take(24L * (array.Count + 1));
        evaluation.Allocate(24L * array.Count);
        var items = ImmutableArray.CreateBuilder<Value>(array.Count);
        foreach (var item in array.Items(evaluation))
        {
            items.Add(To(evaluation, item, output, depth + 1));
        }

        return Value.Of(items.MoveToImmutable());
    }

    private static Value Map(Evaluation evaluation, ScriptObject members, OutputBudget output, int depth)
    {
        if (members.Untouched is { } source)
        {
            output.Take(SizeOf(source));
            return source;
        }

        var map = ImmutableSortedDictionary.CreateBuilder<string, Value>(StringComparer.Ordinal);
        foreach (var name in members.Keys(evaluation))
        {
            output.Take(72 + (2L * name.Length));
            evaluation.Allocate(72);
            var member = members.Get(evaluation, name);
            if (!member.IsFunction)
            {
                map[name] = To(evaluation, member, output, depth + 1);
            }
        }

        return Value.Of(map.ToImmutable());
    }

    private static long SizeOf(Value value) => value.Kind switch
    {
        ValueKind.Text => 24 + (2L * value.AsText!.Length),
        ValueKind.List => value.AsList.Sum(SizeOf) + 24,
        ValueKind.Map => value.AsMap.Sum(member => 72 + (2L * member.Key.Length) + SizeOf(member.Value)),
        _ => 24,
    };
}
