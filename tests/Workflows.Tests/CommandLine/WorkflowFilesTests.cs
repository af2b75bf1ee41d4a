using System.Text.Json.Nodes;
using CaseFlow.Activities;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;
using CaseFlow.TestKit;
using CaseFlow.Workflows.CommandLine;

namespace CaseFlow.Workflows.Tests.CommandLine;

/// <summary>What the command line says of workflow files.</summary>
public sealed class WorkflowFilesTests : IDisposable
{
    private static readonly ActivityCatalogue Catalogue = new([.. BuiltInActivities.All, .. CaseFlowActivities.All]);
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("caseflow-files");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_Folder_TakesTheWorkflowsInIt()
    {
        Write("a.json", Hello("a"));
        Write("inner/b.json", Hello("b"));
        Write("forms/form.json", """{"name":"form","questions":[]}""");
        Write("list.json", "[1,2]");
        Write("broken.json", "{\"root\":");
        Write("notes.txt", "x");
        var (files, missing, _) = WorkflowFiles.Read([_folder.FullName]);
        Assert.Empty(missing);
        Assert.Equal(["a.json", "broken.json", "inner/b.json"], files.Select(file => file.Shown));
    }

    [Fact]
    public void Read_PathThatIsNot_IsMissing() => Assert.Equal(["nowhere.json"], WorkflowFiles.Read(["nowhere.json"]).Missing.AsEnumerable());

    [Fact]
    public void Read_FolderWithLinksToItselfAndToNothing_EndsAndSaysWhatCannotBeRead()
    {
        Write("a.json", Hello("a"));
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "nothing.json"), "nowhere.json");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "round.json"), "round.json");
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "again"), ".");
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "folder.json"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "folder.json", "up"), "..");
        var files = WorkflowFiles.Read([_folder.FullName]).Files;
        Assert.Equal(["a.json", "nothing.json", "round.json"], files.Select(file => file.Shown));
        Assert.All(files.Skip(1), file => Assert.Equal("unreadable-file", Assert.Single(WorkflowValidation.Validate(file, Catalogue)).Code));
        Assert.All(files.Skip(1), file => Assert.StartsWith("The file cannot be read: ", WorkflowTrial.Run(file, Catalogue, Now).ImportError, StringComparison.Ordinal));
        Assert.Equal("Finished", WorkflowTrial.Run(files[0], Catalogue, Now).Status);
    }

    [Fact]
    public void Read_FolderWithNoWorkflow_IsEmpty()
    {
        Write("list.json", "[1,2]");
        var (files, missing, empty) = WorkflowFiles.Read([_folder.FullName]);
        Assert.Empty(files);
        Assert.Empty(missing);
        Assert.Equal([_folder.FullName], empty.AsEnumerable());
    }

    [Fact]
    public void Validate_StartsAProcessThatIsNotInTheFolder_Warns()
    {
        Write("a.json", Starts("a", "b"));
        Write("b.json", Starts("b", "panle"));
        var (files, _, _) = WorkflowFiles.Read([_folder.FullName]);

        Assert.DoesNotContain(WorkflowValidation.Validate(files[0], Catalogue), problem => problem.Code == "unknown-process");
        var problem = Assert.Single(WorkflowValidation.Validate(files[1], Catalogue), problem => problem.Code == "unknown-process");
        Assert.Equal((ProblemSeverity.Warning, "next", "workflowDefinitionId"), (problem.Severity, problem.ActivityId, problem.Property));
        Assert.Contains("'panle'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_BrokenFile_SaysWhere()
    {
        Write("broken.json", "{\"root\":");
        var problem = Assert.Single(WorkflowValidation.Validate(Assert.Single(WorkflowFiles.Read([_folder.FullName]).Files), Catalogue));
        Assert.Equal("invalid-json", problem.Code);
        var json = JsonNode.Parse(WorkflowReport.ProblemsJson([(WorkflowFiles.Read([_folder.FullName]).Files[0], [problem])]))!;
        Assert.Equal("error", (string)json[0]!["problems"]![0]!["severity"]!);
        Assert.False((bool)json[0]!["valid"]!);
    }

    [Fact]
    public void Validate_Task_KnowsRolesAndTheFormsBesideTheFile()
    {
        Write("forms/known.json", "{}");
        Write("emails/EM-TASK-01.json", "{}");
        Write("task.json", Workflow("task", Ask("NOBODY", "unknown")));
        var codes = WorkflowValidation.Validate(WorkflowFiles.Read([_folder.FullName]).Files.Single(), Catalogue).Select(problem => problem.Code).ToList();
        Assert.Contains("unknown-role", codes);
        Assert.Contains("unknown-form", codes);
        Write("task.json", Workflow("task", Ask("COORD", "known")));
        codes = WorkflowValidation.Validate(WorkflowFiles.Read([_folder.FullName]).Files.Single(), Catalogue).Select(problem => problem.Code).ToList();
        Assert.DoesNotContain("unknown-role", codes);
        Assert.DoesNotContain("unknown-form", codes);
    }

    [Fact]
    public void Validate_ArrowFromAnExitTheStepLacks_IsAnErrorThatNamesTheExitsThereAre()
    {
        Write("emails/EM-TASK-01.json", "{}");
        Write("task.json", $$$"""
            {"definitionId":"task","name":"task","root":{"id":"root","type":"Elsa.Flowchart","activities":[{{{Ask("COORD", "known")}}},{"id":"w","type":"Elsa.WriteLine","text":"Hello"}],
             "connections":[{"source":{"activity":"t","port":"Maybe"},"target":{"activity":"w","port":"In"}}]}}
            """);
        var problem = Assert.Single(WorkflowValidation.Validate(WorkflowFiles.Read([_folder.FullName]).Files.Single(), Catalogue), problem => problem.Code == "unknown-exit");
        Assert.Equal((ProblemSeverity.Error, "t"), (problem.Severity, problem.ActivityId));
        Assert.Equal("An arrow leaves 't' by 'Maybe', but its exits are 'Done'.", problem.Message);
    }

    [Fact]
    public void Validate_ShippedWorkflows_HaveNoErrors()
    {
        var files = WorkflowFiles.Read([Repository.Path("workflows-json")]).Files;
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotContain(WorkflowValidation.Validate(file, Catalogue), problem => problem.Severity == ProblemSeverity.Error));
    }

    [Fact]
    public void Run_Workflow_GivesWhatItDid()
    {
        Write("a.json", Workflow("a", """{"id":"w","type":"Elsa.WriteLine","text":"Hello"},{"id":"e","type":"Elsa.Event","eventName":"x"}"""));
        var trial = WorkflowTrial.Run(WorkflowFiles.Read([Path.Combine(_folder.FullName, "a.json")]).Files.Single(), Catalogue, Now);
        Assert.Equal(("Running", "Suspended"), (trial.Status, trial.SubStatus));
        Assert.Equal(["Hello"], trial.Lines.AsEnumerable());
        Assert.Equal(["Elsa.Event"], trial.Waits.AsEnumerable());
        Assert.Equal(["Workflow1|Elsa.Workflow|Running", "root|Elsa.Sequence|Running", "w|Elsa.WriteLine|Completed", "e|Elsa.Event|Running"], trial.Activities.AsEnumerable());
        var json = JsonNode.Parse(WorkflowReport.TrialsJson([trial]))![0]!;
        Assert.Null(json["importError"]);
        Assert.Equal("Suspended", (string)json["sub"]!);
    }

    [Fact]
    public void Run_BrokenFile_GivesTheImportError()
    {
        Write("a.json", "{\"root\":1}");
        var trial = WorkflowTrial.Run(WorkflowFiles.Read([_folder.FullName]).Files.Single(), Catalogue, Now);
        Assert.NotNull(trial.ImportError);
        Assert.Null(trial.Status);
    }

    [Fact]
    public void Run_ChildOfTheSameFolder_IsFound()
    {
        Write("child.json", Hello("child"));
        Write("parent.json", Workflow("parent", """{"id":"x","type":"Elsa.ExecuteWorkflow","workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"child"}},"waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":true}}}"""));
        var trial = WorkflowTrial.Run(WorkflowFiles.Read([Path.Combine(_folder.FullName, "parent.json")]).Files.Single(), Catalogue, Now);
        Assert.Equal(("Finished", "child"), (trial.Status, Assert.Single(trial.Lines)));
    }

    [Fact]
    public void Export_ReadAgain_IsTheSame()
    {
        Write("a.json", Hello("a"));
        var file = WorkflowFiles.Read([_folder.FullName]).Files.Single();
        var once = DefinitionWriter.Write(file.Definition!);
        Write("a.json", once);
        Assert.Equal(once, DefinitionWriter.Write(WorkflowFiles.Read([_folder.FullName]).Files.Single().Definition!));
    }

    private static string Starts(string id, string other) =>
        $$$"""{"definitionId":"{{{id}}}","root":{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"next","type":"Elsa.DispatchWorkflow","workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"{{{other}}}"} } } ],"connections":[]}}""";

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static string Hello(string id) => Workflow(id, $$"""{"id":"w","type":"Elsa.WriteLine","text":"{{id}}"}""");

    private static string Workflow(string id, string activities) =>
        $$$"""{"id":"{{{id}}}-v1","definitionId":"{{{id}}}","name":"{{{id}}}","root":{"id":"root","type":"Elsa.Sequence","activities":[{{{activities}}}]}}""";

    private static string Ask(string role, string form) => $$"""
        { "id": "t", "type": "CaseFlow.AskPerson",
          "title": { "typeName": "String", "expression": { "type": "Literal", "value": "x" } },
          "safeTitle": { "typeName": "String", "expression": { "type": "Literal", "value": "Complete the referral form" } },
          "form": { "typeName": "String", "expression": { "type": "Literal", "value": "{{form}}" } },
          "candidates": { "typeName": "Object", "expression": { "type": "Literal", "value": ["{{role}}"] } },
          "outcomes": { "typeName": "Object", "expression": { "type": "Literal", "value": ["Done"] } } }
        """;
}
