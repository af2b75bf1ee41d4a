using System.Diagnostics;
using System.Globalization;
using CaseFlow.TestKit;

namespace CaseFlow.Benchmarks.Baselines;

/// <summary>npm's bpmn-engine on a chain of ten tasks, in memory.</summary>
public static class BpmnEngine
{
    private static readonly string Folder = Repository.Path("tests", "Benchmarks", "bpmn-engine");

    public static double InstancesPerSecond()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            Run("npm", "ci", "--no-audit", "--no-fund");
        }

        return double.Parse(Run("node", "run.mjs", "40"), CultureInfo.InvariantCulture);
    }

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
