using System.Diagnostics;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Tests.Engine;

public sealed class TaskInboxTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(Bursts.Now.Date);
    private static readonly RoleAtPlace Coordinator = new("COORD", "partnership:1");
    private static readonly RoleAtPlace Chair = new("CHAIR", "partnership:1");
    private static readonly Guid Me = new("01900000-0000-7000-8000-0000000000aa");

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Page_ByPages_GivesEachTaskOnceByDue(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        await Open(host, Enumerable.Range(0, 23).Select(number => Bursts.Task($"i{number}", "w1", due: number % 5 == 0 ? null : Bursts.Now.AddDays(number % 7), candidates: [Candidate(0, Coordinator), Candidate(0, Chair)])));
        await Open(host, [Bursts.Task("other", "w1", candidates: [Candidate(0, new("COORD", "partnership:2"))])]);

        foreach (var latest in new[] { false, true })
        {
            var seen = new List<TaskRow>();
            var query = Query() with { Take = 4, LatestFirst = latest };
            for (var page = await Page(host, query); page.Count > 0; page = await Page(host, query))
            {
                seen.AddRange(page);
                query = query with { After = new TaskKey(page[^1].Due, page[^1].TaskId) };
            }

            Assert.Equal(23, seen.DistinctBy(task => task.TaskId).Count());
            Assert.Equal(23, seen.Count);
            var dues = seen.Select(task => task.Due?.ToUnixTimeMilliseconds() ?? long.MaxValue).ToList();
            Assert.Equal(latest ? dues.OrderDescending() : dues.Order(), dues);
        }

        Assert.Equal(23, (await Count(host, Query())).All);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Page_TheNextRung_CountsOnlyWhereNobodyHoldsALowerOne(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        await Open(host, [Bursts.Task("i1", "w1", candidates: [Candidate(0, Chair), Candidate(1, Coordinator)])]);

        Assert.Single(await Page(host, Query() with { Viewer = [Coordinator], Held = [Coordinator] }));
        Assert.Empty(await Page(host, Query() with { Viewer = [Coordinator], Held = [Coordinator, Chair] }));
        Assert.Equal(0, (await Count(host, Query() with { Viewer = [Coordinator], Held = [Coordinator, Chair] })).All);
        Assert.Single(await Page(host, Query() with { Viewer = [Chair], Held = [Coordinator, Chair] }));
        Assert.Empty(await Page(host, Query() with { Viewer = [] }));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Page_Views_ShowWhatTheyAreNamedFor(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<ITaskStore>();
        var (mine, overdue, aside, back) = (Bursts.Task("mine", "w1"), Bursts.Task("overdue", "w1", due: Bursts.Now.AddDays(-1)), Bursts.Task("aside", "w1"), Bursts.Task("back", "w1"));
        await Open(host, [mine, overdue, aside, back]);
        Assert.True(await store.SetHolder(mine.TaskId, 1, Me, "Me"));
        Assert.False(await store.SetHolder(mine.TaskId, 1, Me, "Me"));
        Assert.True(await store.SetFollowUp(aside.TaskId, 1, Today.AddDays(1)));
        Assert.True(await store.SetFollowUp(back.TaskId, 1, Today));

        Assert.Equal(new TaskCounts(3, 1, 2, 1, 1) { PutAside = 1 }, await Count(host, Query()));
        Assert.Equal(["back", "mine", "overdue"], await In(InboxView.All));
        Assert.Equal(["mine"], await In(InboxView.Mine));
        Assert.Equal(["back", "overdue"], await In(InboxView.Unclaimed));
        Assert.Equal(["overdue"], await In(InboxView.Overdue));
        Assert.Equal(["back"], await In(InboxView.FollowUp));
        Assert.Equal(["aside"], await In(InboxView.PutAside));
        Assert.Equal((Me, "Me", 2L), ((await store.Find(mine.TaskId))!.HolderId!.Value, (await store.Find(mine.TaskId))!.HolderName, (await store.Find(mine.TaskId))!.Version));
        Assert.Empty(await Page(host, Query() with { SafeTitle = "Another kind" }));
        Assert.Equal(3, (await Page(host, Query() with { SafeTitle = "Triage a referral" })).Count);
        Assert.Empty(await Page(host, Query() with { CaseId = Guid.CreateVersion7(Bursts.Now) }));

        async Task<List<string>> In(InboxView view) => [.. (await Page(host, Query() with { View = view })).Select(task => task.InstanceId).Order()];
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Commit_EscalationAndWithdrawal_ChangeWhoSeesTheTask(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var instances = host.Get<IInstanceStore>();
        await instances.Commit(Bursts.Of("i1", 0) with { TasksOpened = [Bursts.Task("i1", "w1")] });
        Assert.Empty(await Page(host, Query() with { Viewer = [Chair] }));

        await instances.Commit(Bursts.Of("i1", 1) with { TasksEscalated = [new TaskEscalation("w1", Candidate(0, Chair), Bursts.Now), new TaskEscalation("none", Candidate(0, Chair), Bursts.Now)] });
        var escalated = Assert.Single(await Page(host, Query() with { Viewer = [Chair] }));
        Assert.Equal((Bursts.Now, 2), (escalated.EscalatedAt!.Value, escalated.Candidates.Length));
        Assert.Single(await Page(host, Query()));

        await instances.Commit(Bursts.Of("i1", 2) with { TasksWithdrawn = ["w1", "none"] });
        Assert.Empty(await Page(host, Query() with { Viewer = [Chair] }));
        Assert.Equal(TaskState.Withdrawn, (await host.Get<ITaskStore>().OfWait("i1", "w1"))!.Status);
    }

    [Fact]
    public async Task Page_ManyThousandOpenTasks_IsAWalkAlongTheIndex()
    {
        await using var host = await MigratedStorage.Create(DatabaseKind.Sqlite);
        for (var batch = 0; batch < 20; batch++)
        {
            await Open(host, Enumerable.Range(batch * 1000, 1000).Select(number => Bursts.Task($"i{number}", "w1", due: Bursts.Now.AddMinutes(number % 977), candidates: [Candidate(0, number % 2 == 0 ? Coordinator : Chair), Candidate(1, new("LA-INC", "authority:Leicestershire"))])));
        }

        await Page(host, Query());
        var watch = Stopwatch.StartNew();
        var page = await Page(host, Query() with { Held = [Coordinator, Chair] });
        var paged = watch.Elapsed;
        watch.Restart();
        var counts = await Count(host, Query());

        Assert.Equal(25, page.Count);
        Assert.Equal(20_000, counts.All);
        Summary.Line($"inbox: first page of 20,000 open tasks in {paged.TotalMilliseconds:0.0} ms, counts in {watch.Elapsed.TotalMilliseconds:0.0} ms (SQLite)");
    }

    private static TaskCandidate Candidate(int rung, RoleAtPlace seat) => new(rung, seat.Role, seat.Place);

    private static TaskQuery Query() => new(Me, [Coordinator, Chair], [Coordinator, Chair], Bursts.Now, Today);

    private static Task<IReadOnlyList<TaskRow>> Page(MigratedStorage host, TaskQuery query) => host.Get<ITaskStore>().Page(query);

    private static Task<TaskCounts> Count(MigratedStorage host, TaskQuery query) => host.Get<ITaskStore>().Count(query);

    private static async Task Open(MigratedStorage host, IEnumerable<TaskRow> tasks) =>
        await host.Get<IInstanceStore>().Commit(Bursts.Of("bulk " + Guid.CreateVersion7(), 0) with { TasksOpened = [.. tasks] });
}
