using Npgsql;
using NpgsqlTypes;

namespace CaseFlow.Persistence.Gate;

/// <summary>A command of the scope's batch, with typed, positional parameters, which Npgsql neither parses nor prepares anew.</summary>
internal sealed class PostgresStatement(PostgresBatch batch, string sql) : GateStatement
{
    private readonly NpgsqlBatchCommand _command = new(sql);

    public override GateStatement Text(string? value) => Add(NpgsqlDbType.Text, value);

    public override GateStatement Number(long? value) => Add(NpgsqlDbType.Bigint, value);

    public override GateStatement Id(Guid? value) => Add(NpgsqlDbType.Uuid, value);

    public override GateStatement Date(DateOnly? value) => Add(NpgsqlDbType.Date, value);

    public override GateStatement Bytes(byte[] value) => Add(NpgsqlDbType.Bytea, value);

    public override int Execute()
    {
        batch.Add(_command, otherwise: null);
        batch.Send();
        return (int)_command.RecordsAffected;
    }

    public override void Later() => batch.Add(_command, otherwise: null);

    public override bool MustChange(Func<UndoneException> otherwise)
    {
        batch.Add(_command, otherwise);
        return true;
    }

    private PostgresStatement Add(NpgsqlDbType type, object? value)
    {
        _command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
        return this;
    }
}
