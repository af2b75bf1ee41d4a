using System.Collections.Immutable;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.Simulation;

/// <summary>One instance of a simulation: the one asked for, or a child of it.</summary>
public sealed class SimulatedInstance
{
    private readonly List<BurstJournal> _journal = [];

    internal SimulatedInstance(CompiledDefinition definition, InstanceState state, string? parentId) =>
        (Definition, State, ParentId) = (definition, state, parentId);

    public CompiledDefinition Definition { get; }

    public InstanceState State { get; private set; }

    /// <summary>The instance that started this one, or null.</summary>
    public string? ParentId { get; }

    /// <summary>One row for each burst; replaying their stimuli gives the state again.</summary>
    public IReadOnlyList<BurstJournal> Journal => _journal;

    /// <summary>Every activity execution in order of start, with its type and what became of it: Completed, Canceled, Faulted or Running.</summary>
    public ImmutableArray<SimulatedExecution> Executions
    {
        get
        {
            var order = new List<string>();
            var byId = new Dictionary<string, SimulatedExecution>(StringComparer.Ordinal);
            foreach (var entry in _journal.SelectMany(row => row.Trace))
            {
                if (entry.Kind == TraceKind.Started)
                {
                    order.Add(entry.ExecutionId);
                    byId[entry.ExecutionId] = new SimulatedExecution(entry.ActivityId, Definition.TypeOf(entry.ActivityId) ?? "", "Running");
                }
                else if (byId.TryGetValue(entry.ExecutionId, out var execution))
                {
                    byId[entry.ExecutionId] = execution with { Status = entry.Kind == TraceKind.Cancelled ? "Canceled" : entry.Kind.ToString() };
                }
            }

            return [.. order.Select(id => byId[id])];
        }
    }

    internal void Commit(BurstResult result, bool restart)
    {
        State = restart ? InstanceState.FromBytes(result.State.ToBytes()) : result.State;
        _journal.Add(result.Journal);
    }
}

/// <summary>One run of an activity.</summary>
public sealed record SimulatedExecution(string ActivityId, string ActivityType, string Status);
