using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;

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

/// <summary>Reads Elsa 3 JSON, tolerantly, within limits (1 MB, depth 64, 2,000 activities, 4 KB an expression).</summary>
public static class DefinitionReader
{
    /// <summary>The definition (null where it could not be read) and everything found wrong with it.</summary>
    public static (WorkflowDefinition? Definition, ImmutableArray<Problem> Problems) Read(ReadOnlySpan<byte> utf8Json) => throw new NotImplementedException();
}

/// <summary>Writes canonical Elsa 3 JSON.</summary>
public static class DefinitionWriter
{
    public static string Write(WorkflowDefinition definition) => throw new NotImplementedException();
}

/// <summary>An immutable graph ready to run. Thread-safe; compile once per version and cache.</summary>
public sealed partial class CompiledDefinition
{
    public required string DefinitionId { get; init; }

    public required string DefinitionVersionId { get; init; }
}

/// <summary>Compiles documents to graphs.</summary>
public static class DefinitionCompiler
{
    /// <param name="workflows">Finds a definition used as an activity, by definition id and optional version id; null where there is none.</param>
    public static (CompiledDefinition? Compiled, ImmutableArray<Problem> Problems) Compile(
        WorkflowDefinition definition, ActivityCatalogue catalogue, Func<string, string?, WorkflowDefinition?>? workflows = null) => throw new NotImplementedException();
}
