using CaseFlow.Cases.Access;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Designer.Diagram;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Host.CaseFile;

/// <summary>A case as one viewer may see it.</summary>
public sealed record CaseView(CaseAccess Access, Viewer Viewer)
{
    public Case File => Access.Case;

    public required string School { get; init; }

    public required string Partnership { get; init; }

    /// <summary>The child's name, or null where the viewer's role reads the case without it.</summary>
    public string? PupilName { get; init; }

    public string? Lead { get; init; }

    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    public required IReadOnlyList<DecisionRecord> Decisions { get; init; }

    public required IReadOnlyList<TaskRow> Tasks { get; init; }

    public required IReadOnlyList<CaseProcess> Processes { get; init; }

    public required IReadOnlyList<CaseEmail> Emails { get; init; }

    /// <summary>Names of the people the page speaks of.</summary>
    public required IReadOnlyDictionary<Guid, string> People { get; init; }

    public bool HasReferral { get; init; }

    public string? NameOf(Guid? person) => person is { } id ? People.GetValueOrDefault(id) : null;

    public string? NameOf(Guid person) => People.GetValueOrDefault(person);

    public bool Sees(DataClass data, Sight least = Sight.Full) => Viewer.Sees(data, Access) >= least;
}

/// <summary>One process of a case: how it is drawn, where it is, and what it will do by itself.</summary>
public sealed record CaseProcess(InstanceSummary Instance, WorkflowPicture Picture, CaseProgress Progress, IReadOnlyList<ComingNotice> Coming)
{
    public CasePath Path { get; } = CasePath.Of(Picture, Progress);

    public bool IsRunning => Instance.EndedAt is null;
}

/// <summary>Something that will happen by itself to a step that is waiting.</summary>
public sealed record ComingNotice(string Step, string Words, DateTimeOffset At);
