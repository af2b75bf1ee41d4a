using System.Net.Sockets;
using CaseFlow.Cases.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CaseFlow.Host.Installing;

/// <summary>Turns what stops a start into a sentence that says what to do. Never repeats a password.</summary>
public static class StartProblem
{
    /// <summary>Null for a fault nobody foresaw: that is shown whole.</summary>
    public static string? Of(Exception exception) => exception switch
    {
        StartException or StorageException => exception.Message,
        IOException { InnerException: AddressInUseException } =>
            "The address this service listens on is in use by another program. End that program, or choose another address: ASPNETCORE_URLS=http://localhost:5081.",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
            "The address this service listens on is in use by another program. End that program, or choose another address: ASPNETCORE_URLS=http://localhost:5081.",
        PostgresException postgres =>
            $"PostgreSQL refused: {postgres.MessageText}. Check the database, user and password in the connection string ConnectionStrings:CaseFlow.",
        NpgsqlException npgsql =>
            $"PostgreSQL could not be reached: {npgsql.Message}. Check that it runs, and the host and port in the connection string ConnectionStrings:CaseFlow.",
        SqliteException sqlite =>
            $"The database file could not be opened: {sqlite.Message} Check the file's folder, its rights and the space on its disk.",
        ArgumentException argument when argument.Message.Contains("connection string", StringComparison.OrdinalIgnoreCase) || argument.StackTrace?.Contains("ConnectionString", StringComparison.Ordinal) == true =>
            "The connection string ConnectionStrings:CaseFlow could not be read. For a file write Data Source=caseflow.db, for PostgreSQL Host=…;Database=…;Username=…;Password=….",
        AggregateException { InnerExceptions: [var only] } => Of(only),
        _ => null,
    };
}
