using System.Collections.Immutable;
using CaseFlow.Cases.People;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Soundness;

namespace CaseFlow.Workflows.CommandLine;

/// <summary>Everything wrong with a workflow file: what reading, compiling and the soundness check find.</summary>
public static class WorkflowValidation
{
    public static ImmutableArray<Problem> Validate(WorkflowFile file, ActivityCatalogue catalogue)
    {
        if (file.Definition is not { } definition)
        {
            return file.Problems;
        }

        var (compiled, problems) = DefinitionCompiler.Compile(definition, catalogue, file.Find);
        var found = compiled is null ? [] : SoundnessCheck.Run(definition, compiled, Context(file));
        return [.. file.Problems.Concat(problems).Concat(found).Distinct()];
    }

    /// <summary>Forms and templates are known where folders of them lie beside the file; processes are those of its folder.</summary>
    private static SoundnessContext Context(WorkflowFile file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file.Path))!;
        return new SoundnessContext
        {
            Roles = [.. Roles.All.Select(role => role.Code)],
            Forms = Names(Path.Combine(folder, "forms")),
            Templates = Names(Path.Combine(folder, "emails")),
            Processes = [.. file.Beside.Append(file).Select(one => one.Definition?.DefinitionId).OfType<string>()],
        };
    }

    private static ImmutableHashSet<string>? Names(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file))] : null;
}
