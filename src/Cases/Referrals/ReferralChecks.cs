using CaseFlow.Cases.Access;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Deadlines;
using CaseFlow.Cases.Exclusions;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.Referrals;

/// <summary>What is looked up about a child when a referral comes in, before anybody triages it.</summary>
public static class ReferralChecks
{
    /// <exception cref="CaseRuleException">There is no such case.</exception>
    public static ReferralCheckResults Run(ICaseData data, Guid caseId, DateTimeOffset at)
    {
        var file = data.Cases.FirstOrDefault(one => one.Id == caseId)
            ?? throw new CaseRuleException("The case no longer exists. Cancel this process.");
        var pupil = data.Pupils.Single(one => one.Id == file.PupilId);
        var today = LondonTime.DateOf(at);
        var calendars = CalendarSet.Load(data, file.SchoolId);
        var school = SchoolOnRoll(data, pupil, today);
        var belonging = Membership.GroupOf(data, school.Id, today);
        var totals = SuspensionTotals.On(data, pupil.Id, today, calendars.Working.BankHolidays);
        var open = data.Exclusions.Where(one => one.PupilId == pupil.Id && one.CancelledOn == null && one.StartsOn <= today)
            .ToList().FindAll(one => one.IsOpenOn(today));

        return new ReferralCheckResults
        {
            CaseId = caseId,
            BelongingPartnership = belonging?.Code,
            Suspensions = totals,
            Flags = Flags(pupil, school, open),
            Checks =
            [
                Duplicate(data, file),
                Belonging(file, belonging),
                LookedAfter(pupil),
                pupil.SenStatus == SenStatus.Plan
                    ? Raised("ehcp", "There is an EHC plan: SENA must be consulted before any change of placement", DataClass.Needs)
                    : Clear("ehcp", "No EHC plan", DataClass.Needs),
                pupil.SocialCare == SocialCareStatus.ChildProtection
                    ? Raised("childProtection", "There is a child protection plan: consider a MASH check and involve the safeguarding lead", DataClass.MashStatus)
                    : Clear("childProtection", "No child protection plan is recorded", DataClass.MashStatus),
                CrossBorder(pupil, school),
                OpenExclusion(open, calendars),
                Suspensions(totals),
            ],
        };
    }

    /// <summary>Runs the checks, raises the case's flags and writes what was found on the timeline, in the caller's transaction.</summary>
    public static ReferralCheckResults Apply(ICaseData data, Guid caseId, DateTimeOffset at)
    {
        var results = Run(data, caseId, at);
        foreach (var check in results.Checks.Where(check => check.Raised))
        {
            Timeline.Add(data, new TimelineOptions
            {
                CaseId = caseId,
                At = at,
                Kind = TimelineKind.Check,
                Text = check.Words,
                DataClass = check.DataClass,
            });
        }

        if (!results.Checks.Any(check => check.Raised))
        {
            Timeline.Add(data, new TimelineOptions { CaseId = caseId, At = at, Kind = TimelineKind.Check, Text = "Automatic checks found nothing" });
        }

        CaseStages.Apply(data, new CaseChange { CaseId = caseId, At = at, Raise = results.Flags });
        data.SaveChanges();
        return results;
    }

    private static ReferralCheck Duplicate(ICaseData data, Case file)
    {
        var others = data.Cases
            .Where(one => one.PupilId == file.PupilId && one.Id != file.Id && one.Stage != CaseStage.Closed && one.SubmittedAt != null)
            .OrderBy(one => one.Reference).Select(one => one.Reference).ToList();
        return others.Count > 0
            ? Raised("openDuplicate", $"Already open for this child: {string.Join(", ", others)}. Decide which of them goes on")
            : Clear("openDuplicate", "No other case is open for this child");
    }

    private static ReferralCheck Belonging(Case file, Partnership? belonging)
    {
        const string Name = "belongingPartnership";
        if (belonging is null)
        {
            return Raised(Name, "The school on roll belongs to no partnership or trust group today. Agree who picks the referral up");
        }

        return belonging.Id == file.PartnershipId
            ? Clear(Name, $"Belongs to {belonging.Name}")
            : Raised(Name, $"The school on roll now belongs to {belonging.Name}. Pass the referral on");
    }

    private static ReferralCheck LookedAfter(Pupil pupil) => pupil.CareStatus switch
    {
        CareStatus.LookedAfter => Raised("lookedAfter", $"Looked after by {pupil.CareAuthority ?? "an authority not recorded"}: the virtual school is involved", DataClass.Needs),
        CareStatus.PreviouslyLookedAfter => Clear("lookedAfter", "Looked after before: ask the virtual school for advice", DataClass.Needs),
        _ => Clear("lookedAfter", "Not looked after", DataClass.Needs),
    };

    private static ReferralCheck CrossBorder(Pupil pupil, School school)
    {
        var others = new[] { pupil.HomeAuthority, pupil.ResponsibleAuthority, school.LocalAuthority }
            .Where(authority => authority != LocalAuthorities.Own).Distinct(StringComparer.Ordinal).ToList();
        return others.Count > 0
            ? Raised("crossBorder", $"Another authority has a part: {string.Join(", ", others)}. Tell them; support goes on meanwhile")
            : Clear("crossBorder", "Lives and learns in the county");
    }

    private static ReferralCheck OpenExclusion(List<Exclusion> open, CalendarSet calendars)
    {
        var permanent = open.Find(one => one.Kind == ExclusionKind.Permanent);
        if (permanent is not null)
        {
            var daySix = Deadline.Inclusive(new Duration(6, TimeUnit.SchoolDay), permanent.StartsOn, calendars);
            return Raised("openExclusion", $"Permanently excluded since {EnglishDates.Short(permanent.StartsOn)}: full-time education is due from day six, {EnglishDates.Short(daySix.DueOn)}", DataClass.Attendance);
        }

        return open.Find(one => one.Kind == ExclusionKind.Suspension) is { } suspension
            ? Raised("openExclusion", $"Suspended since {EnglishDates.Short(suspension.StartsOn)}{(suspension.EndsOn is { } end ? $", until {EnglishDates.Short(end)}" : "")}", DataClass.Attendance)
            : Clear("openExclusion", "No exclusion is open", DataClass.Attendance);
    }

    private static ReferralCheck Suspensions(SuspensionTotals totals)
    {
        var alerts = totals.Alerts().ToList();
        return alerts.Count > 0
            ? Raised("suspensions", string.Join(". ", alerts), DataClass.Attendance)
            : Clear("suspensions", "Suspensions are below every threshold", DataClass.Attendance);
    }

    private static CaseFlags Flags(Pupil pupil, School school, List<Exclusion> open)
    {
        var flags = CaseFlags.None;
        flags |= pupil.CareStatus == CareStatus.LookedAfter ? CaseFlags.LookedAfter : CaseFlags.None;
        flags |= CrossBorder(pupil, school).Raised ? CaseFlags.CrossBorder : CaseFlags.None;
        flags |= open.Exists(one => one.Kind == ExclusionKind.Permanent) ? CaseFlags.PexActive : CaseFlags.None;
        flags |= open.Exists(one => one.Kind == ExclusionKind.Suspension) ? CaseFlags.SuspensionActive : CaseFlags.None;
        return flags;
    }

    // A dual registration counts at the main school: the subsidiary one only lends a place.
    private static School SchoolOnRoll(ICaseData data, Pupil pupil, DateOnly on)
    {
        var enrolled = data.Enrolments
            .Where(one => one.PupilId == pupil.Id && one.Status != EnrolmentStatus.DualSubsidiary
                && one.From <= on && (one.To == null || one.To >= on))
            .OrderByDescending(one => one.From).Select(one => (Guid?)one.SchoolId).FirstOrDefault();
        var schoolId = enrolled ?? pupil.SchoolId;
        return data.Schools.Single(school => school.Id == schoolId);
    }

    private static ReferralCheck Raised(string name, string words, DataClass data = DataClass.Identity) => new(name, Raised: true, words, data);

    private static ReferralCheck Clear(string name, string words, DataClass data = DataClass.Identity) => new(name, Raised: false, words, data);
}
