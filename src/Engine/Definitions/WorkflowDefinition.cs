using System.Text.Json.Nodes;

namespace CaseFlow.Engine.Definitions;

/// <summary>A workflow definition as a document: everything the file said, the unknown included.</summary>
public sealed partial class WorkflowDefinition
{
    /// <summary>The version id: one per version.</summary>
    public required string Id { get; init; }

    /// <summary>The logical id, the same for all versions.</summary>
    public required string DefinitionId { get; init; }

    public string? Name { get; init; }

    public int Version { get; init; } = 1;

    /// <summary>The definition in canonical JSON.</summary>
    public required JsonObject Json { get; init; }
}
