using System.Text.Json.Nodes;
using CaseFlow.Activities.Forms;

namespace CaseFlow.Host.Tests.Forms;

/// <summary>Every kind of question as its GOV.UK component, and everything typed coming back.</summary>
public sealed class FormRenderingTests
{
    /// <summary>Kind, the rest of the field's JSON, an answer, and the component that must be there.</summary>
    public static TheoryData<string, string, string, string> Kinds => new()
    {
        { "text", "", "\"Reads <b>aloud</b> & alone\"", "input.govuk-input[type=text]" },
        { "longText", "", "\"One\\nTwo\"", ".govuk-character-count[data-module=govuk-character-count] textarea.govuk-js-character-count" },
        { "integer", "", "12", "input.govuk-input[inputmode=numeric]" },
        { "integer", "", "\"twelve\"", "input.govuk-input[inputmode=numeric]" },
        { "decimal", "", "87.5", "input.govuk-input[inputmode=decimal]" },
        { "date", "", "\"2026-09-07\"", "fieldset[role=group] .govuk-date-input" },
        { "date", "", "{ \"day\": \"31\", \"month\": \"2\", \"year\": \"2026\" }", ".govuk-date-input" },
        { "month", "", "\"2026-09\"", ".govuk-date-input" },
        { "yesNo", "", "false", "fieldset .govuk-radios.govuk-radios--inline" },
        { "radios", ", \"options\": [ { \"value\": \"a\", \"label\": \"A\" }, { \"value\": \"b\", \"label\": \"B\", \"hint\": \"Bee\" } ]", "\"b\"", "fieldset .govuk-radios" },
        { "checkboxes", ", \"options\": [ { \"value\": \"a\", \"label\": \"A\" }, { \"value\": \"b\", \"label\": \"B\" }, { \"value\": \"c\", \"label\": \"C\" } ]", "[ \"a\", \"c\" ]", "fieldset .govuk-checkboxes" },
        { "select", ", \"options\": [ { \"value\": \"a\", \"label\": \"A\" }, { \"value\": \"b\", \"label\": \"B\" } ]", "\"b\"", "select.govuk-select" },
        { "email", "", "\"pat@example.com\"", "input[type=email]" },
        { "phone", "", "\"0116 496 0123\"", "input[type=tel]" },
        { "postcode", "", "\"LE3 8RA\"", "input.govuk-input--width-10" },
        { "upn", "", "\"H801200001001\"", "input.govuk-input--width-20" },
        { "declaration", "", "true", ".govuk-checkboxes input[type=checkbox][value=true]" },
        { "file", "", "{ \"file\": \"0193a5b2-0000-7000-8000-000000000001\", \"name\": \"plan.pdf\", \"type\": \"pdf\", \"size\": 1024, \"sha256\": \"ab\" }", "input.govuk-file-upload[type=file]" },
        { "group", ", \"fields\": [ { \"name\": \"a\", \"kind\": \"text\", \"label\": \"A\" }, { \"name\": \"b\", \"kind\": \"date\", \"label\": \"B\" } ]", "{ \"a\": \"x\", \"b\": \"2026-01-02\" }", "fieldset legend.govuk-fieldset__legend--m" },
        { "list", ", \"itemName\": \"strategy\", \"fields\": [ { \"name\": \"a\", \"kind\": \"text\", \"label\": \"A\" }, { \"name\": \"b\", \"kind\": \"date\", \"label\": \"B\" } ]", "[ { \"a\": \"x\", \"b\": \"2026-01-02\" }, { \"a\": \"y\" } ]", "fieldset.app-row" },
        { "matrix", ", \"rows\": [ { \"value\": \"self\", \"label\": \"Harm to self\" }, { \"value\": \"others\", \"label\": \"Harm to others\" } ]", "{ \"self\": { \"likelihood\": \"3\", \"impact\": \"4\", \"controls\": \"Watch\", \"owner\": \"Pat\", \"reviewDate\": \"2026-12-01\" } }", ".app-matrix select.govuk-select" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Draw_AnswerOfEveryKind_ComesBackAsItWasTyped(string kind, string rest, string answer, string component)
    {
        var field = $$"""{ "name": "question", "kind": "{{kind}}", "label": "Question", "hint": "A hint"{{rest}} }""";
        var form = await DrawnForm.Draw(field, $$"""{ "question": {{answer}} }""");

        Assert.NotNull(form.QuerySelector(component));
        Assert.Empty(form.QuerySelectorAll("[style]"));
        var again = PostedAnswers.Read(DrawnForm.Read(field).Fields, DrawnForm.Posted(form), files: (_, id) => JsonNode.Parse(answer)!["file"]!.GetValue<Guid>() == id ? JsonNode.Parse(answer) : null);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(answer), again.Json["question"]), again.Json.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Draw_AnyQuestion_NamesAndDescribesEveryControl(string kind, string rest, string answer, string component)
    {
        var form = await DrawnForm.Draw($$"""{ "name": "question", "kind": "{{kind}}", "label": "Question", "hint": "A hint", "required": true{{rest}} }""", check: true);

        Assert.NotNull(form.QuerySelector(component.Replace("fieldset.app-row", "fieldset", StringComparison.Ordinal)));
        foreach (var control in form.QuerySelectorAll("input, select, textarea"))
        {
            Assert.NotNull(form.QuerySelector($"label[for='{control.Id}']"));
        }

        foreach (var described in form.QuerySelectorAll("[aria-describedby]"))
        {
            Assert.All(described.GetAttribute("aria-describedby")!.Split(' '), id => Assert.NotNull(form.QuerySelector("#" + id)));
        }

        var ids = form.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
        Assert.NotEmpty(answer);
    }

    [Theory]
    [InlineData("text", "", "field-question")]
    [InlineData("radios", ", \"options\": [ { \"value\": \"a\", \"label\": \"A\" }, { \"value\": \"b\", \"label\": \"B\" } ]", "field-question")]
    [InlineData("date", "", "field-question-day")]
    [InlineData("list", ", \"fields\": [ { \"name\": \"a\", \"kind\": \"text\", \"label\": \"A\", \"required\": true } ]", "field-question-0-a")]
    [InlineData("declaration", "", "field-question")]
    [InlineData("file", "", "field-question")]
    public async Task Draw_RequiredAndEmpty_HasTheMessageInlineAndTheControlTheSummaryLinksTo(string kind, string rest, string target)
    {
        var form = await DrawnForm.Draw($$"""{ "name": "question", "kind": "{{kind}}", "label": "Question", "required": true{{rest}} }""", check: true);

        Assert.NotNull(form.QuerySelector(".govuk-form-group--error .govuk-error-message .govuk-visually-hidden"));
        Assert.Contains(form.QuerySelector("#" + target)!.LocalName, new[] { "input", "select", "textarea" });
    }

    [Fact]
    public async Task Draw_FieldThatOneOptionReveals_StandsBeneathThatOption()
    {
        var form = await DrawnForm.Draw("""
            { "name": "told", "kind": "yesNo", "label": "Were they told?" },
            { "name": "when", "kind": "date", "label": "When?", "visibleIf": { "field": "told", "equals": true } }
            """);

        var revealed = form.QuerySelector("#field-when")!.Closest(".govuk-radios__conditional")!;
        Assert.Equal("told", (string?)JsonNode.Parse(revealed.GetAttribute("data-show-if")!)!["name"]);
        Assert.NotNull(revealed.PreviousElementSibling!.QuerySelector("input[value=true]"));
        Assert.Single(form.QuerySelectorAll("#field-when"));
    }

    [Fact]
    public async Task Draw_FieldThatSeveralOptionsReveal_FollowsThePagesScriptAndShowsWithoutIt()
    {
        var form = await DrawnForm.Draw("""
            { "name": "route", "kind": "radios", "label": "Route", "options": [ { "value": "a", "label": "A" }, { "value": "b", "label": "B" }, { "value": "c", "label": "C" } ] },
            { "name": "why", "kind": "text", "label": "Why?", "visibleIf": { "field": "route", "in": [ "a", "b" ] } }
            """);

        var block = form.QuerySelector("#field-why")!.Closest("[data-module=app-show-if]")!;
        var condition = JsonNode.Parse(block.GetAttribute("data-show-if")!)!;
        Assert.Equal("route", (string?)condition["name"]);
        Assert.Equal(2, condition["values"]!.AsArray().Count);
        Assert.False(block.HasAttribute("hidden"));
    }

    [Fact]
    public async Task Draw_FieldThatAnotherPageDecides_IsLeftOutByTheServer()
    {
        const string Field = """{ "name": "detail", "kind": "text", "label": "Detail", "visibleIf": { "field": "pupil.senStatus", "equals": "plan" } }""";
        Assert.Null((await DrawnForm.Draw(Field)).QuerySelector("#field-detail"));
    }

    [Fact]
    public async Task Draw_EmptyListOfAtLeastTwo_OffersTwoRowsAndAButtonForAnother()
    {
        var form = await DrawnForm.Draw("""
            { "name": "tried", "kind": "list", "label": "What was tried", "itemName": "strategy", "required": true, "minRows": 2, "fields": [ { "name": "what", "kind": "text", "label": "Strategy", "required": true } ] }
            """);

        Assert.Equal(2, form.QuerySelectorAll("fieldset.app-row").Length);
        Assert.Equal("tried", form.QuerySelector("button[name=add]")!.GetAttribute("value"));
        Assert.Equal(["tried[0]", "tried[1]"], form.QuerySelectorAll("button[name=remove]").Select(button => button.GetAttribute("value")));
        Assert.Equal("Remove strategy 2", form.QuerySelectorAll("button[name=remove]")[1].TextContent.Trim());
    }

    [Fact]
    public async Task Draw_OptionalQuestion_SaysSo() =>
        Assert.Equal("Notes (optional)", (await DrawnForm.Draw("""{ "name": "notes", "kind": "text", "label": "Notes" }""")).QuerySelector("label")!.TextContent);

    [Fact]
    public async Task Draw_MarkupInAnAnswer_IsTextOnThePage()
    {
        var form = await DrawnForm.Draw("""{ "name": "notes", "kind": "longText", "label": "Notes" }""", """{ "notes": "</textarea><script>alert(1)</script>" }""");
        Assert.Empty(form.QuerySelectorAll("script"));
        Assert.Equal("</textarea><script>alert(1)</script>", form.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public void Kinds_OfTheTheory_LeaveNoKindOut()
    {
        var tried = Kinds.Select(row => (string)row[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Equal([FieldKind.PupilSummary], Enum.GetValues<FieldKind>().Where(kind => !tried.Contains(kind.ToString())));
    }
}
