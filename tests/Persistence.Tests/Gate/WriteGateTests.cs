using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Gate;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CaseFlow.Persistence.Tests.Gate;

public sealed class WriteGateTests
{
    private const string Insert = "INSERT INTO thing (id, name) VALUES (@id, @name)";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Run_WorkReturns_ItsResultIsDurable(DatabaseKind kind)
    {
        await using var opened = await WithThings(kind);

        var rows = await opened.Gate.Run(scope => Add(scope, 1));

        Assert.Equal(1, rows);
        Assert.Equal(1, await opened.Scalar<long>("SELECT count(*) FROM thing"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Run_OneItemOfManyFails_ItAloneIsRolledBack(DatabaseKind kind)
    {
        await using var opened = await WithThings(kind);
        using var start = new ManualResetEventSlim();
        var hold = opened.Gate.Run(_ => start.Wait(TimeSpan.FromSeconds(20)));

        var items = Enumerable.Range(1, 100).Select(number => opened.Gate.Run(scope =>
        {
            Add(scope, number);
            return number % 10 == 0 ? throw new InvalidDataException($"item {number}") : number;
        })).ToArray();
        start.Set();
        Assert.True(await hold);

        for (var number = 1; number <= 100; number++)
        {
            if (number % 10 == 0)
            {
                var problem = await Assert.ThrowsAsync<InvalidDataException>(() => items[number - 1]);
                Assert.Equal($"item {number}", problem.Message);
            }
            else
            {
                Assert.Equal(number, await items[number - 1]);
            }
        }

        Assert.Equal(90, await opened.Scalar<long>("SELECT count(*) FROM thing"));
        Assert.Equal(0, await opened.Scalar<long>("SELECT count(*) FROM thing WHERE id % 10 = 0"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Run_FirstItemOfAGroupFails_TheRestAreKept(DatabaseKind kind)
    {
        await using var opened = await WithThings(kind);
        using var start = new ManualResetEventSlim();

        var first = opened.Gate.Run<int>(scope =>
        {
            start.Wait(TimeSpan.FromSeconds(20));
            Add(scope, 1);
            throw new InvalidDataException("first");
        });
        var second = opened.Gate.Run(scope => Add(scope, 2));
        start.Set();

        await Assert.ThrowsAsync<InvalidDataException>(() => first);
        Assert.Equal(1, await second);
        Assert.Equal(2, await opened.Scalar<long>("SELECT max(id) FROM thing"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Run_AConstraintBreaks_TheCallerIsToldAndTheGateGoesOn(DatabaseKind kind)
    {
        await using var opened = await WithThings(kind);
        await opened.Gate.Run(scope => Add(scope, 1));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => opened.Gate.Run(scope => Add(scope, 1)));

        Assert.Equal(1, await opened.Gate.Run(scope => Add(scope, 2)));
        Assert.Null(opened.Storage.Health.Problem);
    }

    [Fact]
    public async Task Run_SqliteOnlyWhatWasUndoneWrote_SaysNothingOfTheDisk()
    {
        await using var opened = await WithThings(DatabaseKind.Sqlite);

        // One that fails among others makes the groups after it careful.
        await FailBehindAnother(opened, 1);
        opened.Storage.Health.Report("The disk is full.");
        await FailBehindAnother(opened, 2);

        Assert.Equal("The disk is full.", opened.Storage.Health.Problem);
        await opened.Gate.Run(scope => Add(scope, 3));
        Assert.Null(opened.Storage.Health.Problem);
    }

    [Fact]
    public async Task Run_SqliteFailsAsAGroupIsRunAgain_EveryCallerIsTold()
    {
        await using var opened = await WithThings(DatabaseKind.Sqlite);
        var connection = await opened.Gate.Run(scope => scope.Connection);
        using var start = new ManualResetEventSlim();
        var hold = opened.Gate.Run(_ => start.Wait(TimeSpan.FromSeconds(20)));
        var runs = 0;
        var again = opened.Gate.Run(scope => ++runs == 2 ? throw new SqliteException("full", raw.SQLITE_FULL) : Add(scope, 1));
        var failing = opened.Gate.Run<int>(_ => throw new InvalidDataException("fails"));
        start.Set();

        foreach (var item in (Task[])[hold, again, failing])
        {
            await Assert.ThrowsAsync<StorageFullException>(() => item.WaitAsync(TimeSpan.FromSeconds(20)));
        }

        Assert.NotNull(opened.Storage.Health.Problem);
        Assert.Equal(1, await opened.Gate.Run(scope => Add(scope, 1)));
        Assert.Null(opened.Storage.Health.Problem);
        Assert.Same(connection, await opened.Gate.Run(scope => scope.Connection));
    }

    [Fact]
    public async Task Run_SqliteTransactionThatEndedByItself_NothingBehindItIsWrittenOutsideOne()
    {
        await using var opened = await WithThings(DatabaseKind.Sqlite);
        using var start = new ManualResetEventSlim();
        var hold = opened.Gate.Run(_ => start.Wait(TimeSpan.FromSeconds(20)));
        var ending = opened.Gate.Run(scope => scope.Command("ROLLBACK").ExecuteNonQuery());
        var behind = opened.Gate.Run(scope => Add(scope, 1));
        start.Set();

        await Assert.ThrowsAsync<StorageException>(() => hold);
        await Assert.ThrowsAsync<StorageException>(() => ending);
        Assert.Equal(1, await behind);
        Assert.Equal(1, await opened.Scalar<long>("SELECT count(*) FROM thing"));
    }

    [Fact]
    public async Task Run_SqliteItemHasNotWrittenYet_NobodyElseCan()
    {
        await using var opened = await WithThings(DatabaseKind.Sqlite);

        var problem = await Assert.ThrowsAsync<SqliteException>(() => opened.Gate.Run<int>(_ =>
        {
            using var other = new SqliteConnection(opened.ConnectionString);
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = Insert.Replace("@id, @name", "1, 'other'", StringComparison.Ordinal);
            command.CommandTimeout = 1;
            try
            {
                return command.ExecuteNonQuery();
            }
            catch (SqliteException exception)
            {
                // As an item's own failure: of the gate's database it would say something else.
                throw new SqliteException(exception.Message, raw.SQLITE_CONSTRAINT, exception.SqliteErrorCode);
            }
        }));

        Assert.Equal(raw.SQLITE_BUSY, problem.SqliteExtendedErrorCode);
    }

    [Theory]
    [InlineData(raw.SQLITE_FULL, "is full")]
    [InlineData(raw.SQLITE_IOERR, "gave an error")]
    [InlineData(raw.SQLITE_BUSY, "another program holds")]
    [InlineData(raw.SQLITE_LOCKED, "another program holds")]
    [InlineData(raw.SQLITE_READONLY, "may not write")]
    [InlineData(raw.SQLITE_CANTOPEN, "may not write")]
    [InlineData(raw.SQLITE_CORRUPT, "is damaged")]
    [InlineData(raw.SQLITE_NOTADB, "is damaged")]
    [InlineData(raw.SQLITE_NOMEM, "no memory")]
    [InlineData(raw.SQLITE_CONSTRAINT, null)]
    public void OfDatabase_EachCode_SaysWhatToDoOrThatItIsTheItems(int code, string? says)
    {
        var problem = SqliteFailure.OfDatabase(new InvalidOperationException("outer", new SqliteException("inner", code)));

        Assert.Equal(says is not null, problem is not null);
        Assert.Contains(says ?? "", problem?.Message ?? "", StringComparison.Ordinal);
    }

    private static async Task FailBehindAnother(OpenedStorage opened, int number)
    {
        using var start = new ManualResetEventSlim();
        var hold = opened.Gate.Run(_ => start.Wait(TimeSpan.FromSeconds(20)));
        var failing = opened.Gate.Run<int>(scope =>
        {
            Add(scope, number);
            throw new InvalidDataException("fails");
        });
        start.Set();
        Assert.True(await hold);
        await Assert.ThrowsAsync<InvalidDataException>(() => failing);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Run_TwoWritersOfOneRevision_OneWins(DatabaseKind kind)
    {
        await using var opened = await WithThings(kind);
        await opened.Gate.Run(scope => Add(scope, 7));

        for (var revision = 0; revision < 50; revision++)
        {
            var expected = revision;
            var rows = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => opened.Gate.Run(scope =>
            {
                var command = scope.Command("UPDATE thing SET revision = revision + 1 WHERE id = 7 AND revision = @expected");
                AddParameter(command, "expected", expected);
                return command.ExecuteNonQuery();
            })));
            Assert.Equal(1, rows.Sum());
        }
    }

    [Fact]
    public async Task Run_Sqlite_ItemsRunInTheOrderTheyCame()
    {
        await using var opened = await WithThings(DatabaseKind.Sqlite);
        var order = new List<int>();

        await Task.WhenAll(Enumerable.Range(1, 2000).Select(number => opened.Gate.Run(scope =>
        {
            order.Add(number);
            return 0;
        })));

        Assert.Equal(Enumerable.Range(1, 2000), order);
    }

    [Fact]
    public async Task Run_Sqlite_QueuedItemsShareACommit()
    {
        await using var opened = await WithThings(DatabaseKind.Sqlite);
        using var start = new ManualResetEventSlim();
        var commits = 0;
        var hold = opened.Gate.Run(scope =>
        {
            raw.sqlite3_commit_hook(((SqliteConnection)scope.Connection).Handle, _ => 0 * commits++, null);
            return start.Wait(TimeSpan.FromSeconds(20));
        });

        var items = Enumerable.Range(1, 100).Select(number => opened.Gate.Run(scope => Add(scope, number))).ToArray();
        start.Set();
        await hold;
        await Task.WhenAll(items);

        Assert.InRange(commits, 1, 25);
        Assert.Equal(100, await opened.Scalar<long>("SELECT count(*) FROM thing"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Run_CancelledBeforeItsTurn_IsNotRun(DatabaseKind kind)
    {
        await using var opened = await WithThings(kind);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opened.Gate.Run(scope => Add(scope, 1), cancelled.Token));

        Assert.Equal(0, await opened.Scalar<long>("SELECT count(*) FROM thing"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Run_AfterDisposal_SaysThatCaseFlowIsStopping(DatabaseKind kind)
    {
        await using var opened = await WithThings(kind);
        await opened.Storage.DisposeAsync();

        var problem = await Assert.ThrowsAsync<StorageException>(() => opened.Gate.Run(_ => 0));

        Assert.Contains("stopping", problem.Message);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task DisposeAsync_ItemsAreQueued_TheyAreWrittenFirst(DatabaseKind kind)
    {
        await using var opened = await WithThings(kind);

        var items = Enumerable.Range(1, 300).Select(number => opened.Gate.Run(scope => Add(scope, number))).ToArray();
        await opened.Storage.DisposeAsync();

        Assert.Equal(300, (await Task.WhenAll(items)).Sum());
    }

    [Fact]
    public async Task Run_PostgresDeadlock_IsRunAgain()
    {
        await using var opened = await WithThings(DatabaseKind.PostgreSql);
        await opened.Gate.Run(scope => Add(scope, 1) + Add(scope, 2));
        using var both = new Barrier(2);
        var met = 0;

        await Task.WhenAll(Cross(1, 2), Cross(2, 1));

        Assert.Equal(4, await opened.Scalar<long>("SELECT CAST(sum(revision) AS BIGINT) FROM thing"));

        Task<int> Cross(int first, int second) => opened.Gate.Run(scope =>
        {
            Touch(scope, first);
            if (Interlocked.Increment(ref met) <= 2)
            {
                both.SignalAndWait(TimeSpan.FromSeconds(20));
            }

            return Touch(scope, second);
        });
    }

    private static int Touch(WriteScope scope, int id)
    {
        var command = scope.Command("UPDATE thing SET revision = revision + 1 WHERE id = @id");
        AddParameter(command, "id", id);
        return command.ExecuteNonQuery();
    }

    private static async Task<OpenedStorage> WithThings(DatabaseKind kind)
    {
        var opened = await OpenedStorage.Create(kind);
        await opened.Execute("CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT NOT NULL, revision BIGINT NOT NULL DEFAULT 0)");
        return opened;
    }

    private static int Add(WriteScope scope, int id)
    {
        var command = scope.Command(Insert);
        AddParameter(command, "id", id);
        AddParameter(command, "name", $"thing {id}");
        return command.ExecuteNonQuery();
    }

    private static void AddParameter(System.Data.Common.DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
