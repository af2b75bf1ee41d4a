using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CaseFlow.Persistence.Mapping;

/// <summary>Tables and columns are named like the classes and properties, in lower case with underscores, on both databases.</summary>
internal static class Names
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()))
        {
            if (entity.FindAnnotation(RelationalAnnotationNames.TableName)?.Value is not string named || named != Snake(named))
            {
                entity.SetTableName(Snake(WithoutRow(entity.ClrType.Name)));
            }

            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
            }
        }

        foreach (var entity in builder.Model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()))
        {
            NameConstraints(entity);
        }
    }

    private static void NameConstraints(IMutableEntityType entity)
    {
        foreach (var key in entity.GetKeys())
        {
            key.SetName(key.GetDefaultName()!.ToLowerInvariant());
        }

        foreach (var key in entity.GetForeignKeys())
        {
            key.SetConstraintName(key.GetDefaultName()!.ToLowerInvariant());
        }

        foreach (var index in entity.GetIndexes().Where(index => index.FindAnnotation(RelationalAnnotationNames.Name) is null))
        {
            index.SetDatabaseName(index.GetDefaultDatabaseName()!.ToLowerInvariant());
        }
    }

    private static string WithoutRow(string name) => name.EndsWith("Row", StringComparison.Ordinal) ? name[..^3] : name;

    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var index = 0; index < name.Length; index++)
        {
            if (char.IsUpper(name[index]) && index > 0 && (!char.IsUpper(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1]))) && name[index - 1] != '_')
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(name[index]));
        }

        return snake.ToString();
    }
}
