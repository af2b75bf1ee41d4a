using CaseFlow.Cases.Access;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Host.Pupils;

/// <summary>A line of the pupils' list.</summary>
public sealed record PupilLine(Guid Id, string Name, int YearGroup, string Upn, string School);

/// <summary>A pupil's record with what stands around it.</summary>
public sealed record PupilFile(Pupil Pupil, IReadOnlyList<Carer> Carers, string School, IReadOnlyList<Case> Cases, bool MayEdit);

/// <summary>Reads pupils for whoever looks.</summary>
public sealed class PupilReading(ICaseDataFactory cases)
{
    public const int PageSize = 25;

    private static readonly string[] KeepsRecords = [Roles.SchoolReferrer, Roles.SchoolHead, Roles.SchoolSafeguardingLead, Roles.SchoolData];

    /// <summary>Whether the pages of pupils are for them: a school's people and the authority's inclusion team.</summary>
    public static bool MayKeepRecords(Viewer viewer) => viewer.HoldsAny(KeepsRecords) || viewer.HoldsAtAuthority(Roles.Inclusion);

    /// <summary>The schools whose pupils they may add and change.</summary>
    public IReadOnlyList<School> SchoolsToEdit(Viewer viewer)
    {
        using var data = cases.Open();
        return [.. EditableSchools(viewer, data).OrderBy(school => school.Name)];
    }

    /// <summary>A page by name, then id. The key is the last pupil's id: a name would not belong in an address.</summary>
    public (IReadOnlyList<PupilLine> Lines, Guid? Next) Page(Viewer viewer, string words, Guid? after)
    {
        using var data = cases.Open();
        var pupils = data.Pupils.VisibleTo(viewer, data);
        foreach (var word in words.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Take(4).Select(word => word.ToLowerInvariant()))
        {
            var upn = word.ToUpperInvariant();
            pupils = pupils.Where(pupil => pupil.Forename.ToLower().StartsWith(word) || pupil.Surname.ToLower().StartsWith(word)
                || (pupil.KnownAs != null && pupil.KnownAs.ToLower().StartsWith(word)) || pupil.Upn == upn);
        }

        if (after is { } last && data.Pupils.VisibleTo(viewer, data).FirstOrDefault(pupil => pupil.Id == last) is { } key)
        {
            pupils = pupils.Where(pupil => string.Compare(pupil.Surname, key.Surname) > 0
                || (pupil.Surname == key.Surname && (string.Compare(pupil.Forename, key.Forename) > 0
                    || (pupil.Forename == key.Forename && pupil.Id.CompareTo(key.Id) > 0))));
        }

        var found = pupils.OrderBy(pupil => pupil.Surname).ThenBy(pupil => pupil.Forename).ThenBy(pupil => pupil.Id)
            .Join(data.Schools, pupil => pupil.SchoolId, school => school.Id, (pupil, school) => new { Pupil = pupil, School = school.Name })
            .OrderBy(one => one.Pupil.Surname).ThenBy(one => one.Pupil.Forename).ThenBy(one => one.Pupil.Id)
            .Take(PageSize + 1)
            .ToList();
        var lines = found.Take(PageSize).Select(one => new PupilLine(one.Pupil.Id, one.Pupil.Name, YearGroups.Of(one.Pupil, viewer.On), one.Pupil.Upn ?? "", one.School)).ToList();
        return (lines, found.Count > PageSize ? lines[^1].Id : null);
    }

    /// <summary>Null where there is no such pupil or the viewer may not know of them.</summary>
    public PupilFile? Find(Viewer viewer, Guid pupilId)
    {
        using var data = cases.Open();
        if (data.Pupils.VisibleTo(viewer, data).FirstOrDefault(one => one.Id == pupilId) is not { } pupil)
        {
            return null;
        }

        return new(
            pupil,
            [.. data.Carers.Where(carer => carer.PupilId == pupilId).OrderBy(carer => carer.Name)],
            data.Schools.Where(school => school.Id == pupil.SchoolId).Select(school => school.Name).First(),
            [.. data.Cases.VisibleTo(viewer, data).Where(file => file.PupilId == pupilId).OrderByDescending(file => file.OpenedAt)],
            EditableSchools(viewer, data).Any(school => school.Id == pupil.SchoolId));
    }

    private static IQueryable<School> EditableSchools(Viewer viewer, ICaseReader data)
    {
        var own = viewer.SchoolIds;
        var all = viewer.HoldsAtAuthority(Roles.Inclusion);
        return data.Schools.Where(school => school.IsActive && (all || own.Contains(school.Id)));
    }
}
