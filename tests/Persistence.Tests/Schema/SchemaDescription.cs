using System.Data.Common;
using System.Text.RegularExpressions;
using CaseFlow.Persistence.Storage;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Persistence.Tests.Schema;

/// <summary>What a database says of its own tables, a line for each column, key and index, so that two can be compared.</summary>
internal static partial class SchemaDescription
{
    private const string Sqlite =
        """
        SELECT t.name || '.' || c.name || ' ' || c.type || CASE c."notnull" WHEN 1 THEN ' NOT NULL' ELSE '' END || ' pk' || c.pk || ' hidden' || c.hidden || ' ' || coalesce(c.dflt_value, '')
          FROM sqlite_schema t JOIN pragma_table_xinfo(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
        UNION ALL
        SELECT t.name || ' foreign key ' || k."from" || ' to ' || k."table" || '.' || k."to" || ' ' || k.on_delete
          FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) k WHERE t.type = 'table'
        UNION ALL
        SELECT 'index ' || sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
        """;

    private const string PostgreSql =
        """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length::text, '') || ' ' || is_nullable || ' ' || is_identity || ' ' || coalesce(generation_expression, '') || ' ' || coalesce(column_default, '')
          FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL
        SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
        """;

    public static async Task<List<string>> Of(CaseFlowStorage storage)
    {
        await using var context = storage.OpenForReading();
        await context.Database.OpenConnectionAsync();
        await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = storage.Provider == StorageProvider.Sqlite ? Sqlite : PostgreSql;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(Spaces().Replace(reader.GetString(0).Replace("\"", "", StringComparison.Ordinal), " ").Trim());
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
