using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>The cases of a switch: a label and a condition each.</summary>
internal static class Cases
{
    public static (string Label, CompiledInput Condition)[] Compile(NodePreparation node)
    {
        if (node.Json["cases"] is not JsonArray list)
        {
            return [];
        }

        var cases = new List<(string, CompiledInput)>(list.Count);
        for (var index = 0; index < list.Count; index++)
        {
            if (list[index] is JsonObject item)
            {
                cases.Add((DefinitionReader.TextOf(item["label"]) ?? "", node.Expression($"Case {index + 1}", null, item["condition"], $"cases[{index}].condition")));
            }
        }

        return [.. cases];
    }

    /// <summary>Positions of the cases that are true: the first, or all with MatchAny.</summary>
    public static List<int> Matching(BurstContext context, (string Label, CompiledInput Condition)[] cases)
    {
        var all = context.Input("Mode").AsText == "MatchAny";
        var matching = new List<int>(1);
        for (var index = 0; index < cases.Length && (all || matching.Count == 0); index++)
        {
            if (ValueConversion.ToCondition(context.Evaluate(cases[index].Condition)))
            {
                matching.Add(index);
            }
        }

        return matching;
    }
}
