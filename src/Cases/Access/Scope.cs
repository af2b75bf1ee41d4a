using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.Access;

/// <summary>
/// Cuts a query down to the rows a viewer may see. What is cut away cannot be told from what does not exist. It agrees
/// with <see cref="Viewer.Sees"/>: a case is in scope when its identity may be seen at least in summary.
/// </summary>
public static class Scope
{
    public static IQueryable<Case> VisibleTo(this IQueryable<Case> cases, Viewer viewer, ICaseData data) =>
        Within(cases, viewer, data, viewer.PanelPartnershipIds);

    /// <summary>Children on the roll of the viewer's school, and those of the cases they may see by name.</summary>
    public static IQueryable<Pupil> VisibleTo(this IQueryable<Pupil> pupils, Viewer viewer, ICaseData data)
    {
        var schools = viewer.SchoolIds;
        var all = viewer.SeesEveryCase;

        // A panel reads its cases without names, so a seat on it shows no child.
        var cases = Within(data.Cases, viewer, data, panels: []);
        return pupils.Where(pupil => all || schools.Contains(pupil.SchoolId) || cases.Any(file => file.PupilId == pupil.Id));
    }

    /// <summary>A school sees itself, a group its members, the authority and its process owners every school.</summary>
    public static IQueryable<School> VisibleTo(this IQueryable<School> schools, Viewer viewer, ICaseData data)
    {
        var on = viewer.On;
        var own = viewer.Held.Select(role => role.SchoolId).OfType<Guid>().ToList();
        var groups = viewer.Held.Select(role => role.PartnershipId).OfType<Guid>().ToList();
        var all = viewer.Held.Any(role => role.Authority == LocalAuthorities.Own);
        return schools.Where(school => all || own.Contains(school.Id)
            || data.SchoolMemberships.Any(member => member.SchoolId == school.Id && groups.Contains(member.PartnershipId)
                && member.From <= on && (member.To == null || member.To >= on)));
    }

    private static IQueryable<Case> Within(IQueryable<Case> cases, Viewer viewer, ICaseData data, List<Guid> panels)
    {
        var (me, on, roles) = (viewer.PersonId, viewer.On, viewer.RoleCodes);
        var (schools, partnerships, clerks) = (viewer.SchoolIds, viewer.PartnershipIds, viewer.ClerkSchoolIds);
        var (organisations, authorityRoles) = (viewer.Organisations, viewer.AuthorityRoles);
        var (all, lookedAfter, year11) = (viewer.SeesEveryCase, viewer.SeesLookedAfter, viewer.SeesYear11);
        var bornForYear11 = BornForYear11(on);
        var named = data.CaseParticipants.Where(one => one.From <= on && (one.To == null || one.To >= on));

        return cases.Where(file => schools.Contains(file.SchoolId) || (file.SubmittedAt != null && (
            all
            || partnerships.Contains(file.PartnershipId)
            || data.Pupils.Any(pupil => pupil.Id == file.PupilId && (
                (lookedAfter && pupil.CareStatus == CareStatus.LookedAfter)
                || (year11 && (pupil.YearGroupOverride >= 11 || (pupil.YearGroupOverride == null && pupil.DateOfBirth <= bornForYear11)))))
            || named.Any(one => one.CaseId == file.Id
                && (one.PersonId == null || one.PersonId == me)
                && ((authorityRoles.Contains(one.Role) && one.OrganisationName == null)
                    || (one.Role == Roles.PanelMember && roles.Contains(Roles.PanelMember) && panels.Contains(file.PartnershipId))
                    || (one.Role == Roles.GovernorsClerk && clerks.Contains(file.SchoolId))
                    || (one.Role == Roles.Provider && roles.Contains(Roles.Provider)
                        && (one.OrganisationName == null ? one.PersonId == me : organisations.Contains(one.OrganisationName))))))));
    }

    // Year 11 is the age of 15 on 31 August.
    private static DateOnly BornForYear11(DateOnly on) => new(Calendars.AcademicYear.Of(on) - 15, 8, 31);
}
