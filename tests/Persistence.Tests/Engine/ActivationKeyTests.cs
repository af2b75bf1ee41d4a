using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Storage;
using Npgsql;

namespace CaseFlow.Persistence.Tests.Engine;

public sealed class ActivationKeyTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Commit_KeyChanged_TakesAFreeOneAndNoneThatIsHeld(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var store = host.Get<IInstanceStore>();
        await store.Commit(Bursts.Of("i1", 0, key: "k1"));
        await store.Commit(Bursts.Of("i2", 0, key: "k2"));

        Assert.IsType<Committed>(await store.Commit(Bursts.Of("i1", 1, key: "free") with { KeyChanged = true }));
        Assert.Equal(new ActivationConflict("i1"), await store.Commit(Bursts.Of("i3", 0, key: "free")));
        Assert.IsType<Committed>(await store.Commit(Bursts.Of("i2", 1, key: "free") with { KeyChanged = true }));

        Assert.Equal(1, await host.Scalar<long>("SELECT count(*) FROM instance WHERE activation_key IS NOT NULL"));
        Assert.IsType<Committed>(await store.Commit(Bursts.Of("i4", 0, key: "k1")));
    }

    [Fact]
    public async Task Commit_KeyIsBeingTakenByAnother_IsRunAgainAndGoesOnWithout()
    {
        await using var host = await MigratedStorage.Create(DatabaseKind.PostgreSql);
        var store = host.Get<IInstanceStore>();
        await store.Commit(Bursts.Of("i1", 0, key: "k1"));
        await store.Commit(Bursts.Of("i2", 0, key: "k2"));
        await using var source = NpgsqlDataSource.Create(host.ConnectionString);
        await using var other = await source.OpenConnectionAsync();
        await using var taking = await other.BeginTransactionAsync();
        await using (var take = new NpgsqlCommand("UPDATE instance SET activation_key = 'wanted' WHERE instance_id = 'i1'", other, taking))
        {
            await take.ExecuteNonQueryAsync();
        }

        var late = store.Commit(Bursts.Of("i2", 1, key: "wanted") with { KeyChanged = true });
        await using (var waiting = source.CreateCommand("SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.datname = current_database() JOIN pg_stat_activity a ON a.pid = l.pid AND a.datid = d.oid WHERE NOT l.granted"))
        {
            while (!late.IsCompleted && await waiting.ExecuteScalarAsync() is 0L)
            {
                await Task.Yield();
            }
        }

        await taking.CommitAsync();

        Assert.Equal(new Committed(2), await late);
        Assert.Equal("wanted", await host.Scalar<string>("SELECT string_agg(activation_key, ',') FROM instance"));
        Assert.Equal(2, (await store.Journal("i2")).Count);
    }
}
