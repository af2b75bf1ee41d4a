using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Simulation;

/// <summary>How a simulation runs. Equal options give equal simulations.</summary>
public sealed record SimulationOptions
{
    /// <summary>The instant the virtual clock starts at.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);

    public Value Input { get; init; } = Value.EmptyMap;

    public string? CorrelationId { get; init; }

    public string InstanceId { get; init; } = "simulated";

    /// <summary>Decides what happens where nothing is chosen by hand: which wait is answered, with which outcome, or whether time passes.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Bursts after which a run is given up.</summary>
    public int MaxBursts { get; init; } = 1_000;

    /// <summary>Finds the workflows that are started as children; null where there is none, which ends the child as faulted.</summary>
    public Func<string, CompiledDefinition?> Workflows { get; init; } = _ => null;

    /// <summary>Answers facts, given the clock; undefined by default.</summary>
    public Func<FactRequested, DateTimeOffset, Value> Facts { get; init; } = (_, _) => Value.Undefined;

    /// <summary>Answers a wait in a run that goes on by itself; null leaves it to the seed.</summary>
    public Func<OpenWait, Value?> Answers { get; init; } = _ => null;

    /// <summary>Whether every state goes through its bytes before the next burst, as after a restart.</summary>
    public bool RestartEachBurst { get; init; }
}
