using System.Globalization;
using CaseFlow.Resilience.Processes;
using CaseFlow.TestKit;

namespace CaseFlow.Resilience.Storage;

/// <summary>
/// R13 on a file system of 64 MB that really is full: the product's background work in a process that sees its own mount
/// (a mount namespace: no root needed where the kernel lets users make one).
/// </summary>
public sealed class SmallDiskTests
{
    private const string Mount = "mount -t tmpfs -o size=64m tmpfs \"$1\"";

    [Fact]
    public async Task Run_FileSystemFilledToTheLastByte_NothingHalfIsKeptAndWorkResumesByItself()
    {
        var folder = Directory.CreateTempSubdirectory("caseflow-full-").FullName;
        try
        {
            if (await Namespace(folder) is not { } unshare)
            {
                Summary.Line("R13 full disk of 64 MB: skipped, because this machine lets nobody mount one (unshare --mount was refused); SQLite's own full disk (max_page_count) is tried all the same");
                return;
            }

            using var worker = WorkerProcess.StartProgram("unshare", [.. unshare, "sh", "-c", $"{Mount} && exec dotnet \"$2\" full-disk \"$1\"", "sh", folder, WorkerProcess.Program]);
            var said = (await worker.MustSay("done")).ToLookup(line => line.Split(' ')[0], line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);

            Assert.Empty(said["violation"]);
            Assert.Contains("disk that holds the database is full", Assert.Single(said["health"]), StringComparison.Ordinal);
            Assert.Equal("well", Assert.Single(said["health-after"]));
            Assert.Equal(["0", "0", "0"], [said["lost"].Single(), said["unasked"].Single(), said["unfinished"].Single()]);
            Assert.True(Number("refused") > 20 && Number("kept") > 200);
            Summary.Line(string.Create(CultureInfo.InvariantCulture,
                $"R13 full disk of 64 MB, filled to the last byte: {Number("refused"):N0} starts refused with what to do, {Number("kept"):N0} kept and each finished once, 0 kept by half, health red; with room again the first write after {Number("write-ms"):N0} ms and the last timer that had come due after {Number("timers-ms") / 1000.0:0.0} s by itself (target 30 s), health green, 0 violations"));

            long Number(string name) => long.Parse(Assert.Single(said[name]), CultureInfo.InvariantCulture);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>How a process gets a mount of its own here; null where it cannot.</summary>
    private static async Task<string[]?> Namespace(string folder)
    {
        foreach (var options in new string[][] { ["--user", "--map-root-user", "--mount"], ["--mount"] })
        {
            try
            {
                using var trial = WorkerProcess.StartProgram("unshare", [.. options, "sh", "-c", $"{Mount} && echo done", "sh", folder]);
                if (!(await trial.Until("done")).Died)
                {
                    return options;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return null;
            }
        }

        return null;
    }
}
