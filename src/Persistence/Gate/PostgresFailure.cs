using CaseFlow.Cases.Storage;
using Npgsql;

namespace CaseFlow.Persistence.Gate;

/// <summary>What PostgreSQL's errors mean for the gate.</summary>
internal static class PostgresFailure
{
    /// <summary>The transaction lost against another and may be run again as it is.</summary>
    public static bool IsConflict(Exception exception) => Find(exception) is
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }
        or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "ix_instance_activation_key" };

    /// <summary>The connection is gone. Before COMMIT was sent, nothing was written.</summary>
    public static bool IsBrokenConnection(Exception exception) => Find(exception) switch
    {
        PostgresException postgres => postgres.SqlState.StartsWith("57P", StringComparison.Ordinal) || postgres.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException npgsql => npgsql.InnerException is IOException or System.Net.Sockets.SocketException or TimeoutException,
        _ => false,
    };

    /// <summary>What to tell the caller where the database itself failed, or null where the failure is the item's own.</summary>
    public static StorageException? OfDatabase(Exception exception, bool committing)
    {
        if (Find(exception) is not { } found)
        {
            return null;
        }

        if (found is PostgresException { SqlState: PostgresErrorCodes.DiskFull })
        {
            return new StorageFullException(exception);
        }

        if (IsBrokenConnection(found))
        {
            return new StorageException(
                committing
                    ? "The connection to the database broke at the moment of saving, so this may or may not have been saved. Look whether it was, and then try again."
                    : "Nothing was saved, because the database cannot be reached. Check that PostgreSQL is running, and then try again.",
                exception);
        }

        return found is PostgresException { SqlState: var state } && (state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal))
            ? new StorageException("Nothing was saved, because PostgreSQL has run out of something or its disk gave an error. Look at its log, and then try again.", exception)
            : null;
    }

    private static NpgsqlException? Find(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (current is NpgsqlException npgsql)
            {
                return npgsql;
            }
        }

        return null;
    }
}
