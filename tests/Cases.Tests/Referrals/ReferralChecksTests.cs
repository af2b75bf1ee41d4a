using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Exclusions;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Referrals;
using CaseFlow.Cases.Schools;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.Cases.Tests.Referrals;

public sealed class ReferralChecksTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Run_OrdinaryChild_FindsNothing(DatabaseKind kind)
    {
        await using var world = await World(kind);
        var file = await world.Case(world.Ashlow, CaseStage.Submitted);

        var results = world.Read(data => ReferralChecks.Run(data, file.Id, CaseWorld.Now));

        Assert.DoesNotContain(results.Checks, check => check.Raised);
        Assert.Equal(("NC", CaseFlags.None), (results.BelongingPartnership, results.Flags));
        Assert.Equal(
            ["openDuplicate", "belongingPartnership", "lookedAfter", "ehcp", "childProtection", "crossBorder", "openExclusion", "suspensions"],
            results.Checks.Select(check => check.Name));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Apply_EverythingAtOnce_FindsAllOfItAndRaisesTheFlags(DatabaseKind kind)
    {
        await using var world = await World(kind);
        var file = await world.Case(world.Ashlow, CaseStage.Submitted, pupil =>
        {
            (pupil.CareStatus, pupil.CareAuthority) = (CareStatus.LookedAfter, "Rutland");
            (pupil.SenStatus, pupil.PrimaryNeed) = (SenStatus.Plan, Need.SEMH);
            pupil.SocialCare = SocialCareStatus.ChildProtection;
            pupil.HomeAuthority = LocalAuthorities.LeicesterCity;
        });
        var other = await world.CaseOf(file.PupilId);
        await Exclude(world, file.PupilId, ExclusionKind.Permanent, "2026-11-16");

        var results = await world.Write(data => ReferralChecks.Apply(data, file.Id, CaseWorld.Now));

        Assert.Equal(
            ["openDuplicate", "lookedAfter", "ehcp", "childProtection", "crossBorder", "openExclusion"],
            results.Checks.Where(check => check.Raised).Select(check => check.Name));
        Assert.Contains(other.Reference, results.Checks[0].Words, StringComparison.Ordinal);
        Assert.Contains("day six, Mon 23 Nov", results.Checks.Single(check => check.Name == "openExclusion").Words, StringComparison.Ordinal);
        Assert.All(results.Checks, check => Assert.DoesNotContain("Wren", check.Words, StringComparison.Ordinal));
        Assert.Equal(
            CaseFlags.LookedAfter | CaseFlags.CrossBorder | CaseFlags.PexActive, world.Read(data => data.Cases.Single(one => one.Id == file.Id).Flags));
        Assert.Equal(6, world.Read(data => data.TimelineEntries.Count(entry => entry.CaseId == file.Id && entry.Kind == TimelineKind.Check)));
    }

    [Fact]
    public async Task Run_ClosedCaseOrDraft_IsNoDuplicate()
    {
        await using var world = await World(DatabaseKind.Sqlite);
        var file = await world.Case(world.Ashlow, CaseStage.Submitted);
        await world.CaseOf(file.PupilId, CaseStage.Draft);
        await world.CaseOf(file.PupilId, CaseStage.Closed);

        Assert.False(world.Read(data => ReferralChecks.Run(data, file.Id, CaseWorld.Now)).Found("openDuplicate"));
    }

    [Fact]
    public async Task Run_ChildMovedSinceTheReferral_BelongsToTheSchoolOnRollThatDay()
    {
        await using var world = await World(DatabaseKind.Sqlite);
        var file = await world.Case(world.Ashlow, CaseStage.Submitted);
        await Enrol(world, file.PupilId, world.Ashlow, "2024-08-26", "2026-11-20", EnrolmentStatus.Single);
        await Enrol(world, file.PupilId, world.Sorrel, "2026-11-21", null, EnrolmentStatus.Single);
        await Enrol(world, file.PupilId, world.Priory, "2026-11-22", null, EnrolmentStatus.DualSubsidiary);

        var before = world.Read(data => ReferralChecks.Run(data, file.Id, CaseWorld.Now));
        var after = world.Read(data => ReferralChecks.Run(data, file.Id, CaseWorld.Now.AddDays(5)));

        Assert.Equal(("NC", false), (before.BelongingPartnership, before.Found("belongingPartnership")));
        Assert.Equal(("SL", true), (after.BelongingPartnership, after.Found("belongingPartnership")));
    }

    [Theory]
    [InlineData("2026-11-16", "2026-11-17", false)]
    [InlineData("2026-11-16", "2026-11-18", true)]
    [InlineData("2026-11-19", "2026-11-20", false)]
    public async Task Run_Suspension_IsOpenFromItsFirstToItsLastDay(string from, string to, bool open)
    {
        await using var world = await World(DatabaseKind.Sqlite);
        var file = await world.Case(world.Ashlow, CaseStage.Submitted);
        await Exclude(world, file.PupilId, ExclusionKind.Suspension, from, to);

        var results = world.Read(data => ReferralChecks.Run(data, file.Id, CaseWorld.Now));

        Assert.Equal(open, results.Found("openExclusion"));
        Assert.Equal(open, results.Flags.HasFlag(CaseFlags.SuspensionActive));
    }

    [Fact]
    public async Task Run_SuspensionsOfTermAndYear_AreAddedUpOverAllSchools()
    {
        await using var world = await World(DatabaseKind.Sqlite);
        var file = await world.Case(world.Ashlow, CaseStage.Submitted);
        await Exclude(world, file.PupilId, ExclusionKind.Suspension, "2026-09-07", "2026-09-11", halfDays: 10);
        await Exclude(world, file.PupilId, ExclusionKind.LunchtimeSuspension, "2026-11-02", "2026-11-02", halfDays: 1);
        await Exclude(world, file.PupilId, ExclusionKind.Suspension, "2026-07-01", "2026-07-03", halfDays: 6);
        await Exclude(world, file.PupilId, ExclusionKind.Suspension, "2026-11-03", "2026-11-04", halfDays: 4, cancelled: "2026-11-04");

        var results = world.Read(data => ReferralChecks.Run(data, file.Id, CaseWorld.Now));

        Assert.Equal(new SuspensionTotals(5.5m, 2, 5.5m, 2), results.Suspensions);
        Assert.Equal("More than 5 days of suspension this term: the board must meet if the parent asks", results.Checks[^1].Words);
    }

    [Theory]
    [InlineData("2026-12-31", "2026-08-01", "2026-12-31")]
    [InlineData("2027-03-29", "2027-01-01", "2027-03-29")]
    [InlineData("2027-03-30", "2027-03-30", "2027-07-31")]
    public void StatutoryTerm_AnyDay_IsOneOfTheThreeWindowsOfTheLaw(string day, string from, string to) => Assert.Equal(
        new DateRange(Day(from), Day(to)), SuspensionTotals.StatutoryTerm(Day(day), BankHolidays.England));

    [Theory]
    [InlineData(5, 5, 0)]
    [InlineData(10, 29.5, 1)]
    [InlineData(15.5, 30, 2)]
    [InlineData(0, 45, 1)]
    [InlineData(0, 45.5, 1)]
    public void Alerts_Totals_AreSaidFromTheirThresholds(double term, double year, int count) =>
        Assert.Equal(count, new SuspensionTotals((decimal)term, 1, (decimal)year, 1).Alerts().Count());

    private static async Task<CaseWorld> World(DatabaseKind kind)
    {
        var world = await CaseWorld.Create(kind);
        await new TermDateImport(world.Gate, world.Clock).LoadShipped();
        return world;
    }

    private static Task Exclude(CaseWorld world, Guid pupil, ExclusionKind kind, string from, string? to = null, int halfDays = 0, string? cancelled = null) =>
        world.Write(data => data.Exclusions.Add(new Exclusion
        {
            Id = Guid.CreateVersion7(CaseWorld.Now),
            PupilId = pupil,
            SchoolId = world.Priory,
            Kind = kind,
            StartsOn = Day(from),
            EndsOn = to is null ? null : Day(to),
            HalfDays = halfDays,
            ReasonCodes = "DB",
            CancelledOn = cancelled is null ? null : Day(cancelled),
            RecordedAt = CaseWorld.Now,
        }));

    private static Task Enrol(CaseWorld world, Guid pupil, Guid school, string from, string? to, EnrolmentStatus status) =>
        world.Write(data => data.Enrolments.Add(new Enrolment
        {
            Id = Guid.CreateVersion7(CaseWorld.Now),
            PupilId = pupil,
            SchoolId = school,
            Status = status,
            From = Day(from),
            To = to is null ? null : Day(to),
        }));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
