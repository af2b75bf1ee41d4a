using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Execution;

/// <summary>
/// One run of an activity that has not been forgotten yet: it runs, or it has ended and something below it has not.
/// Belongs to one burst while that runs; frozen with the state afterwards.
/// </summary>
internal sealed class ActivityExecution
{
    public required int Id { get; init; }

    /// <summary>Index of the compiled node.</summary>
    public required int Node { get; set; }

    public required string ActivityId { get; init; }

    public required string ActivityType { get; init; }

    public ActivityExecution? Parent { get; set; }

    /// <summary>Completed or cancelled; kept only for what is below it.</summary>
    public bool Ended { get; set; }

    public bool Faulted { get; set; }

    /// <summary>A flowchart reached this execution over a loop's backward connection.</summary>
    public bool Backward { get; set; }

    /// <summary>Break or Complete was said below: completes as soon as a child does, with <see cref="LeavingOutcomes"/>.</summary>
    public bool Leaving { get; set; }

    public string[]? LeavingOutcomes { get; set; }

    /// <summary>Completing right now: a child cancelled by that asks for no completion.</summary>
    public bool Completing { get; set; }

    /// <summary>Faults so far.</summary>
    public int Attempts { get; set; }

    public Value State { get; set; }

    /// <summary>Values of the node's declared variables.</summary>
    public Value[]? Variables { get; set; }

    /// <summary>A loop's value and position for this run of its body; the position is below zero where there is none.</summary>
    public Value CurrentValue { get; set; }

    public int CurrentIndex { get; set; } = -1;

    /// <summary>A container's own counting: a flowchart's visits, a sequence's position.</summary>
    public int[]? Counters { get; set; }

    /// <summary>Live tokens of a token flowchart: connection × 2, plus 1 for one that blocks its connection.</summary>
    public List<int>? Tokens { get; set; }

    /// <summary>Children that have not ended.</summary>
    public int LiveChildren { get; set; }

    /// <summary>Children kept (ended or not) and queued, which hold this execution in memory.</summary>
    public int References { get; set; }

    /// <summary>Open waits, timers, incidents and facts of this execution.</summary>
    public int Open { get; set; }

    /// <summary>Position in the state's list, set when the state is frozen.</summary>
    public int Slot { get; set; }

    public ActivityExecution Copy() => new()
    {
        Id = Id,
        Node = Node,
        ActivityId = ActivityId,
        ActivityType = ActivityType,
        Ended = Ended,
        Faulted = Faulted,
        Backward = Backward,
        Leaving = Leaving,
        LeavingOutcomes = LeavingOutcomes,
        Attempts = Attempts,
        State = State,
        Variables = (Value[]?)Variables?.Clone(),
        CurrentValue = CurrentValue,
        CurrentIndex = CurrentIndex,
        Counters = (int[]?)Counters?.Clone(),
        Tokens = Tokens is null ? null : [.. Tokens],
        LiveChildren = LiveChildren,
        References = References,
        Open = Open,
    };
}

/// <summary>An activity to be started, in its turn.</summary>
internal struct WorkItem
{
    public int Node;
    public ActivityExecution? Owner;
    public bool Backward;
    public int CurrentIndex;
    public Value CurrentValue;
}

internal sealed record WaitRecord(int Id, int ExecutionId, string Kind, string? Key);

internal sealed record TimerRecord(int Id, int ExecutionId, string Name, DateTimeOffset Due);

internal sealed record IncidentRecord(int Id, int ExecutionId, string Cause, string Message, int Attempt, DateTimeOffset? RetryAt);

internal sealed record FactRecord(int Id, int ExecutionId, string Name, Value Arguments);

internal sealed record OutputRecord(int Node, string ActivityId, string Name, Value Value);
