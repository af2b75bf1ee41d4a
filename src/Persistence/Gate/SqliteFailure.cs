using CaseFlow.Cases.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CaseFlow.Persistence.Gate;

/// <summary>Tells an item's own failure (a broken constraint, a bug) from one of the database, which takes the whole group with it.</summary>
internal static class SqliteFailure
{
    /// <summary>What to tell the callers of the whole group, or null where the failure is the item's own.</summary>
    public static StorageException? OfDatabase(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (current is SqliteException sqlite)
            {
                return OfCode(sqlite);
            }
        }

        return null;
    }

    private static StorageException? OfCode(SqliteException exception) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => new StorageFullException(exception),
        raw.SQLITE_IOERR => new StorageException("Nothing was saved, because the disk that holds the database gave an error. Check the disk, and then try again.", exception),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StorageException("Nothing was saved, because another program holds the database. Close it, and then try again.", exception),
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN => new StorageException("Nothing was saved, because CaseFlow may not write to the database file. Allow its account to write to the file and its folder, and then try again.", exception),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new StorageException("Nothing was saved, because the database file is damaged. Stop CaseFlow and restore the latest backup.", exception),
        raw.SQLITE_NOMEM => new StorageException("Nothing was saved, because the machine has no memory left. Free some, and then try again.", exception),
        _ => null,
    };
}
