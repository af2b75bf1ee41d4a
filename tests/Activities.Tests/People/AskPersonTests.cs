using System.Text.Json.Nodes;
using CaseFlow.Activities.Effects;
using CaseFlow.Activities.People;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Activities.Tests.People;

public sealed class AskPersonTests
{
    private static readonly DateTimeOffset Due = ActivityRun.Start.AddDays(7);

    [Fact]
    public void Execute_WithDue_OpensTaskTellsOnceAndKeepsOneTimer()
    {
        var run = Run(Ask()).Begin();

        var task = Assert.Single(run.All<TaskRequested>());
        Assert.Equal("Triage the referral", task.Title);
        Assert.Equal(["Panel", "Decline"], task.Outcomes.AsEnumerable());
        Assert.Equal([new Addressee("COORD", AddresseePlace.Partnership), new Addressee("CHAIR", AddresseePlace.Partnership)], task.Candidates.AsEnumerable());
        Assert.Equal(Due, task.Due);
        var email = Assert.Single(run.All<EmailRequested>());
        Assert.Equal(("EM-TASK-01", "assigned", "first"), (email.Template, email.Message, email.Offset));
        Assert.Equal(ActivityRun.Start.AddDays(3), Assert.Single(run.State.Timers).Due);
        Assert.Equal("Partnership", Assert.Single(run.Asked).Arguments["calendar"].AsText);
    }

    [Fact]
    public void Execute_StateAtRest_StaysUnderOneKilobyte() =>
        Assert.InRange(Run(Ask()).Begin().State.ToBytes().Length, 1, 1024);

    [Fact]
    public void Resumed_WithOutcome_LeavesByItsExitWithResult()
    {
        var run = Run(Ask()).Begin();

        run.Send(new ResumeWait(run.State.Waits.Single().WaitId, Value.Map(("outcome", "Panel"), ("fields", Value.Map(("route", "panel"))))));

        Assert.Equal(["Panel"], run.Exits);
        Assert.Equal("panel", run.State.Variables["Result"]["fields"]["route"].AsText);
        Assert.Empty(run.State.Timers);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void TimerFired_ThroughTheWholePlan_RemindsThenEscalatesUpTheLadder()
    {
        var run = Run(Ask()).Begin();

        while (!run.State.Timers.IsEmpty)
        {
            run.FireNext();
        }

        Assert.Equal(["first", "half", "T-2", "due", "+1", "+2", "+3", "escalate-1", "escalate-2"], run.All<EmailRequested>().Select(email => email.Offset));
        Assert.Equal(["CHAIR", "LA-INC"], run.All<TaskEscalated>().Select(escalation => escalation.To.Role));
        Assert.Equal(["assigned", "reminder", "reminder", "reminder", "overdue", "overdue", "overdue", "escalated", "escalated"], run.All<EmailRequested>().Select(email => email.Message));
        Assert.Single(run.State.Waits);
    }

    [Fact]
    public void TimerFired_AfterLongDowntime_TellsOnceAndEscalatesAll()
    {
        var run = Run(Ask()).Begin();
        run.Now = Due.AddDays(30);

        run.Send(new TimerDue(run.State.Timers.Single().TimerId));

        Assert.Equal(["first", "escalate-1", "escalate-2", "+3"], run.All<EmailRequested>().Select(email => email.Offset));
        Assert.Equal(2, run.All<TaskEscalated>().Count());
        Assert.Empty(run.State.Timers);
    }

    [Fact]
    public void TimerFired_WithOverdueOutcome_LeavesByItOnlyOnceDueHasPassed()
    {
        var run = Run(Ask(overdue: "Decline")).Begin();
        Assert.Equal(["Panel"], run.All<TaskRequested>().Single().Outcomes.AsEnumerable());

        while (run.Now < Due && !run.State.Timers.IsEmpty)
        {
            Assert.Empty(run.Exits);
            run.FireNext();
        }

        Assert.Equal(Due, run.Now);
        Assert.Equal(["Decline"], run.Exits);
        Assert.Single(run.All<TaskWithdrawn>());
        Assert.DoesNotContain(run.All<EmailRequested>(), email => email.Message is "overdue" or "escalated");
    }

    [Fact]
    public void Execute_WithoutReminders_KeepsOnlyFirstNoticeAndEscalations()
    {
        var run = Run(Ask(reminders: false)).Begin();

        while (!run.State.Timers.IsEmpty)
        {
            run.FireNext();
        }

        Assert.Equal(["first", "escalate-1", "escalate-2"], run.All<EmailRequested>().Select(email => email.Offset));
    }

    [Fact]
    public void Execute_FirstNoticeOnAnotherDay_TellsThen()
    {
        var run = Run(Ask(), first: ActivityRun.Start.AddDays(1)).Begin();
        Assert.Empty(run.All<EmailRequested>());

        run.FireNext();

        Assert.Equal("assigned", Assert.Single(run.All<EmailRequested>()).Message);
    }

    [Fact]
    public void Cancelled_WhileOpen_WithdrawsTask()
    {
        var run = Run(Ask()).Begin();

        run.Send(new CancelInstance("No longer needed"));

        Assert.Equal(run.All<TaskRequested>().Single().WaitId, Assert.Single(run.All<TaskWithdrawn>()).WaitId);
    }

    [Theory]
    [InlineData("[\"COORDINATOR\"]", "unknown-role")]
    [InlineData("[]", "unknown-role")]
    public void Execute_NobodyKnown_OpensIncidentThatSaysWhatToDo(string candidates, string cause)
    {
        var run = Run(Ask(candidates: candidates)).Begin();

        var incident = Assert.Single(run.All<IncidentOpened>());
        Assert.Equal(cause, incident.Cause);
        Assert.EndsWith(".", incident.Message);
        Assert.Empty(run.All<TaskRequested>());
    }

    [Fact]
    public void FactAnswered_WithProblem_OpensIncident()
    {
        var run = new ActivityRun(Ask(), "Panel", "Decline") { Facts = (_, _) => Value.Map(("problem", "Import the term dates.")) }.Begin();

        Assert.Equal("Import the term dates.", Assert.Single(run.All<IncidentOpened>()).Message);
    }

    private static ActivityRun Run(JsonObject ask, DateTimeOffset? first = null) => new(ask, "Panel", "Decline")
    {
        Facts = (_, now) => Value.Map(
            ("due", Value.Of(Due)),
            ("explanation", "5 school days"),
            ("notices", ScheduledNotice.Write(
            [
                new("first", first ?? now), new("half", ActivityRun.Start.AddDays(3)), new("T-2", Due.AddDays(-2)), new("due", Due.AddHours(-8)),
                new("+1", Due.AddDays(1)), new("+2", Due.AddDays(2)), new("+3", Due.AddDays(3)), new("escalate-1", Due.AddDays(4)), new("escalate-2", Due.AddDays(5)),
            ]))),
    };

    private static JsonObject Ask(string candidates = "[\"COORD\",\"CHAIR\"]", string? overdue = null, bool reminders = true) => ActivityRun.Of(
        AskPerson.TypeName,
        ("title", "String", "Triage the referral"),
        ("safeTitle", "String", "Triage the referral"),
        ("candidates", "Object", candidates),
        ("outcomes", "List<String>", "[\"Panel\",\"Decline\"]"),
        ("due", "String", "5 school days"),
        ("reminders", "Boolean", reminders),
        ("escalateTo", "Object", "[\"CHAIR\",\"LA-INC\"]"),
        ("overdueOutcome", "String", overdue ?? ""));
}
