using System.Collections.Immutable;
using CaseFlow.Engine.Activities;

namespace CaseFlow.Engine.Definitions;

/// <summary>Compiles documents to graphs.</summary>
public static class DefinitionCompiler
{
    /// <summary>
    /// The graph, and everything found wrong. A definition with errors may still compile (an unknown activity faults when
    /// it is reached); publish only one without. Null where there is nothing to run.
    /// </summary>
    /// <param name="definition">The document.</param>
    /// <param name="catalogue">The types the host knows.</param>
    /// <param name="workflows">Finds a definition used as an activity, by definition id and optional version id; null where there is none.</param>
    public static (CompiledDefinition? Compiled, ImmutableArray<Problem> Problems) Compile(
        WorkflowDefinition definition, ActivityCatalogue catalogue, Func<string, string?, WorkflowDefinition?>? workflows = null) =>
        new DefinitionCompilation(catalogue, workflows).Compile(definition);
}
