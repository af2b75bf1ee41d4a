using CaseFlow.Cases.Access;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Schools;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;

namespace CaseFlow.Host.CaseFile;

/// <summary>A line of the list: no name, so that it may be left on a screen.</summary>
public sealed record CaseLine(string Reference, string School, CaseStage Stage, Urgency Urgency, CaseFlags Flags, DateTimeOffset OpenedAt);

/// <summary>A page of cases and what they can be narrowed to.</summary>
/// <param name="OnlyNamed">The viewer is shown only the cases that name them or their role.</param>
public sealed record CaseList(IReadOnlyList<CaseLine> Lines, CaseListAddress? Next, IReadOnlyList<School> Schools, bool OnlyNamed);

/// <summary>Lists the cases somebody may see, newest first.</summary>
public sealed class CaseListReading(ICaseDataFactory cases, CurrentViewer current)
{
    private const int PageSize = 25;

    /// <summary>Null where nobody is signed in, or cases are never shown to any role they hold.</summary>
    public CaseList? Read(CaseListAddress address)
    {
        if (current.Viewer is not { MaySeeCases: true } viewer)
        {
            return null;
        }

        using var data = cases.Open();
        var found = data.Cases.VisibleTo(viewer, data);
        found = address.Stage is { } stage ? found.Where(file => file.Stage == stage) : found.Where(file => file.Stage != CaseStage.Closed || address.Reference != null);
        if (address.School is { } school)
        {
            found = found.Where(file => file.SchoolId == school);
        }

        if (address.Reference is { } reference)
        {
            found = found.Where(file => file.Reference.StartsWith(reference));
        }

        if (address.After is { } key)
        {
            found = found.Where(file => file.OpenedAt < key.OpenedAt || (file.OpenedAt == key.OpenedAt && file.Id.CompareTo(key.CaseId) < 0));
        }

        var page = found
            .OrderByDescending(file => file.OpenedAt).ThenByDescending(file => file.Id)
            .Take(PageSize + 1)
            .Join(data.Schools, file => file.SchoolId, one => one.Id, (file, one) => new { File = file, School = one.Name })
            .AsEnumerable()
            .OrderByDescending(one => one.File.OpenedAt).ThenByDescending(one => one.File.Id)
            .ToList();
        var last = page.Count > PageSize ? page[PageSize - 1].File : null;
        return new(
            [.. page.Take(PageSize).Select(one => new CaseLine(one.File.Reference, one.School, one.File.Stage, one.File.Urgency, one.File.Flags & ~CaseFlags.MashOpen, one.File.OpenedAt))],
            last is null ? null : address with { After = new(last.OpenedAt, last.Id) },
            [.. data.Schools.VisibleTo(viewer, data).Where(one => one.IsActive).OrderBy(one => one.Name)],
            viewer.OnlySeesNamedCases);
    }
}
