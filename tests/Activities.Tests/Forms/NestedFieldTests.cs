using CaseFlow.Activities.Forms;

namespace CaseFlow.Activities.Tests.Forms;

/// <summary>Groups, lists and the risk matrix.</summary>
public sealed class NestedFieldTests
{
    private const string Tried = """
        { "name": "tried", "label": "What has been tried", "kind": "list", "required": true, "minRows": 2, "maxRows": 3, "itemName": "strategy", "fields": [
            { "name": "strategy", "label": "Strategy", "kind": "text", "required": true, "subject": "the strategy" },
            { "name": "start", "label": "Start", "kind": "date", "subject": "the start" },
            { "name": "end", "label": "End", "kind": "date", "subject": "the end", "notBefore": "start" },
            { "name": "lead", "label": "Lead", "kind": "yesNo", "subject": "the lead" } ], "atMostOne": "lead" }
        """;

    private static readonly FormDefinition Form = TestForms.WithFields(Tried);

    [Fact]
    public void Validate_TooFewRows_AsksForMoreAndPointsAtTheFirst()
    {
        var problem = Assert.Single(FormValidator.Validate(Form, TestForms.Post(Form, ("tried[0].strategy", "Mentor")), TestForms.Today).Problems);

        Assert.Equal("Add at least two strategies", problem.Message);
        Assert.Equal("tried[0].strategy", problem.TargetName);
    }

    [Fact]
    public void Read_EmptyRows_AreLeftOutUnlessTheirPlaceIsKept()
    {
        KeyValuePair<string, string>[] posted = [new("tried[0].strategy", "Mentor"), new("tried[1].strategy", ""), new("tried[2].strategy", "Report card")];

        Assert.Equal(2, PostedAnswers.Read(Form.Fields, posted).RowCount("tried"));
        Assert.Equal(3, PostedAnswers.Read(Form.Fields, posted, keepEmptyRows: true).RowCount("tried"));
    }

    [Fact]
    public void Read_RowNumberBeyondAllReason_IsIgnored()
    {
        Assert.Equal(1, TestForms.Post(Form, ("tried[0].strategy", "Mentor"), ("tried[2147483647].strategy", "x"), ("tried[-1].strategy", "x"), ("tried[abc].strategy", "x")).RowCount("tried"));
    }

    [Fact]
    public void Validate_TooManyRows_AsksToRemoveSome()
    {
        var rows = Enumerable.Range(0, 4).Select(row => ($"tried[{row}].strategy", "Mentor")).ToArray();

        Assert.Equal(["Remove strategies until there are 3 or fewer"], TestForms.Problems(Form, rows));
    }

    [Fact]
    public void Validate_DatesOutOfOrder_NamesBoth()
    {
        var messages = TestForms.Problems(Form,
            ("tried[0].strategy", "Mentor"), ("tried[1].strategy", "Report card"),
            ("tried[1].start.day", "10"), ("tried[1].start.month", "9"), ("tried[1].start.year", "2026"),
            ("tried[1].end.day", "9"), ("tried[1].end.month", "9"), ("tried[1].end.year", "2026"));

        Assert.Equal(["The end must be the same as or after the start"], messages);
    }

    [Fact]
    public void Validate_TwoRowsWhereOneMayBe_AsksToChoose()
    {
        var messages = TestForms.Problems(Form,
            ("tried[0].strategy", "Mentor"), ("tried[0].lead", "yes"), ("tried[1].strategy", "Report card"), ("tried[1].lead", "yes"));

        Assert.Equal(["Select only one strategy as the lead"], messages);
    }

    [Fact]
    public void Validate_NoneSaid_NeedsNoRowAndRefusesBoth()
    {
        var form = TestForms.WithFields("""
            { "name": "agencies", "label": "Agencies", "kind": "list", "required": true, "itemName": "agency", "noneLabel": "None are involved",
              "fields": [ { "name": "agency", "label": "Agency", "kind": "text" } ] }
            """);

        Assert.Empty(TestForms.Problems(form, ("agenciesNone", "true")));
        Assert.Equal(["Add at least one agency, or select \"None are involved\""], TestForms.Problems(form));
        Assert.Equal(["Clear \"None are involved\", or remove the agencies below"], TestForms.Problems(form, ("agenciesNone", "true"), ("agencies[0].agency", "CAMHS")));
    }

    [Fact]
    public void Validate_GroupNotRequired_IsCheckedOnlyOnceBegun()
    {
        var form = TestForms.WithFields("""
            { "name": "health", "label": "Health", "kind": "group", "fields": [
                { "name": "referred", "label": "Referred", "kind": "yesNo", "required": true, "subject": "the referral" },
                { "name": "note", "label": "Note", "kind": "text" } ] }
            """);

        Assert.Empty(TestForms.Problems(form));
        Assert.Equal(["Select yes or no for the referral"], TestForms.Problems(form, ("health.note", "waiting")));
    }

    [Fact]
    public void Validate_Matrix_AsksEveryRiskAndControlsOnlyWhereThereIsRisk()
    {
        var form = TestForms.WithFields("""
            { "name": "risk", "label": "Risk", "kind": "matrix", "required": true, "rows": [ { "value": "self", "label": "Harm to self" }, { "value": "staff", "label": "Harm to staff" } ] }
            """);

        var messages = TestForms.Problems(form,
            ("risk.self.likelihood", "1"), ("risk.self.impact", "1"), ("risk.staff.likelihood", "3"), ("risk.staff.impact", "6"));

        Assert.Equal(
            [
                "Select the impact for \"Harm to staff\"",
                "Enter the controls for \"Harm to staff\"",
                "Enter who owns the controls for \"Harm to staff\"",
                "Enter the review date for \"Harm to staff\"",
            ],
            messages);
    }
}
