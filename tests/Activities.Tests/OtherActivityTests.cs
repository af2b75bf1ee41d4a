using CaseFlow.Activities.Cases;
using CaseFlow.Activities.Effects;
using CaseFlow.Activities.People;
using CaseFlow.Activities.Processes;
using CaseFlow.Activities.Time;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Activities.Tests;

public sealed class OtherActivityTests
{
    [Fact]
    public void All_Descriptors_SpeakToProcessOwners()
    {
        Assert.Equal(9, CaseFlowActivities.All.Count);
        Assert.All(CaseFlowActivities.All, activity =>
        {
            Assert.StartsWith("CaseFlow.", activity.Descriptor.Type, StringComparison.Ordinal);
            Assert.NotEqual(activity.Descriptor.Type, activity.Descriptor.DisplayName);
            Assert.NotEmpty(activity.Descriptor.Description);
            Assert.All(activity.Descriptor.Inputs, input => Assert.NotNull(input.DisplayName));
        });
    }

    [Fact]
    public void SendEmail_WithRoles_AsksForOneEmailToAllOfThem()
    {
        var run = new ActivityRun(ActivityRun.Of(SendEmail.TypeName, ("template", "String", "EM-REF-01"), ("to", "Object", "[\"SCH-REF\",{\"role\":\"AP\",\"place\":\"Organisation\",\"name\":\"Elm Farm\"}]")), "Done").Begin();

        var email = Assert.Single(run.All<EmailRequested>());
        Assert.Equal("EM-REF-01", email.Template);
        Assert.Equal([new("SCH-REF", AddresseePlace.School), new("AP", AddresseePlace.Organisation, "Elm Farm")], email.To.AsEnumerable());
        Assert.Equal(["Done"], run.Exits);
    }

    [Fact]
    public void WaitUntil_ForSchoolDays_WakesOnceAtTheMomentCalculated()
    {
        var due = ActivityRun.Start.AddDays(14);
        var run = new ActivityRun(ActivityRun.Of(WaitUntil.TypeName, ("for", "String", "10 school days")), "Done")
        {
            Facts = (_, _) => Value.Map(("due", Value.Of(due)), ("explanation", "10 school days after Mon 23 Nov")),
        }.Begin();
        Assert.Empty(run.Exits);
        Assert.Equal(due, Assert.Single(run.State.Timers).Due);

        run.FireNext();

        Assert.Equal(["Done"], run.Exits);
        Assert.Equal("wait-until", run.Asked.Single().Name);
    }

    [Fact]
    public void WaitUntil_WithoutAnything_OpensIncident()
    {
        var run = new ActivityRun(ActivityRun.Of(WaitUntil.TypeName), "Done").Begin();

        Assert.Equal("no-date", Assert.Single(run.All<IncidentOpened>()).Cause);
    }

    [Fact]
    public void SetStage_WithStageAndFlags_AsksForTheChange()
    {
        var run = new ActivityRun(ActivityRun.Of(SetStage.TypeName, ("stage", "String", "AwaitingPanel"), ("raise", "List<String>", "[\"LookedAfter\"]")), "Done").Begin();

        var change = Assert.Single(run.All<DomainChangeRequested>());
        Assert.Equal(("set-stage", "AwaitingPanel"), (change.Kind, change.Data["stage"].AsText));
        Assert.Equal("LookedAfter", change.Data["raise"].AsList.Single().AsText);
        Assert.Equal(["Done"], run.Exits);
    }

    [Theory]
    [InlineData("stage", "String", "Somewhere", "unknown-stage")]
    [InlineData("raise", "List<String>", "[\"Sunny\"]", "unknown-flag")]
    public void SetStage_Unknown_OpensIncident(string input, string type, string value, string cause)
    {
        var run = new ActivityRun(ActivityRun.Of(SetStage.TypeName, (input, type, value)), "Done").Begin();

        Assert.Equal(cause, Assert.Single(run.All<IncidentOpened>()).Cause);
        Assert.Empty(run.All<DomainChangeRequested>());
    }

    [Fact]
    public void RecordDecision_FromTask_CarriesIdsAndNoWords()
    {
        var from = "{\"outcome\":\"Decline\",\"submissionId\":\"s1\",\"byPersonId\":\"p1\",\"fields\":{\"route\":\"decline\"}}";
        var run = new ActivityRun(ActivityRun.Of(RecordDecision.TypeName, ("from", "Object", from)), "Done").Begin();

        var data = Assert.Single(run.All<DomainChangeRequested>()).Data;
        Assert.Equal(("Decline", "s1", "p1", "reasons"), (data["code"].AsText, data["submissionId"].AsText, data["byPersonId"].AsText, data["reasonsField"].AsText));
        Assert.False(data.AsMap.ContainsKey("fields"));
    }

    [Fact]
    public void RunChecks_Answered_KeepsResultAndAsksToRecordIt()
    {
        var run = new ActivityRun(ActivityRun.Of(RunChecks.TypeName), "Done") { Facts = (_, _) => Value.Map(("openDuplicate", true)) }.Begin();

        Assert.True(run.State.Variables["Result"]["openDuplicate"].AsBoolean);
        Assert.Equal("record-checks", Assert.Single(run.All<DomainChangeRequested>()).Kind);
    }

    [Fact]
    public void StartProcess_NotWaiting_PassesTheCaseOnAndGoesOn()
    {
        var run = new ActivityRun(ActivityRun.Of(StartProcess.TypeName, ("process", "String", "mash"), ("wait", "Boolean", false)), "Started").Begin();

        var child = Assert.Single(run.All<ChildRequested>());
        Assert.Equal(("mash", "NC-26-0147", false), (child.DefinitionId, child.Input["caseRef"].AsText, child.WaitForCompletion));
        Assert.Equal(["Started"], run.Exits);
    }

    [Theory]
    [InlineData(ChildOutcome.Completed)]
    [InlineData(ChildOutcome.Faulted)]
    [InlineData(ChildOutcome.Cancelled)]
    public void StartProcess_Waiting_LeavesByHowTheChildEnded(ChildOutcome outcome)
    {
        var run = new ActivityRun(ActivityRun.Of(StartProcess.TypeName, ("process", "String", "mash")), "Completed", "Faulted", "Cancelled").Begin();
        Assert.Empty(run.Exits);

        run.Send(new ChildEnded(run.All<ChildRequested>().Single().ChildInstanceId, outcome, Value.Undefined));

        Assert.Equal([outcome.ToString()], run.Exits);
    }

    [Fact]
    public void StartProcess_CancelledWhileWaiting_CancelsTheChild()
    {
        var run = new ActivityRun(ActivityRun.Of(StartProcess.TypeName, ("process", "String", "mash")), "Completed").Begin();

        run.Send(new CancelInstance("Closed"));

        Assert.Equal(run.All<ChildRequested>().Single().ChildInstanceId, Assert.Single(run.All<ChildCancelRequested>()).ChildInstanceId);
    }
}
