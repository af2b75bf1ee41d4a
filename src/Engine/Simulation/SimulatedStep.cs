using System.Collections.Immutable;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Engine.Simulation;

/// <summary>One burst of a simulation: when, of which instance, why, and what it did and asked for (tasks, timers, emails).</summary>
public sealed record SimulatedStep(DateTimeOffset At, string InstanceId, Stimulus Stimulus, ImmutableArray<TraceEntry> Trace, ImmutableArray<Effect> Effects);
