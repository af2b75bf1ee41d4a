using System.Collections.Immutable;

namespace CaseFlow.Workflows.CommandLine;

/// <summary>The JSON files of a folder in order, and the folders below it that cannot be looked into.</summary>
internal sealed record FolderContents(ImmutableArray<string> Files, ImmutableArray<(string Path, string Reason)> Unreadable)
{
    public static FolderContents Of(string folder, bool withSubfolders)
    {
        var (files, unreadable) = (new List<string>(), new List<(string, string)>());
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var next))
        {
            try
            {
                foreach (var entry in new DirectoryInfo(next).EnumerateFileSystemInfos())
                {
                    var path = Path.Combine(next, entry.Name);
                    if (entry is FileInfo)
                    {
                        files.AddRange(entry.Name.EndsWith(".json", StringComparison.Ordinal) ? [path] : []);
                    }
                    else if (withSubfolders && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                    {
                        // A folder that is a link is not entered: it may lead back to where it stands, and the walk would not end.
                        open.Push(path);
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                unreadable.Add((next, Reason(exception)));
            }
        }

        return new FolderContents([.. files.Order(StringComparer.Ordinal)], [.. unreadable.Order()]);
    }

    public static string Reason(Exception exception) => exception switch
    {
        UnauthorizedAccessException => "this program is not allowed to",
        FileNotFoundException or DirectoryNotFoundException => "it is a link to nothing",
        _ => exception.Message.TrimEnd('.'),
    };
}
