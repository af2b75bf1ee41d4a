using CaseFlow.Cases.Calendars;

namespace CaseFlow.Host.Inbox;

/// <summary>How pressing a task is, in a word beside its date: never by colour alone.</summary>
public sealed record DueTag(string Text, string Colour)
{
    public static DueTag? Of(DateTimeOffset? due, DateTimeOffset now)
    {
        if (due is not { } at)
        {
            return null;
        }

        var days = LondonTime.DateOf(at).DayNumber - LondonTime.DateOf(now).DayNumber;
        return at < now
            ? new("Overdue", "red")
            : days switch
            {
                0 => new("Due today", "orange"),
                1 => new("Due tomorrow", "yellow"),
                _ => null,
            };
    }
}
