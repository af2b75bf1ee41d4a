using System.Diagnostics;
using CaseFlow.TestKit;

namespace CaseFlow.Resilience.Processes;

/// <summary>The program of tests/Resilience.Worker in a process of its own, which may die.</summary>
internal sealed class WorkerProcess : IDisposable
{
    // A wait that never ends would hang the run; how long one may take decides no test.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(FullRun.Count(4, 120));

    private readonly Process _process;
    private readonly long _started = Stopwatch.GetTimestamp();

    private WorkerProcess(Process process) => _process = process;

    public TimeSpan SinceStart => Stopwatch.GetElapsedTime(_started);

    /// <summary>What it has used of the processors so far: unlike the clock on the wall, nearly the same on a busy machine.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The program; compiled ahead of time, as a published product is, where ./test has made that of just this build.</summary>
    public static string Program { get; } = Path.Combine(AheadOfTime() ?? Built("Resilience.Worker"), "CaseFlow.Resilience.Worker.dll");

    public static bool IsAheadOfTime => AheadOfTime() is not null;

    public static WorkerProcess Start(params string[] arguments) => StartProgram("dotnet", [Program, .. arguments]);

    public static WorkerProcess StartProgram(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The worker did not start.");

        // A dying process prints its stack; nobody reads it, but it must not block on a full pipe.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new WorkerProcess(process);
    }

    /// <summary>What it said up to this word, or to its end where it died before.</summary>
    public async Task<(IReadOnlyList<string> Lines, bool Died)> Until(string word)
    {
        var said = new List<string>();
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            said.Add(line);
            if (line == word || line == "done")
            {
                return (said, false);
            }
        }

        await _process.WaitForExitAsync(patience.Token);
        return (said, true);
    }

    /// <summary>The same for one that is not expected to die.</summary>
    public async Task<IReadOnlyList<string>> MustSay(string word)
    {
        var (lines, died) = await Until(word);
        return died ? throw new InvalidOperationException($"The worker ended ({_process.ExitCode}) before it said “{word}”:\n{string.Join('\n', lines)}") : lines;
    }

    public async Task Kill()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    private static string Built(string project)
    {
        var here = Path.GetRelativePath(Repository.Path("tests", "Resilience"), AppContext.BaseDirectory);
        return Path.Combine(Repository.Path("tests", project), here);
    }

    // One that is older than the worker, in any part, would try out yesterday's code.
    private static string? AheadOfTime()
    {
        var ahead = Built("Resilience.Ahead");
        return Directory.GetFiles(Built("Resilience.Worker"), "CaseFlow.*.dll").All(part => IsAsNew(Path.Combine(ahead, Path.GetFileName(part)), part)) ? ahead : null;
    }

    private static bool IsAsNew(string file, string than) => File.Exists(file) && File.GetLastWriteTimeUtc(file) >= File.GetLastWriteTimeUtc(than);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
