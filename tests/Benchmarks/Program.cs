using CaseFlow.Benchmarks;
using CaseFlow.Benchmarks.Baselines;

using var raw = new RawSqlite(800, 120, 64);
var medians = Measure.Interleaved(() => raw.SingleCommits(2000), () => raw.GroupCommits(20_000, 64));
Measure.Print("raw SQLite", $"{medians[0]:N0} commits/s", $"{medians[1]:N0} steps/s grouped at 64");
Measure.Print("Quartz's own store", $"{await QuartzStore.JobsPerSecond(1000):N0} jobs/s", "SQLite");
