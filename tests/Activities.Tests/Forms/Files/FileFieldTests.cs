using System.Text.Json.Nodes;
using CaseFlow.Activities.Forms;
using CaseFlow.Activities.Forms.Files;

namespace CaseFlow.Activities.Tests.Forms.Files;

/// <summary>A file as an answer among others.</summary>
public sealed class FileFieldTests
{
    private const string Tried =
        """
        { "name": "tried", "kind": "list", "label": "Tried", "itemName": "strategy", "fields": [
          { "name": "what", "kind": "text", "label": "What", "required": true }, { "name": "evidence", "kind": "file", "label": "Evidence", "subject": "the evidence", "required": true } ] }
        """;

    private static readonly FileAnswer Plan = new(new("0193a5b2-0000-7000-8000-000000000001"), "plan.pdf", "pdf", 215_040, new string('a', 64));

    [Theory]
    [InlineData("\"kind\": \"file\", \"fileTypes\": [ \"exe\" ]", "fileTypes", "pdf, docx, odt, xlsx, ods, jpg, png, txt")]
    [InlineData("\"kind\": \"file\", \"maxMegabytes\": 0", "maxMegabytes", "between 1 and 50")]
    [InlineData("\"kind\": \"file\", \"maxMegabytes\": 51", "maxMegabytes", "between 1 and 50")]
    [InlineData("\"kind\": \"file\", \"expose\": true", "expose", "words about a child")]
    [InlineData("\"kind\": \"text\", \"fileTypes\": [ \"pdf\" ]", "fileTypes", "only for a file; \"thing\" is text")]
    [InlineData("\"kind\": \"text\", \"maxMegabytes\": 3", "maxMegabytes", "only for a file")]
    public void Read_FileFieldThatCannotWork_IsRefusedByName(string rules, string place, string words)
    {
        var (form, problems) = TestForms.Read($$"""{ "name": "test", "title": "Test", "parts": [ { "id": "only", "title": "Only", "fields": [ { "name": "thing", "label": "Thing", {{rules}} } ] } ] }""");

        Assert.Null(form);
        var problem = Assert.Single(problems);
        Assert.EndsWith(place, problem.Path, StringComparison.Ordinal);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PostedId_BecomesAnAnswerOnlyWhereTheFileIsKnown()
    {
        var form = TestForms.WithFields(Tried);
        KeyValuePair<string, string>[] posted = [new("tried[0].what", "Mentor"), new("tried[0].evidence", Plan.Id.ToString()), new("tried[1].what", "Card"), new("tried[1].evidence", Guid.Empty.ToString())];

        Assert.False(PostedAnswers.Read(form.Fields, posted).IsSet("tried[0].evidence"));
        var answers = PostedAnswers.Read(form.Fields, posted, files: (_, id) => id == Plan.Id ? Plan.ToJson() : null);

        Assert.Equal(Plan, FileAnswer.Read(answers.Find("tried[0].evidence")));
        var problem = Assert.Single(FormValidator.Validate(form, answers, TestForms.Today).Problems);
        Assert.Equal(("tried[1].evidence", "Select the evidence", "tried[1].evidence"), (problem.Path, problem.Message, problem.TargetName));
        var placed = Assert.Single(FileAnswers.In(form, answers));
        Assert.Equal(("tried[0].evidence", "tried", "evidence"), (placed.Path, placed.Top.Name, placed.Field.Name));
    }

    [Fact]
    public void Answer_RoundTrip_IsTheSameAndReadsAsNameTypeAndSize()
    {
        Assert.Equal(Plan, FileAnswer.Read(JsonNode.Parse(Plan.ToJson().ToJsonString())));
        Assert.Equal("plan.pdf (PDF, 210 KB)", AnswerWords.Of(TestForms.WithFields("""{ "name": "a", "kind": "file", "label": "A" }""").Fields.First(), Plan.ToJson()));
        Assert.Equal(["1 byte", "1023 bytes", "1 KB", "1023 KB", "1 MB", "2.5 MB"], new long[] { 1, 1023, 1024, 1024 * 1024 - 1, 1024 * 1024, 2_621_440 }.Select(FileAnswer.SizeWords));
    }

    /// <summary>A draft begun when the question was still one of text.</summary>
    [Fact]
    public void Validate_TextFromBeforeTheQuestionWasAFile_StaysReadable()
    {
        var form = TestForms.WithFields(Tried);
        var answers = FormAnswers.Parse("""{ "tried": [ { "what": "Mentor", "evidence": "The plan of May" } ] }""");

        Assert.Empty(FormValidator.Validate(form, answers, TestForms.Today).Problems);
        Assert.Equal("The plan of May", AnswerWords.Of(form.Fields.First().Fields[1], answers.Find("tried[0].evidence")));
        Assert.Empty(FileAnswers.In(form, answers));
    }

    [Theory]
    [InlineData("tried[0].evidence", true)]
    [InlineData("tried[0].what", false)]
    [InlineData("tried", false)]
    [InlineData("tried[0].evidence.more", false)]
    [InlineData("nothing", false)]
    public void Question_Path_IsAFileQuestionOrNone(string path, bool found) => Assert.Equal(found, FileAnswers.Question(TestForms.WithFields(Tried).Fields, path) is not null);

    [Fact]
    public void PlaceIn_PathsInAnyOrder_SortsThemAsThePageDoes()
    {
        var form = TestForms.WithFields("""{ "name": "first", "kind": "text", "label": "First" }, """ + Tried);
        string[] page = ["first", "tried", "tried[0].what", "tried[0].evidence", "tried[1].what", "tried[1].evidence", "tried[10].what"];

        Assert.Equal(page, page.Reverse().OrderBy(path => FormPath.PlaceIn(form, path)));
    }

    [Fact]
    public void Overlay_WhatCameOfAPostThatBrokeOff_LeavesTheRestAsItWas()
    {
        var answers = FormAnswers.Parse("""{ "a": "old", "b": "kept", "tried": [ { "what": "one", "by": "x" }, { "what": "two" } ], "ticked": [ "p", "q" ] }""");

        answers.Overlay(FormAnswers.Parse("""{ "a": "new", "tried": [ { "what": "ONE" } ], "ticked": [ "p" ] }"""));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{ "a": "new", "b": "kept", "tried": [ { "what": "ONE", "by": "x" }, { "what": "two" } ], "ticked": [ "p" ] }"""), answers.Json), answers.Json.ToJsonString());
    }
}
