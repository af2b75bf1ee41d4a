using System.Data.Common;

namespace CaseFlow.Persistence.Engine;

/// <summary>Parameters and columns in the forms that both databases store: instants as unix milliseconds, enums as their names.</summary>
internal static class SqlCommands
{
    public static DbCommand With(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return command;
    }

    public static DbCommand With(this DbCommand command, string name, DateTimeOffset instant) => command.With(name, (object)instant.ToUnixTimeMilliseconds());

    public static DbCommand With(this DbCommand command, string name, DateTimeOffset? instant) => command.With(name, (object?)instant?.ToUnixTimeMilliseconds());

    public static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static Guid? Id(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);

    public static DateTimeOffset Instant(this DbDataReader reader, int column) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    public static DateTimeOffset? OptionalInstant(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.Instant(column);

    public static DateOnly? Date(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);

    public static T Named<T>(this DbDataReader reader, int column)
        where T : struct, Enum => Enum.Parse<T>(reader.GetString(column));

    public static byte[] Bytes(this DbDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);
}
