using CaseFlow.Cases.Audit;
using CaseFlow.Engine.Execution;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Checks;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.Workflows.Tests.Runtime;

/// <summary>A healthy database is damaged in one way, and the checker names the promise that broke.</summary>
public sealed class InvariantTests
{
    private static readonly (string Invariant, string Damage)[] Damages =
    [
        ("I1", "DELETE FROM wait; DELETE FROM task_candidate; DELETE FROM task; DELETE FROM timer"),
        ("I2", "UPDATE journal SET entry = (SELECT j.entry FROM journal j WHERE j.instance_id = journal.instance_id AND j.seq = 1) WHERE seq = 2"),
        ("I2", "UPDATE instance SET status = 'Finished'"),
        ("I3", "DELETE FROM journal WHERE seq = 2"),
        ("I3", "UPDATE instance SET revision = revision + 1"),
        ("I4", "DELETE FROM wait"),
        ("I4", "DELETE FROM timer"),
        ("I4", "UPDATE timer SET timer_id = 'other' WHERE kind = 'Activity'"),
        ("I4", "UPDATE timer SET due = due + 1, ready_at = ready_at + 1"),
        ("I4", "UPDATE task SET status = 'Withdrawn' WHERE status = 'Open'"),
        ("I5", "UPDATE task SET completed_by_id = NULL WHERE status = 'Completed'"),
        ("I5", "UPDATE task SET completed_as = NULL WHERE status = 'Completed'"),
        ("I5", "UPDATE task SET completed_as = replace(completed_as, 'COORD', 'CHAIR') WHERE status = 'Completed'"),
        ("I5", "UPDATE task SET completed_assignment_id = NULL WHERE status = 'Completed'"),
        ("I5", "UPDATE task SET outcome = 'Off' WHERE status = 'Completed'"),
        ("I5", "UPDATE task SET completed_by_id = (SELECT p.id FROM person p WHERE p.first_name = 'Ben') WHERE status = 'Completed'"),
        ("I5", "UPDATE role_assignment SET role = 'CHAIR'"),
        ("I5", "UPDATE role_assignment SET \"from\" = '2026-11-24'"),
        ("I5", "UPDATE role_assignment SET \"to\" = '2026-11-22'"),
        ("I6", "UPDATE timer SET ready_at = due - 1"),
        ("I7", "DROP INDEX ix_outbox_once; INSERT INTO outbox SELECT {id}, instance_id, activity_id, execution_id, message, offset_name, recipient, address, template, template_hash, data_json, status, task_id, case_id, created_at, attempts, turn_at, claimed_until, waits_for_server, claimed_by, reason, sent_at, failed_at FROM outbox"),
        ("I8", "UPDATE outbox SET status = 'Sent', sent_at = 1"),
        ("I10", "DELETE FROM workflow_version"),
        ("I11", "UPDATE instance SET status = 'Finished', ended_at = updated_at"),
    ];

    public static TheoryData<DatabaseKind, string, string> OnBoth
    {
        get
        {
            var data = new TheoryData<DatabaseKind, string, string>();
            foreach (var (invariant, damage) in Damages)
            {
                data.Add(DatabaseKind.Sqlite, invariant, damage);
                data.Add(DatabaseKind.PostgreSql, invariant, damage);
            }

            data.Add(DatabaseKind.Sqlite, "I9", "DROP TRIGGER audit_entry_is_not_changed; UPDATE audit_entry SET reason = 'other' WHERE seq = 2");
            data.Add(DatabaseKind.PostgreSql, "I9", "ALTER TABLE audit_entry DISABLE TRIGGER ALL; UPDATE audit_entry SET reason = 'other' WHERE seq = 2");
            return data;
        }
    }

    // What breaks a reference (I12) is planted past SQLite's own guard in the tests of the store.
    [Theory, MemberData(nameof(OnBoth))]
    public async Task Report_PlantedViolation_IsNamed(DatabaseKind kind, string invariant, string damage)
    {
        await using var world = await Healthy(kind);
        foreach (var statement in damage.Split(';', StringSplitOptions.TrimEntries))
        {
            await world.Sql(statement.Replace("{id}", "'01930000-0000-7000-8000-00000000000b'", StringComparison.Ordinal));
        }

        await NamesIt(world, invariant);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Report_HealthyDatabase_SaysWhatItLookedAt(DatabaseKind kind)
    {
        await using var world = await Healthy(kind);

        var report = await world.Get<InvariantChecker>().Report(Options());

        Assert.Equal(Enumerable.Range(1, 12).Select(number => $"I{number}"), report.Invariants.Select(one => one.Id));
        Assert.Equal(0, report.Broken);
        var looked = report.Invariants.ToDictionary(one => one.Id, one => one.Checked);
        Assert.Equal((2, 3, 3, 1, 1, 2), (looked["I1"], looked["I2"], looked["I3"], looked["I5"], looked["I7"], looked["I10"]));
        Assert.True(looked["I4"] >= 5 && looked["I6"] >= 2, "The steps of two flowcharts and their timers.");
        Assert.Equal(await world.Count("SELECT count(*) FROM audit_entry"), looked["I9"]);
        Assert.Contains(report.Invariants, one => one.Id == "I9" && one.Note!.Contains("--audit-head", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("I10", "UPDATE workflow_version SET json = 'no JSON'")]
    [InlineData("I10", "UPDATE workflow_version SET json = '{}'")]
    [InlineData("I2", "UPDATE workflow_version SET json = replace(json, '\"Elsa.Flowchart\"', '\"Elsa.Sequence\"')")]
    [InlineData("I2", "UPDATE workflow_version SET json = replace(json, '\"id\":\"', '\"id\":\"other-')")]
    [InlineData("I2", "UPDATE instance SET state = x'01'")]
    [InlineData("I2", "UPDATE instance SET state = x'FF' || state")]
    [InlineData("I2", "UPDATE journal SET entry = x'01'")]
    public async Task Report_WhatCanNoLongerBeRead_IsNamedAndTheRestIsLookedAt(string invariant, string damage)
    {
        await using var world = await Healthy(DatabaseKind.Sqlite);
        await world.Sql(damage);

        // Another host has not read the versions yet.
        await using var reader = new OtherHost(world.SecondHost("reader"));
        var report = await reader.Get<InvariantChecker>().Report(Options());

        Assert.Contains(report.Violations, violation => violation.Invariant == invariant);
        Assert.True(report.Invariants.Single(one => one.Id == "I5").Checked > 0, "The tasks come after the instances.");
    }

    [Theory]
    [InlineData(TraceKind.Started)]
    [InlineData(TraceKind.Completed)]
    public async Task Report_ATokenIsConsumedTwice_IsNamed(TraceKind kind)
    {
        await using var world = await Healthy(DatabaseKind.Sqlite);
        await Rewrite(world, journal => journal.Trace.Any(entry => entry.Kind == kind), journal => journal with { Trace = journal.Trace.Add(journal.Trace.First(entry => entry.Kind == kind)) });

        await NamesIt(world, "I4");
    }

    /// <summary>The state is the same: only the steps tell.</summary>
    [Fact]
    public async Task Report_AStepThatTheJournalLeavesOut_IsNamed()
    {
        await using var world = await Healthy(DatabaseKind.Sqlite);
        await Rewrite(world, journal => journal.Trace.Any(entry => entry.Kind == TraceKind.Completed), journal => journal with { Trace = journal.Trace.Remove(journal.Trace.First(entry => entry.Kind == TraceKind.Completed)) });

        await NamesIt(world, "I2");
        await NamesIt(world, "I4");
    }

    [Fact]
    public async Task Report_AnAnswerThatIsGivenTwice_IsNamed()
    {
        await using var world = await Healthy(DatabaseKind.Sqlite);
        await Rewrite(world, journal => journal.Stimuli[0] is ResumeWait, journal => journal with { Stimuli = journal.Stimuli.Add(journal.Stimuli[0]) });

        await NamesIt(world, "I4");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Report_ATimerThatFiredEarlyOrWasNotThere_IsNamed(bool other)
    {
        await using var world = await Healthy(DatabaseKind.Sqlite);
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.RunDue();
        await world.NothingIsBroken();

        await Rewrite(world, journal => journal.Stimuli[0] is TimerDue, journal => other ? journal with { Stimuli = [new TimerDue("other")] } : journal with { At = journal.At.AddMilliseconds(-1) });

        await NamesIt(world, "I6");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Report_AnIncidentThatIsNotThere_IsNamed(DatabaseKind kind)
    {
        await using var world = await Healthy(kind);
        await world.Publish(new FlowBuilder("stops").Add("both", "Elsa.FlowFork", ("branches", new[] { "A", "B" }))
            .Add("stop", "Elsa.Fault").Connect("both", "A", "stop").Add("wait", "Elsa.Event", ("eventName", "go")).Connect("both", "B", "wait"));
        await world.Run("stops");
        await world.NothingIsBroken();

        await world.Sql("DELETE FROM incident");

        await NamesIt(world, "I4");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Report_ATaskOfOnePersonThatAnotherCompleted_IsNamed(DatabaseKind kind)
    {
        await using var world = await Healthy(kind);
        var ids = world.Read(data => data.People.ToDictionary(person => person.FirstName, person => person.Id));
        await AskOf("Ann", Places.Partnership(world.Partnership));
        await world.NothingIsBroken();

        await AskOf("Ben", Places.Person(ids["Ann"]));
        await NamesIt(world, "I5");

        Task AskOf(string name, string before) => world.Sql(
            $"UPDATE task SET completed_as = 'PERSON {Places.Person(ids[name])}', candidates = replace(replace(candidates, 'COORD', 'PERSON'), '{before}', '{Places.Person(ids[name])}') WHERE status = 'Completed'");
    }

    [Fact]
    public async Task Report_ATaskCompletedBeforeItsRoleWasTakenBackAtOnce_IsKept()
    {
        await using var world = await Healthy(DatabaseKind.Sqlite);
        var later = World.Start.AddMinutes(1).ToUnixTimeMilliseconds();
        await world.Sql($"UPDATE role_assignment SET \"to\" = '2026-11-22', closed_at = {later} WHERE role = 'COORD'");
        await world.NothingIsBroken();

        await world.Sql($"UPDATE role_assignment SET closed_at = {World.Start.AddMinutes(-1).ToUnixTimeMilliseconds()} WHERE role = 'COORD'");
        await NamesIt(world, "I5");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Complete_TheRoleWasTakenBackMeanwhile_IsNotCompleted(DatabaseKind kind)
    {
        await using var world = await Healthy(kind);
        var task = (await world.Tasks.ForCase(world.Read(data => data.Cases.Single().Id))).Single(task => task.Status == TaskState.Open);
        var ann = world.Read(data => data.People.Single(person => person.FirstName == "Ann").Id);
        var role = world.Read(data => data.RoleAssignments.Single(one => one.PersonId == ann));
        var guard = new TaskGuard(task.TaskId, task.Version, ann, "Ann Otter", "Finish", null, World.Start) { As = new(new(role.Role, role.Place!), role.Id) };
        await world.Sql("UPDATE role_assignment SET \"to\" = '2026-11-22'");

        Assert.False(await world.Instances.Discard(guard, []));

        Assert.Equal(TaskState.Open, (await world.Get<ITaskStore>().Find(task.TaskId))!.Status);
        await world.Sql("UPDATE role_assignment SET \"to\" = NULL");
        Assert.True(await world.Instances.Discard(guard, []));
    }

    [Fact]
    public async Task Report_EmailsThatArrived_AreComparedWithTheOutbox()
    {
        await using var world = await Healthy(DatabaseKind.Sqlite);
        await world.Sql("UPDATE outbox SET status = 'Sent', sent_at = 1");
        var stranger = Guid.CreateVersion7(World.Start.AddYears(1)).ToString("N");
        string sent = $"{Email:N}@caseflow.example";

        Assert.Empty(await Emails(0, sent));
        Assert.Contains("has not arrived", Assert.Single(await Emails(0)));
        Assert.Contains("no email of that id", Assert.Single(await Emails(0, sent, $"{stranger}@caseflow.example")));
        Assert.Contains("none of ours", Assert.Single(await Emails(0, sent, "hello@example.org")));
        Assert.Contains("1 extra copies after 0 crashes", Assert.Single(await Emails(0, sent, sent)));
        Assert.Empty(await Emails(1, sent, sent));
        await world.Sql("UPDATE outbox SET status = 'Waiting'");
        Assert.Contains("not marked as sent", Assert.Single(await Emails(1, sent)));
        Assert.Empty(await Emails(null, sent));

        async Task<List<string>> Emails(int? crashes, params string[] arrived) =>
            [.. (await world.Get<InvariantChecker>().Report(new CheckOptions { SentEmails = new Arrived(arrived), Crashes = crashes })).Violations.Where(one => one.Invariant == "I8").Select(one => one.Detail)];
    }

    [Fact]
    public async Task Report_AnExportedHead_ShowsWhatWasCutOff()
    {
        await using var world = await Healthy(DatabaseKind.Sqlite);
        await world.Publish(new FlowBuilder("last").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        var head = await world.Get<IAuditLog>().Head();
        await world.NothingIsBroken(new CheckOptions { AuditHead = head });
        await world.Sql("DROP TRIGGER audit_entry_is_not_deleted");
        await world.Sql($"DELETE FROM audit_entry WHERE seq = {head.Seq}");

        await world.NothingIsBroken();
        var report = await world.Get<InvariantChecker>().Report(new CheckOptions { AuditHead = head });

        Assert.Contains("rows are missing", Assert.Single(report.Violations, violation => violation.Invariant == "I9").Detail);
    }

    private static readonly Guid Email = new("01930000-0000-7000-8000-00000000000a");

    private static CheckOptions Options() => new() { SentEmails = new Arrived([]) };

    private static async Task Rewrite(World world, Func<BurstJournal, bool> which, Func<BurstJournal, BurstJournal> change)
    {
        var instances = await world.Instances.ForCase(world.Read(data => data.Cases.Single().Id));
        var rows = (await Task.WhenAll(instances.Select(instance => world.Instances.Journal(instance.InstanceId)))).SelectMany(journal => journal);
        var row = rows.First(row => which(BurstJournal.FromBytes(row.Entry)));
        await world.Sql($"UPDATE journal SET entry = x'{Convert.ToHexString(change(BurstJournal.FromBytes(row.Entry)).ToBytes())}' WHERE instance_id = '{row.InstanceId}' AND seq = {row.Seq}");
    }

    private static async Task NamesIt(World world, string invariant)
    {
        // The versions are cached for good: another host reads them anew.
        var fresh = world.SecondHost("fresh");
        var report = await fresh.Get<InvariantChecker>().Report(Options());
        await fresh.StopHost();

        Assert.True(report.Invariants.Single(one => one.Id == invariant).Broken > 0, $"{invariant} was not named, but {string.Join('\n', report.Violations)}");
        Assert.Contains(report.Violations, violation => violation.Invariant == invariant);
    }

    /// <summary>A process with one task completed and the next open, one that waits for a timer, and an email to be sent.</summary>
    private static async Task<World> Healthy(DatabaseKind kind)
    {
        var world = await World.Create(kind);
        var ann = await world.Person("Ann", "COORD");
        await world.Person("Ben");
        await world.Publish(new FlowBuilder("two").Ask("first", ["On"]).Ask("second", ["Finish"], "On", more: [("due", "5 school days")]));
        await world.Publish(new FlowBuilder("other").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        var file = await world.Case();
        await world.Run("two", file);
        var task = Assert.Single(await world.Tasks.ForCase(file.Id));
        Assert.IsType<TaskDone>(await world.Tasks.Complete(task.TaskId, task.Version, "On", "{}", ann));
        await world.Run("other", file);
        await world.Sql($"INSERT INTO outbox (outbox_id, instance_id, activity_id, execution_id, message, offset_name, recipient, address, template, template_hash, data_json, status, created_at, attempts, turn_at, claimed_until, waits_for_server) VALUES ('{Email}', 'i', 'a', '1', 'm', '', 'r', 'r@example.org', 't', 'h', '{{}}', 'Waiting', 0, 0, 0, 0, 0)");
        Assert.Empty((await world.Get<InvariantChecker>().Report(Options())).Violations);
        return world;
    }

    private sealed class Arrived(string[] messageIds) : ISentEmails
    {
        public IEnumerable<string> MessageIds() => messageIds;
    }
}
