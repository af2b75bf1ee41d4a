using System.Collections.Immutable;
using System.Text.Json;
using CaseFlow.Engine.Definitions;

namespace CaseFlow.Workflows.CommandLine;

/// <summary>Finds and reads the workflow files that paths name: files, or folders with all that is below them.</summary>
public static class WorkflowFiles
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The files in order, and the paths that do not exist.</summary>
    public static (ImmutableArray<WorkflowFile> Files, ImmutableArray<string> Missing) Read(IEnumerable<string> paths)
    {
        var files = ImmutableArray.CreateBuilder<WorkflowFile>();
        var missing = ImmutableArray.CreateBuilder<string>();
        var folders = new Dictionary<string, ImmutableArray<WorkflowFile>>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                foreach (var file in Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(IsWorkflow))
                {
                    files.Add(Read(file, Path.GetRelativePath(path, file).Replace('\\', '/')));
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

        return (files.ToImmutable(), missing.ToImmutable());

        WorkflowFile Read(string file, string shown)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            if (!folders.TryGetValue(folder, out var beside))
            {
                folders[folder] = beside = [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Where(IsWorkflow).Select(path => ReadOne(path, path))];
            }

            return ReadOne(file, shown) with { Beside = beside };
        }
    }

    private static WorkflowFile ReadOne(string file, string shown)
    {
        var (definition, problems) = DefinitionReader.Read(Bytes(file));
        return new WorkflowFile(file, shown, definition, problems);
    }

    // One byte more than the reader takes is enough for it to say that the file is too large.
    private static byte[] Bytes(string file)
    {
        using var stream = File.OpenRead(file);
        var bytes = new byte[Math.Min(stream.Length, DefinitionLimits.Bytes + 1)];
        stream.ReadExactly(bytes);
        return bytes;
    }

    // In a folder, JSON that is well formed and plainly something else (a form, a template, a list) is passed over.
    private static bool IsWorkflow(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(Bytes(file), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.EnumerateObject().Any(member => member.Name.Equals("root", StringComparison.OrdinalIgnoreCase) || member.Name.Equals("definitionId", StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return true;
        }
    }
}
