using System.Text;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Engine;
using CaseFlow.Persistence.Schema;
using CaseFlow.Persistence.Storage;
using CaseFlow.Persistence.Tests.Engine;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Persistence.Tests.Schema;

public sealed class SchemaMigratorTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Migrate_EmptyDatabase_GivesTheSchemaOfTheModel(DatabaseKind kind)
    {
        await using var migrated = await OpenedStorage.Create(kind);
        await SchemaMigrator.Migrate(migrated.Storage, TimeProvider.System);

        await using var created = await OpenedStorage.Create(kind);
        await using (var context = created.Storage.OpenForReading())
        {
            await created.Execute(context.Database.GenerateCreateScript());
        }

        var actual = await SchemaDescription.Of(migrated.Storage);
        var expected = await SchemaDescription.Of(created.Storage);
        Assert.True(expected.Count > 300);
        Assert.True(
            expected.SequenceEqual(actual),
            $"""
            The migrations and the model differ. Change the newest files of src/Persistence/Schema/*, or add a step.
            In the model only:
              {string.Join("\n  ", expected.Except(actual))}
            In the migrations only:
              {string.Join("\n  ", actual.Except(expected))}
            """);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Migrate_FromEveryEarlierVersion_GivesTheSameSchema(DatabaseKind kind)
    {
        await using var latest = await OpenedStorage.Create(kind);
        await SchemaMigrator.Migrate(latest.Storage, TimeProvider.System);
        var expected = await SchemaDescription.Of(latest.Storage);
        var all = SchemaMigration.All(latest.Storage.Provider);

        for (var version = 1; version < all.Count; version++)
        {
            await using var opened = await OpenedStorage.Create(kind);
            Assert.Equal(version, await SchemaMigrator.MigrateTo(opened.Storage, [.. all.Take(version)], TimeProvider.System));
            Assert.Equal(all.Count - version, await SchemaMigrator.MigrateTo(opened.Storage, all, TimeProvider.System));
            Assert.Equal(expected, await SchemaDescription.Of(opened.Storage));
        }
    }

    [Fact]
    public async Task Migrate_SqliteJournalOrderedByInstance_IsLinkedBackFromEachInstance()
    {
        await using var opened = await OpenedStorage.Create(DatabaseKind.Sqlite);
        var all = SchemaMigration.All(StorageProvider.Sqlite);
        await SchemaMigrator.MigrateTo(opened.Storage, [.. all.TakeWhile(step => step.Name != "journal_appends")], TimeProvider.System);
        foreach (var instance in new[] { "a", "b" })
        {
            await opened.Execute($"INSERT INTO instance (instance_id, definition_id, version_id, status, sub_status, revision, created_at, updated_at, state) VALUES ('{instance}', 'd', 'd:1', 'Running', 'Suspended', 3, 1, 1, x'01')");
            foreach (var seq in new[] { 2, 1, 3 })
            {
                await opened.Execute($"INSERT INTO journal (instance_id, seq, at, entry) VALUES ('{instance}', {seq}, {seq}, CAST('{instance}{seq}' AS BLOB))");
            }
        }

        await SchemaMigrator.MigrateTo(opened.Storage, all, TimeProvider.System);

        foreach (var instance in new[] { "a", "b" })
        {
            var journal = await new InstanceStore(opened.Storage).Journal(instance);
            Assert.Equal([$"{instance}1", $"{instance}2", $"{instance}3"], journal.Select(row => Encoding.UTF8.GetString(row.Entry)));
            Assert.Equal([1L, 2L, 3L], journal.Select(row => row.Seq));
        }

        Assert.DoesNotContain(await new IntegrityStore(opened.Storage).CheckTables(), violation => violation.Invariant == "I3");
    }

    [Fact]
    public async Task Migrate_SqliteWaitsOrderedByInstance_AreFoundByKeyAndClosed()
    {
        await using var opened = await OpenedStorage.Create(DatabaseKind.Sqlite);
        var all = SchemaMigration.All(StorageProvider.Sqlite);
        await SchemaMigrator.MigrateTo(opened.Storage, [.. all.TakeWhile(step => step.Name != "waits_by_key")], TimeProvider.System);
        await opened.Execute("INSERT INTO instance (instance_id, definition_id, version_id, status, sub_status, revision, created_at, updated_at, state) VALUES ('a', 'd', 'd:1', 'Running', 'Suspended', 1, 1, 1, x'01')");
        await opened.Execute("INSERT INTO journal (journal_id, instance_id, seq, at, entry) VALUES (1, 'a', 1, 1, x'01'); UPDATE instance SET journal_id = 1");
        await opened.Execute("INSERT INTO wait (instance_id, wait_id, execution_id, activity_id, kind, key) VALUES ('a', '1', 'e1', 'step', 'Event', 'arrived'), ('a', '2', 'e2', 'task', 'Task', NULL)");

        await SchemaMigrator.MigrateTo(opened.Storage, all, TimeProvider.System);

        var store = new InstanceStore(opened.Storage);
        Assert.Equal(new WaitRow("a", "1", "e1", "step", "Event", "arrived"), Assert.Single(await store.Waiting("Event", "arrived", null)));
        await store.Commit(Bursts.Of("a", 1) with { WaitsClosed = [new("2", "Task", null), new("1", "Event", "arrived")] });
        Assert.Equal(0, await opened.Scalar<long>("SELECT count(*) FROM wait"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Migrate_TwoHostsAtOnce_EachStepIsAppliedOnce(DatabaseKind kind)
    {
        await using var opened = await OpenedStorage.Create(kind);
        await using var second = CaseFlowStorage.Open(opened.ConnectionString);

        await Task.WhenAll(SchemaMigrator.Migrate(opened.Storage, TimeProvider.System), SchemaMigrator.Migrate(second, TimeProvider.System));

        Assert.Equal(SchemaMigration.All(opened.Storage.Provider).Count, await opened.Scalar<long>("SELECT count(*) FROM schema_version"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Migrate_AStepFails_NothingIsLeftOfAny(DatabaseKind kind)
    {
        await using var opened = await OpenedStorage.Create(kind);
        var broken = SchemaMigration.All(opened.Storage.Provider).Append(new SchemaMigration(9999, "broken", "CREATE TABLE broken (id BIGINT); INSERT INTO nowhere VALUES (1)")).ToList();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => SchemaMigrator.MigrateTo(opened.Storage, broken, TimeProvider.System));

        Assert.Empty(await SchemaDescription.Of(opened.Storage));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Migrate_DatabaseOfANewerBuild_SaysWhatToDo(DatabaseKind kind)
    {
        await using var opened = await OpenedStorage.Create(kind);
        var all = SchemaMigration.All(opened.Storage.Provider);
        await SchemaMigrator.MigrateTo(opened.Storage, [.. all, new SchemaMigration(9999, "newer", "CREATE TABLE newer (id BIGINT)")], TimeProvider.System);

        var problem = await Assert.ThrowsAsync<StorageException>(() => SchemaMigrator.Migrate(opened.Storage, TimeProvider.System));

        Assert.Contains("newer CaseFlow", problem.Message);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Migrate_StepsWereChangedSince_SaysWhatToDo(DatabaseKind kind)
    {
        await using var opened = await OpenedStorage.Create(kind);
        var all = SchemaMigration.All(opened.Storage.Provider);
        await SchemaMigrator.MigrateTo(opened.Storage, [all[0] with { Sql = all[0].Sql + "\n-- changed" }], TimeProvider.System);

        var problem = await Assert.ThrowsAsync<StorageException>(() => SchemaMigrator.Migrate(opened.Storage, TimeProvider.System));

        Assert.Contains("another build", problem.Message);
    }
}
