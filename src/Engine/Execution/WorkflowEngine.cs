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
    /// <exception cref="ArgumentException">The state belongs to another version of the definition.</exception>
    /// <exception cref="InvalidDataException">What runs is no longer in the definition: a workflow it uses as an activity has changed.</exception>
    public static BurstResult Run(CompiledDefinition definition, InstanceState state, Stimulus stimulus, DateTimeOffset now)
    {
        if (state.DefinitionVersionId != definition.DefinitionVersionId)
        {
            throw new ArgumentException($"The instance runs version '{state.DefinitionVersionId}', not '{definition.DefinitionVersionId}'.", nameof(state));
        }

        var burst = Burst.Rent();
        try
        {
            return burst.Run(definition, state, stimulus, now);
        }
        finally
        {
            burst.Return();
        }
    }
}
