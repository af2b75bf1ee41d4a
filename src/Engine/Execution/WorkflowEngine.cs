using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Execution;

/// <summary>
/// The engine: a pure function of definition, state, stimulus and instant. No I/O, clock or randomness. Thread-safe.
/// </summary>
public static class WorkflowEngine
{
    /// <summary>
    /// Runs the instance from <paramref name="state"/> until nothing is queued. The given state is not changed.
    /// A stimulus that no longer applies (the wait or timer is gone, the instance has ended) gives a result whose state
    /// equals the given one and whose journal is empty of stimuli: nothing is to be committed.
    /// </summary>
    public static BurstResult Run(CompiledDefinition definition, InstanceState state, Stimulus stimulus, DateTimeOffset now) =>
        throw new NotImplementedException();
}
