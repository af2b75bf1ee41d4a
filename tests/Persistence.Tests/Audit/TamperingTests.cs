using System.Diagnostics;
using System.Globalization;
using CaseFlow.Cases.Audit;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.Persistence.Tests.Audit;

/// <summary>Somebody who owns the database and knows the table changes the log behind the program's back.</summary>
public sealed class TamperingTests
{
    private const int Rows = 120;
    private const string Restore = "DELETE FROM audit_entry; INSERT INTO audit_entry SELECT * FROM audit_copy";

    private static readonly string[] Texts = ["role", "organisation", "action", "subject", "detail", "reason", "previous_hash", "hash"];
    private static readonly string[] Ids = ["person_id", "for_person_id", "case_id"];

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 1000)]
    [InlineData(DatabaseKind.PostgreSql, 150)]
    public async Task Read_TamperedAtRandom_IsAlwaysDetected(DatabaseKind kind, int tampers)
    {
        await using var host = await Written(kind, Rows);
        var head = await host.Get<IAuditLog>().Head();
        await WithoutGuards(host);
        var random = new Random(20261123);
        var kinds = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var number = 0; number < tampers; number++)
        {
            var (name, sql) = Tamper(random);
            await Execute(host, $"{Restore}; {sql}");
            Assert.True(await Entries.Problem(host.Get<IAuditLog>(), head) is not null, $"Not detected: {sql}");
            kinds[name] = kinds.GetValueOrDefault(name) + 1;
        }

        await Execute(host, Restore);
        Assert.Null(await Entries.Problem(host.Get<IAuditLog>(), head));
        Assert.Equal(6, kinds.Count);
        Summary.Line($"audit: {tampers} of {tampers} random tampers detected on {kind} ({string.Join(", ", kinds.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Value} {one.Key}"))})");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Read_RowsCutOff_OnlyAHeadPrintedBeforeShowsIt(DatabaseKind kind)
    {
        await using var host = await Written(kind, 10);
        var head = await host.Get<IAuditLog>().Head();
        Assert.True(AuditHead.TryParse(head.ToString(), out var printed));
        await WithoutGuards(host);
        await Execute(host, "DELETE FROM audit_entry WHERE seq > 7");

        Assert.Null(await Entries.Problem(host.Get<IAuditLog>()));
        Assert.Contains("rows are missing", await Entries.Problem(host.Get<IAuditLog>(), printed));
    }

    // Whoever owns the database can also compute hashes.
    [Fact]
    public async Task Read_WrittenAnewWithGoodHashes_OnlyAHeadPrintedBeforeShowsIt()
    {
        await using var host = await Written(DatabaseKind.Sqlite, 10);
        var head = await host.Get<IAuditLog>().Head();
        await WithoutGuards(host);
        await Execute(host, "DELETE FROM audit_entry");
        for (var number = 2; number <= 11; number++)
        {
            await Write(host, number);
        }

        Assert.Null(await Entries.Problem(host.Get<IAuditLog>()));
        Assert.Contains("written anew", await Entries.Problem(host.Get<IAuditLog>(), head));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Read_ALongLog_IsVerified(DatabaseKind kind)
    {
        var rows = FullRun.Count(quick: 20_000, full: 500_000);
        await using var host = await Written(kind, rows);

        var started = Stopwatch.GetTimestamp();
        Assert.Null(await Entries.Problem(host.Get<IAuditLog>()));
        var perSecond = rows / Stopwatch.GetElapsedTime(started).TotalSeconds;

        Summary.Line(string.Create(CultureInfo.InvariantCulture, $"audit: {perSecond:N0} rows/s verified on {kind} ({rows:N0} rows; target 50,000)"));
    }

    private static (string Name, string Sql) Tamper(Random random)
    {
        var (one, other) = (random.Next(1, Rows + 1), random.Next(1, Rows));
        other += other >= one ? 1 : 0;
        var text = Texts[random.Next(Texts.Length)];
        switch (random.Next(6))
        {
            case 0 when random.Next(4) == 0:
                return ("edited", $"UPDATE audit_entry SET at = at + {random.Next(1, 100_000)} WHERE seq = {one}");
            case 0 when random.Next(3) == 0:
                return ("edited", $"UPDATE audit_entry SET {Ids[random.Next(Ids.Length)]} = '{Guid.NewGuid().ToString().ToUpperInvariant()}' WHERE seq = {one}");
            case 0:
                return ("edited", $"UPDATE audit_entry SET {text} = coalesce({text}, '') || '{(char)random.Next('a', 'z')}' WHERE seq = {one}");
            case 1:
                return ("emptied a field", $"UPDATE audit_entry SET {text} = CASE WHEN {text} = '' THEN 'x' ELSE '' END WHERE seq = {one}");
            case 2:
                return ("deleted", $"DELETE FROM audit_entry WHERE seq = {one}");
            case 3:
                // A copy of another row is put in, and the rest moved on.
                return ("inserted", $"""
                    UPDATE audit_entry SET seq = -seq - 1 WHERE seq >= {one};
                    UPDATE audit_entry SET seq = -seq WHERE seq < 0;
                    INSERT INTO audit_entry (seq, at, person_id, for_person_id, role, organisation, action, subject, case_id, detail, reason, previous_hash, hash)
                    SELECT {one}, at, person_id, for_person_id, role, organisation, action, subject, case_id, detail, reason, previous_hash, hash FROM audit_entry WHERE seq = {(other >= one ? other + 1 : other)}
                    """);
            case 4:
                return ("reordered", $"UPDATE audit_entry SET seq = -seq WHERE seq IN ({one}, {other}); UPDATE audit_entry SET seq = {one} WHERE seq = -{other}; UPDATE audit_entry SET seq = {other} WHERE seq = -{one}");
            default:
                return ("cut off", $"DELETE FROM audit_entry WHERE seq >= {one}");
        }
    }

    private static async Task<MigratedStorage> Written(DatabaseKind kind, int rows)
    {
        var host = await MigratedStorage.Create(kind);
        foreach (var page in Enumerable.Range(1, rows).Chunk(1_000))
        {
            await host.Gate.Run(scope =>
            {
                foreach (var number in page)
                {
                    scope.Audit(Entries.Of(number));
                }

                return 0;
            });
        }

        return host;
    }

    private static Task<int> Write(MigratedStorage host, int number) => host.Gate.Run(scope =>
    {
        scope.Audit(Entries.Of(number));
        return 0;
    });

    private static Task WithoutGuards(MigratedStorage host) => Execute(
        host,
        host.ConnectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            ? "ALTER TABLE audit_entry DISABLE TRIGGER ALL; CREATE TABLE audit_copy AS SELECT * FROM audit_entry"
            : "DROP TRIGGER audit_entry_is_not_changed; DROP TRIGGER audit_entry_is_not_deleted; DROP TRIGGER audit_entry_is_the_next; CREATE TABLE audit_copy AS SELECT * FROM audit_entry");

    private static Task<int> Execute(MigratedStorage host, string sql) => host.Gate.Run(scope => scope.Command(sql).ExecuteNonQuery());
}
