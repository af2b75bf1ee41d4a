using CaseFlow.Activities.Forms;

namespace CaseFlow.Activities.Tests.Forms;

/// <summary>Parts, what is kept between them, and what leaves the form.</summary>
public sealed class FormFlowTests
{
    private static readonly FormDefinition Form = TestForms.Read("""
        { "name": "two", "title": "Two parts", "parts": [
          { "id": "about", "title": "About", "fields": [
              { "name": "purpose", "label": "Purpose", "kind": "radios", "required": true, "expose": true, "options": [ { "value": "panel", "label": "Panel" } ] },
              { "name": "wants", "label": "Wants", "kind": "checkboxes", "expose": true, "options": [ { "value": "a", "label": "Advice" }, { "value": "b", "label": "Mentor" } ] },
              { "name": "story", "label": "Story", "kind": "longText", "required": true } ] },
          { "id": "declare", "title": "Declare", "after": ["about"], "fields": [
              { "name": "sure", "label": "I am sure", "kind": "declaration", "required": true } ] } ] }
        """).Form!;

    [Fact]
    public void Of_EachStateOfAPart_IsTold()
    {
        Assert.Equal([PartStatus.NotStarted, PartStatus.CannotStart], Statuses());
        Assert.Equal([PartStatus.InProgress, PartStatus.CannotStart], Statuses(("purpose", "panel")));
        Assert.Equal([PartStatus.Completed, PartStatus.NotStarted], Statuses(("purpose", "panel"), ("story", "Words")));
        Assert.Equal([PartStatus.Completed, PartStatus.Completed], Statuses(("purpose", "panel"), ("story", "Words"), ("sure", "true")));
    }

    [Fact]
    public void Replace_OnePart_KeepsTheOthersAndForgetsWhatWasCleared()
    {
        var answers = TestForms.Post(Form, ("purpose", "panel"), ("story", "Words"), ("sure", "true"));

        answers.Replace(Form.Parts[0], TestForms.Post(Form, ("story", "Other words")));

        Assert.Equal("""{"sure":true,"story":"Other words"}""", answers.Json.ToJsonString());
    }

    [Fact]
    public void Exposed_GivesTheWorkflowWhatIsMarkedAndNoWords()
    {
        var exposed = TestForms.Post(Form, ("purpose", "panel"), ("wants", "a"), ("wants", "b"), ("story", "Words")).Exposed(Form, new FormContext(TestForms.Today));

        Assert.Equal(["purpose", "wants"], exposed.AsMap.Keys);
        Assert.Equal("panel", exposed["purpose"].AsText);
        Assert.Equal(["a", "b"], exposed["wants"].AsList.Select(item => item.AsText));
    }

    [Fact]
    public void Parse_SavedAnswers_ComeBackAsTheyWere()
    {
        var answers = TestForms.Post(Form, ("purpose", "panel"), ("wants", "b"), ("story", "Line one\r\nLine \"two\" & ünïcode"));
        var again = FormAnswers.Parse(answers.Json.ToJsonString());

        Assert.Equal("Line one\nLine \"two\" & ünïcode", again.Text("story"));
        Assert.Equal(["b"], again.Values("wants"));
    }

    [Fact]
    public void Read_NamesTheFormDoesNotKnow_AreIgnored()
    {
        Assert.Equal("{}", TestForms.Post(Form, ("__RequestVerificationToken", "x"), ("purpose.extra", "x"), ("caseId", "x")).Json.ToJsonString());
    }

    [Fact]
    public void Of_Words_AreThoseOfTheReader()
    {
        var answers = TestForms.Post(Form, ("purpose", "panel"), ("wants", "a"), ("wants", "b"), ("sure", "true"));

        Assert.Equal(["Panel", "Advice, Mentor", "", "Confirmed"], Form.Fields.Select(field => AnswerWords.Of(field, answers.Find(field.Name))));
    }

    private static PartStatus[] Statuses(params (string, string)[] posted) =>
        [.. FormProgress.Of(Form, TestForms.Post(Form, posted), new FormContext(TestForms.Today)).Parts.Select(part => part.Status)];
}
