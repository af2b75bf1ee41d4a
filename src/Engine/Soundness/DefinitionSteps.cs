using System.Collections.Immutable;
using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness;

/// <summary>One step of a definition as its owner sees it.</summary>
/// <param name="Type">As in the file.</param>
/// <param name="Title">What its owner calls it; its id where it has no name.</param>
/// <param name="Outcomes">The ways it can end; null where they are only known when it runs.</param>
public sealed record DefinitionStep(string ActivityId, string Type, string Title, ImmutableArray<string>? Outcomes);

/// <summary>A definition's own steps, in the order of the file, those inside containers too; not those of workflows it uses as activities.</summary>
public static class DefinitionSteps
{
    /// <summary>The steps of a definition and what it was compiled to.</summary>
    public static ImmutableArray<DefinitionStep> Of(WorkflowDefinition definition, CompiledDefinition compiled) =>
        [.. new CheckedDefinition(definition, compiled, new SoundnessContext()).Steps.Select(step => new DefinitionStep(step.Node.Id, step.Node.Type, step.Title, step.Outcomes))];
}
