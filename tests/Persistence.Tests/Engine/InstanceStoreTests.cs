using System.Text;
using CaseFlow.Engine.Execution;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Tests.Engine;

public sealed class InstanceStoreTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Commit_AWholeBurst_CanBeReadBack(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IInstanceStore>();
        var caseId = Guid.CreateVersion7(Bursts.Now);
        var changed = false;

        var result = await store.Commit(Bursts.Of("i1", 0, key: "k1", caseId: caseId) with
        {
            WaitsOpened = [Bursts.Wait("i1", "w1")],
            TimersStarted = [Bursts.Timer("i1", "t2", Bursts.Now.AddDays(2)), Bursts.Timer("i1", "t1", Bursts.Now.AddDays(1))],
            TasksOpened = [Bursts.Task("i1", "w2", caseId: caseId, due: Bursts.Now.AddDays(5))],
            Outbox = [Bursts.Email("i1"), Bursts.Email("i1")],
            Inbox = [Bursts.Stimulus("i2")],
            DomainChanges = [_ => changed = true],
        });

        Assert.Equal(new Committed(1), result);
        Assert.True(changed);
        var stored = await store.Load("i1");
        Assert.Equal(("referral", "referral-1", 1L, caseId, "state 1"), (stored!.DefinitionId, stored.VersionId, stored.Revision, stored.CaseId!.Value, Encoding.UTF8.GetString(stored.State)));
        var summary = Assert.Single(await store.ForCase(caseId));
        Assert.Equal((WorkflowStatus.Running, WorkflowSubStatus.Suspended, "A name", Bursts.Now), (summary.Status, summary.SubStatus, summary.Name, summary.CreatedAt));
        Assert.Equal([1, 2, 0], Assert.Single(await store.Journal("i1")).Entry);
        Assert.Equal(Bursts.Wait("i1", "w1"), Assert.Single(await store.Waiting("Event", "arrived", "correlation")));
        Assert.Empty(await store.Waiting("Event", "arrived", "another"));
        Assert.Equal(["t1", "t2"], (await store.PendingTimers("i1")).Select(timer => timer.TimerId));
        Assert.Equal(1, await host.Scalar<long>("SELECT count(*) FROM outbox"));
        var task = Assert.Single(await host.Get<ITaskStore>().ForCase(caseId));
        Assert.Equal(Bursts.Task("i1", "w2", task.TaskId, Bursts.Now.AddDays(5), caseId) with { Outcomes = task.Outcomes, Candidates = task.Candidates }, task);
        Assert.Equal(["Accept", "Return"], task.Outcomes.ToArray());
        Assert.Equal(new TaskCandidate(0, "COORD", "partnership:1"), Assert.Single(task.Candidates));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Commit_TheInstanceEnds_ItsKeyIsFreeAndItsNameStays(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IInstanceStore>();
        await store.Commit(Bursts.Of("i1", 0, key: "k1") with { WaitsOpened = [Bursts.Wait("i1", "w1")], TimersStarted = [Bursts.Timer("i1", "t1", Bursts.Now)] });

        Assert.Equal(new ActivationConflict("i1"), await store.Commit(Bursts.Of("i2", 0, key: "k1")));
        await store.Commit(Bursts.Of("i1", 1, WorkflowStatus.Finished) with { WaitsClosed = [new("w1", "Event", "arrived"), new("never", "Task", null)], TimersCancelled = ["t1", "never"] });

        var summary = await store.Find("i1");
        Assert.Equal((WorkflowStatus.Finished, "A name", Bursts.Now.AddMinutes(1)), (summary!.Status, summary.Name, summary.EndedAt!.Value));
        Assert.Empty(await store.PendingTimers("i1"));
        Assert.Equal(new Committed(1), await store.Commit(Bursts.Of("i2", 0, key: "k1")));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Commit_AnotherBurstWasFirst_NothingOfItIsKept(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IInstanceStore>();
        await store.Commit(Bursts.Of("i1", 0) with { TimersStarted = [Bursts.Timer("i1", "t1", Bursts.Now)] });
        await store.Commit(Bursts.Of("i1", 1));

        var late = await store.Commit(Bursts.Of("i1", 1, guard: new TimerGuard("i1", "t1")) with { WaitsOpened = [Bursts.Wait("i1", "w9")] });

        Assert.Equal(new RevisionConflict(), late);
        Assert.Equal("t1", Assert.Single(await store.PendingTimers("i1")).TimerId);
        Assert.Empty(await store.Waiting("Event", "arrived", null));
        Assert.Equal([1L, 2L], (await store.Journal("i1")).Select(row => row.Seq));
        Assert.Equal(new AlreadyStarted(), await store.Commit(Bursts.Of("i1", 0)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Commit_OneTimerOfferedManyTimes_CountsOnce(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IInstanceStore>();
        await store.Commit(Bursts.Of("i1", 0) with { TimersStarted = [Bursts.Timer("i1", "t1", Bursts.Now)] });

        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => store.Commit(Bursts.Of("i1", 1, guard: new TimerGuard("i1", "t1")))));

        Assert.Single(results.OfType<Committed>());
        Assert.All(results.Where(result => result is not Committed), result => Assert.True(result is GuardFailed or RevisionConflict));
        Assert.False(await store.Discard(new TimerGuard("i1", "t1"), [Bursts.Timer("i1", "t9", Bursts.Now)]));
        Assert.Empty(await store.PendingTimers("i1"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Discard_WithATimerInstead_PutsItInTheOnesPlace(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IInstanceStore>();
        await store.Commit(Bursts.Of("i1", 0) with { TimersStarted = [Bursts.Timer("i1", "t1", Bursts.Now)] });

        Assert.True(await store.Discard(new TimerGuard("i1", "t1"), [Bursts.Timer("i1", "t2", Bursts.Now)]));

        Assert.Equal("t2", Assert.Single(await store.PendingTimers("i1")).TimerId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Commit_TwoPeopleCompleteOneTask_OneWinsAndTheOtherLearnsWho(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IInstanceStore>();
        var tasks = host.Get<ITaskStore>();
        var people = new[] { Guid.CreateVersion7(Bursts.Now), Guid.CreateVersion7(Bursts.Now) };
        for (var race = 0; race < 20; race++)
        {
            var id = $"i{race}";
            var task = Bursts.Task(id, "w1");
            await store.Commit(Bursts.Of(id, 0) with { TasksOpened = [task] });
            await Task.WhenAll(people.Select(person => tasks.SaveDraft(new TaskDraftRow(task.TaskId, person, "{}", Bursts.Now))));

            var results = await Task.WhenAll(people.Select((person, index) => store.Commit(
                Bursts.Of(id, 1, WorkflowStatus.Finished, guard: new TaskGuard(task.TaskId, 1, person, $"Person {index}", "Accept", task.TaskId, Bursts.Now.AddHours(1))) with
                {
                    WaitsClosed = [new("w1", "Task", null)],
                    TasksWithdrawn = ["w1"],
                    Submission = new FormSubmissionRow(task.TaskId, task.TaskId, id, null, "triage", "hash", "{}", person, $"Person {index}", Bursts.Now),
                })));

            var winner = Array.FindIndex(results, result => result is Committed);
            var loser = Assert.IsType<GuardFailed>(results[1 - winner]);
            Assert.Equal((TaskState.Completed, $"Person {winner}", Bursts.Now.AddHours(1), 2L), (loser.Task!.Status, loser.Task.CompletedByName, loser.Task.EndedAt!.Value, loser.Task.Version));
            Assert.Null(await tasks.Draft(task.TaskId, people[winner]));
            Assert.NotNull(await tasks.Draft(task.TaskId, people[1 - winner]));
            Assert.Equal(people[winner], (await tasks.Submission(task.TaskId))!.PersonId);
        }

        Assert.DoesNotContain(await host.Get<IIntegrityStore>().CheckTables(), violation => violation.Invariant != "I10");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Commit_ADomainChangeThrows_TheBurstIsUndoneAndTheCallerLearns(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IInstanceStore>();

        await Assert.ThrowsAsync<InvalidDataException>(() => store.Commit(Bursts.Of("i1", 0) with { DomainChanges = [_ => throw new InvalidDataException("no such stage")] }));

        Assert.Null(await store.Load("i1"));
        Assert.Empty(await store.Journal("i1"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Commit_IncidentOpensAndCloses_IsToldByCause(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IInstanceStore>();
        var incidents = host.Get<IIncidentStore>();
        var fault = new IncidentRow("i1", "n1", "referral", "email", "e1", "Expression", "It is not a number", 1, Bursts.Now, Bursts.Now.AddMinutes(1), null);
        await store.Commit(Bursts.Of("i1", 0) with { IncidentsOpened = [fault] });

        Assert.Equal(fault, Assert.Single(await incidents.Open(new IncidentQuery { Cause = fault.CauseId, InstanceId = "i1" })));
        Assert.Equal(new CauseCount(fault.CauseId, 1, Bursts.Now, Bursts.Now, Bursts.Now.AddMinutes(1)), Assert.Single(await incidents.Causes()));
        Assert.Empty(await incidents.Open(new IncidentQuery { Cause = fault.CauseId with { Message = "Another" } }));
        Assert.Empty(await incidents.Open(new IncidentQuery { Until = Bursts.Now.AddTicks(-TimeSpan.TicksPerSecond) }));
        Assert.Empty(await incidents.Open(new IncidentQuery { After = (Bursts.Now, "i1", "n1") }));

        await store.Commit(Bursts.Of("i1", 1) with { IncidentsClosed = [new IncidentClosure("n1", "Retried", Bursts.Now.AddHours(1))] });

        Assert.Empty(await incidents.Open(new IncidentQuery()));
        Assert.Equal("Retried", (await incidents.Find("i1", "n1"))!.Resolution);
    }
}
