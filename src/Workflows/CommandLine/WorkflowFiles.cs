using System.Collections.Immutable;
using System.Text.Json;
using CaseFlow.Engine.Definitions;

namespace CaseFlow.Workflows.CommandLine;

/// <summary>Finds and reads the workflow files that paths name: files, or folders with all that is below them.</summary>
public static class WorkflowFiles
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The files in order, the paths that do not exist, and the folders with no workflow in them.</summary>
    public static (ImmutableArray<WorkflowFile> Files, ImmutableArray<string> Missing, ImmutableArray<string> Empty) Read(IEnumerable<string> paths)
    {
        var files = ImmutableArray.CreateBuilder<WorkflowFile>();
        var (missing, empty) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        var folders = new Dictionary<string, ImmutableArray<WorkflowFile>>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                var found = FolderContents.Of(path, withSubfolders: true);
                var before = files.Count;
                files.AddRange(found.Files.Where(IsWorkflow).Select(file => Read(file, Path.GetRelativePath(path, file).Replace('\\', '/'))));
                files.AddRange(found.Unreadable.Select(folder => new WorkflowFile(folder.Path, Path.GetRelativePath(path, folder.Path).Replace('\\', '/'), null, [Unreadable("folder", folder.Reason)])));
                if (files.Count == before)
                {
                    empty.Add(path);
                }
            }
            else if (File.Exists(path))
            {
                files.Add(Read(path, path));
            }
            else
            {
                missing.Add(path);
            }
        }

        return (files.ToImmutable(), missing.ToImmutable(), empty.ToImmutable());

        WorkflowFile Read(string file, string shown)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            if (!folders.TryGetValue(folder, out var beside))
            {
                folders[folder] = beside = [.. FolderContents.Of(folder, withSubfolders: false).Files.Where(IsWorkflow).Select(path => ReadOne(path, path))];
            }

            return ReadOne(file, shown) with { Beside = beside };
        }
    }

    private static WorkflowFile ReadOne(string file, string shown)
    {
        try
        {
            var (definition, problems) = DefinitionReader.Read(Bytes(file));
            return new WorkflowFile(file, shown, definition, problems);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new WorkflowFile(file, shown, null, [Unreadable("file", FolderContents.Reason(exception))]);
        }
    }

    private static Problem Unreadable(string kind, string reason) =>
        new(ProblemSeverity.Error, "unreadable-" + kind, $"The {kind} cannot be read: {reason}.", Path: "$", Suggestion: $"Remove the {kind}, or see to it that this program may read it.");

    // One byte more than the reader takes is enough for it to say that the file is too large.
    private static ReadOnlySpan<byte> Bytes(string file)
    {
        using var stream = File.OpenRead(file);
        var bytes = new byte[DefinitionLimits.Bytes + 1];
        return bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }

    // In a folder, JSON that is well formed and plainly something else (a form, a template, a list) is passed over.
    private static bool IsWorkflow(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(Bytes(file).ToArray(), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.EnumerateObject().Any(member => member.Name.Equals("root", StringComparison.OrdinalIgnoreCase) || member.Name.Equals("definitionId", StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
