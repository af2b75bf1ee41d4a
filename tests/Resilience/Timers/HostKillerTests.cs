using System.Diagnostics;
using System.Globalization;
using CaseFlow.Resilience.Processes;
using CaseFlow.TestKit;
using Microsoft.Data.Sqlite;

namespace CaseFlow.Resilience.Timers;

/// <summary>R10: steps that end their process (fail-fast, stack overflow), in a process that really dies of them.</summary>
public sealed class HostKillerTests
{
    private const int Killers = 3;
    private const int Recoveries = 3;
    private const int Healthy = 60;

    [Fact]
    public async Task RunDue_StepsThatEndTheProcess_AreParkedAfterThreeDeathsEachAndTheOthersGoOn()
    {
        var folder = Directory.CreateTempSubdirectory("caseflow-poison-").FullName;
        var watch = Stopwatch.StartNew();
        var deaths = 0;
        IReadOnlyList<string> said;
        while (true)
        {
            using var worker = WorkerProcess.Start("poison", folder);
            (said, var died) = await worker.Until("done");
            if (!died)
            {
                break;
            }

            deaths++;
            Assert.InRange(deaths, 1, Killers * Recoveries);
        }

        Assert.DoesNotContain(said, line => line.StartsWith("violation", StringComparison.Ordinal));
        var parked = said.Where(line => line.StartsWith("parked ", StringComparison.Ordinal)).ToList();
        Assert.Equal(Killers, parked.Count);
        Assert.All(parked, line => Assert.Contains("It ended or failed 3 times.", line, StringComparison.Ordinal));
        Assert.Equal(Healthy, Count(folder, "SELECT COUNT(*) FROM instance WHERE definition_id = 'healthy' AND status = 'Finished' AND revision = 2"));
        Assert.Equal(1, Count(folder, "SELECT COUNT(*) FROM instance WHERE definition_id = 'parent' AND status = 'Finished'"));
        Assert.Equal(2, Count(folder, "SELECT COUNT(*) FROM instance WHERE status = 'Running' AND revision = 1"));
        Assert.Equal(0, Count(folder, "SELECT COUNT(*) FROM instance WHERE definition_id = 'at-once'"));
        Summary.Line(string.Create(CultureInfo.InvariantCulture,
            $"R10 poison: fail-fast, stack overflow and a child that dies as it starts really ended {deaths} processes (3 recoveries each at most {Killers * Recoveries}), then {parked.Count} of {Killers} were parked; {Healthy} of {Healthy} others finished once each, 0 violations, {watch.Elapsed.TotalSeconds:0} s"));
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static long Count(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "caseflow.db")};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
