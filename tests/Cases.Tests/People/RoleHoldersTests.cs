using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Deadlines;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Schools;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.Cases.Tests.People;

public sealed class RoleHoldersTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task At_RoleAndPlace_GivesActiveHoldersThereThatDay(DatabaseKind kind)
    {
        await using var world = await CaseWorld.Create(kind);
        var here = await world.Person("Dale");
        await world.Give(here, Roles.SchoolHead, school: world.Ashlow);
        var elsewhere = await world.Person();
        await world.Give(elsewhere, Roles.SchoolHead, school: world.Priory);
        var left = await world.Person();
        await world.Give(left, Roles.SchoolHead, school: world.Ashlow, to: CaseWorld.Today.AddDays(-1));
        var closed = await world.Person(isActive: false);
        await world.Give(closed, Roles.SchoolHead, school: world.Ashlow);
        var officer = await world.Person();
        await world.Give(officer, Roles.Inclusion, authority: LocalAuthorities.Own);
        var city = await world.Person();
        await world.Give(city, Roles.Inclusion, authority: LocalAuthorities.LeicesterCity);

        Assert.Equal([here], At(world, RoleAt.OfCase(Roles.SchoolHead, world.Ashlow, world.North)));
        Assert.Equal([officer], At(world, RoleAt.OfCase(Roles.Inclusion, world.Ashlow, world.North)));
    }

    [Fact]
    public async Task FirstHeld_NobodyHoldsTheFirst_GoesUpTheLadder()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var officer = await world.Person();
        await world.Give(officer, Roles.Inclusion, authority: LocalAuthorities.Own);
        var ladder = EscalationLadder.Above(Roles.SchoolReferrer).Select(role => RoleAt.OfCase(role, world.Ashlow, world.North)).ToList();

        var (at, people) = world.Read(data => RoleHolders.FirstHeld(data, ladder, CaseWorld.Today));
        var (_, nobody) = world.Read(data => RoleHolders.FirstHeld(data, ladder.Take(2), CaseWorld.Today));

        Assert.Equal(Roles.Inclusion, at!.Role);
        Assert.Equal(officer, Assert.Single(people).Id);
        Assert.Empty(nobody);
    }

    [Theory]
    [InlineData(Roles.SchoolHead, "COORD CHAIR LA-INC")]
    [InlineData(Roles.Coordinator, "CHAIR LA-INC")]
    [InlineData(Roles.Chair, "LA-INC")]
    [InlineData(Roles.Inclusion, "")]
    [InlineData(Roles.Sena, "LA-INC")]
    public void Above_Role_IsTheRestOfTheLadder(string role, string above) =>
        Assert.Equal(above, string.Join(' ', EscalationLadder.Above(role)));

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task For_TaskOfACase_CountsThatSchoolsDays(DatabaseKind kind)
    {
        await using var world = await CaseWorld.Create(kind);
        await new TermDateImport(world.Gate, world.Clock).LoadShipped();
        var file = await world.Case(world.Ashlow);
        await world.Write(data => data.CalendarEntries.Add(new CalendarEntry
        {
            Id = Guid.CreateVersion7(CaseWorld.Now),
            SchoolId = world.Ashlow,
            AcademicYear = 2026,
            Type = CalendarEntryType.Inset,
            Start = new DateOnly(2026, 11, 20),
            End = new DateOnly(2026, 11, 20),
        }));

        var plan = world.Read(data => TaskPlan.For(data, new TaskPlanOptions { Due = "5 school days", CaseId = file.Id, Audience = Audience.School, From = CaseWorld.Now }));
        var dated = world.Read(data => TaskPlan.For(data, new TaskPlanOptions { Due = "2026-12-01", CaseId = file.Id, From = CaseWorld.Now }));
        var wait = world.Read(data => TaskPlan.Wait(data, "1 working day", null, CaseWorld.Now, new TimeOnly(7, 0)));

        Assert.Equal("5 school days after Wed 18 Nov: skips 20 Nov (INSET); due Thu 26 Nov; provisional: the term dates for 2026/27 are not confirmed", plan.Deadline.Explanation);
        Assert.Equal(new DateOnly(2026, 12, 1), dated.Deadline.DueOn);
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 7, 0, 0, TimeSpan.Zero), wait.At);
        Assert.Throws<FormatException>(() => world.Read(data => TaskPlan.For(data, new TaskPlanOptions { Due = "soon", From = CaseWorld.Now })));
    }

    private static IEnumerable<Guid> At(CaseWorld world, RoleAt at) =>
        world.Read(data => RoleHolders.At(data, at, CaseWorld.Today)).Select(person => person.Id);
}
