using System.Collections.Immutable;
using CaseFlow.Activities.Forms;

namespace CaseFlow.Activities.Tests.Forms;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("\"equals\": \"b\"", "b", true)]
    [InlineData("\"equals\": \"b\"", "a", false)]
    [InlineData("\"in\": [\"a\", \"b\"]", "b", true)]
    [InlineData("\"in\": [\"a\"]", "b", false)]
    [InlineData("\"isSet\": true", "a", true)]
    [InlineData("\"isSet\": true", "", false)]
    [InlineData("\"isSet\": false", "", true)]
    [InlineData("\"isSet\": false", "a", false)]
    public void RequiredIf_EachComparison_DecidesWhetherTheAnswerIsNeeded(string comparison, string answer, bool needed)
    {
        var form = TestForms.WithFields($$"""
            { "name": "first", "label": "First", "kind": "text" },
            { "name": "second", "label": "Second", "kind": "text", "subject": "the second", "requiredIf": { "field": "first", {{comparison}} } }
            """);

        Assert.Equal(needed ? ["Enter the second"] : [], TestForms.Problems(form, ("first", answer)));
    }

    [Theory]
    [InlineData("lessThan", 2, "1", true)]
    [InlineData("lessThan", 2, "2", false)]
    [InlineData("moreThan", 45, "45.5", true)]
    [InlineData("moreThan", 45, "45", false)]
    [InlineData("moreThan", 45, "", false)]
    public void WarnIf_NumberBeyondItsBound_WarnsWithoutAProblem(string comparison, int bound, string answer, bool warned)
    {
        var form = TestForms.WithFields($$"""
            { "name": "days", "label": "Days", "kind": "decimal", "warnIf": [ { "if": { "field": "days", "{{comparison}}": {{bound}} }, "message": "Look at this." } ] }
            """);

        var check = FormValidator.Validate(form, TestForms.Post(form, ("days", answer)), TestForms.Today);

        Assert.True(check.IsValid);
        Assert.Equal(warned ? ["Look at this."] : [], check.Warnings.Select(warning => warning.Message));
    }

    [Theory]
    [InlineData(22, true)]
    [InlineData(23, false)]
    public void WarnIf_DateLongAgo_Warns(int day, bool warned)
    {
        var form = TestForms.WithFields("""
            { "name": "on", "label": "Review", "kind": "date", "warnIf": [ { "if": { "field": "on", "monthsAgoMoreThan": 12 }, "message": "Over a year ago." } ] }
            """);

        var answers = TestForms.Post(form, ("on.day", $"{day}"), ("on.month", "11"), ("on.year", "2025"));

        Assert.Equal(warned, FormValidator.Validate(form, answers, TestForms.Today).Warnings.Length == 1);
    }

    [Fact]
    public void VisibleIf_Hidden_IsNeitherCheckedNorSubmitted()
    {
        var form = TestForms.WithFields("""
            { "name": "partTime", "label": "Part-time", "kind": "yesNo", "expose": true },
            { "name": "details", "label": "Details", "kind": "group", "required": true, "visibleIf": { "field": "partTime", "equals": true },
              "fields": [ { "name": "hours", "label": "Hours", "kind": "integer", "required": true, "subject": "the hours" } ] }
            """);
        var hidden = TestForms.Post(form, ("partTime", "no"), ("details.hours", "12"));
        var shown = TestForms.Post(form, ("partTime", "yes"));

        Assert.Empty(FormValidator.Validate(form, hidden, TestForms.Today).Problems);
        Assert.Null(hidden.Asked(form, new FormContext(TestForms.Today)).Find("details"));
        Assert.Equal(12, hidden.Number("details.hours"));
        Assert.Equal(["details.hours"], FormValidator.Validate(form, shown, TestForms.Today).Problems.Select(problem => problem.Path));
    }

    [Fact]
    public void VisibleIf_AnyAndAll_Combine()
    {
        var form = TestForms.WithFields("""
            { "name": "a", "label": "A", "kind": "yesNo" }, { "name": "b", "label": "B", "kind": "yesNo" },
            { "name": "both", "label": "Both", "kind": "text", "subject": "both", "requiredIf": { "all": [ { "field": "a", "equals": true }, { "field": "b", "equals": true } ] } },
            { "name": "one", "label": "One", "kind": "text", "subject": "one", "requiredIf": { "any": [ { "field": "a", "equals": true }, { "field": "b", "equals": true } ] } }
            """);

        Assert.Equal(["Enter one"], TestForms.Problems(form, ("a", "yes"), ("b", "no")));
        Assert.Equal(["Enter both", "Enter one"], TestForms.Problems(form, ("a", "yes"), ("b", "yes")));
    }

    [Fact]
    public void RequiredIf_FactOfThePupil_IsLookedUpOutsideTheForm()
    {
        var form = TestForms.WithFields("""{ "name": "plan", "label": "Plan", "kind": "text", "subject": "the plan", "requiredIf": { "field": "pupil.senStatus", "equals": "E" } }""");
        var context = new FormContext(TestForms.Today, ImmutableDictionary<string, string>.Empty.Add("pupil.senStatus", "E"));

        Assert.Single(FormValidator.Validate(form, new FormAnswers(), context).Problems);
        Assert.Empty(FormValidator.Validate(form, new FormAnswers(), TestForms.Today).Problems);
    }

    [Fact]
    public void OptionalWithReason_NeedsTheAnswerOrTheReason()
    {
        var form = TestForms.WithFields("""{ "name": "upn", "label": "UPN", "subject": "the UPN", "kind": "upn", "required": true, "optionalWithReason": "Why there is none" }""");

        Assert.Equal(["Enter the UPN, or say why it is missing"], TestForms.Problems(form));
        Assert.Empty(TestForms.Problems(form, ("upnReason", "New to the country")));
    }
}
