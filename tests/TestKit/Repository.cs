namespace CaseFlow.TestKit;

/// <summary>Where the tests find the repository's own files and, when it is there, the shared material beside it.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>The path of a file or folder under ../shared, or null where it is not beside this clone.</summary>
    public static string? Shared(params string[] parts)
    {
        var path = System.IO.Path.Combine([Root, "..", "shared", .. parts]);
        return File.Exists(path) || Directory.Exists(path) ? System.IO.Path.GetFullPath(path) : null;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "CaseFlow.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("CaseFlow.sln was not found above the test's folder.");
    }
}
