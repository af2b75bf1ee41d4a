using System.Text.Json.Nodes;
using CaseFlow.Designer.Diagram;
using CaseFlow.TestKit;

namespace CaseFlow.Host.Tests.CaseFile;

/// <summary>The shipped referral as a picture, and a case's way through it.</summary>
public sealed class DiagramTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly WorkflowPicture Referral =
        WorkflowPicture.Read(JsonNode.Parse(File.ReadAllText(Repository.Path("workflows-json", "referral.json")))!.AsObject());

    private static readonly CaseProgress AtTriage = Progress(
        ("start", 0, 0), ("draft", 0, 1), ("authorise", 1, 2), ("authorised", 2, 2), ("submitted", 2, 2), ("triage", 2, null));

    [Fact]
    public void Read_Referral_HasEveryCardApartFromTheOthers()
    {
        Assert.Equal("Referral", Referral.Name);
        foreach (var (one, other) in Referral.Steps.SelectMany(one => Referral.Steps.Where(other => other != one).Select(other => (one, other))))
        {
            Assert.False(
                one.X < other.X + other.Width && other.X < one.X + one.Width && one.Y < other.Y + other.Height && other.Y < one.Y + one.Height,
                $"{one.Text} lies on {other.Text}.");
        }
    }

    [Fact]
    public void Of_CaseAtTriage_TellsWhatWasDoneWhereItIsAndWhatMayFollow()
    {
        var path = CasePath.Of(Referral, AtTriage);

        Assert.Equal(["draft", "authorise", "submitted"], path.Done.Select(step => step.Step.ActivityId));
        Assert.Equal(["triage"], path.Current.Select(step => step.Step.ActivityId));
        Assert.Equal(
            ["Advice and guidance: Advice and guidance", "Panel: Waiting for the panel", "Urgent decision: The chair decides the urgent referral",
                "Return for information: Returned for information", "Redirect: Hand over to the other service", "Decline: The school may ask the panel to look again", "Otherwise: Triage"],
            path.Next.Select(next => $"{Assert.Single(next.Exits)}: {next.Step.Text}"));
    }

    [Fact]
    public void Of_Draft_LeadsThroughTheEmailToWhatItMeans()
    {
        var path = CasePath.Of(Referral, Progress(("draft", 0, null)));

        Assert.Equal(["Send to the headteacher: authorise", "Withdraw: withdrawn", "Lapsed: lapsed-draft"], path.Next.Select(next => $"{Assert.Single(next.Exits)}: {next.Step.ActivityId}"));
    }

    [Fact]
    public void StateOf_StepInALoop_IsWhereTheCaseIsNow()
    {
        var progress = Progress(("draft", 0, 1), ("authorise", 1, 2), ("draft", 2, null));

        Assert.Equal(StepState.Current, progress.StateOf("draft"));
        Assert.Equal(StepState.Done, progress.StateOf("authorise"));
        Assert.Equal(StepState.Ahead, progress.StateOf("triage"));
    }

    [Fact]
    public void Went_CaseThatCameBackAnotherWay_IsNotSaidToHaveTakenTheExit()
    {
        var progress = new CaseProgress(
        [
            new("to-triage", Start, Start), new("route", Start, Start, "Return for information"), new("information", Start, Start, "Send the information"),
            new("urgency-now", Start, Start), new("to-triage", Start, null),
        ]);

        Assert.True(progress.Visits[1].LeftBy("Return for information"));
        Assert.False(progress.Went(Referral.After("route").Single(arrow => arrow.To == "to-triage")));
        Assert.True(progress.Went(Referral.After("urgency-now").Single()));
    }

    [Fact]
    public async Task WorkflowDiagram_CaseAtTriage_MarksThePathInWordsAsWellAsColourAndHasNoInlineStyle()
    {
        var drawn = await Drawn.Component<WorkflowDiagram>(("Picture", Referral), ("Progress", AtTriage), ("Id", "d"), ("Description", "Referral: now at triage."));
        var svg = drawn.QuerySelector("svg")!;

        Assert.Equal("img", svg.GetAttribute("role"));
        Assert.Equal("Referral: now at triage.", svg.QuerySelector("#d-title")!.TextContent);
        Assert.Equal(Referral.Steps.Length, svg.QuerySelectorAll(".cf-diagram__box").Length);
        Assert.Equal("here now", Assert.Single(svg.QuerySelectorAll(".cf-diagram__step--current .cf-diagram__mark")).TextContent);
        Assert.Equal(5, svg.QuerySelectorAll(".cf-diagram__step--done").Length);
        Assert.Contains(svg.QuerySelectorAll(".cf-diagram__arrow--done"), arrow => arrow.GetAttribute("d")!.Length > 0);
        Assert.Empty(drawn.QuerySelectorAll("[style]"));
    }

    [Fact]
    public async Task CasePathList_CaseAtTriage_SaysDoneHereAndNext()
    {
        var drawn = await Drawn.Component<CasePathList>(("Path", CasePath.Of(Referral, AtTriage)), ("When", (Func<DateTimeOffset, string>)(at => $"{at:HH:mm}")));

        Assert.Contains("The co-ordinator triages the referral", Assert.Single(drawn.QuerySelectorAll("[aria-current=step]")).TextContent, StringComparison.Ordinal);
        Assert.Equal(3, drawn.QuerySelectorAll(".cf-path__step--done").Length);
        Assert.Empty(drawn.QuerySelectorAll("[style]"));
    }

    [Theory]
    [InlineData("Short", 20, 3, new[] { "Short" })]
    [InlineData("The co-ordinator triages the referral", 20, 3, new[] { "The co-ordinator", "triages the referral" })]
    [InlineData("one two three four", 5, 2, new[] { "one", "two …" })]
    public void Lines_Words_AreBrokenAtSpaces(string text, int width, int most, string[] lines)
    {
        Assert.Equal(lines, CardText.Lines(text, width, most));
    }

    [Fact]
    public void Between_CardAbove_GoesAroundTheSide()
    {
        var from = new PictureStep("a", "", StepKind.Other, "A", 0, 200, 100, 50);
        var above = new PictureStep("b", "", StepKind.Other, "B", 0, 0, 100, 50);

        Assert.Equal("M100 225H124V25H100", ArrowShape.Between(from, above).Path);
        Assert.Equal("M50 50V200", ArrowShape.Between(above, from).Path);
    }

    private static CaseProgress Progress(params (string Id, int From, int? To)[] visits) =>
        new([.. visits.Select(visit => new StepVisit(visit.Id, Start.AddHours(visit.From), visit.To is { } end ? Start.AddHours(end) : null))]);
}
