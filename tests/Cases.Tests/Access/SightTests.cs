using CaseFlow.Cases.Access;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Schools;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.Cases.Tests.Access;

public sealed class SightTests
{
    [Fact]
    public async Task Sees_MashContent_OnlyByMashAndThoseItApproved()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var file = await world.Case(world.Ashlow);
        var approved = await world.SomebodyWho(Roles.Coordinator, partnership: world.North);
        var other = await world.SomebodyWho(Roles.Coordinator, partnership: world.North);
        var mash = await world.SomebodyWho(Roles.Mash, authority: LocalAuthorities.Own);
        var head = await world.SomebodyWho(Roles.SchoolHead, school: world.Ashlow);
        var inclusion = await world.SomebodyWho(Roles.Inclusion, authority: LocalAuthorities.Own);
        await ScopeTests.Name(world, file, Roles.Coordinator, person: approved.PersonId, mash: true);
        await ScopeTests.Name(world, file, Roles.Mash);
        var access = world.Read(data => CaseAccess.Load(data, file, CaseWorld.Today));

        Assert.Equal(Sight.Full, approved.Sees(DataClass.MashContent, access));
        Assert.Equal(Sight.None, other.Sees(DataClass.MashContent, access));
        Assert.Equal(Sight.Full, mash.Sees(DataClass.MashContent, access));
        Assert.Equal(Sight.None, head.Sees(DataClass.MashContent, access));
        Assert.Equal(Sight.None, inclusion.Sees(DataClass.MashContent, access));
        Assert.Equal(Sight.Status, head.Sees(DataClass.MashStatus, access));
    }

    [Fact]
    public async Task Sees_SeveralRoles_TakesTheMostThatOneOfThemGives()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var file = await world.Case(world.Ashlow);
        var person = await world.Person();
        await world.Give(person, Roles.Chair, partnership: world.North);
        var chair = world.Viewer(person);
        await world.Give(person, Roles.SchoolHead, school: world.Ashlow);
        var both = world.Viewer(person);
        var access = world.Read(data => CaseAccess.Load(data, file, CaseWorld.Today));

        Assert.Equal(Sight.Summary, chair.Sees(DataClass.Health, access));
        Assert.Equal(Sight.Full, both.Sees(DataClass.Health, access));
    }

    [Fact]
    public void Cell_RolesWithoutChildren_HaveNone()
    {
        foreach (var role in new[] { Roles.ProcessOwner, Roles.Aggregates, Roles.Administrator, Roles.AuthorityData })
        {
            Assert.All(Enum.GetValues<DataClass>(), content => Assert.Equal(Sight.None, AccessMatrix.Cell(content, role).Sight));
        }
    }

    [Fact]
    public async Task Read_TimelineOfACase_LeavesOutWhatTheViewerMayNotSee()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var file = await world.Case(world.Ashlow);
        await world.Write(data =>
        {
            Timeline.Add(data, new TimelineOptions { CaseId = file.Id, At = CaseWorld.Now.AddHours(1), Kind = TimelineKind.Note, Text = "Constraint", DataClass = DataClass.MashStatus });
        });
        var head = await world.SomebodyWho(Roles.SchoolHead, school: world.Ashlow);
        var coordinator = await world.SomebodyWho(Roles.Coordinator, partnership: world.North);

        var (byHead, byCoordinator) = world.Read(data =>
        {
            var access = CaseAccess.Load(data, file, CaseWorld.Today);
            return (Timeline.Read(data, head, access), Timeline.Read(data, coordinator, access));
        });

        Assert.Equal("Constraint", byCoordinator[0].Text);
        Assert.Equal(byCoordinator.Skip(1).Select(entry => entry.Id), byHead.Select(entry => entry.Id));
        Assert.Equal("Referral started", byHead[^1].Text);
    }
}
