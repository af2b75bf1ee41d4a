using System.Collections.Immutable;

namespace CaseFlow.Designer.Diagram;

/// <summary>A step that a case has been through, or is at.</summary>
/// <param name="At">When it began.</param>
/// <param name="EndedAt">When it was done; null while the case is there.</param>
/// <param name="Outcomes">The exits it ended by, as the journal has them, separated by commas; null for "Done".</param>
public sealed record StepVisit(string ActivityId, DateTimeOffset At, DateTimeOffset? EndedAt, string? Outcomes = null)
{
    public bool LeftBy(string port) => EndedAt is not null && (Outcomes ?? "Done").Split(',', StringSplitOptions.TrimEntries).Contains(port);
}

public enum StepState
{
    /// <summary>Not reached, or not on the path that was taken.</summary>
    Ahead,
    Done,
    Current,
}

/// <summary>Where one case is in one process.</summary>
/// <param name="Visits">In order of beginning; a step in a loop comes more than once.</param>
public sealed record CaseProgress(ImmutableArray<StepVisit> Visits)
{
    public static CaseProgress None { get; } = new([]);

    public IEnumerable<string> Current => Visits.Where(visit => visit.EndedAt is null).Select(visit => visit.ActivityId).Distinct(StringComparer.Ordinal);

    public StepState StateOf(string activityId)
    {
        var state = StepState.Ahead;
        foreach (var visit in Visits.Where(visit => visit.ActivityId == activityId))
        {
            state = visit.EndedAt is null ? StepState.Current : state == StepState.Current ? state : StepState.Done;
        }

        return state;
    }

    /// <summary>Whether the case went along an arrow: its source ended by that exit, and its target was begun afterwards.</summary>
    public bool Went(PictureArrow arrow)
    {
        for (var index = 0; index < Visits.Length; index++)
        {
            if (Visits[index].ActivityId == arrow.From && Visits[index].LeftBy(arrow.Port) && Follows(index + 1, arrow.To))
            {
                return true;
            }
        }

        return false;
    }

    private bool Follows(int from, string activityId)
    {
        for (var index = from; index < Visits.Length; index++)
        {
            if (Visits[index].ActivityId == activityId)
            {
                return true;
            }
        }

        return false;
    }
}
