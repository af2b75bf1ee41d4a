using CaseFlow.Activities;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;
using CaseFlow.Workflows.CommandLine;

namespace CaseFlow.Host.Commands;

/// <summary>Checks, tries out or rewrites workflow files. It needs no database and changes nothing but the files named with --to.</summary>
public static class WorkflowsCommand
{
    private const string Json = "--json";
    private const string To = "--to";

    private const string Help =
        """
        workflows validate PATH… [--json]      what is wrong with workflow files; exit code 1 where there are errors
        workflows run PATH… [--json]           starts each in memory without input and shows what it did until it waits or ends
        workflows export PATH… [--to FOLDER]   rewrites each as canonical Elsa JSON, to the screen or into a folder

        A PATH is a file, or a folder with all the workflow files below it. Files of one folder can use each other.
        Exit code 1 also where a file could not be read, run or written; 2 where a path or an option is wrong.
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var given = new CommandArguments(args, To);
        if (given.Words is not ["validate" or "run" or "export", _, ..])
        {
            await output.WriteLineAsync(Help);
            return CommandLine.NotUnderstood;
        }

        var (files, missing, empty) = WorkflowFiles.Read(given.Words[1..]);
        string[] wrong =
        [
            .. args.Where(IsUnknown).Select(option => $"There is no option \"{option}\" here: the options are --json and, to export, --to FOLDER."),
            .. args.Any(IsTo) && string.IsNullOrEmpty(given.Option(To)) ? ["Name the folder to write to after --to."] : Array.Empty<string>(),
            .. missing.Select(path => $"There is no file or folder \"{path}\". Check the path."),
            .. empty.Select(path => $"There is no workflow file in the folder \"{path}\". Check the path."),
        ];
        if (wrong.Length > 0)
        {
            await errors.WriteLineAsync(string.Join(Environment.NewLine, wrong));
            return CommandLine.NotUnderstood;
        }

        var catalogue = new ActivityCatalogue([.. BuiltInActivities.All, .. CaseFlowActivities.All]);
        var json = given.Has(Json);
        return given.Words[0] switch
        {
            "validate" => await Validate([.. files], catalogue, json, output),
            "run" => await Run([.. files], catalogue, json, output),
            _ => await Export([.. files], given.Option(To), output, errors),
        };
    }

    private static bool IsTo(string argument) => argument == To || argument.StartsWith(To + "=", StringComparison.Ordinal);

    // A setting (--Section:Name=value) may stand after any command; a mistyped option would be passed over in silence.
    private static bool IsUnknown(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument != Json && !IsTo(argument) && !argument.Contains(':', StringComparison.Ordinal);

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

    private static async Task<int> Export(WorkflowFile[] files, string? folder, TextWriter output, TextWriter errors)
    {
        var failed = false;
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (file.Definition is not { } definition)
            {
                failed = true;
                await errors.WriteLineAsync(WorkflowReport.Problems([(file, file.Problems)]));
            }
            else if (folder is null)
            {
                await output.WriteLineAsync(DefinitionWriter.Write(definition));
            }
            else if (Target(folder, file.Shown) is var path && !written.TryAdd(path, file.Path))
            {
                failed = true;
                await errors.WriteLineAsync($"{file.Path} was not written: {written[path]} stands at {path} already. Export them into different folders.");
            }
            else
            {
                failed |= !await Write(path, definition, output, errors);
            }
        }

        return failed ? CommandLine.Failed : CommandLine.Done;
    }

    /// <summary>Where a file is written: below the folder at its place, by its name alone where that place would be outside.</summary>
    private static string Target(string folder, string shown)
    {
        var path = Path.Combine(folder, shown);
        var relative = Path.GetRelativePath(folder, path);
        var isOutside = Path.IsPathRooted(shown) || relative.Split(Path.DirectorySeparatorChar)[0] == "..";
        return Path.Combine(folder, isOutside ? Path.GetFileName(shown) : relative);
    }

    private static async Task<bool> Write(string path, WorkflowDefinition definition, TextWriter output, TextWriter errors)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            await File.WriteAllTextAsync(path, DefinitionWriter.Write(definition) + "\n");
            await output.WriteLineAsync(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"{path} could not be written: {exception.Message}");
            return false;
        }
    }
}
