using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Storage;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Pumps;
using CaseFlow.Workflows.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CaseFlow.Resilience.Storage;

/// <summary>R13: a full disk, as SQLite sees one: max_page_count gives the very error (SQLITE_FULL) that a disk without room gives.</summary>
public sealed class DiskFullTests
{
    [Fact]
    public async Task Run_DiskFullInAGroup_NothingOfItIsKeptAndEachCallerIsToldWhatToDo()
    {
        await using var opened = await WithAFullDisk();
        using var start = new ManualResetEventSlim();
        var hold = opened.Gate.Run(scope =>
        {
            var rows = Add(scope, 10);
            start.Wait(TimeSpan.FromSeconds(20));
            return rows;
        });

        var items = Enumerable.Range(1, 20).Select(_ => opened.Gate.Run(scope => Add(scope, 1_000_000))).ToArray();
        start.Set();

        foreach (var item in items.Prepend(hold))
        {
            var problem = await Assert.ThrowsAsync<StorageFullException>(() => item);
            Assert.Equal(
                "Nothing was saved, because the disk that holds the database is full. Free some space on it, or move the database to a larger disk, and then try again.",
                problem.Message);
        }

        Assert.Equal(0, await Count(opened));
    }

    [Fact]
    public async Task Run_RoomAgainAfterDiskFull_ResumesAndIsWell()
    {
        await using var opened = await WithAFullDisk();
        await Assert.ThrowsAsync<StorageFullException>(() => opened.Gate.Run(scope => Add(scope, 1_000_000)));
        await opened.Scalar<long>("SELECT 1");
        Assert.Contains("full", opened.Storage.Health.Problem);
        Assert.Equal(HealthStatus.Unhealthy, (await Check(opened)).Status);

        await SetRoom(opened, 1_000_000);
        await opened.Gate.Run(scope => Add(scope, 1_000_000));

        Assert.Equal(HealthStatus.Healthy, (await Check(opened)).Status);
        Assert.Equal(1, await Count(opened));
        Assert.Equal("ok", await opened.Scalar<string>("PRAGMA integrity_check"));
        Summary.Line("R13 full disk: a group of 21 items kept nothing, each caller told what to do, health red; with room again the next write went through, the file is sound and health green");
    }

    [Fact]
    public async Task Run_DiskFullSwallowedByTheWork_TheGroupStillFails()
    {
        await using var opened = await WithAFullDisk();

        await Assert.ThrowsAnyAsync<StorageException>(() => opened.Gate.Run(scope =>
        {
            try
            {
                return Add(scope, 1_000_000);
            }
            catch (System.Data.Common.DbException)
            {
                scope.Command("ROLLBACK").ExecuteNonQuery();
                return 0;
            }
        }));

        Assert.Equal(0, await Count(opened));
    }

    [Fact]
    public async Task RunDue_DiskFullBetweenClaimAndBurst_FiresAllAsSoonAsThereIsRoomAndParksNobody()
    {
        await using var before = await World.Create(DatabaseKind.Sqlite);
        await before.Publish(new FlowBuilder("delay").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => before.Run("delay")));
        var disk = new NoRoomForBursts();
        await using var world = before.Copy(disk.Around);
        world.Clock.Advance(TimeSpan.FromHours(1));

        // More often than a row may end its host before it is parked.
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await Assert.ThrowsAsync<StorageFullException>(() => world.Get<TimerPump>().RunDue());
            Assert.Equal(200, await world.Count("SELECT COUNT(*) FROM timer WHERE claimed_by IS NOT NULL AND attempts = 0"));
        }

        disk.IsFull = false;
        await world.RunDue();

        Assert.Equal(200, await world.Count("SELECT COUNT(*) FROM instance WHERE status = 'Finished' AND revision = 2"));
        Assert.Empty(await world.Get<IIncidentStore>().Parked());
        await world.NothingIsBroken();
    }

    private static async Task<OpenedStorage> WithAFullDisk()
    {
        var opened = await OpenedStorage.Create(DatabaseKind.Sqlite);
        await opened.Execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, data BLOB NOT NULL)");
        await SetRoom(opened, 50);
        return opened;
    }

    private static Task SetRoom(OpenedStorage opened, int pages) => opened.Scalar<long>($"PRAGMA max_page_count={pages}");

    private static int Add(WriteScope scope, int bytes)
    {
        var command = scope.Command($"INSERT INTO thing (data) VALUES (zeroblob({bytes}))");
        return command.ExecuteNonQuery();
    }

    private static Task<HealthCheckResult> Check(OpenedStorage opened) => new StorageHealthCheck(opened.Storage.Health).CheckHealthAsync(new HealthCheckContext());

    private static Task<long> Count(OpenedStorage opened) => opened.Scalar<long>("SELECT count(*) FROM thing");

    /// <summary>A disk with room for the few bytes of a claim but not for a burst.</summary>
    private sealed class NoRoomForBursts
    {
        public bool IsFull { get; set; } = true;

        public IWriteGate Around(IWriteGate gate) => new Gate(gate, this);

        private sealed class Gate(IWriteGate gate, NoRoomForBursts disk) : IWriteGate
        {
            public Task<T> Run<T>(Func<WriteScope, T> work, CancellationToken cancellationToken = default) =>
                disk.IsFull && typeof(T) == typeof(CommitResult)
                    ? Task.FromException<T>(new StorageFullException(new IOException("No space left on device")))
                    : gate.Run(work, cancellationToken);
        }
    }
}
