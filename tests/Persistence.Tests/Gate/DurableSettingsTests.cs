using System.Data.Common;
using System.Globalization;
using CaseFlow.Persistence.Storage;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Persistence.Tests.Gate;

public sealed class DurableSettingsTests
{
    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("busy_timeout", "10000")]
    public async Task SqliteConnections_Each_HaveTheSettings(string pragma, string expected)
    {
        await using var opened = await OpenedStorage.Create(DatabaseKind.Sqlite);

        Assert.Equal(expected, await opened.Gate.Run(scope => Read(scope.Command($"PRAGMA {pragma}"))));

        var contexts = Enumerable.Range(0, 10).Select(_ => opened.Storage.OpenForReading()).ToList();
        foreach (var context in contexts.Concat([opened.Storage.OpenForReading()]))
        {
            await context.Database.OpenConnectionAsync();
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"PRAGMA {pragma}";
            Assert.Equal(expected, Read(command));
            command.CommandText = "PRAGMA query_only";
            Assert.Equal("1", Read(command));
        }

        foreach (var context in contexts)
        {
            await context.DisposeAsync();
        }
    }

    [Fact]
    public async Task PostgresConnections_Each_HaveTheSettings()
    {
        await using var opened = await OpenedStorage.Create(DatabaseKind.PostgreSql);

        Assert.Equal("on", await opened.Gate.Run(scope => Read(scope.Command("SHOW synchronous_commit"))));
        await using var context = opened.Storage.OpenForReading();
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SHOW default_transaction_read_only";
        Assert.Equal("on", Read(command));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task ReadingConnection_AWrite_IsRefusedByTheDatabase(DatabaseKind kind)
    {
        await using var opened = await OpenedStorage.Create(kind);
        await opened.Execute("CREATE TABLE thing (id BIGINT PRIMARY KEY)");
        await using var context = opened.Storage.OpenForReading();

        await Assert.ThrowsAnyAsync<DbException>(() => context.Database.ExecuteSqlRawAsync("INSERT INTO thing (id) VALUES (1)"));

        Assert.Equal(0, await opened.Scalar<long>("SELECT count(*) FROM thing"));
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=thing;Mode=Memory")]
    [InlineData("")]
    public void Open_NotAFile_SaysToNameOne(string connectionString)
    {
        var problem = Assert.ThrowsAny<Exception>(() => CaseFlowStorage.Open(connectionString));

        Assert.Contains("Data Source=caseflow.db", problem.Message);
    }

    private static string Read(DbCommand command) => Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
}
