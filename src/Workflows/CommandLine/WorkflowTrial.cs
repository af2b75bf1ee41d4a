using System.Collections.Immutable;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Simulation;
using CaseFlow.Engine.Values;

namespace CaseFlow.Workflows.CommandLine;

/// <summary>What running a file in memory to its first waits came to.</summary>
/// <param name="File">The file as it is shown.</param>
/// <param name="ImportError">Why it was not run, or null.</param>
/// <param name="Status">Running or Finished; null where it was not run.</param>
/// <param name="SubStatus">Suspended, Finished, Faulted …</param>
/// <param name="Lines">What it wrote to the console.</param>
/// <param name="Waits">Types of the activities that wait, each once.</param>
/// <param name="Incidents">Each as "activity: message".</param>
/// <param name="Output">The workflow's outputs by name.</param>
/// <param name="Activities">Every activity execution as "id|type|status".</param>
public sealed record WorkflowTrial(
    string File, string? ImportError, string? Status, string? SubStatus, ImmutableArray<string> Lines, ImmutableArray<string> Waits,
    ImmutableArray<string> Incidents, Value Output, ImmutableArray<string> Activities)
{
    private const string Unknown = "unknown-activity";

    /// <summary>Starts the workflow without input and lets it run until it waits or ends. Nothing is kept and nothing outside is touched.</summary>
    public static WorkflowTrial Run(WorkflowFile file, ActivityCatalogue catalogue, DateTimeOffset now)
    {
        var (compiled, problems) = file.Definition is { } definition ? DefinitionCompiler.Compile(definition, catalogue, file.Find) : (null, []);
        var errors = file.Problems.Concat(problems).Where(problem => problem.Severity == ProblemSeverity.Error && problem.Code != Unknown).Select(problem => problem.Message).Distinct().ToArray();
        if (compiled is null || errors.Length > 0)
        {
            var error = errors.Length > 0 ? string.Join(' ', errors) : "There is nothing to run.";
            return new WorkflowTrial(file.Shown, error, null, null, [], [], [], Value.EmptyMap, []);
        }

        var simulation = new Simulation(compiled, new SimulationOptions { Start = now, Workflows = Child });
        simulation.Start();
        var state = simulation.Main.State;
        return new WorkflowTrial(
            file.Shown,
            null,
            state.Status.ToString(),
            state.SubStatus.ToString(),
            [.. simulation.Lines],
            [.. Waiting(state).Select(compiled.TypeOf).OfType<string>().Distinct(StringComparer.Ordinal)],
            [.. state.Incidents.Select(incident => $"{incident.ActivityId}: {incident.Message}")],
            state.Output,
            [.. simulation.Main.Executions.Select(execution => $"{execution.ActivityId}|{execution.ActivityType}|{execution.Status}")]);

        CompiledDefinition? Child(string id) => file.Find(id, null) is { } found ? DefinitionCompiler.Compile(found, catalogue, file.Find).Compiled : null;
    }

    private static IEnumerable<string> Waiting(InstanceState state) => state.Waits.Select(wait => wait.ActivityId).Concat(state.Timers.Select(timer => timer.ActivityId));
}
