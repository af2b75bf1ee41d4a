using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Deadlines;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.Cases.Tests.Deadlines;

public sealed class TaskPlanTests
{
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
        Assert.Throws<FormatException>(() => world.Read(data => TaskPlan.For(data, new TaskPlanOptions { Due = "9999-12-31", From = CaseWorld.Now })));
        Assert.Throws<FormatException>(() => world.Read(data => TaskPlan.For(data, new TaskPlanOptions { Due = "soon", From = CaseWorld.Now })));
    }
}
