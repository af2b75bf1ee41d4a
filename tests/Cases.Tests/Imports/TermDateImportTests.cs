using System.Text;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Imports;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Schools;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.Cases.Tests.Imports;

public sealed class TermDateImportTests
{
    private const string Header = "school_urn,academic_year,type,start,end,label,status";

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Run_SameFileTwice_ChangesNothingTheSecondTime(DatabaseKind kind)
    {
        await using var world = await CaseWorld.Create(kind);
        string[] file = [Header, "ALL,2026/27,Term,2026-08-24,2026-10-16,Term 1,Provisional", "900001,2026-27,inset,26/10/2026,26/10/2026,,"];

        var first = await AsAuthority(world, file);
        var second = await AsAuthority(world, file);

        Assert.Empty(first.Problems);
        Assert.Equal((2, 0, 0), (first.Added, first.Changed, first.Unchanged));
        Assert.Equal((0, 0, 2), (second.Added, second.Changed, second.Unchanged));
    }

    [Fact]
    public async Task Run_CorrectedDates_ReplaceThoseTheyOverlap()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        await new TermDateImport(world.Gate, world.Clock).LoadShipped();

        var result = await AsAuthority(world, Header, "ALL,2026/27,Term,2026-08-25,2026-10-16,Term 1,Confirmed");

        Assert.Equal((0, 1, 0), (result.Added, result.Changed, result.Unchanged));
        var first = world.Read(data => data.CalendarEntries.Single(entry => entry.Label == "Term 1" && entry.AcademicYear == 2026));
        Assert.Equal((new DateOnly(2026, 8, 25), CalendarEntryStatus.Confirmed), (first.Start, first.Status));
    }

    [Fact]
    public async Task Run_BadRows_AreReportedAndTheGoodOnesGoIn()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);

        var result = await AsAuthority(
            world,
            Header,
            "ALL,2026/27,Term,2026-08-24,2026-10-16,Term 1,",
            "ALL,2026/28,Term,2026-10-26,2026-12-18,,",
            "ALL,2026/27,Holiday,2026-10-26,2026-12-18,,",
            "ALL,2026/27,Term,2026-12-18,2026-10-26,,",
            "ALL,2026/27,Term,2025-10-26,2025-12-18,,",
            "ALL,2026/27,Term,2026-10-12,2026-12-18,,",
            "999999,2026/27,Term,2026-10-26,2026-12-18,,",
            "ALL,2026/27,Term,soon,2026-12-18,,Maybe",
            "ALL,2026/27,Term,2026-10-26,2026-12-18,Term 2,");

        Assert.Equal(2, result.Added);
        Assert.Equal(
            ["3 academic_year", "4 type", "5 end", "6 academic_year", "7 start", "8 school_urn", "9 start", "9 status"],
            result.Problems.Select(problem => $"{problem.Line} {problem.Column}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_AsASchool_TakesItsOwnDatesOnly()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var school = await world.SomebodyWho(Roles.SchoolData, school: world.Ashlow);

        var result = await new TermDateImport(world.Gate, world.Clock).Run(school, File(
            Header,
            "ALL,2026/27,Closure,2026-12-02,2026-12-02,,",
            "900002,2026/27,Closure,2026-12-02,2026-12-02,,",
            "900001,2026/27,Closure,2026-12-02,2026-12-02,Boiler,"));

        Assert.Equal(1, result.Added);
        Assert.Equal([2, 3], result.Problems.Select(problem => problem.Line));
        Assert.Equal(world.Ashlow, world.Read(data => data.CalendarEntries.Single().SchoolId));
    }

    [Fact]
    public async Task LoadShipped_Twice_LoadsTwoYearsOnce()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var import = new TermDateImport(world.Gate, world.Clock);

        Assert.Equal(12, await import.LoadShipped());
        Assert.Equal(0, await import.LoadShipped());
        world.Read(data =>
        {
            var calendars = CalendarSet.Load(data, world.Ashlow);
            Assert.Equal(new DateOnly(2026, 11, 25), calendars.School.After(CaseWorld.Today, 5));
            return 0;
        });
    }

    private static async Task<ImportResult> AsAuthority(CaseWorld world, params string[] lines) =>
        await new TermDateImport(world.Gate, world.Clock).Run(await world.SomebodyWho(Roles.Inclusion, authority: LocalAuthorities.Own), File(lines));

    private static MemoryStream File(params string[] lines) => new(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
}
