using System.Collections.Immutable;

namespace CaseFlow.Engine.Execution;

/// <summary>
/// One row of the journal: the stimuli of a burst (the first, then one FactsAnswered for each round of facts) with the
/// instant they were run at, and a trace of what the activities did. The stimuli replay to the same state.
/// </summary>
public sealed record BurstJournal(DateTimeOffset At, ImmutableArray<Stimulus> Stimuli, ImmutableArray<TraceEntry> Trace)
{
    public BurstJournal Append(BurstJournal next) => this with { Stimuli = Stimuli.AddRange(next.Stimuli), Trace = Trace.AddRange(next.Trace) };

    public byte[] ToBytes() => throw new NotImplementedException();

    public static BurstJournal FromBytes(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();
}

public enum TraceKind : byte
{
    Started,
    Completed,
    Cancelled,
    Faulted,
    Skipped,
}

/// <summary>One thing an activity execution did.</summary>
public readonly record struct TraceEntry(TraceKind Kind, string ActivityId, string ExecutionId, string? Detail);
