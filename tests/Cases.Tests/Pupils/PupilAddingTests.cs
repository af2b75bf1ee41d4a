using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.Cases.Tests.Pupils;

public sealed class PupilAddingTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Add_CompleteDetails_PutsTheChildOnTheRoll(DatabaseKind kind)
    {
        await using var world = await CaseWorld.Create(kind);
        var viewer = await world.SomebodyWho(Roles.SchoolReferrer, school: world.Ashlow);

        var added = await new PupilAdding(world.Gate, world.Clock).Add(viewer, Details(world.Ashlow));

        Assert.Empty(added.Problems);
        Assert.Equal((1, 1, 1), world.Read(data => (data.Pupils.Count(), data.Enrolments.Count(one => one.SchoolId == world.Ashlow), data.Carers.Count())));
    }

    [Fact]
    public async Task Add_SomethingWrong_SaysWhereAndAddsNothing()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var viewer = await world.SomebodyWho(Roles.SchoolReferrer, school: world.Ashlow);
        var details = Details(world.Priory);
        details.Pupil.Postcode = "LE3";
        details.Carers[0].HasParentalResponsibility = false;
        details.Carers[0].Email = "jo";

        var added = await new PupilAdding(world.Gate, world.Clock).Add(viewer, details);

        Assert.Equal(["Postcode", "Carers[0].Email", "NoResponsibleCarerReason", "SchoolId"], added.Problems.Select(problem => problem.Property));
        Assert.Equal(0, world.Read(data => data.Pupils.Count()));
    }

    [Fact]
    public async Task Add_UpnInUse_SaysSoWithoutSayingWhere()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var viewer = await world.SomebodyWho(Roles.SchoolReferrer, school: world.Ashlow);
        await world.Pupil(world.Sorrel, pupil => pupil.Upn = "U855999920001");
        var details = Details(world.Ashlow);
        details.Pupil.Upn = "U855999920001";

        var added = await new PupilAdding(world.Gate, world.Clock).Add(viewer, details);

        var problem = Assert.Single(added.Problems);
        Assert.Equal("Upn", problem.Property);
        Assert.DoesNotContain("Sorrel", problem.Message, StringComparison.Ordinal);
        Assert.Equal(1, world.Read(data => data.Pupils.Count()));
    }

    private static PupilDetails Details(Guid school)
    {
        var pupil = CaseWorld.NewPupil(school);
        return new PupilDetails(
            pupil,
            [new Carer { Id = Guid.CreateVersion7(CaseWorld.Now), PupilId = pupil.Id, Name = "Jo Wren", Relationship = "mother", HasParentalResponsibility = true }]);
    }
}
