using System.Text;
using CaseFlow.Cases.Imports;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Schools;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.Cases.Tests.Imports;

public sealed class SchoolImportTests
{
    private const string Header = "urn,name,kind,local_authority,laestab,postcode,partnership,partnership_from";

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Run_SameFileTwice_ChangesNothingTheSecondTime(DatabaseKind kind)
    {
        await using var world = await CaseWorld.Create(kind);
        string[] file = [Header, "900010,Cropwell Studio School,studio school,leicestershire,855/4999,le38ra,nc,2026-09-01", "900011,Wreake Bank Academy,Academy,Leicestershire,,,,"];

        var first = await Import(world, file);
        var second = await Import(world, file);

        Assert.Empty(first.Problems);
        Assert.Equal((2, 0, 0), (first.Added, first.Changed, first.Unchanged));
        Assert.Equal((0, 0, 2), (second.Added, second.Changed, second.Unchanged));
        var school = world.Read(data => data.Schools.Single(one => one.Urn == "900010"));
        Assert.Equal(
            ("8554999", "LE3 8RA", SchoolKind.StudioSchool, LocalAuthorities.Leicestershire),
            (school.LaEstab!, school.Postcode!, school.Kind, school.LocalAuthority));
    }

    [Fact]
    public async Task Run_SchoolMovesToAnotherGroup_KeepsTheHistory()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);

        var result = await Import(world, Header, "900001,Ashlow Vale School,academy,Leicestershire,,,SL,2027-01-04");

        Assert.Equal(1, result.Changed);
        Assert.Equal(world.North, GroupOn(world, new DateOnly(2027, 1, 3)));
        Assert.Equal(world.South, GroupOn(world, new DateOnly(2027, 1, 4)));
    }

    [Fact]
    public async Task Run_BadRows_AreReportedAndTheGoodOnesGoIn()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);

        var result = await Import(
            world,
            Header,
            "90010,Short,academy,Leicestershire,,,,",
            "900012,,castle,,12,LE3,XX,",
            "900013,Good School,academy,Leicestershire,,,NC,",
            "900014,Better School,academy,Leicestershire,,,,");

        Assert.Equal(1, result.Added);
        Assert.Equal(
            ["2 urn", "3 kind", "3 laestab", "3 local_authority", "3 name", "3 partnership", "3 postcode", "4 partnership_from"],
            result.Problems.Select(problem => $"{problem.Line} {problem.Column}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_AsASchool_IsRefused()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var head = await world.SomebodyWho(Roles.SchoolHead, school: world.Ashlow);

        var result = await new SchoolImport(world.Gate, world.Clock).Run(head, File(Header, "900014,Better School,academy,Leicestershire,,,,"));

        Assert.Contains("You may not import schools", Assert.Single(result.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(3, world.Read(data => data.Schools.Count()));
    }

    private static Guid GroupOn(CaseWorld world, DateOnly day) => world.Read(data => Membership.GroupOf(data, world.Ashlow, day))!.Id;

    private static async Task<ImportResult> Import(CaseWorld world, params string[] lines) =>
        await new SchoolImport(world.Gate, world.Clock).Run(await world.SomebodyWho(Roles.AuthorityData, authority: LocalAuthorities.Own), File(lines));

    private static MemoryStream File(params string[] lines) => new(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
}
