using System.Diagnostics;
using System.Globalization;
using CaseFlow.TestKit;
using Microsoft.Data.Sqlite;

namespace CaseFlow.Resilience.Crashes;

/// <summary>R1: the process is killed (SIGKILL) at random while referrals run, and nothing is lost or done twice.</summary>
public sealed class KilledAtRandomTests
{
    [Fact]
    public async Task Referrals_ProcessKilledAtRandom_EveryTaskTimerAndEmailExactlyOnce()
    {
        var (kills, referrals) = (FullRun.Count(25, 1_000), FullRun.Count(300, 10_000));
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("caseflow-kill-").FullName;
        var firstStart = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var watch = Stopwatch.StartNew();
        var (startUps, firstBursts) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var kill = 0; kill < kills; kill++)
        {
            var started = Stopwatch.GetTimestamp();
            using var worker = Start(folder, referrals, firstStart, seed + kill, kill);
            await Until(worker, "ready");
            startUps.Add(Stopwatch.GetElapsedTime(started));

            // Half of them fall into the first steps after a start, half into the thick of it.
            if (kill % 2 == 1)
            {
                await Until(worker, "working");
                firstBursts.Add(Stopwatch.GetElapsedTime(started));
            }

            await Task.Delay(random.Next(50, 1_500));
            worker.Kill(entireProcessTree: true);
            await worker.WaitForExitAsync();
        }

        var killing = watch.Elapsed;
        startUps.Sort();
        firstBursts.Sort();
        var atLastKill = Count(folder, "SELECT COUNT(*) FROM journal");
        using var last = Start(folder, referrals, firstStart, seed, kills);
        var said = await Until(last, "done");

        Assert.DoesNotContain(said, line => line.StartsWith("violation", StringComparison.Ordinal));
        Assert.Equal(referrals, Count(folder, "SELECT COUNT(*) FROM \"case\""));
        Assert.Equal(referrals, Count(folder, "SELECT COUNT(*) FROM instance"));
        Assert.Equal(0, Count(folder, "SELECT COUNT(*) FROM task WHERE status = 'Open'"));
        // Each task that was completed was answered once, and no answer belongs to a task that was not.
        Assert.Equal(0, Count(folder, "SELECT COUNT(*) FROM (SELECT task_id FROM form_submission GROUP BY task_id HAVING COUNT(*) > 1)"));
        Assert.Equal(0, Count(folder, "SELECT COUNT(*) FROM form_submission WHERE task_id NOT IN (SELECT task_id FROM task WHERE status = 'Completed')"));
        Assert.Equal(0, Count(folder, "SELECT COUNT(*) FROM timer"));
        // That each email arrived, with one extra copy at most for each kill, the worker's own check has seen (I8).
        var sent = File.ReadAllLines(Path.Combine(folder, "sent.log"));
        var rows = Count(folder, "SELECT COUNT(*) FROM outbox");
        Assert.Equal(rows, Directory.GetFiles(Path.Combine(folder, "mail"), "*.eml").Length);
        Summary.Line(string.Create(CultureInfo.InvariantCulture,
            $"R1 killed {kills} times: {referrals} referrals, {Count(folder, "SELECT COUNT(*) FROM journal")} bursts ({atLastKill} before the last kill), {Count(folder, "SELECT COUNT(*) FROM task")} tasks, {rows} emails, {sent.Length - rows} extra copies, 0 violations, {watch.Elapsed.TotalSeconds:N0} s of which {killing.TotalSeconds:N0} s until the last kill; after a kill ready in {startUps[startUps.Count / 2].TotalSeconds:N1} s, first burst p95 {firstBursts[firstBursts.Count * 95 / 100].TotalSeconds:N1} s (seed {seed})"));
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static Process Start(string folder, int referrals, DateTimeOffset firstStart, int seed, int kills)
    {
        var here = Path.GetRelativePath(Repository.Path("tests", "Resilience"), AppContext.BaseDirectory);
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var argument in new[]
        {
            Path.Combine(Repository.Path("tests", "Resilience.Worker"), here, "CaseFlow.Resilience.Worker.dll"),
            folder, Repository.Path("workflows-json"), referrals.ToString(CultureInfo.InvariantCulture),
            firstStart.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), "0.2", seed.ToString(CultureInfo.InvariantCulture), kills.ToString(CultureInfo.InvariantCulture),
        })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The worker did not start.");
    }

    private static async Task<List<string>> Until(Process worker, string word)
    {
        var said = new List<string>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(FullRun.Count(4, 120)));
        while (await worker.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            said.Add(line);
            if (line == word || line == "done")
            {
                return said;
            }
        }

        throw new InvalidOperationException($"The worker ended before it said “{word}”:\n{string.Join('\n', said)}");
    }

    private static long Count(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "caseflow.db")};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long count ? count : 0;
    }
}
