using System.Diagnostics;
using CaseFlow.TestKit.Databases;
using Npgsql;
using NpgsqlTypes;

namespace CaseFlow.Benchmarks.Baselines;

/// <summary>The same step on PostgreSQL by hand: a transaction of a guarded UPDATE and an INSERT, prepared, one batch.</summary>
public sealed class RawPostgres : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly NpgsqlDataSource _source;
    private readonly byte[] _state;
    private readonly byte[] _journal;
    private readonly long[] _revisions;

    private RawPostgres(TestDatabase database, int stateBytes, int journalBytes, int cases)
    {
        _database = database;
        _source = NpgsqlDataSource.Create(database.ConnectionString);
        _state = new byte[stateBytes];
        _journal = new byte[journalBytes];
        _revisions = new long[cases];
    }

    public static async Task<RawPostgres> Create(int stateBytes, int journalBytes, int cases)
    {
        var raw = new RawPostgres(await TestDatabase.Create(DatabaseKind.PostgreSql), stateBytes, journalBytes, cases);
        await using var connection = await raw._source.OpenConnectionAsync();
        await using var create = new NpgsqlCommand(
            "CREATE TABLE instance (id text PRIMARY KEY, revision bigint NOT NULL, state bytea NOT NULL); " +
            "CREATE TABLE journal (instance_id text NOT NULL, seq bigint NOT NULL, at bigint NOT NULL, data bytea NOT NULL, PRIMARY KEY (instance_id, seq))", connection);
        await create.ExecuteNonQueryAsync();
        for (var index = 0; index < cases; index++)
        {
            await using var insert = new NpgsqlCommand("INSERT INTO instance VALUES ($1, 0, $2)", connection) { Parameters = { new() { Value = Id(index) }, new() { Value = raw._state } } };
            await insert.ExecuteNonQueryAsync();
        }

        return raw;
    }

    public double StepsPerSecond(int steps, int callers)
    {
        var watch = Stopwatch.StartNew();
        Task.WaitAll([.. Enumerable.Range(0, callers).Select(caller => Task.Run(() => Call(caller, steps / callers)))]);
        return steps / callers * callers / watch.Elapsed.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static string Id(int index) => $"0123456789ab7def8123{index:x12}";

    private async Task Call(int index, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            await using var connection = await _source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var revision = _revisions[index]++;
            await using var batch = new NpgsqlBatch(connection, transaction)
            {
                BatchCommands =
                {
                    new("UPDATE instance SET revision = $1, state = $2 WHERE id = $3 AND revision = $4")
                    {
                        Parameters = { new() { Value = revision + 1 }, new() { Value = _state, NpgsqlDbType = NpgsqlDbType.Bytea }, new() { Value = Id(index) }, new() { Value = revision } },
                    },
                    new("INSERT INTO journal VALUES ($1, $2, $3, $4)")
                    {
                        Parameters = { new() { Value = Id(index) }, new() { Value = revision + 1 }, new() { Value = 1_800_000_000_000L }, new() { Value = _journal, NpgsqlDbType = NpgsqlDbType.Bytea } },
                    },
                },
            };
            await batch.PrepareAsync();
            if (await batch.ExecuteNonQueryAsync() != 2)
            {
                throw new InvalidOperationException("The baseline lost a step.");
            }

            await transaction.CommitAsync();
        }
    }
}
