using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CaseFlow.TestKit.Time;

/// <summary>What the calling thread has used of a processor: unlike the clock on the wall it does not tell of what else the machine does.</summary>
public static class ThreadTime
{
    // CLOCK_THREAD_CPUTIME_ID of Linux.
    private const int ThisThread = 3;

    /// <summary>Elsewhere than on Linux, the time since some moment.</summary>
    public static TimeSpan Used =>
        OperatingSystem.IsLinux() && GetTime(ThisThread, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0)
            : Stopwatch.GetElapsedTime(0);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out UnixTime time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct UnixTime
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
