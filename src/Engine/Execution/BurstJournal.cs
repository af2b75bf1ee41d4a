using System.Collections.Immutable;

namespace CaseFlow.Engine.Execution;

/// <summary>
/// One row of the journal: the stimuli of a burst (the first, then one FactsAnswered for each round of facts) with the
/// instant they were run at, and a trace of what the activities did. The stimuli replay to the same state.
/// </summary>
public sealed record BurstJournal(DateTimeOffset At, ImmutableArray<Stimulus> Stimuli, ImmutableArray<TraceEntry> Trace)
{
    private const byte FormatVersion = 1;

    /// <summary>Whether the burst changed nothing, so that there is nothing to commit.</summary>
    public bool IsEmpty => Stimuli.IsEmpty;

    /// <summary>This row followed by the next round of the same burst.</summary>
    public BurstJournal Append(BurstJournal next) => this with { Stimuli = Stimuli.AddRange(next.Stimuli), Trace = Trace.AddRange(next.Trace) };

    /// <summary>The whole row, compactly.</summary>
    public byte[] ToBytes()
    {
        var writer = new ByteWriter();
        writer.Byte(FormatVersion);
        writer.Instant(At);
        writer.Number(Stimuli.Length);
        foreach (var stimulus in Stimuli)
        {
            StimulusBytes.Write(writer, stimulus);
        }

        writer.Number(Trace.Length);
        foreach (var entry in Trace)
        {
            writer.Byte((byte)entry.Kind);
            writer.Text(entry.ActivityId);
            writer.Text(entry.ExecutionId);
            writer.Text(entry.Detail);
        }

        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote. Throws <see cref="InvalidDataException"/> for anything else.</summary>
    public static BurstJournal FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() != FormatVersion)
        {
            throw ByteReader.Malformed();
        }

        var at = reader.Instant();
        var stimuli = ImmutableArray.CreateBuilder<Stimulus>(reader.Count());
        for (var left = stimuli.Capacity; left > 0; left--)
        {
            stimuli.Add(StimulusBytes.Read(ref reader));
        }

        var trace = ImmutableArray.CreateBuilder<TraceEntry>(reader.Count());
        for (var left = trace.Capacity; left > 0; left--)
        {
            trace.Add(new TraceEntry((TraceKind)reader.Byte(), reader.Text(), reader.Text(), reader.TextOrNull()));
        }

        return reader.AtEnd ? new BurstJournal(at, stimuli.MoveToImmutable(), trace.MoveToImmutable()) : throw ByteReader.Malformed();
    }
}

public enum TraceKind : byte
{
    Started,
    Completed,
    Cancelled,
    Faulted,
    Skipped,
}

/// <summary>One thing an activity execution did. <paramref name="ExecutionId"/> is empty for one that was skipped; <paramref name="Detail"/> holds outcomes other than Done, or a fault's cause.</summary>
public readonly record struct TraceEntry(TraceKind Kind, string ActivityId, string ExecutionId, string? Detail);
