using System.Globalization;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.CaseFiles;

public sealed record CaseOpeningOptions
{
    /// <summary>The id it is to have; null for a new one.</summary>
    public Guid? Id { get; init; }

    public required Guid PupilId { get; init; }

    public required DateTimeOffset At { get; init; }

    public Guid? ByPersonId { get; init; }

    public ReferralPurpose? Purpose { get; init; }

    public Urgency Urgency { get; init; }

    public bool IsSynthetic { get; init; }
}

/// <summary>Opens cases, each with the next reference of its group and academic year.</summary>
public static class CaseOpening
{
    /// <summary>
    /// Opens a case inside the caller's transaction and saves it, for a caller who has checked that the person may. Where
    /// somebody else took the number meanwhile the save is refused (DbUpdateException): run it again.
    /// </summary>
    /// <exception cref="CaseRuleException">The child is not held, or their school is in no group that day.</exception>
    public static Case Apply(ICaseData data, CaseOpeningOptions options)
    {
        var today = LondonTime.DateOf(options.At);
        var pupil = data.Pupils.FirstOrDefault(one => one.Id == options.PupilId)
            ?? throw new CaseRuleException("There is no such child. Import or add the child first.");
        var partnership = Membership.GroupOf(data, pupil.SchoolId, today)
            ?? throw new CaseRuleException("The child’s school belongs to no partnership or trust group today. Ask the inclusion team to record its membership.");
        var year = AcademicYear.Of(today);
        var number = NextNumber(data, partnership.Code, year);
        var file = new Case
        {
            Id = options.Id ?? Guid.CreateVersion7(options.At),
            Reference = Reference(partnership, year, number),
            PupilId = pupil.Id,
            SchoolId = pupil.SchoolId,
            PartnershipId = partnership.Id,
            AcademicYear = year,
            Purpose = options.Purpose,
            Urgency = options.Urgency,
            OpenedAt = options.At,
            OpenedByPersonId = options.ByPersonId,
            IsSynthetic = options.IsSynthetic,
            RowVersion = 1,
        };
        data.Cases.Add(file);
        Timeline.Add(data, new TimelineOptions
        {
            CaseId = file.Id,
            At = options.At,
            Kind = TimelineKind.CaseOpened,
            Text = "Referral started",
            ByPersonId = options.ByPersonId,
        });
        data.SaveChanges();
        return file;
    }

    /// <summary>The reference the group's next case gets, if nobody opens one in between.</summary>
    public static string NextReference(ICaseData data, Partnership group, DateOnly on)
    {
        var year = AcademicYear.Of(on);
        var last = data.CaseSequences.Where(one => one.GroupCode == group.Code && one.AcademicYear == year).Select(one => one.LastNumber).FirstOrDefault();
        return Reference(group, year, last + 1);
    }

    private static string Reference(Partnership group, int year, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{group.Code}-{AcademicYear.Short(year)}-{number:0000}");

    // Two who take a number at once: the second one's save is refused, and it is run again.
    private static int NextNumber(ICaseData data, string groupCode, int year)
    {
        var sequence = data.CaseSequences.FirstOrDefault(one => one.GroupCode == groupCode && one.AcademicYear == year)
            ?? data.CaseSequences.Add(new CaseSequence { GroupCode = groupCode, AcademicYear = year }).Entity;
        return ++sequence.LastNumber;
    }
}
