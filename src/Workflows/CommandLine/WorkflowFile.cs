using System.Collections.Immutable;
using CaseFlow.Engine.Definitions;

namespace CaseFlow.Workflows.CommandLine;

/// <summary>A workflow file as it was read.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Shown">As it is shown: relative to the folder that was named.</param>
/// <param name="Definition">Null where it could not be read.</param>
/// <param name="Problems">What reading found.</param>
public sealed record WorkflowFile(string Path, string Shown, WorkflowDefinition? Definition, ImmutableArray<Problem> Problems)
{
    /// <summary>The files in the same folder, which it may use as activities or start as children.</summary>
    public ImmutableArray<WorkflowFile> Beside { get; init; } = [];

    /// <summary>A workflow of the same folder by its definition id, of that version or any.</summary>
    public WorkflowDefinition? Find(string definitionId, string? versionId) =>
        Beside.Select(file => file.Definition).FirstOrDefault(definition => definition?.DefinitionId == definitionId && (versionId is null || definition.Id == versionId));
}
