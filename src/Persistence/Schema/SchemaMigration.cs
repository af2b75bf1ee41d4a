using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CaseFlow.Persistence.Storage;

namespace CaseFlow.Persistence.Schema;

/// <summary>One step of the schema, as it stands in Schema/{provider}/NNNN_name.sql.</summary>
internal sealed record SchemaMigration(int Version, string Name, string Sql)
{
    /// <summary>Tells whether a database was made by these very words.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>All migrations of a provider, in order.</summary>
    public static IReadOnlyList<SchemaMigration> All(StorageProvider provider)
    {
        var assembly = typeof(SchemaMigration).Assembly;
        var prefix = $"CaseFlow.Persistence.Schema.{provider}.";
        return
        [
            .. from resource in assembly.GetManifestResourceNames()
               where resource.StartsWith(prefix, StringComparison.Ordinal)
               orderby resource
               select Read(resource[prefix.Length..^".sql".Length], resource),
        ];

        SchemaMigration Read(string name, string resource)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            return new SchemaMigration(int.Parse(name[..4], CultureInfo.InvariantCulture), name[5..], reader.ReadToEnd());
        }
    }
}
