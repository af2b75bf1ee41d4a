using CaseFlow.Cases.Access;

namespace CaseFlow.Cases.CaseFiles;

/// <summary>One thing that happened on a case. Entries are added, never changed or removed; read them by time, then id.</summary>
public sealed class TimelineEntry
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required TimelineKind Kind { get; init; }

    /// <summary>A sentence for people.</summary>
    public required string Text { get; init; }

    /// <summary>Who did it; null where the service did.</summary>
    public Guid? ByPersonId { get; init; }

    /// <summary>Who may read it, as a row of the access matrix.</summary>
    public DataClass DataClass { get; init; } = DataClass.Identity;
}

public enum TimelineKind
{
    CaseOpened,
    StageChanged,
    FlagsChanged,
    Submitted,
    Check,
    DecisionRecorded,
    TaskGiven,
    TaskCompleted,
    TaskOverdue,
    TaskPassedOn,
    Reminder,
    EmailQueued,
    EmailFailed,
    LeadChanged,
    ParticipantChanged,
    Note,
}
