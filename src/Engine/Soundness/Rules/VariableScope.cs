using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Expressions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>What the names in a step's expressions stand for.</summary>
internal static class VariableScope
{
    /// <summary>The variable with this name as seen from the step.</summary>
    public static VariableSlot Find(CheckedStep step, string name)
    {
        for (var node = step.Node; node is not null; node = node.Parent)
        {
            if (node.FindVariable(name) is >= 0 and var index)
            {
                return new VariableSlot(node.Index, index);
            }
        }

        return VariableSlot.None;
    }

    /// <summary>The variable behind getX() or setX(), by its name in Pascal case.</summary>
    public static VariableSlot FindAccessor(CheckedStep step, string name)
    {
        for (var node = step.Node; node is not null; node = node.Parent)
        {
            for (var index = 0; index < node.VariableNames.Length; index++)
            {
                if (AccessorName.Pascal(node.VariableNames[index]) == name)
                {
                    return new VariableSlot(node.Index, index);
                }
            }
        }

        return VariableSlot.None;
    }

    /// <summary>Whether the name is one that loops, and children that ended, give what is inside.</summary>
    public static bool IsOfALoop(CheckedStep step, string name)
    {
        for (var parent = step.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent.Node.Activity switch
            {
                ForEach or ParallelForEach => name is "CurrentValue" or "CurrentIndex",
                For => name is "CurrentValue",
                BulkDispatchWorkflows => name is "CurrentValue" or "ChildInstanceId",
                _ => false,
            })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether getX() reads an argument the step gives this expression: the item that a correlation id is worked out for.</summary>
    public static bool IsArgument(CheckedStep step, string property, string name) =>
        step.Node.Activity is BulkDispatchWorkflows && property == "correlationIdFunction"
        && (step.Node.FindInput("DefaultItemInputKey") is not { Kind: InputKind.Constant } key || key.Constant.AsText == name);

    /// <summary>Variables the step itself reads, each with the property that does.</summary>
    public static IEnumerable<(VariableSlot Slot, string Property)> Reads(CheckedStep step)
    {
        foreach (var (input, property) in step.Inputs)
        {
            if (input.Kind == InputKind.Variable && input.Slot.Exists)
            {
                yield return (input.Slot, property);
            }

            foreach (var slot in input.Expression is { } expression
                ? expression.VariablesRead.Select(name => Find(step, name)).Concat(expression.AccessorsRead.Select(name => FindAccessor(step, name)))
                : [])
            {
                if (slot.Exists)
                {
                    yield return (slot, property);
                }
            }
        }
    }

    /// <summary>Variables the step itself has written when it is done.</summary>
    public static IEnumerable<VariableSlot> Writes(CheckedStep step)
    {
        if (step.Node.Prepared is VariableSlot { Exists: true } set)
        {
            yield return set;
        }

        foreach (var output in step.Node.Outputs.Where(output => output.Slot.Exists))
        {
            yield return output.Slot;
        }

        foreach (var (input, _) in step.Inputs)
        {
            foreach (var slot in input.Expression is { } expression
                ? expression.VariablesWritten.Select(name => Find(step, name)).Concat(expression.AccessorsWritten.Select(name => FindAccessor(step, name)))
                : [])
            {
                if (slot.Exists)
                {
                    yield return slot;
                }
            }
        }
    }
}
