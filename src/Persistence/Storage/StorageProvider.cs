using System.Data.Common;

namespace CaseFlow.Persistence.Storage;

public enum StorageProvider
{
    Sqlite,
    PostgreSql,
}

internal static class StorageProviders
{
    public static StorageProvider Of(string connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return parts.ContainsKey("Host") || parts.ContainsKey("Server") ? StorageProvider.PostgreSql : StorageProvider.Sqlite;
    }
}
