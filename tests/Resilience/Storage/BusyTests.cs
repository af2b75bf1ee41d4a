using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using CaseFlow.Persistence;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Resilience.Storage;

/// <summary>R12: writers, readers, a long reader and checkpoints at once.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class BusyTests
{
    private const int Writers = 32;
    private const int Readers = 8;
    private static readonly int WritesEach = FullRun.Count(100, 1_000);
    private static readonly (string Name, string Value)[] Durable = [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")];

    [Fact]
    public async Task Run_ManyWritersReadersALongReaderAndCheckpoints_NothingIsBusyAndNothingIsLost()
    {
        await using var opened = await OpenedStorage.Create(DatabaseKind.Sqlite);
        await opened.Execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, data BLOB NOT NULL)");
        await opened.Execute("INSERT INTO thing (data) VALUES (zeroblob(10))");
        await using var reader = opened.Storage.OpenForReading();
        await reader.Database.OpenConnectionAsync();
        await reader.Database.ExecuteSqlRawAsync("BEGIN DEFERRED");
        Assert.Equal(1, await Count(reader));

        // What is compiled at the first look is not what is measured.
        await Look(opened, new CancellationToken(canceled: true));
        using var enough = new CancellationTokenSource();
        var looking = Enumerable.Range(0, Readers).Select(_ => Task.Run(() => Look(opened, enough.Token))).ToList();
        var writing = Enumerable.Range(0, Writers).Select(_ => Task.Run(() => Write(opened))).ToList();
        await Task.Run(() => Checkpoint(opened));
        var waits = (await Task.WhenAll(writing)).SelectMany(one => one).Order().ToList();
        await enough.CancelAsync();
        var looks = (await Task.WhenAll(looking)).Sum();

        Assert.Equal(1, await Count(reader));
        await reader.Database.ExecuteSqlRawAsync("ROLLBACK");
        Assert.Equal(1 + Writers * WritesEach, await opened.Scalar<long>("SELECT count(*) FROM thing"));
        foreach (var (name, value) in Durable)
        {
            Assert.Equal(value, await opened.Gate.Run(scope => Pragma(scope.Connection, scope.Transaction, name)));
        }

        Summary.Line(string.Create(CultureInfo.InvariantCulture,
            $"R12 write gate: {Writers} writers, {Readers} readers, a long reader and checkpoints: {waits.Count:N0} writes, no busy error, none lost; p99 {waits[waits.Count * 99 / 100].TotalMilliseconds:0.0} ms (target 50), slowest {waits[^1].TotalMilliseconds:0.0} ms (target 1,000); journal_mode=wal, synchronous=2 and foreign_keys=1 on the writer and at each of {looks:N0} reads"));
    }

    private static async Task<List<TimeSpan>> Write(OpenedStorage opened)
    {
        var waits = new List<TimeSpan>(WritesEach);
        for (var write = 0; write < WritesEach; write++)
        {
            var started = Stopwatch.GetTimestamp();
            await opened.Execute("INSERT INTO thing (data) VALUES (zeroblob(900))");
            waits.Add(Stopwatch.GetElapsedTime(started));
        }

        return waits;
    }

    /// <summary>As a page does: takes a connection from the pool, sees that it is set as it must be, reads the newest rows and gives it back.</summary>
    private static async Task<int> Look(OpenedStorage opened, CancellationToken enough)
    {
        var looks = 0;
        while (looks == 0 || !enough.IsCancellationRequested)
        {
            await using var context = opened.Storage.OpenForReading();
            await context.Database.OpenConnectionAsync(CancellationToken.None);
            foreach (var (name, value) in Durable)
            {
                Assert.Equal(value, Pragma(context.Database.GetDbConnection(), null, name));
            }

            Assert.NotEmpty(await context.Database.SqlQueryRaw<long>("SELECT id AS \"Value\" FROM thing ORDER BY id DESC LIMIT 50").ToListAsync(CancellationToken.None));
            looks++;
            await Task.Yield();
        }

        return looks;
    }

    private static string? Pragma(DbConnection connection, DbTransaction? transaction, string name)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"PRAGMA {name}";
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>From another connection, as a backup or a shell would.</summary>
    private static async Task Checkpoint(OpenedStorage opened)
    {
        for (var time = 0; time < 20; time++)
        {
            await using var context = opened.Storage.OpenForReading();
            await context.Database.SqlQueryRaw<long>("PRAGMA wal_checkpoint(PASSIVE)").ToListAsync();
            await opened.Execute("INSERT INTO thing (data) SELECT zeroblob(1) WHERE 0");
        }
    }

    private static Task<long> Count(CaseFlowDb context) =>
        context.Database.SqlQueryRaw<long>("SELECT count(*) AS \"Value\" FROM thing").SingleAsync();
}
