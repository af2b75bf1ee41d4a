using CaseFlow.Activities;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;
using CaseFlow.Workflows.CommandLine;

namespace CaseFlow.Host.Commands;

/// <summary>Checks, tries out or rewrites workflow files. It needs no database and changes nothing but the files named with --to.</summary>
public static class WorkflowsCommand
{
    private const string Help =
        """
        workflows validate PATH… [--json]      what is wrong with workflow files; exit code 1 where there are errors
        workflows run PATH… [--json]           starts each in memory without input and shows what it did until it waits or ends
        workflows export PATH… [--to FOLDER]   rewrites each as canonical Elsa JSON, to the screen or into a folder

        A PATH is a file, or a folder with all the workflow files below it. Files of one folder can use each other.
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var to = Array.IndexOf(args, "--to") is >= 0 and var index && index + 1 < args.Length ? args[index + 1] : null;
        var json = args.Contains("--json", StringComparer.Ordinal);
        var words = args.Where((word, at) => !word.StartsWith("--", StringComparison.Ordinal) && (at == 0 || args[at - 1] != "--to")).ToArray();
        if (words.Length < 2 || words[0] is not ("validate" or "run" or "export"))
        {
            await output.WriteLineAsync(Help);
            return CommandLine.NotUnderstood;
        }

        var (files, missing) = WorkflowFiles.Read(words[1..]);
        foreach (var path in missing)
        {
            await Console.Error.WriteLineAsync($"There is no file or folder \"{path}\". Check the path.");
        }

        if (missing.Length > 0)
        {
            return CommandLine.NotUnderstood;
        }

        var catalogue = new ActivityCatalogue([.. BuiltInActivities.All, .. CaseFlowActivities.All]);
        return words[0] switch
        {
            "validate" => await Validate([.. files], catalogue, json, output),
            "run" => await Run([.. files], catalogue, json, output),
            _ => await Export([.. files], to, output),
        };
    }

    private static async Task<int> Validate(WorkflowFile[] files, ActivityCatalogue catalogue, bool json, TextWriter output)
    {
        var results = Array.ConvertAll(files, file => (file, WorkflowValidation.Validate(file, catalogue)));
        await output.WriteLineAsync(json ? WorkflowReport.ProblemsJson(results) : WorkflowReport.Problems(results));
        return results.Any(result => result.Item2.Any(problem => problem.Severity == ProblemSeverity.Error)) ? CommandLine.Failed : CommandLine.Done;
    }

    private static async Task<int> Run(WorkflowFile[] files, ActivityCatalogue catalogue, bool json, TextWriter output)
    {
        var now = TimeProvider.System.GetUtcNow();
        var trials = Array.ConvertAll(files, file => WorkflowTrial.Run(file, catalogue, now));
        await output.WriteLineAsync(json ? WorkflowReport.TrialsJson(trials) : WorkflowReport.Trials(trials));
        return Array.Exists(trials, trial => trial.ImportError is not null) ? CommandLine.Failed : CommandLine.Done;
    }

    private static async Task<int> Export(WorkflowFile[] files, string? folder, TextWriter output)
    {
        var failed = false;
        foreach (var file in files)
        {
            if (file.Definition is not { } definition)
            {
                failed = true;
                await Console.Error.WriteLineAsync(WorkflowReport.Problems([(file, file.Problems)]));
            }
            else if (folder is null)
            {
                await output.WriteLineAsync(DefinitionWriter.Write(definition));
            }
            else
            {
                var path = Path.Combine(folder, Path.IsPathRooted(file.Shown) || file.Shown.StartsWith("..", StringComparison.Ordinal) ? Path.GetFileName(file.Shown) : file.Shown);
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                await File.WriteAllTextAsync(path, DefinitionWriter.Write(definition) + "\n");
                await output.WriteLineAsync(path);
            }
        }

        return failed ? CommandLine.Failed : CommandLine.Done;
    }
}
