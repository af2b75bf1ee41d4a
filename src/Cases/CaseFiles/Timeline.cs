using CaseFlow.Cases.Access;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.CaseFiles;

public sealed record TimelineOptions
{
    public required Guid CaseId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required TimelineKind Kind { get; init; }

    public required string Text { get; init; }

    public Guid? ByPersonId { get; init; }

    public DataClass DataClass { get; init; } = DataClass.Identity;
}

/// <summary>The case's history: adding to it, and reading as much of it as a viewer may.</summary>
public static class Timeline
{
    /// <summary>Adds an entry to the context; the caller saves.</summary>
    public static TimelineEntry Add(ICaseData data, TimelineOptions options)
    {
        var entry = new TimelineEntry
        {
            Id = OrderedId.Next(options.At),
            CaseId = options.CaseId,
            At = options.At,
            Kind = options.Kind,
            Text = options.Text,
            ByPersonId = options.ByPersonId,
            DataClass = options.DataClass,
        };
        data.TimelineEntries.Add(entry);
        return entry;
    }

    /// <summary>The newest entries first. Entries of a kind of content the viewer may not see in summary are left out.</summary>
    public static IReadOnlyList<TimelineEntry> Read(ICaseData data, Viewer viewer, CaseAccess access)
    {
        var seen = Enum.GetValues<DataClass>().Where(content => viewer.Sees(content, access) >= Sight.Summary).ToList();
        return
        [
            .. data.TimelineEntries
                .Where(entry => entry.CaseId == access.Case.Id && seen.Contains(entry.DataClass))
                .OrderByDescending(entry => entry.At)
                .ThenByDescending(entry => entry.Id),
        ];
    }
}
