using System.Data.Common;

namespace CaseFlow.Persistence.Storage;

/// <summary>Reads by prepared commands on connections that cannot write, for what is too hot or too plain for EF.</summary>
internal abstract class Reading : IAsyncDisposable
{
    public abstract ValueTask<ReadingSession> Open(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    public async Task<IReadOnlyList<T>> List<T>(string sql, Action<DbCommand> bind, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var session = await Open(cancellationToken);
        var command = session.Command(sql);
        bind(command);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public async Task<T?> First<T>(string sql, Action<DbCommand> bind, Func<DbDataReader, T> read, CancellationToken cancellationToken)
        where T : class
    {
        await using var session = await Open(cancellationToken);
        var command = session.Command(sql);
        bind(command);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? read(reader) : null;
    }

    public async Task<long?> Number(string sql, Action<DbCommand> bind, CancellationToken cancellationToken)
    {
        await using var session = await Open(cancellationToken);
        var command = session.Command(sql);
        bind(command);
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }
}

/// <summary>One rented connection.</summary>
internal abstract class ReadingSession : IAsyncDisposable
{
    public abstract DbCommand Command(string sql);

    public abstract ValueTask DisposeAsync();
}
