using Npgsql;

namespace CaseFlow.Persistence.Gate;

/// <summary>Statements that travel to the server together: one round trip instead of one each.</summary>
internal sealed class PostgresBatch(NpgsqlConnection connection)
{
    private readonly List<(NpgsqlBatchCommand Command, Func<UndoneException>? Otherwise)> _waiting = [];

    public NpgsqlTransaction? Transaction { get; set; }

    public void Add(NpgsqlBatchCommand command, Func<UndoneException>? otherwise) => _waiting.Add((command, otherwise));

    /// <summary>Executes all that waits, in order; throws what the first that had to change a row and did not asked for.</summary>
    public void Send()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        using var batch = new NpgsqlBatch(connection, Transaction);
        foreach (var (command, _) in _waiting)
        {
            batch.BatchCommands.Add(command);
        }

        try
        {
            batch.ExecuteNonQuery();
            ThrowRefusal();
        }
        catch (PostgresException)
        {
            // A row that is there already, say: because another came first, which the statement before has told.
            ThrowRefusal();
            throw;
        }
        finally
        {
            _waiting.Clear();
        }
    }

    public void Forget() => _waiting.Clear();

    private void ThrowRefusal()
    {
        // What was not executed has -1 rows.
        var refused = _waiting.Find(one => one.Otherwise is not null && one.Command.RecordsAffected == 0);
        if (refused.Otherwise is { } otherwise)
        {
            throw otherwise();
        }
    }
}
