using CaseFlow.Cases.Access;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.Cases.Tests.Access;

public sealed class ScopeTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task VisibleTo_EveryRole_SeesItsOwnAndNothingElse(DatabaseKind kind)
    {
        await using var world = await CaseWorld.Create(kind);
        var ours = await world.Case(world.Ashlow);
        var draft = await world.Case(world.Ashlow, CaseStage.Draft);
        var neighbour = await world.Case(world.Priory);
        var far = await world.Case(world.Sorrel);

        Assert.Equal([ours.Id, draft.Id], await Seen(world, Roles.SchoolReferrer, school: world.Ashlow));
        Assert.Equal([ours.Id, draft.Id], await Seen(world, Roles.SchoolHead, school: world.Ashlow));
        Assert.Equal([ours.Id, neighbour.Id], await Seen(world, Roles.Coordinator, partnership: world.North));
        Assert.Equal([far.Id], await Seen(world, Roles.Chair, partnership: world.South));
        Assert.Equal([ours.Id, neighbour.Id, far.Id], await Seen(world, Roles.Inclusion, authority: LocalAuthorities.Own));
        Assert.Empty(await Seen(world, Roles.Inclusion, authority: LocalAuthorities.LeicesterCity));
        Assert.Empty(await Seen(world, Roles.PanelMember, school: world.Ashlow));
        Assert.Empty(await Seen(world, Roles.Provider, organisation: "Motor Yard"));
        foreach (var blind in new[] { Roles.ProcessOwner, Roles.Aggregates, Roles.Administrator, Roles.AuthorityData, Roles.Finance, Roles.Sena, Roles.Mash, Roles.VirtualSchool, Roles.Post16, Roles.Admissions, Roles.InformationGovernance })
        {
            Assert.Empty(await Seen(world, blind, authority: LocalAuthorities.Own));
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task VisibleTo_NamedOnTheCase_SeesThatOneWhileItLasts(DatabaseKind kind)
    {
        await using var world = await CaseWorld.Create(kind);
        var ours = await world.Case(world.Ashlow);
        var far = await world.Case(world.Sorrel);
        await Name(world, ours, Roles.Sena);
        await Name(world, ours, Roles.Mash, to: CaseWorld.Today.AddDays(-1));
        await Name(world, ours, Roles.PanelMember);
        await Name(world, far, Roles.PanelMember);
        await Name(world, far, Roles.Provider, organisation: "Motor Yard");

        Assert.Equal([ours.Id], await Seen(world, Roles.Sena, authority: LocalAuthorities.Own));
        Assert.Empty(await Seen(world, Roles.Mash, authority: LocalAuthorities.Own));
        Assert.Equal([ours.Id], await Seen(world, Roles.PanelMember, school: world.Priory));
        Assert.Equal([far.Id], await Seen(world, Roles.Provider, organisation: "Motor Yard"));
        Assert.Empty(await Seen(world, Roles.Provider, organisation: "Paint Shop"));
    }

    [Fact]
    public async Task VisibleTo_LookedAfterAndYear11_ReachTheVirtualSchoolAndPost16()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var lookedAfter = await world.Case(world.Ashlow, child: pupil => (pupil.CareStatus, pupil.CareAuthority) = (CareStatus.LookedAfter, "Rutland"));
        var leaver = await world.Case(world.Ashlow, child: pupil => pupil.DateOfBirth = new DateOnly(2011, 8, 31));
        await world.Case(world.Ashlow, child: pupil => pupil.DateOfBirth = new DateOnly(2011, 9, 1));
        var kept = await world.Case(world.Ashlow, child: pupil => pupil.YearGroupOverride = 11);
        await world.Case(world.Ashlow, child: pupil => (pupil.DateOfBirth, pupil.YearGroupOverride) = (new DateOnly(2011, 1, 1), 10));

        Assert.Equal([lookedAfter.Id], await Seen(world, Roles.VirtualSchool, authority: LocalAuthorities.Own));
        Assert.Equal([leaver.Id, kept.Id], await Seen(world, Roles.Post16, authority: LocalAuthorities.Own));
    }

    [Fact]
    public async Task VisibleTo_RoleThatEndedOrAccountThatClosed_SeesNothing()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        await world.Case(world.Ashlow);
        var gone = await world.Person(isActive: false);
        await world.Give(gone, Roles.SchoolHead, school: world.Ashlow);

        Assert.Empty(await Seen(world, Roles.SchoolHead, school: world.Ashlow, to: CaseWorld.Today.AddDays(-1)));
        Assert.Null(new ViewerLookup(world.Factory, world.Clock).Find(gone));
        Assert.Null(new ViewerLookup(world.Factory, world.Clock).Find(Guid.NewGuid()));
    }

    [Fact]
    public async Task VisibleTo_Pupils_AreThoseOfTheSchoolAndOfCasesSeenByName()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var quiet = await world.Pupil(world.Ashlow);
        var referred = await world.Case(world.Ashlow);
        await Name(world, referred, Roles.PanelMember);

        Assert.Equal(2, await Pupils(world, Roles.SchoolReferrer, school: world.Ashlow));
        Assert.Equal(1, await Pupils(world, Roles.Coordinator, partnership: world.North));
        Assert.Equal(2, await Pupils(world, Roles.Inclusion, authority: LocalAuthorities.Own));
        Assert.Equal(0, await Pupils(world, Roles.PanelMember, school: world.Priory));
        Assert.Equal(0, await Pupils(world, Roles.SchoolReferrer, school: world.Priory));
        Assert.Equal(0, await Pupils(world, Roles.ProcessOwner, authority: LocalAuthorities.Own));
        Assert.NotEqual(quiet, referred.PupilId);
    }

    [Fact]
    public async Task VisibleTo_PanelSeatBesideASchoolRole_StillHidesTheNamesOfOtherSchools()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var referred = await world.Case(world.Ashlow);
        await Name(world, referred, Roles.PanelMember);
        var person = await world.Person();
        await world.Give(person, Roles.PanelMember, school: world.Priory);
        await world.Give(person, Roles.SchoolReferrer, school: world.Priory);
        var viewer = world.Viewer(person);

        Assert.Equal(1, world.Read(data => data.Cases.VisibleTo(viewer, data).Count()));
        Assert.Equal(0, world.Read(data => data.Pupils.VisibleTo(viewer, data).Count()));
    }

    [Fact]
    public async Task VisibleTo_EveryRoleAndCase_AgreesWithWhatTheMatrixShows()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var files = new List<Case>
        {
            await world.Case(world.Ashlow),
            await world.Case(world.Ashlow, CaseStage.Draft),
            await world.Case(world.Sorrel, child: pupil => (pupil.CareStatus, pupil.CareAuthority) = (CareStatus.LookedAfter, "Rutland")),
            await world.Case(world.Priory, child: pupil => pupil.DateOfBirth = new DateOnly(2011, 1, 1)),
        };
        foreach (var role in Roles.All.Where(role => role.Place is not RolePlace.Partnership))
        {
            await Name(world, files[0], role.Code, role.Code == Roles.Provider ? "Motor Yard" : null);
        }

        foreach (var role in Roles.All)
        {
            var viewer = await world.SomebodyWho(
                role.Code,
                school: role.Place == RolePlace.School ? world.Ashlow : null,
                partnership: role.Place == RolePlace.Partnership ? world.North : null,
                authority: role.Place == RolePlace.Authority ? LocalAuthorities.Own : null,
                organisation: role.Place == RolePlace.Organisation ? "Motor Yard" : null);
            world.Read(data =>
            {
                var seen = data.Cases.VisibleTo(viewer, data).Select(file => file.Id).ToHashSet();
                foreach (var file in files)
                {
                    var sight = viewer.Sees(DataClass.Identity, CaseAccess.Load(data, file, CaseWorld.Today));
                    Assert.True(seen.Contains(file.Id) == (sight >= Sight.Summary), $"{role.Code}: {sight} of case {files.IndexOf(file)}");
                }

                return 0;
            });
        }
    }

    [Fact]
    public async Task VisibleTo_Schools_AreOwnGroupsOrAll()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var head = await world.SomebodyWho(Roles.SchoolHead, school: world.Ashlow);
        var coordinator = await world.SomebodyWho(Roles.Coordinator, partnership: world.North);
        var owner = await world.SomebodyWho(Roles.ProcessOwner, authority: LocalAuthorities.Own);

        Assert.Equal([1, 2, 3], new[] { head, coordinator, owner }.Select(viewer => world.Read(data => data.Schools.VisibleTo(viewer, data).Count())));
    }

    internal static Task Name(CaseWorld world, Case file, string role, string? organisation = null, DateOnly? to = null, Guid? person = null, bool mash = false) =>
        world.Write(data => data.CaseParticipants.Add(new CaseParticipant
        {
            Id = Guid.CreateVersion7(CaseWorld.Now),
            CaseId = file.Id,
            Role = role,
            OrganisationName = organisation,
            PersonId = person,
            From = new DateOnly(2026, 11, 1),
            To = to,
            MashApproved = mash,
        }));

    private static async Task<List<Guid>> Seen(CaseWorld world, string role, Guid? school = null, Guid? partnership = null, string? authority = null, string? organisation = null, DateOnly? to = null)
    {
        var viewer = await world.SomebodyWho(role, school, partnership, authority, organisation, to);
        return world.Read(data => data.Cases.VisibleTo(viewer, data).OrderBy(file => file.Reference).Select(file => file.Id).ToList());
    }

    private static async Task<int> Pupils(CaseWorld world, string role, Guid? school = null, Guid? partnership = null, string? authority = null)
    {
        var viewer = await world.SomebodyWho(role, school, partnership, authority);
        return world.Read(data => data.Pupils.VisibleTo(viewer, data).Count());
    }
}
