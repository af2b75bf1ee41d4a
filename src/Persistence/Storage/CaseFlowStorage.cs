using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Gate;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CaseFlow.Persistence.Storage;

/// <summary>
/// The database, opened: the gate that writes and the contexts that read. A connection string that names a host is
/// PostgreSQL; one that names a file is SQLite.
/// </summary>
public sealed class CaseFlowStorage : ICaseDataFactory, IAsyncDisposable
{
    private const int PostgresWriters = 16;
    private const int MostIdleReaders = 32;

    private readonly IAsyncDisposable _gate;
    private readonly IAsyncDisposable _database;
    private readonly DbContextOptions<CaseFlowDb> _reading;

    // What a context is made of takes as long as a small query.
    private readonly PooledDbContextFactory<CaseFlowDb> _readers;

    private CaseFlowStorage(
        StorageProvider provider, IWriteGate gate, Func<IWriteGate, IWriteGate>? around, StorageHealth health, DbContextOptions<CaseFlowDb> reading, Reading reads, IAsyncDisposable database)
    {
        (Provider, Gate, Health, _reading, Reads, _database) = (provider, around?.Invoke(gate) ?? gate, health, reading, reads, database);
        _gate = (IAsyncDisposable)gate;
        _readers = new PooledDbContextFactory<CaseFlowDb>(reading, MostIdleReaders);
    }

    public StorageProvider Provider { get; }

    public IWriteGate Gate { get; }

    public StorageHealth Health { get; }

    internal Reading Reads { get; }

    /// <summary>What a claim adds, so that hosts that claim at once take different rows. SQLite has one writer and needs nothing.</summary>
    internal string SkipLocked => Provider == StorageProvider.PostgreSql ? " FOR UPDATE SKIP LOCKED" : "";

    /// <param name="connectionString">Names a file or a host.</param>
    /// <param name="around">What everything written passes on its way to the gate, such as a count; null for nothing.</param>
    public static CaseFlowStorage Open(string connectionString, Func<IWriteGate, IWriteGate>? around = null) =>
        StorageProviders.Of(connectionString) == StorageProvider.PostgreSql ? OpenPostgres(connectionString, around) : OpenSqlite(connectionString, around);

    public ICaseReader Open() => OpenForReading();

    /// <summary>A reading context with the engine's tables too.</summary>
    public CaseFlowDb OpenForReading() => _readers.CreateDbContext();

    /// <summary>A context that tracks, and whose changes are carried through the gate when it saves.</summary>
    internal CaseFlowDb OpenForIdentity()
    {
        var tracking = new DbContextOptionsBuilder<CaseFlowDb>(_reading);
        tracking.UseQueryTrackingBehavior(QueryTrackingBehavior.TrackAll);
        return new CaseFlowDb(tracking.Options, Gate);
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.DisposeAsync();
        await Reads.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static CaseFlowStorage OpenSqlite(string connectionString, Func<IWriteGate, IWriteGate>? around)
    {
        var database = new SqliteDatabase(connectionString);
        var health = new StorageHealth();
        var gate = new SqliteWriteGate(database, connection => new CaseFlowDb(ForWriting().UseSqlite(connection).Options), health);
        var reading = ForReading().UseSqlite(database.Reading).AddInterceptors(new SqliteReadSettings()).Options;
        return new CaseFlowStorage(StorageProvider.Sqlite, gate, around, health, reading, new SqliteReading(database), database);
    }

    private static CaseFlowStorage OpenPostgres(string connectionString, Func<IWriteGate, IWriteGate>? around)
    {
        var database = new PostgresDatabase(connectionString);
        var health = new StorageHealth();
        var gate = new PostgresWriteGate(database, connection => new CaseFlowDb(ForWriting().UseNpgsql(connection).Options), health, PostgresWriters);
        return new CaseFlowStorage(StorageProvider.PostgreSql, gate, around, health, ForReading().UseNpgsql(database.Reading).Options, new PostgresReading(database.Reading), database);
    }

    private static DbContextOptionsBuilder<CaseFlowDb> ForWriting() => new();

    private static DbContextOptionsBuilder<CaseFlowDb> ForReading()
    {
        var builder = new DbContextOptionsBuilder<CaseFlowDb>();
        builder.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        return builder;
    }
}
