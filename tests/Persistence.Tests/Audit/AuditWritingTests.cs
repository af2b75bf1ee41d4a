using CaseFlow.Cases.Audit;
using CaseFlow.Persistence.Service;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.Persistence.Tests.Audit;

public sealed class AuditWritingTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Audit_EntriesOfSeveralItems_AreOneChainWithEveryField(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        for (var number = 1; number <= 12; number++)
        {
            await Write(host, number);
        }

        var rows = await host.Get<IAuditLog>().Read().ToListAsync();

        Assert.Null(await Entries.Problem(host.Get<IAuditLog>()));
        Assert.Equal(Enumerable.Range(1, 12).Select(number => (long)number), rows.Select(row => row.Seq));
        Assert.Equal(rows.Select(row => row.Hash).SkipLast(1), rows.Select(row => row.PreviousHash).Skip(1));
        var (entry, row) = (Entries.Of(12), rows[11]);
        Assert.Equal((entry.At.ToUnixTimeMilliseconds(), entry.By.PersonId, entry.By.ForPersonId, entry.CaseId, "lost-password"), (row.At, row.PersonId, row.ForPersonId, row.CaseId, row.Reason));
        Assert.Equal(("task.completed", entry.Subject.ToString(), "COORD", entry.By.Organisation), (row.Action, row.Subject, row.Role, row.Organisation));
        Assert.Equal("""{"outcome":"Accept","role":{"before":"COORD","after":"CHAIR"}}""", row.Detail);
        Assert.Equal(new AuditHead(12, row.Hash), await host.Get<IAuditLog>().Head());
        Assert.Equal(row, Assert.Single(await host.Get<IAuditLog>().Of(entry.Subject)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Audit_TheWorkFails_NothingOfItIsInTheLog(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        using var start = new ManualResetEventSlim();
        var hold = host.Gate.Run(_ => start.Wait(TimeSpan.FromSeconds(20)));
        var items = Enumerable.Range(1, 60).Select(number => host.Gate.Run(scope =>
        {
            scope.Audit(Entries.Of(number));
            return number % 3 == 0 ? throw new InvalidDataException() : number;
        })).ToArray();
        start.Set();
        await hold;
        foreach (var item in items)
        {
            await ((Task)item).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        var rows = await host.Get<IAuditLog>().Read().ToListAsync();

        Assert.Null(await Entries.Problem(host.Get<IAuditLog>()));
        var kept = Enumerable.Range(1, 60).Where(number => number % 3 != 0).Select(number => Entries.Of(number).Subject.ToString());
        Assert.Equal(kept.Order(StringComparer.Ordinal), rows.Select(row => row.Subject).Order(StringComparer.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Audit_TheEntryIsRefused_TheWorkIsNotKeptEither(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);

        await Assert.ThrowsAsync<ArgumentException>(() => host.Gate.Run(scope =>
        {
            scope.Command("INSERT INTO setting (key, value) VALUES ('a', 'b')").ExecuteNonQuery();
            scope.Audit(Entries.Of(1) with { Reason = "Their mother rang us on Monday" });
            return 0;
        }));
        await Write(host, 2);

        Assert.Null(await host.Get<Settings>().Find("a"));
        Assert.Equal(Entries.Of(2).Subject.ToString(), Assert.Single(await host.Get<IAuditLog>().Read().ToListAsync()).Subject);
    }

    // Each transaction holds rows that others wait for when it takes the log: the log is taken last, so that nobody waits in a ring.
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Audit_TwoHostsWriteAtOnce_OneChainOfWhatWasKept(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        await using var second = host.SecondHost();
        for (var row = 0; row < 4; row++)
        {
            await host.Get<Settings>().Set($"row {row}", "0");
        }

        var items = Enumerable.Range(1, 200).Select(number => Task.Run(() => (number % 2 == 0 ? host : second).Gate.Run(scope =>
        {
            scope.Audit(Entries.Of(number));
            foreach (var row in (int[])[number % 3, 3])
            {
                scope.Command($"UPDATE setting SET value = '{number}' WHERE key = 'row {row}'").ExecuteNonQuery();
            }

            return number % 10 == 0 ? throw new InvalidDataException() : number;
        }))).ToArray();
        foreach (var item in items)
        {
            await ((Task)item).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        Assert.All(items, item => Assert.True(item.IsCompletedSuccessfully || item.Exception!.InnerException is InvalidDataException, item.Exception?.ToString()));
        Assert.Null(await Entries.Problem(host.Get<IAuditLog>()));
        Assert.Equal(180, (await second.Get<IAuditLog>().Head()).Seq);
    }

    [Fact]
    public async Task Audit_TheTransactionLosesAndIsRunAgain_TheEntryIsThereOnce()
    {
        await using var host = await MigratedStorage.Create(DatabaseKind.PostgreSql);
        var attempts = 0;

        await host.Gate.Run(scope =>
        {
            scope.Audit(Entries.Of(1));
            return ++attempts == 1 ? throw new Npgsql.PostgresException("lost", "ERROR", "ERROR", Npgsql.PostgresErrorCodes.SerializationFailure) : attempts;
        });

        Assert.Equal(2, attempts);
        Assert.Equal(1, (await host.Get<IAuditLog>().Head()).Seq);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Audit_RowsPutInPastTheGate_AreRefusedByTheTable(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        await Write(host, 1);
        const string values = "(seq, at, action, subject, detail, previous_hash, hash) SELECT {0}, at, action, subject, detail, {1}, 'h' FROM audit_entry";
        string[] inserts =
        [
            string.Format(System.Globalization.CultureInfo.InvariantCulture, "INSERT INTO audit_entry " + values, 3, "hash"),
            string.Format(System.Globalization.CultureInfo.InvariantCulture, "INSERT INTO audit_entry " + values, 2, "'other'"),
            kind == DatabaseKind.Sqlite ? string.Format(System.Globalization.CultureInfo.InvariantCulture, "INSERT OR REPLACE INTO audit_entry " + values, 1, "''") : "TRUNCATE audit_entry",
        ];

        foreach (var insert in inserts)
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => host.Gate.Run(scope => scope.Command(insert).ExecuteNonQuery()));
        }

        Assert.Null(await Entries.Problem(host.Get<IAuditLog>()));
        Assert.Equal(1, (await host.Get<IAuditLog>().Head()).Seq);
    }

    [Fact]
    public void ComputeHash_TheSameWordsInOtherFields_AreOtherHashes()
    {
        var record = AuditRecord.After(AuditHead.Empty, Entries.Of(1));
        AuditRecord[] others =
        [
            record with { Role = "CO", Organisation = "ORD" + record.Organisation },
            record with { Role = null },
            record with { Role = "" },
            record with { Reason = "" },
            record with { PersonId = record.ForPersonId, ForPersonId = record.PersonId },
            record with { At = record.At + 1 },
            record with { Seq = 2 },
        ];

        var hashes = others.Select(other => other.ComputeHash()).Append(record.Hash).ToList();

        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        Assert.Equal(record.Hash, (record with { }).ComputeHash());
    }

    private static Task<int> Write(MigratedStorage host, int number) => host.Gate.Run(scope =>
    {
        scope.Audit(Entries.Of(number));
        return 0;
    });
}
