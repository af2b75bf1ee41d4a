using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CaseFlow.Persistence.Gate;

/// <summary>A statement prepared once for the connection and bound by position.</summary>
internal sealed class SqliteStatement : GateStatement, IDisposable
{
    private const int ShortText = 512;
    private const int IdLength = 36;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        var code = raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement);
        if (code != raw.SQLITE_OK)
        {
            throw Error(code);
        }
    }

    /// <summary>Starts binding anew, whatever became of the last time.</summary>
    public SqliteStatement Begin()
    {
        _bound = 0;
        return this;
    }

    public override GateStatement Text(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return Bound(value is null ? raw.sqlite3_bind_null(_statement, ++_bound) : raw.sqlite3_bind_text(_statement, ++_bound, ""));
        }

        Span<byte> buffer = value.Length <= ShortText / 3 ? stackalloc byte[ShortText] : new byte[Encoding.UTF8.GetByteCount(value)];
        return Bound(raw.sqlite3_bind_text(_statement, ++_bound, buffer[..Encoding.UTF8.GetBytes(value, buffer)]));
    }

    public override GateStatement Number(long? value) =>
        Bound(value is { } number ? raw.sqlite3_bind_int64(_statement, ++_bound, number) : raw.sqlite3_bind_null(_statement, ++_bound));

    /// <summary>In capitals, as Microsoft.Data.Sqlite writes them.</summary>
    public override GateStatement Id(Guid? value)
    {
        if (value is not { } id)
        {
            return Bound(raw.sqlite3_bind_null(_statement, ++_bound));
        }

        Span<byte> text = stackalloc byte[IdLength];
        id.TryFormat(text, out _);
        for (var index = 0; index < text.Length; index++)
        {
            text[index] = text[index] is >= (byte)'a' and <= (byte)'f' ? (byte)(text[index] - 32) : text[index];
        }

        return Bound(raw.sqlite3_bind_text(_statement, ++_bound, text));
    }

    public override GateStatement Bytes(byte[] value) =>
        Bound(value.Length == 0 ? raw.sqlite3_bind_zeroblob(_statement, ++_bound, 0) : raw.sqlite3_bind_blob(_statement, ++_bound, value));

    public override GateStatement Date(DateOnly? value) => Text(value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public override void Later() => Execute();

    public override bool MustChange(Func<UndoneException> otherwise) => Execute() > 0;

    public override int Execute()
    {
        var code = raw.sqlite3_step(_statement);
        if (code != raw.SQLITE_DONE)
        {
            var error = Error(code);
            raw.sqlite3_reset(_statement);
            throw error;
        }

        raw.sqlite3_reset(_statement);
        return raw.sqlite3_changes(_database);
    }

    public void Dispose() => _statement.Dispose();

    private SqliteStatement Bound(int code) => code == raw.SQLITE_OK ? this : throw Error(code);

    private SqliteException Error(int code) =>
        new($"SQLite error {code & 0xff}: {raw.sqlite3_errmsg(_database).utf8_to_string()}", code & 0xff, raw.sqlite3_extended_errcode(_database));
}
