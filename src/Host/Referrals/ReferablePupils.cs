using CaseFlow.Cases.Access;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Host.Referrals;

/// <summary>A pupil to choose from.</summary>
public sealed record ReferablePupil(Guid Id, string Name, string Detail);

/// <summary>The pupils somebody may refer: those on the roll of the schools they refer for.</summary>
public sealed class ReferablePupils(ICaseDataFactory cases)
{
    public const int Most = 20;

    private static readonly string[] ReferringRoles = [Roles.SchoolReferrer, Roles.SchoolHead, Roles.SchoolSafeguardingLead];

    public static bool MayRefer(Viewer viewer) => viewer.HoldsAny(ReferringRoles);

    public static bool MayRefer(Viewer viewer, Guid schoolId) => ReferringRoles.Any(role => viewer.HoldsAtSchool(role, schoolId));

    /// <summary>The first pupils by name whose names begin with every word, or whose UPN is the word; and whether there are more.</summary>
    public (IReadOnlyList<ReferablePupil> Pupils, bool More) Find(Viewer viewer, string search)
    {
        var ids = SchoolIds(viewer);
        using var data = cases.Open();
        var found = data.Pupils.VisibleTo(viewer, data).Where(pupil => ids.Contains(pupil.SchoolId));
        foreach (var word in search.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Take(4).Select(word => word.ToLowerInvariant()))
        {
            var upn = word.ToUpperInvariant();
            found = found.Where(pupil => pupil.Forename.ToLower().StartsWith(word) || pupil.Surname.ToLower().StartsWith(word)
                || (pupil.KnownAs != null && pupil.KnownAs.ToLower().StartsWith(word)) || pupil.Upn == upn);
        }

        var pupils = found.OrderBy(pupil => pupil.Surname).ThenBy(pupil => pupil.Forename).ThenBy(pupil => pupil.Id).Take(Most + 1).ToList();
        return ([.. pupils.Take(Most).Select(pupil => new ReferablePupil(pupil.Id, pupil.Name, Detail(pupil, viewer.On)))], pupils.Count > Most);
    }

    private static List<Guid> SchoolIds(Viewer viewer) =>
        [.. viewer.Held.Where(role => ReferringRoles.Contains(role.Role)).Select(role => role.SchoolId).OfType<Guid>().Distinct()];

    private static string Detail(Pupil pupil, DateOnly today) => $"Year {YearGroups.Of(pupil, today)}, UPN {pupil.Upn ?? "not known"}";
}
