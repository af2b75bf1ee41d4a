using System.Diagnostics;
using System.Globalization;
using CaseFlow.Resilience.Processes;
using CaseFlow.TestKit;
using Microsoft.Data.Sqlite;

namespace CaseFlow.Resilience.Crashes;

/// <summary>R1: the process is killed (SIGKILL) at random while referrals run, and nothing is lost or done twice.</summary>
public sealed class KilledAtRandomTests
{
    private const int KillsBetweenLooks = 100;

    [Fact]
    public async Task Referrals_ProcessKilledAtRandom_EveryTaskTimerAndEmailExactlyOnce()
    {
        var (kills, referrals) = (FullRun.Count(25, 1_000), FullRun.Count(300, 10_000));
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("caseflow-kill-").FullName;
        var firstStart = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var watch = Stopwatch.StartNew();
        var starts = new StartTimes();
        for (var kill = 0; kill < kills; kill++)
        {
            using var worker = Start(folder, referrals, firstStart, seed + kill, kill);
            await worker.MustSay("ready");
            starts.Ready(worker);

            // Half of them fall into the first steps after a start, half into the thick of it.
            if (kill % 2 == 1)
            {
                await worker.MustSay("working");
                starts.FirstBurst(worker);
            }

            await Task.Delay(random.Next(50, 1_500));
            await worker.Kill();
            if (kill % 5 == 0)
            {
                await starts.Compare();
            }

            if ((kill + 1) % KillsBetweenLooks == 0)
            {
                await AssertWhole(folder);
                Summary.Line(string.Create(CultureInfo.InvariantCulture,
                    $"R1 after {kill + 1} kills: {Count(folder, "SELECT COUNT(*) FROM instance")} referrals begun, {Count(folder, "SELECT COUNT(*) FROM journal")} bursts, 0 violations, {watch.Elapsed.TotalMinutes:N0} min"));
            }
        }

        var killing = watch.Elapsed;
        var atLastKill = Count(folder, "SELECT COUNT(*) FROM journal");
        using var last = Start(folder, referrals, firstStart, seed, kills);
        var said = await last.MustSay("done");

        AssertNoViolation(said);
        Assert.Equal(referrals, Count(folder, "SELECT COUNT(*) FROM \"case\""));
        Assert.Equal(referrals, Count(folder, "SELECT COUNT(*) FROM instance"));
        Assert.Equal(0, Count(folder, "SELECT COUNT(*) FROM task WHERE status = 'Open'"));
        // Each task that was completed was answered once, and no answer belongs to a task that was not.
        Assert.Equal(0, Count(folder, "SELECT COUNT(*) FROM (SELECT task_id FROM form_submission GROUP BY task_id HAVING COUNT(*) > 1)"));
        Assert.Equal(0, Count(folder, "SELECT COUNT(*) FROM form_submission WHERE task_id NOT IN (SELECT task_id FROM task WHERE status = 'Completed')"));
        Assert.Equal(0, Count(folder, "SELECT COUNT(*) FROM timer"));
        // Whatever was under way at several kills in a row was not to blame for them.
        Assert.Equal(0, Count(folder, "SELECT COUNT(*) FROM parked_instance"));
        // That each email arrived, with one extra copy at most for each kill, the worker's own check has seen (I8).
        var sent = File.ReadAllLines(Path.Combine(folder, "sent.log"));
        var rows = Count(folder, "SELECT COUNT(*) FROM outbox");
        Assert.Equal(rows, Directory.GetFiles(Path.Combine(folder, "mail"), "*.eml").Length);
        Summary.Line(string.Create(CultureInfo.InvariantCulture,
            $"R1 killed {kills} times: {referrals} referrals, {Count(folder, "SELECT COUNT(*) FROM journal")} bursts ({atLastKill} before the last kill), {Count(folder, "SELECT COUNT(*) FROM task")} tasks, {rows} emails, {sent.Length - rows} extra copies, 0 violations, {watch.Elapsed.TotalSeconds:N0} s of which {killing.TotalSeconds:N0} s until the last kill (seed {seed})"));
        Summary.Line($"R1 start after a kill: {starts}");
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static WorkerProcess Start(string folder, int referrals, DateTimeOffset firstStart, int seed, int kills) => WorkerProcess.Start(
        "referrals", folder, Repository.Path("workflows-json"), referrals.ToString(CultureInfo.InvariantCulture),
        firstStart.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), "0.2", seed.ToString(CultureInfo.InvariantCulture), kills.ToString(CultureInfo.InvariantCulture));

    // Half way, before a new start repairs anything.
    private static async Task AssertWhole(string folder)
    {
        using var check = WorkerProcess.Start("referrals-check", folder, Repository.Path("workflows-json"));
        AssertNoViolation(await check.MustSay("done"));
    }

    private static void AssertNoViolation(IReadOnlyList<string> said) =>
        Assert.DoesNotContain(said, line => line.StartsWith("violation", StringComparison.Ordinal));

    private static long Count(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "caseflow.db")};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long count ? count : 0;
    }
}
