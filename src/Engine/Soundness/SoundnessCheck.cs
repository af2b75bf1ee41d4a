using System.Collections.Immutable;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Soundness.Rules;

namespace CaseFlow.Engine.Soundness;

/// <summary>
/// What is done before a definition is published: finds the steps that can never run, the joins and loops that can never
/// end, the names that mean nothing, and the places where the engine's counting of branches would surprise its owner.
/// Errors block publishing; warnings are shown. Pure and thread-safe; the time grows with the size of the definition.
/// </summary>
public static class SoundnessCheck
{
    private static readonly ImmutableArray<SoundnessRule> Rules =
    [
        new UnreachableSteps(), new ConnectionsNeverFollowed(), new JoinsNeverSatisfied(), new LoopsWithoutWaitOrExit(), new ProcessesThatStartThemselves(), new PortsLeftOpen(), new TriggersThatCannotStart(),
        new UnknownVariables(), new VariablesReadBeforeWritten(), new ConditionsThatSetVariables(), new UnknownNames(),
        new JoinsReleasedByLoops(), new EndsBesideRunningBranches(), new WaitAnyRaces(), new LateArrivals(), new BranchesLeavingLoops(), new TangledFlowcharts(),
    ];

    /// <summary>What is wrong with a definition beyond what the compiler found.</summary>
    public static ImmutableArray<Problem> Run(WorkflowDefinition definition, CompiledDefinition compiled, SoundnessContext? context = null)
    {
        var subject = new CheckedDefinition(definition, compiled, context ?? new SoundnessContext());
        return [.. Rules.SelectMany(rule => rule.Check(subject))];
    }

    /// <summary>Compiles the definition and gives everything that is wrong with it, expressions outside the subset included.</summary>
    /// <param name="definition">The document.</param>
    /// <param name="catalogue">The types the host knows.</param>
    /// <param name="context">The names that may be used.</param>
    /// <param name="workflows">Finds a definition used as an activity.</param>
    public static ImmutableArray<Problem> Run(
        WorkflowDefinition definition, ActivityCatalogue catalogue, SoundnessContext? context = null, Func<string, string?, WorkflowDefinition?>? workflows = null)
    {
        var (compiled, problems) = DefinitionCompiler.Compile(definition, catalogue, workflows);
        return compiled is null ? problems : problems.AddRange(Run(definition, compiled, context));
    }
}
