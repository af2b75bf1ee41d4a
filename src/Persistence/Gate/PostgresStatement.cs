using Npgsql;
using NpgsqlTypes;

namespace CaseFlow.Persistence.Gate;

/// <summary>A command with typed, positional parameters, which Npgsql neither parses nor prepares anew.</summary>
internal sealed class PostgresStatement(NpgsqlCommand command) : GateStatement
{
    public override GateStatement Text(string? value) => Add(NpgsqlDbType.Text, value);

    public override GateStatement Number(long? value) => Add(NpgsqlDbType.Bigint, value);

    public override GateStatement Id(Guid? value) => Add(NpgsqlDbType.Uuid, value);

    public override GateStatement Bytes(byte[] value) => Add(NpgsqlDbType.Bytea, value);

    public override int Execute()
    {
        using (command)
        {
            return command.ExecuteNonQuery();
        }
    }

    private PostgresStatement Add(NpgsqlDbType type, object? value)
    {
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
        return this;
    }
}
