using CaseFlow.Activities.People;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.Workflows.Tests.Runtime;

public sealed class TaskScopeTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Find_OutsideTheRoles_IsNotFoundWhateverIsAsked(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var head = await world.Person("Hal", "SCH-HEAD");
        var nobody = await world.Person("Nora");
        await world.Person("Ann", "COORD");
        var task = await Open(world);

        foreach (var stranger in new[] { head, nobody, Guid.NewGuid() })
        {
            Assert.Null(await world.Tasks.Find(task.TaskId, stranger));
            Assert.Empty((await world.Tasks.List(stranger, new InboxOptions())).Tasks);
            Assert.Equal(0, (await world.Tasks.Count(stranger)).All);
            Assert.IsType<TaskNotFound>(await world.Tasks.Claim(task.TaskId, task.Version, stranger));
            Assert.IsType<TaskNotFound>(await world.Tasks.SaveDraft(task.TaskId, "{}", stranger));
            Assert.IsType<TaskNotFound>(await world.Tasks.Complete(task.TaskId, task.Version, "Yes", null, stranger));
            Assert.IsType<TaskNotFound>(await world.Tasks.Complete(Guid.NewGuid(), 1, "Yes", null, stranger));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task List_Ladder_NextRungSeesItOnlyWhileNobodyHoldsTheOneBefore(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var chair = await world.Person("Cy", "CHAIR");
        var task = await Open(world, "COORD", "CHAIR");
        Assert.Equal([task.TaskId], (await world.Tasks.List(chair, new InboxOptions())).Tasks.Select(one => one.TaskId));

        var ann = await world.Person("Ann", "COORD");

        Assert.Empty((await world.Tasks.List(chair, new InboxOptions())).Tasks);
        Assert.Null(await world.Tasks.Find(task.TaskId, chair));
        Assert.Equal([task.TaskId], (await world.Tasks.List(ann, new InboxOptions())).Tasks.Select(one => one.TaskId));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Kinds_ByView_AreThoseOfTheTasksItShows(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var ann = await world.Person("Ann", "COORD", "CHAIR");
        var head = await world.Person("Hal", "SCH-HEAD");
        await Open(world, "COORD", "CHAIR");
        await Open(world);
        await world.Publish(new FlowBuilder("other").Ask("sign", ["Yes"], "Done", ["SCH-HEAD"], ("safeTitle", "Sign agreement")));
        await world.Run("other", await world.Case());

        Assert.Equal(["Triage the referral"], await world.Tasks.Kinds(ann, InboxView.All));
        Assert.Empty(await world.Tasks.Kinds(ann, InboxView.Mine));
        Assert.Empty(await world.Tasks.Kinds(Guid.NewGuid(), InboxView.All));
        Assert.Null(await world.Get<ITaskStore>().Kinds(new TaskQuery(ann, world.Get<Contacts.RoleDirectory>().HeldBy(ann), [], world.Clock.GetUtcNow(), new DateOnly(2026, 11, 23)), 1));
        Assert.NotEmpty(await world.Tasks.Kinds(head, InboxView.All));
    }

    [Fact]
    public async Task List_AfterTheRoleEnded_IsEmptyAndWhatWasDoneStays()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        var ann = await world.Person("Ann", "COORD");
        var task = await Open(world);

        await world.Write(data =>
        {
            foreach (var role in data.RoleAssignments)
            {
                role.To = new DateOnly(2026, 11, 22);
            }
        });

        Assert.Empty((await world.Tasks.List(ann, new InboxOptions())).Tasks);
        Assert.Null(await world.Tasks.Find(task.TaskId, ann));
    }

    [Fact]
    public async Task List_Pages_GoByKeyAndMeetEveryTaskOnce()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        var ann = await world.Person("Ann", "COORD");
        await world.Publish(new FlowBuilder("ask").Ask("decide", ["Yes"], more: [("due", "5 school days")]));
        await world.Publish(new FlowBuilder("open").Ask("decide", ["Yes"]));
        var file = await world.Case();
        for (var number = 0; number < 7; number++)
        {
            await world.Run(number % 3 == 0 ? "open" : "ask", file);
            world.Clock.Advance(TimeSpan.FromDays(1));
        }

        var seen = new List<Guid>();
        TaskKey? after = null;
        do
        {
            var page = await world.Tasks.List(ann, new InboxOptions { Take = 2, After = after });
            seen.AddRange(page.Tasks.Select(task => task.TaskId));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(7, seen.Count);
        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal(7, (await world.Tasks.Count(ann)).All);
    }

    [Fact]
    public async Task SetFollowUp_LaterDay_PutsTheTaskAside()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        var ann = await world.Person("Ann", "COORD");
        var task = await Open(world);

        Assert.IsType<TaskDone>(await world.Tasks.SetFollowUp(task.TaskId, task.Version, new DateOnly(2026, 12, 1), ann));

        Assert.Empty((await world.Tasks.List(ann, new InboxOptions())).Tasks);
        Assert.Single((await world.Tasks.List(ann, new InboxOptions { View = InboxView.PutAside })).Tasks);
    }

    [Fact]
    public async Task Complete_UnknownOutcome_IsRefusedWithTheChoices()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        var ann = await world.Person("Ann", "COORD");
        var task = await Open(world);

        var refused = Assert.IsType<TaskRefused>(await world.Tasks.Complete(task.TaskId, task.Version, "Maybe", null, ann));

        Assert.Equal("Choose one of: Yes, No.", Assert.Single(refused.Problems).Message);
    }

    [Fact]
    public void SafeTaskTitles_All_SayNothingOfAChild() =>
        Assert.All(SafeTaskTitles.InOrder, title => Assert.DoesNotContain("{", title, StringComparison.Ordinal));

    private static async Task<TaskRow> Open(World world, params string[] who)
    {
        await world.Publish(new FlowBuilder("ask").Ask("decide", ["Yes", "No"], who: who.Length == 0 ? null : who));
        var file = await world.Case();
        await world.Run("ask", file);
        return Assert.Single(await world.Tasks.ForCase(file.Id));
    }
}
