using System.Collections.Frozen;
using System.Collections.Immutable;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Soundness;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Definitions;

/// <summary>A published version ready to run, with what it pinned. Immutable, so it is kept for good.</summary>
/// <param name="Forms">Content hash by form name.</param>
/// <param name="Emails">Content hash by template name.</param>
/// <param name="Steps">The steps of the file itself by id, as its owner sees them.</param>
public sealed record PublishedVersion(
    DefinitionVersionRow Row,
    CompiledDefinition Compiled,
    ActivationStrategy Activation,
    FrozenDictionary<string, string> Forms,
    FrozenDictionary<string, string> Emails,
    FrozenDictionary<string, DefinitionStep> Steps)
{
    /// <summary>What its owner calls a step; its id for one inside a workflow used as an activity.</summary>
    public string TitleOf(string activityId) => Steps.TryGetValue(activityId, out var step) ? step.Title : activityId;

    /// <summary>The ways a step can end. Where they are only known when it runs, those an arrow leaves by, and Done.</summary>
    public ImmutableArray<string> OutcomesOf(string activityId) =>
        Steps.TryGetValue(activityId, out var step) && step.Outcomes is { IsEmpty: false } known
            ? [.. known.Distinct(StringComparer.Ordinal)]
            : [.. Compiled.PortsOf(activityId).Append("Done").Distinct(StringComparer.Ordinal)];
}
