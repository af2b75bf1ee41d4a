using CaseFlow.Engine.Execution;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Tests.Engine;

public sealed class IntegrityStoreTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Instances_EachWithWhatIsPending_AreCounted(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IInstanceStore>();
        await store.Commit(Bursts.Of("i1", 0) with
        {
            WaitsOpened = [Bursts.Wait("i1", "w1"), Bursts.Wait("i1", "w2")],
            TasksOpened = [Bursts.Task("i1", "w1")],
            TimersStarted = [Bursts.Timer("i1", "t1", Bursts.Now)],
            Inbox = [Bursts.Stimulus("i1"), Bursts.Stimulus("new") with { Kind = InboxKind.Start, ParentInstanceId = "i1" }],
        });
        await store.Commit(Bursts.Of("i2", 0, parent: "i1"));

        var audits = new List<InstanceAudit>();
        await foreach (var audit in host.Get<IIntegrityStore>().Instances())
        {
            audits.Add(audit);
        }

        Assert.Equal(["i1", "i2"], audits.Select(audit => audit.Instance.InstanceId));
        Assert.Equal(((int)WorkflowStatus.Running, 2, 1, 1, 0, 3), (audits[0].Status, audits[0].OpenWaits, audits[0].OpenTasks, audits[0].Timers, audits[0].OpenIncidents, audits[0].Coming));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task CheckTables_SoundTables_FindsNothing(DatabaseKind kind)
    {
        await using var host = await Sound(kind);

        Assert.Empty(await host.Get<IIntegrityStore>().CheckTables());
    }

    [Theory]
    [InlineData("I3", "DELETE FROM journal WHERE instance_id = 'i1' AND seq = 1")]
    [InlineData("I3", "UPDATE instance SET revision = 7 WHERE instance_id = 'i1'")]
    [InlineData("I3", "DELETE FROM instance WHERE instance_id = 'i1'")]
    [InlineData("I5", "UPDATE task SET status = 'Completed'; DELETE FROM task_candidate")]
    [InlineData("I5", "UPDATE task SET submission_id = task_id WHERE instance_id = 'i1'")]
    [InlineData("I6", "UPDATE timer SET ready_at = due - 1")]
    [InlineData("I7", "DROP INDEX ix_outbox_once; UPDATE outbox SET message = 'same'")]
    [InlineData("I10", "DELETE FROM workflow_version")]
    [InlineData("I10", "DELETE FROM pinned_content")]
    [InlineData("I11", "UPDATE instance SET status = 'Finished' WHERE instance_id = 'i1'")]
    [InlineData("I11", "UPDATE task SET status = 'Withdrawn' WHERE instance_id = 'i1'")]
    public async Task CheckTables_APromiseIsBroken_SaysWhich(string invariant, string damage)
    {
        foreach (var kind in Enum.GetValues<DatabaseKind>())
        {
            await using var host = await Sound(kind);
            await host.Gate.Run(scope => scope.Command(damage).ExecuteNonQuery());

            var found = await host.Get<IIntegrityStore>().CheckTables();

            Assert.Contains(found, violation => violation.Invariant == invariant);
            Assert.All(found, violation => Assert.Equal(invariant, violation.Invariant));
        }
    }

    // A reference into nothing, and rows that the table's own words do not allow.
    [Theory]
    [InlineData("points to a row of task", "UPDATE task_candidate SET task_id = 'nothing'")]
    [InlineData("NULL value in instance.parent_instance_id", "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'parent_instance_id TEXT', 'parent_instance_id TEXT NOT NULL') WHERE name = 'instance'; PRAGMA writable_schema = RESET; PRAGMA schema_version = 1000")]
    public async Task CheckTables_AnUnsoundFile_IsFoundOnSqlite(string says, string damage)
    {
        await using var host = await Sound(DatabaseKind.Sqlite);
        await using (var raw = new Microsoft.Data.Sqlite.SqliteConnection(host.ConnectionString + ";Foreign Keys=False"))
        {
            await raw.OpenAsync();
            await using var command = raw.CreateCommand();
            command.CommandText = damage;
            await command.ExecuteNonQueryAsync();
        }

        Assert.Contains(await host.Get<IIntegrityStore>().CheckTables(), violation => violation.Invariant == "I12" && violation.Detail.Contains(says, StringComparison.Ordinal));
    }

    private static async Task<MigratedStorage> Sound(DatabaseKind kind)
    {
        var host = await MigratedStorage.Create(kind);
        var store = host.Get<IInstanceStore>();
        await host.Get<IDefinitionStore>().Publish(
            new DefinitionVersionRow("referral-1", "referral", 1, "Referral", "{}", "hash", Bursts.Now, "shipped"),
            [new PinRow("referral-1", PinKind.Form, "referral", "f1")],
            [new PinnedContentRow("f1", PinKind.Form, "{}")]);
        await store.Commit(Bursts.Of("i1", 0) with
        {
            WaitsOpened = [Bursts.Wait("i1", "w1")],
            TasksOpened = [Bursts.Task("i1", "w1")],
            TimersStarted = [Bursts.Timer("i1", "t1", Bursts.Now)],
            Outbox = [Bursts.Email("i1"), Bursts.Email("i1", "reminder")],
        });
        await store.Commit(Bursts.Of("i1", 1));
        return host;
    }
}
