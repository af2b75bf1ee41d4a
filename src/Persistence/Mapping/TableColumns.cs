using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Table = Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<System.Collections.Generic.Dictionary<string, object>>;

namespace CaseFlow.Persistence.Mapping;

/// <summary>
/// Columns of tables that have no class: the engine's tables are read and written by prepared commands only, and stand in
/// the model so that the schema is checked as a whole.
/// </summary>
internal static class TableColumns
{
    public static Table Table(this ModelBuilder builder, string name) =>
        builder.SharedTypeEntity<Dictionary<string, object>>(name).ToTable(name);

    public static Table Key(this Table table, params string[] columns)
    {
        table.HasKey(columns);
        return table;
    }

    public static Table Text(this Table table, params string[] columns) => table.Add<string>(columns, required: true);

    public static Table OptionalText(this Table table, params string[] columns) => table.Add<string>(columns, required: false);

    public static Table Id(this Table table, params string[] columns) => table.Add<Guid>(columns, required: true);

    public static Table OptionalId(this Table table, params string[] columns) => table.Add<Guid?>(columns, required: false);

    /// <summary>Counters and instants (unix milliseconds).</summary>
    public static Table Number(this Table table, params string[] columns) => table.Add<long>(columns, required: true);

    public static Table OptionalNumber(this Table table, params string[] columns) => table.Add<long?>(columns, required: false);

    public static Table OptionalDate(this Table table, params string[] columns) => table.Add<DateOnly?>(columns, required: false);

    public static Table Bytes(this Table table, params string[] columns) => table.Add<byte[]>(columns, required: true);

    public static Table Index(this Table table, params string[] columns)
    {
        table.HasIndex(columns);
        return table;
    }

    public static Table Unique(this Table table, params string[] columns)
    {
        table.HasIndex(columns).IsUnique();
        return table;
    }

    /// <summary>An index of the rows that fulfil the condition, so that it stays as small as what is pending.</summary>
    public static Table IndexWhere(this Table table, string condition, params string[] columns)
    {
        table.HasIndex(columns).HasFilter(condition);
        return table;
    }

    private static Table Add<T>(this Table table, string[] columns, bool required)
    {
        foreach (var column in columns)
        {
            PropertyBuilder property = table.IndexerProperty<T>(column);
            property.IsRequired(required).ValueGeneratedNever();
        }

        return table;
    }
}
