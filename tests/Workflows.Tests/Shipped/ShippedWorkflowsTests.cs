using System.Text.Json.Nodes;
using CaseFlow.Activities;
using CaseFlow.Activities.Forms;
using CaseFlow.Activities.People;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Soundness;
using CaseFlow.TestKit;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Workflows.Tests.Shipped;

/// <summary>The processes that CaseFlow ships: they read and compile without a finding, and what they name is there.</summary>
public sealed class ShippedWorkflowsTests
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Repository.Path("workflows-json"), "*.json").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compile_ShippedProcess_HasNoProblem(string file)
    {
        var (definition, problems) = Read(file);
        Assert.Empty(problems);

        var (compiled, found) = DefinitionCompiler.Compile(definition!, Catalogue());
        Assert.Empty(found.Where(problem => problem.Severity == ProblemSeverity.Error));
        Assert.NotNull(compiled);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_SoundnessOfShippedProcess_FindsNothing(string file)
    {
        Assert.Empty(SoundnessCheck.Run(Read(file).Definition!, Catalogue()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Activities_FormsTemplatesAndTitles_AreShippedToo(string file)
    {
        var emails = EmailTemplateCatalogue.Load(Repository.Path("workflows-json", "emails"));
        foreach (var activity in Activities(file))
        {
            foreach (var template in (string[])["template", "notice", "reminder", "escalation"])
            {
                Assert.True(Literal(activity, template) is not { Length: > 0 } name || emails.Find(name) is not null, $"{activity["id"]}: the template {Literal(activity, template)} is not shipped.");
            }

            if (Literal(activity, "form") is { } form)
            {
                Assert.NotNull(FormReader.Read(File.ReadAllBytes(Repository.Path("workflows-json", "forms", form + ".json"))).Form);
            }

            Assert.True(Literal(activity, "safeTitle") is not { } title || SafeTaskTitles.All.Contains(title), $"{activity["id"]}: the title is not one an email may carry.");
        }
    }

    private static (WorkflowDefinition? Definition, IEnumerable<Problem> Problems) Read(string file)
    {
        var (definition, problems) = DefinitionReader.Read(File.ReadAllBytes(Repository.Path("workflows-json", file)));
        return (definition, problems);
    }

    private static IEnumerable<JsonObject> Activities(string file) =>
        JsonNode.Parse(File.ReadAllText(Repository.Path("workflows-json", file)))!["root"]!["activities"]!.AsArray().OfType<JsonObject>();

    private static string? Literal(JsonObject activity, string input) =>
        activity[input]?["expression"]?["type"]?.GetValue<string>() == "Literal" ? activity[input]!["expression"]!["value"]?.GetValue<string>() : null;

    private static ActivityCatalogue Catalogue() => new([.. BuiltInActivities.All, .. CaseFlowActivities.All]);
}
