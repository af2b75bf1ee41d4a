using CaseFlow.Cases.Calendars;
using CaseFlow.Persistence.Schema;
using CaseFlow.Persistence.Storage;
using CaseFlow.TestKit.Databases;
using CaseFlow.TestKit.Time;

namespace CaseFlow.Workflows.Tests.Shipped;

/// <summary>A database that holds the shipped term dates and nothing else.</summary>
public sealed class ShippedCalendars : IAsyncLifetime
{
    private TestDatabase? _database;

    internal CaseFlowStorage Storage { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var clock = new HandSetClock(ReferralRun.Monday);
        _database = await TestDatabase.Create(DatabaseKind.Sqlite);
        Storage = CaseFlowStorage.Open(_database.ConnectionString);
        await SchemaMigrator.Migrate(Storage, clock);
        await new TermDateImport(Storage.Gate, clock).LoadShipped();
    }

    public async Task DisposeAsync()
    {
        await Storage.DisposeAsync();
        await _database!.DisposeAsync();
    }
}

/// <summary>Each way through the shipped referral: its stages, decisions, emails and dates.</summary>
public sealed class ReferralScenarioTests(ShippedCalendars calendars) : IClassFixture<ShippedCalendars>
{
    private ReferralRun Start() => new(calendars.Storage.Open());

    [Fact]
    public void Advice_RoutineReferral_GoesFromDraftToAdviceAndGuidance()
    {
        var run = Start().Submitted().Triaged("advice");

        Assert.True(run.HasEnded);
        Assert.Equal(["Submitted", "Triage", "AdviceGuidance"], run.Stages);
        Assert.Equal(["REFERRAL-ADVICE"], run.Decisions);
        Assert.Equal(
            ["EM-TASK-01 to PERSON, SCH-REF", "EM-REF-05 to SCH-HEAD", "EM-REF-01 to SCH-REF, SCH-HEAD", "EM-TASK-01 to COORD, CHAIR", "EM-REF-03 to SCH-REF, SCH-HEAD"],
            run.Emails);
        Assert.Equal(["case.advice-and-guidance"], run.Handovers);
    }

    [Fact]
    public void Panel_Triaged_WaitsForThePanelAndTellsTheChair()
    {
        var run = Start().Submitted().Triaged("panel");

        Assert.True(run.HasEnded);
        Assert.Equal(["Submitted", "Triage", "AwaitingPanel"], run.Stages);
        Assert.Equal("EM-REF-03 to SCH-REF, SCH-HEAD, CHAIR", run.Emails.Last());
        Assert.Equal(["case.panel"], run.Handovers);
    }

    [Theory]
    [InlineData("Routine", "Mon 9 Nov 2026")]
    [InlineData("Urgent", "Tue 3 Nov 2026")]
    [InlineData("Emergency", "Tue 3 Nov 2026")]
    public void Triage_EachUrgency_IsDueWithinFiveSchoolDaysOrOne(string urgency, string due)
    {
        Assert.Equal(due, Start().Submitted(urgency).Due("triage"));
    }

    [Fact]
    public void Triage_NobodyActs_IsRemindedByThePatternThenEscalated()
    {
        var run = Start().Submitted().UntilDate(11, 20);

        Assert.Equal(
            [
                "first on Mon 2 Nov 2026", "T-2 on Thu 5 Nov 2026", "due on Mon 9 Nov 2026", "+1 on Tue 10 Nov 2026", "+2 on Wed 11 Nov 2026",
                "+3 on Thu 12 Nov 2026", "escalate-1 on Fri 13 Nov 2026", "escalate-2 on Mon 16 Nov 2026",
            ],
            run.Notices("triage"));
        Assert.Equal(["CHAIR", "LA-INC"], run.Escalations);
        Assert.Equal(["triage"], run.WaitsAt);
    }

    [Theory]
    [InlineData(45, false)]
    [InlineData(45.5, true)]
    public void Submitted_DaysSuspended_InclusionTeamIsToldAbove45(double days, bool told)
    {
        var run = Start().Submitted(daysSuspended: days);

        Assert.Equal(told, run.Emails.Contains("EM-SUS-03 to LA-INC"));
        Assert.Equal(["triage"], run.WaitsAt);
    }

    [Fact]
    public void Draft_NotSent_RemindsItsAuthorAndLapsesAfterTwentySchoolDays()
    {
        var run = Start().UntilDate(12, 2);

        Assert.True(run.HasEnded);
        Assert.Equal("Mon 30 Nov 2026", run.Due("draft"));
        Assert.Equal(["first on Mon 2 Nov 2026", "half on Mon 16 Nov 2026", "T-2 on Thu 26 Nov 2026", "due on Mon 30 Nov 2026"], run.Notices("draft"));
        Assert.Equal("EM-TASK-04 to SCH-REF, SCH-HEAD", run.Emails.Last());
        Assert.Equal(["Closed"], run.Stages);
    }

    [Fact]
    public void Draft_Withdrawn_IsClosed()
    {
        var run = Start().Answer("draft", "Withdraw");

        Assert.True(run.HasEnded);
        Assert.Equal(["Closed"], run.Stages);
    }

    [Fact]
    public void Authorisation_Unanswered_AsksAgainAndLapsesAfterTwentySchoolDays()
    {
        var run = Start().Drafted().UntilDate(11, 17);
        Assert.Equal(["authorise-again"], run.WaitsAt);

        run.UntilDate(12, 2);
        Assert.True(run.HasEnded);
        Assert.Equal(2, run.Emails.Count(email => email == "EM-REF-05 to SCH-HEAD"));
        Assert.Equal("EM-TASK-04 to SCH-REF, SCH-HEAD", run.Emails.Last());
        Assert.Equal(["Closed"], run.Stages);
    }

    [Fact]
    public void Authorisation_SecondRequestAnswered_GoesOn()
    {
        var run = Start().Drafted().UntilDate(11, 17).Answer("authorise-again", "Send the decision", ("decision", "authorise"));

        Assert.Equal(["triage"], run.WaitsAt);
        Assert.Equal(["Submitted", "Triage"], run.Stages);
    }

    [Fact]
    public void Authorisation_SentBackTwice_ReturnsToItsAuthorEachTime()
    {
        var run = Start();
        for (var round = 0; round < 2; round++)
        {
            run.Drafted().Answer("authorise", "Send the decision", ("decision", "send-back"));
            Assert.Equal(["draft"], run.WaitsAt);
        }

        run.Submitted().Triaged("advice");
        Assert.True(run.HasEnded);
        Assert.Equal(["Submitted", "Triage", "AdviceGuidance"], run.Stages);
        Assert.Equal(["AUTHORISATION-SEND-BACK", "AUTHORISATION-SEND-BACK", "REFERRAL-ADVICE"], run.Decisions);
    }

    [Fact]
    public void Information_GivenTwice_ComesBackToTriageWithTheNewUrgency()
    {
        var run = Start().Submitted();
        for (var round = 0; round < 2; round++)
        {
            run.Triaged("return").Answer("information", "Send the information", ("urgencyNow", "Urgent"));
            Assert.Equal(["triage"], run.WaitsAt);
            Assert.Equal("Tue 3 Nov 2026", run.Due("triage"));
        }

        run.Triaged("panel");
        Assert.True(run.HasEnded);
        Assert.Equal(["Submitted", "Triage", "ReturnedForInformation", "Triage", "ReturnedForInformation", "Triage", "AwaitingPanel"], run.Stages);
        Assert.Equal(["REFERRAL-RETURN", "REFERRAL-RETURN", "REFERRAL-PANEL"], run.Decisions);
        Assert.Equal(2, run.Emails.Count(email => email.StartsWith("EM-REF-02 ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Information_NotGiven_LapsesAfterTenSchoolDaysWithNotice()
    {
        var run = Start().Submitted().Triaged("return");
        Assert.Equal("Mon 16 Nov 2026", run.Due("information"));

        run.UntilDate(11, 18);
        Assert.True(run.HasEnded);
        Assert.Equal("EM-TASK-04 to SCH-REF, SCH-HEAD, COORD", run.Emails.Last());
        Assert.Equal("Closed", run.Stages.Last());
    }

    [Theory]
    [InlineData("advice", "AdviceGuidance")]
    [InlineData("placement", "PlacementSetup")]
    public void Urgent_ChairDecides_ActsAtOnceAndIsRatifiedLater(string decision, string stage)
    {
        var run = Start().Submitted("Urgent").Triaged("urgent").Answer("chair", "Send the decision", ("decision", decision), ("reviewOn", "2026-12-01"));

        Assert.Equal(["ratify"], run.WaitsAt);
        Assert.Equal(["Submitted", "Triage", stage], run.Stages);
        Assert.Contains("EM-REF-06 to CHAIR, LA-INC", run.Emails);

        run.Answer("ratify", "Send the decision", ("decision", "ratified"));
        Assert.True(run.HasEnded);
        Assert.Equal(["REFERRAL-URGENT", "URGENT-" + decision.ToUpperInvariant(), "URGENT-RATIFIED"], run.Decisions);
        Assert.Equal(["case.urgent-ratified"], run.Handovers);
    }

    [Fact]
    public void Urgent_PanelDoesNotRatify_ThePanelDecidesItself()
    {
        var run = Start().Submitted("Urgent").Triaged("urgent")
            .Answer("chair", "Send the decision", ("decision", "advice"), ("reviewOn", "2026-12-01"))
            .Answer("ratify", "Send the decision", ("decision", "not-ratified"));

        Assert.True(run.HasEnded);
        Assert.Equal(["Submitted", "Triage", "AdviceGuidance", "AwaitingPanel"], run.Stages);
    }

    [Fact]
    public void Urgent_ChairLeavesItToThePanel_WaitsForThePanel()
    {
        var run = Start().Submitted("Urgent").Triaged("urgent").Answer("chair", "Send the decision", ("decision", "panel"), ("reviewOn", "2026-12-01"));

        Assert.True(run.HasEnded);
        Assert.Equal("AwaitingPanel", run.Stages.Last());
    }

    [Fact]
    public void Redirect_ToAnotherService_IsClosedAndHandedOver()
    {
        var run = Start().Submitted().Triaged("redirect", ("redirectTo", "sena"));

        Assert.True(run.HasEnded);
        Assert.Equal("EM-REF-04 to SCH-REF, SCH-HEAD", run.Emails.Last());
        Assert.Equal("Closed", run.Stages.Last());
        Assert.Equal(["case.redirected"], run.Handovers);
    }

    [Theory]
    [InlineData("accept", "Closed")]
    [InlineData("ask-panel", "AwaitingPanel")]
    public void Decline_SchoolAnswers_IsClosedOrGoesToThePanel(string response, string stage)
    {
        var run = Start().Submitted().Triaged("decline");
        Assert.Equal(["declined"], run.WaitsAt);
        Assert.Equal("EM-REF-04 to SCH-REF, SCH-HEAD", run.Emails.Last());

        run.Answer("declined", "Send the answer", ("response", response));
        Assert.True(run.HasEnded);
        Assert.Equal(stage, run.Stages.Last());
    }

    [Fact]
    public void Decline_SchoolSaysNothing_IsClosedAfterTenSchoolDays()
    {
        var run = Start().Submitted().Triaged("decline").UntilDate(11, 18);

        Assert.True(run.HasEnded);
        Assert.Equal(["Submitted", "Triage", "Closed"], run.Stages);
    }
}
