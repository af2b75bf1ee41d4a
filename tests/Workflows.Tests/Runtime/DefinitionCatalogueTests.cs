using CaseFlow.Engine.Definitions;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tests.Runtime;

public sealed class DefinitionCatalogueTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("caseflow-definitions-").FullName;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task LoadShipped_TwiceThenNewer_PublishesOnceAndOffersADraft(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var (catalogue, store) = (world.Get<DefinitionCatalogue>(), world.Get<IDefinitionStore>());
        Ship(Waits("first"));

        Assert.Empty(await catalogue.LoadShipped(_folder));
        Assert.Empty(await catalogue.LoadShipped(_folder));
        var published = await store.Published("one");
        Assert.Equal(("one:1", "shipped"), (published!.VersionId, published.Source));
        Assert.Null(await store.Draft("one", DraftKind.Shipped));

        Ship(Waits("second"));
        Assert.Empty(await catalogue.LoadShipped(_folder));
        Assert.Empty(await catalogue.LoadShipped(_folder));

        Assert.Equal(published, await store.Published("one"));
        var draft = await store.Draft("one", DraftKind.Shipped);
        Assert.Equal(1, draft!.Revision);
        Assert.Contains("second", draft.Json, StringComparison.Ordinal);
        Assert.Null(await store.Draft("one", DraftKind.Owner));
    }

    [Fact]
    public async Task LoadShipped_OneFileBroken_LoadsTheRestAndSaysWhich()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        Ship(Waits("first"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "broken.json"), "{ \"definitionId\": ");

        var problem = Assert.Single(await world.Get<DefinitionCatalogue>().LoadShipped(_folder));

        Assert.Equal("broken.json", problem.File);
        Assert.NotNull(await world.Get<IDefinitionStore>().Published("one"));
    }

    [Fact]
    public async Task Publish_FormAndTemplateChange_RunningCasesKeepTheirs()
    {
        var forms = Directory.CreateDirectory(Path.Combine(_folder, "forms")).FullName;
        Form(forms, "First words");
        await using var world = await World.Create(DatabaseKind.Sqlite, Contents(forms));
        var ann = await world.Person("Ann", "COORD");
        await world.Publish(new FlowBuilder("ask").Ask("decide", ["Yes"], more: [("form", "short")]));
        var file = await world.Case();
        await world.Run("ask", file);

        Form(forms, "Second words");
        var later = world.SecondHost("later", Contents(forms));
        await later.Publish(new FlowBuilder("ask").Ask("decide", ["Yes", "No"], more: [("form", "short")]));
        await later.Run("ask", file);

        var tasks = await later.Tasks.ForCase(file.Id);
        var shown = await Task.WhenAll(tasks.OrderBy(task => task.VersionId, StringComparer.Ordinal).Select(async task => (await later.Tasks.Find(task.TaskId, ann))!.FormJson!));
        Assert.Contains("First words", shown[0], StringComparison.Ordinal);
        Assert.Contains("Second words", shown[1], StringComparison.Ordinal);
        await later.StopHost();
    }

    [Theory]
    [InlineData("form", "nowhere", "unknown-form")]
    [InlineData("notice", "EM-NONE-01", "unknown-template")]
    public async Task Publish_NamesWhatIsNotThere_IsRefusedInPlainWords(string property, string name, string code)
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);

        var result = await world.Get<DefinitionCatalogue>().Publish(Waiting(property, name), "test");

        Assert.Null(result.Version);
        var problem = Assert.Single(result.Problems, problem => problem.Severity == ProblemSeverity.Error);
        Assert.Equal((code, "decide", property), (problem.Code, problem.ActivityId, problem.Property));
        Assert.NotNull(problem.Suggestion);
    }

    [Fact]
    public async Task Publish_StartsAProcessThatIsNotPublished_WarnsUntilItIs()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        var catalogue = world.Get<DefinitionCatalogue>();
        var parent = new FlowBuilder("parent").Then("next", "Elsa.DispatchWorkflow", "Done", ("workflowDefinitionId", "child")).ToJson();

        var before = await catalogue.Publish(parent, "test");
        await world.Publish(new FlowBuilder("child").Then("wait", "Elsa.Event", "Done", ("eventName", "go")));
        var after = await catalogue.Publish(parent, "test");

        Assert.NotNull(before.Version);
        Assert.Equal("next", Assert.Single(before.Problems, problem => problem.Code == "unknown-process").ActivityId);
        Assert.DoesNotContain(after.Problems, problem => problem.Code == "unknown-process");
    }

    [Fact]
    public async Task Publish_FormWorkedOutByExpression_IsRefused()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        var flow = new FlowBuilder("ask").Ask("decide", ["Yes"], more: [("form", new FlowBuilder.Script("'short'"))]);

        var result = await world.Get<DefinitionCatalogue>().Publish(flow.ToJson(), "test");

        Assert.Equal("content-computed", Assert.Single(result.Problems, problem => problem.Severity == ProblemSeverity.Error).Code);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Publish_ByMany_GivesEachItsOwnNumber(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => world.Publish(Waits($"event-{number}")))));

        Assert.Equal(Enumerable.Range(1, 8), results.Select(version => version.Version).Order());
        Assert.Equal(8, (await world.Get<IDefinitionStore>().Published("one"))!.Version);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static FlowBuilder Waits(string eventName) => new FlowBuilder("one").Then("wait", "Elsa.Event", "Done", ("eventName", eventName));

    private static string Waiting(string property, string name)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(new FlowBuilder("ask").Ask("decide", ["Yes"]).ToJson())!;
        json["root"]!["activities"]![0]![property] = System.Text.Json.Nodes.JsonNode.Parse($$"""{ "typeName": "String", "expression": { "type": "Literal", "value": "{{name}}" } }""");
        return json.ToJsonString();
    }

    private static ContentLibrary Contents(string forms) => ContentLibrary.Load(forms, EmailTemplateCatalogue.Load(Repository.Path("workflows-json", "emails")));

    private static void Form(string folder, string title) => File.WriteAllText(
        Path.Combine(folder, "short.json"),
        $$"""{ "name": "short", "title": "{{title}}", "parts": [ { "id": "one", "title": "One", "fields": [ { "name": "note", "kind": "text", "label": "Note" } ] } ] }""");

    private void Ship(FlowBuilder flow) => File.WriteAllText(Path.Combine(_folder, "one.json"), flow.ToJson());
}
