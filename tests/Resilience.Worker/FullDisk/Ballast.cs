namespace CaseFlow.Resilience.Worker.FullDisk;

/// <summary>A file that takes whatever room there is, until it is taken away.</summary>
internal sealed class Ballast(string path)
{
    private static readonly byte[] Block = new byte[64 * 1024];

    /// <summary>Keeps the disk full until stopped, the last byte included; then gives the room back.</summary>
    public async Task Keep(CancellationToken stop)
    {
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
            while (!stop.IsCancellationRequested)
            {
                Fill(file);
                await pause.WaitForNextTickAsync(CancellationToken.None);
            }
        }

        File.Delete(path);
    }

    private static void Fill(FileStream file)
    {
        for (var size = Block.Length; size > 0; size /= 16)
        {
            try
            {
                while (true)
                {
                    file.Write(Block, 0, size);
                }
            }
            catch (IOException)
            {
                // No room for so much: try less.
            }
        }
    }
}
