using System.Diagnostics;
using CaseFlow.Persistence;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Resilience.Storage;

/// <summary>R12: writers, a long reader and checkpoints at once.</summary>
public sealed class BusyTests
{
    private const int Writers = 32;
    private static readonly int WritesEach = FullRun.Count(100, 1_000);

    [Fact]
    public async Task Run_ManyWritersALongReaderAndCheckpoints_NothingIsBusyAndNothingIsLost()
    {
        await using var opened = await OpenedStorage.Create(DatabaseKind.Sqlite);
        await opened.Execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, data BLOB NOT NULL)");
        await opened.Execute("INSERT INTO thing (data) VALUES (zeroblob(10))");
        await using var reader = opened.Storage.OpenForReading();
        await reader.Database.OpenConnectionAsync();
        await reader.Database.ExecuteSqlRawAsync("BEGIN DEFERRED");
        Assert.Equal(1, await Count(reader));

        var worst = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => Write(opened))).Append(Task.Run(() => Checkpoint(opened))));

        Assert.Equal(1, await Count(reader));
        await reader.Database.ExecuteSqlRawAsync("ROLLBACK");
        Assert.Equal(1 + Writers * WritesEach, await opened.Scalar<long>("SELECT count(*) FROM thing"));
        Summary.Line($"R12 write gate: {Writers} writers, a long reader and checkpoints: no busy error, slowest write {worst.Max().TotalMilliseconds:0} ms");
    }

    private static async Task<TimeSpan> Write(OpenedStorage opened)
    {
        var worst = TimeSpan.Zero;
        for (var write = 0; write < WritesEach; write++)
        {
            var started = Stopwatch.GetTimestamp();
            await opened.Execute("INSERT INTO thing (data) VALUES (zeroblob(900))");
            var elapsed = Stopwatch.GetElapsedTime(started);
            worst = elapsed > worst ? elapsed : worst;
        }

        return worst;
    }

    /// <summary>From another connection, as a backup or a shell would.</summary>
    private static async Task<TimeSpan> Checkpoint(OpenedStorage opened)
    {
        for (var time = 0; time < 20; time++)
        {
            await using var context = opened.Storage.OpenForReading();
            await context.Database.SqlQueryRaw<long>("PRAGMA wal_checkpoint(PASSIVE)").ToListAsync();
            await opened.Execute("INSERT INTO thing (data) SELECT zeroblob(1) WHERE 0");
        }

        return TimeSpan.Zero;
    }

    private static Task<long> Count(CaseFlowDb context) =>
        context.Database.SqlQueryRaw<long>("SELECT count(*) AS \"Value\" FROM thing").SingleAsync();
}
