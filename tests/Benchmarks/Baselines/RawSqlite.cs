using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace CaseFlow.Benchmarks.Baselines;

/// <summary>
/// What SQLite itself can do on this machine with the bytes one durable step writes: an UPDATE of the state guarded by
/// its revision and an INSERT of a journal row, in WAL with synchronous=FULL, written by hand with prepared commands, the
/// journal at the end of its table as in the product.
/// </summary>
public sealed class RawSqlite : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("caseflow-raw-").FullName;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _update;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly byte[] _state;
    private readonly byte[] _journal;
    private readonly long[] _revisions;

    public RawSqlite(int stateBytes, int journalBytes, int cases)
    {
        _state = Filled(stateBytes);
        _journal = Filled(journalBytes);
        _revisions = new long[cases];
        _connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "raw.db")};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode=WAL");
        Execute("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY");
        Execute("CREATE TABLE instance (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, state BLOB NOT NULL) WITHOUT ROWID");
        Execute("CREATE TABLE journal (journal_id INTEGER PRIMARY KEY, instance_id TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, data BLOB NOT NULL)");
        _begin = Command("BEGIN IMMEDIATE");
        _commit = Command("COMMIT");
        _update = Command("UPDATE instance SET revision = $next, state = $state WHERE id = $id AND revision = $revision", "$next", "$state", "$id", "$revision");
        _insert = Command("INSERT INTO journal (instance_id, seq, at, data) VALUES ($id, $seq, $at, $data)", "$id", "$seq", "$at", "$data");
        using var create = Command("INSERT INTO instance VALUES ($id, 0, $state)", "$id", "$state");
        _begin.ExecuteNonQuery();
        for (var index = 0; index < cases; index++)
        {
            create.Parameters["$id"].Value = Id(index);
            create.Parameters["$state"].Value = _state;
            create.ExecuteNonQuery();
        }

        _commit.ExecuteNonQuery();
    }

    /// <summary>Steps per second with a commit for each.</summary>
    public double SingleCommits(int steps)
    {
        var watch = Stopwatch.StartNew();
        for (var step = 0; step < steps; step++)
        {
            _begin.ExecuteNonQuery();
            Step(step % _revisions.Length);
            _commit.ExecuteNonQuery();
        }

        return steps / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Steps per second when <paramref name="callers"/> callers each wait for their step to be durable and one thread commits what is queued.</summary>
    public double GroupCommits(int steps, int callers)
    {
        var queue = Channel.CreateBounded<(int Case, TaskCompletionSource Done)>(new BoundedChannelOptions(1024) { SingleReader = true });
        var writer = new Thread(() => Drain(queue.Reader)) { IsBackground = true };
        writer.Start();
        var watch = Stopwatch.StartNew();
        Task.WaitAll([.. Enumerable.Range(0, callers).Select(caller => Task.Run(() => Call(caller)))]);
        var seconds = watch.Elapsed.TotalSeconds;
        queue.Writer.Complete();
        writer.Join();
        return steps / callers * callers / seconds;

        async Task Call(int caller)
        {
            for (var step = 0; step < steps / callers; step++)
            {
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await queue.Writer.WriteAsync((caller % _revisions.Length, done));
                await done.Task;
            }
        }
    }

    public void Dispose()
    {
        _update.Dispose();
        _insert.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _connection.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Id(int index) => $"01234567-89ab-7def-8123-{index:x12}";

    private static byte[] Filled(int size)
    {
        var bytes = new byte[size];
        Array.Fill(bytes, (byte)'x');
        return bytes;
    }

    private void Drain(ChannelReader<(int Case, TaskCompletionSource Done)> queue)
    {
        var group = new List<TaskCompletionSource>(512);
        while (queue.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            _begin.ExecuteNonQuery();
            while (group.Count < 512 && queue.TryRead(out var item))
            {
                Step(item.Case);
                group.Add(item.Done);
            }

            _commit.ExecuteNonQuery();
            group.ForEach(done => done.SetResult());
            group.Clear();
        }
    }

    private void Step(int index)
    {
        var revision = _revisions[index]++;
        _update.Parameters["$next"].Value = revision + 1;
        _update.Parameters["$state"].Value = _state;
        _update.Parameters["$id"].Value = Id(index);
        _update.Parameters["$revision"].Value = revision;
        if (_update.ExecuteNonQuery() != 1)
        {
            throw new InvalidOperationException("The baseline lost a step.");
        }

        _insert.Parameters["$id"].Value = Id(index);
        _insert.Parameters["$seq"].Value = revision + 1;
        _insert.Parameters["$at"].Value = 1_800_000_000_000 + revision;
        _insert.Parameters["$data"].Value = _journal;
        _insert.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params string[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        }

        return command;
    }

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }
}
