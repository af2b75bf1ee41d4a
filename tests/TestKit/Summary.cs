namespace CaseFlow.TestKit;

/// <summary>
/// Lines that ./test prints after the run. xunit 2 hides a test's own output, so a test that has a figure to show
/// appends it to the file named in CASEFLOW_SUMMARY (or, run by hand, to the console).
/// </summary>
public static class Summary
{
    private static readonly Lock Gate = new();

    public static void Line(string text)
    {
        var file = Environment.GetEnvironmentVariable("CASEFLOW_SUMMARY");
        if (string.IsNullOrEmpty(file))
        {
            Console.WriteLine(text);
            return;
        }

        lock (Gate)
        {
            using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
        }
    }
}
