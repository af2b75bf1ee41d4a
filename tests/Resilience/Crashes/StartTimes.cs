using System.Globalization;
using CaseFlow.Resilience.Processes;

namespace CaseFlow.Resilience.Crashes;

/// <summary>How long starts took, beside that of a process that does nothing: printed, never asserted, for the machine may be busy.</summary>
internal sealed class StartTimes
{
    private const double Target = 3;

    private readonly List<double> _ready = [];
    private readonly List<double> _firstBurst = [];
    private readonly List<double> _processor = [];
    private readonly List<double> _empty = [];

    public void Ready(WorkerProcess worker) => _ready.Add(worker.SinceStart.TotalSeconds);

    public void FirstBurst(WorkerProcess worker)
    {
        _firstBurst.Add(worker.SinceStart.TotalSeconds);
        _processor.Add(worker.ProcessorTime.TotalSeconds);
    }

    /// <summary>Measures an empty process on the machine as it is now.</summary>
    public async Task Compare()
    {
        using var empty = WorkerProcess.Start("nothing");
        await empty.MustSay("done");
        _empty.Add(empty.SinceStart.TotalSeconds);
    }

    /// <summary>Processes that want to run, over the last minute; ours are two of them.</summary>
    private static double Load =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : 0;

    private static bool IsQuiet => Load <= Environment.ProcessorCount + 1;

    public override string ToString()
    {
        var (p95, empty) = (At(_firstBurst, 95), At(_empty, 50));
        var verdict = p95 <= Target ? "met" : IsQuiet ? "missed" : "not met, on a busy machine";
        return string.Create(CultureInfo.InvariantCulture,
            $"ready in {At(_ready, 50):0.0} s; first burst in {At(_firstBurst, 50):0.0} s, p95 {p95:0.0} s (target {Target:0} s: {verdict}), {At(_processor, 50):0.0} s of processor time; {(WorkerProcess.IsAheadOfTime ? "compiled ahead of time" : "compiled as it starts")}; an empty process took {empty:0.00} s meanwhile; load {Load:0.0} on {Environment.ProcessorCount} cores");
    }

    private static double At(List<double> values, int percent)
    {
        values.Sort();
        return values[Math.Min(values.Count - 1, values.Count * percent / 100)];
    }
}
