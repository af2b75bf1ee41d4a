using System.Text;
using CaseFlow.Cases.Imports;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.Cases.Tests.Imports;

public sealed class PupilImportTests
{
    private const string Header = "school_urn,forename,surname,date_of_birth,sex,upn,upn_missing_reason,address_1,postcode,home_authority,sen_status,primary_need,carer_name,carer_relationship,carer_responsibility";
    private const string Robin = "900001,Robin,Wren,2013-05-04,F,U855999920001,,1 Heron Way,le38ra,leicestershire,K,SEMH,Jo Wren,mother,yes";
    private const string Sam = "900001,Sam,Finch,04/05/2012,M,,Arrived from abroad,2 Heron Way,LE3 8RA,Leicester City,N,,,,";

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Run_GoodRows_AddsThemOnceAndChangesNothingTheSecondTime(DatabaseKind kind)
    {
        await using var world = await CaseWorld.Create(kind);

        var first = await Import(world, Header, Robin, Sam);
        var second = await Import(world, Header, Robin, Sam);

        Assert.Empty(first.Problems);
        Assert.Equal((2, 0, 0), (first.Added, first.Changed, first.Unchanged));
        Assert.Equal((0, 0, 2), (second.Added, second.Changed, second.Unchanged));
        world.Read(data =>
        {
            var robin = data.Pupils.Single(pupil => pupil.Upn == "U855999920001");
            Assert.Equal(("LE3 8RA", LocalAuthorities.Leicestershire, LocalAuthorities.Leicestershire), (robin.Postcode, robin.HomeAuthority, robin.ResponsibleAuthority));
            Assert.Equal((SenStatus.Support, Need.SEMH), (robin.SenStatus, robin.PrimaryNeed));
            Assert.Equal("Jo Wren", Assert.Single(data.Carers.ToList()).Name);
            Assert.Equal(2, data.Enrolments.Count());
            return 0;
        });
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Run_AFieldChanged_ChangesThatPupilOnly(DatabaseKind kind)
    {
        await using var world = await CaseWorld.Create(kind);
        await Import(world, Header, Robin, Sam);

        var result = await Import(world, Header, Robin.Replace("1 Heron Way", "9 Kite Close", StringComparison.Ordinal), Sam);

        Assert.Equal((0, 1, 1), (result.Added, result.Changed, result.Unchanged));
        Assert.Equal("9 Kite Close", world.Read(data => data.Pupils.Single(pupil => pupil.Upn == "U855999920001").AddressLine1));
    }

    [Fact]
    public async Task Run_ColumnLeftOut_LeavesWhatIsHeld()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        await Import(world, Header, Robin);

        var result = await Import(
            world, "school_urn,forename,surname,date_of_birth,sex,upn,address_1,postcode,home_authority", "900001,Robin,Wren,2013-05-04,F,U855999920001,1 Heron Way,LE3 8RA,Leicestershire");

        Assert.Equal((0, 0, 1), (result.Added, result.Changed, result.Unchanged));
        Assert.Equal(SenStatus.Support, world.Read(data => data.Pupils.Single().SenStatus));
    }

    [Fact]
    public async Task Run_BadRows_AreReportedByLineAndColumnAndTheGoodOnesGoIn()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);

        var result = await Import(
            world,
            Header,
            Robin,
            "900001,,Crow,2013-05-04,F,H855999920002,,3 Heron Way,LE3 8RA,Leicestershire,N,,,,",
            "900001,Kit,Crow,2013-13-04,X,H855999920002,,3 Heron Way,LE3,Leicestershire,K,,,,",
            "999999,Kit,Crow,2013-05-04,F,H855999920002,,3 Heron Way,LE3 8RA,Leicestershire,N,,,,",
            "900001,Kit,Crow,2013-05-04,F,A855999920002,,3 Heron Way,LE3 8RA,Leicestershire,N,,,,",
            Robin,
            Sam);

        Assert.Equal((2, 0, 0), (result.Added, result.Changed, result.Unchanged));
        Assert.Equal(
            ["3 forename", "4 date_of_birth", "4 postcode", "4 primary_need", "4 sex", "5 school_urn", "6 upn", "7 upn"],
            result.Problems.Select(problem => $"{problem.Line} {problem.Column}").Order(StringComparer.Ordinal));
        Assert.All(result.Problems, problem => Assert.DoesNotContain("Crow", problem.Message, StringComparison.Ordinal));
        Assert.Equal(2, world.Read(data => data.Pupils.Count()));
    }

    [Fact]
    public async Task Run_AnotherSchoolsUrn_ReadsLikeOneThatDoesNotExist()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);

        var theirs = await Import(world, Header, Robin.Replace("900001", "900002", StringComparison.Ordinal));
        var nobodys = await Import(world, Header, Robin.Replace("900001", "999999", StringComparison.Ordinal));

        Assert.Equal(nobodys.Problems, theirs.Problems);
        Assert.Equal(0, world.Read(data => data.Pupils.Count()));
    }

    [Fact]
    public async Task Run_UpnOfAnotherSchoolsPupil_IsRefusedAndLeavesThemAlone()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        await world.Pupil(world.Sorrel, pupil => (pupil.Upn, pupil.Forename) = ("U855999920001", "Ash"));

        var result = await Import(world, Header, Robin);

        Assert.Equal("upn", Assert.Single(result.Problems).Column);
        Assert.Equal(("Ash", world.Sorrel), world.Read(data => data.Pupils.Select(pupil => ValueTuple.Create(pupil.Forename, pupil.SchoolId)).Single()));
    }

    [Fact]
    public async Task Run_PupilMovedByTheAuthority_EndsOneEnrolmentAndBeginsTheNext()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        await Import(world, Header + ",on_roll_from", Robin + ",2026-09-01");
        var officer = await world.SomebodyWho(Roles.Inclusion, authority: LocalAuthorities.Own);

        var moved = await new PupilImport(world.Gate, world.Clock).Run(officer, File(Header, Robin.Replace("900001", "900003", StringComparison.Ordinal)));

        Assert.Equal((0, 1, 0), (moved.Added, moved.Changed, moved.Unchanged));
        world.Read(data =>
        {
            var roll = data.Enrolments.OrderBy(one => one.From).ToList();
            Assert.Equal([(world.Ashlow, new DateOnly(2026, 11, 17)), (world.Sorrel, null)], roll.Select(one => (one.SchoolId, one.To)));
            return 0;
        });
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Run_SameFileByManyAtOnce_AddsEachPupilOnce(DatabaseKind kind)
    {
        await using var world = await CaseWorld.Create(kind);
        await Import(world, Header, Sam);

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Import(world, Header, Robin)));

        Assert.Equal(1, results.Sum(result => result.Added));
        Assert.Equal(2, world.Read(data => data.Pupils.Count()));
    }

    [Fact]
    public async Task Run_MoreThanAPageOfRows_TakesAllOfThem()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var rows = Enumerable.Range(0, 250).Select(i => $"900001,Bird{(char)('a' + (i % 26))}{(char)('a' + (i / 26))},Finch,2012-05-04,M,,Not issued,2 Heron Way,LE3 8RA,Rutland,N,,,,");

        var result = await Import(world, [Header, .. rows]);

        Assert.Empty(result.Problems);
        Assert.Equal(250, result.Added);
    }

    private static async Task<ImportResult> Import(CaseWorld world, params string[] lines)
    {
        var data = await world.SomebodyWho(Roles.SchoolData, school: world.Ashlow);
        return await new PupilImport(world.Gate, world.Clock).Run(data, File(lines));
    }

    private static MemoryStream File(params string[] lines) => new(Encoding.UTF8.GetBytes(string.Join("\r\n", lines)));
}
