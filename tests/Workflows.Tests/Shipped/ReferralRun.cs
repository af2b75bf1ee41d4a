using CaseFlow.Activities;
using CaseFlow.Activities.Effects;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Simulation;
using CaseFlow.Engine.Values;
using CaseFlow.TestKit;
using CaseFlow.Workflows.Facts;

namespace CaseFlow.Workflows.Tests.Shipped;

/// <summary>
/// The shipped referral on a virtual clock, its dates worked out with the shipped term dates, its state through bytes
/// between any two bursts. It starts on Monday 2 November 2026 at 9am, a school day.
/// </summary>
internal sealed class ReferralRun
{
    public static readonly DateTimeOffset Monday = LondonTime.At(new DateOnly(2026, 11, 2), new TimeOnly(9, 0));

    private static readonly CompiledDefinition Referral = Compile();

    private readonly Simulation _simulation;

    public ReferralRun(ICaseData calendars)
    {
        var plan = new TaskPlanFact();
        _simulation = new Simulation(Referral, new SimulationOptions
        {
            Start = Monday,
            Input = Value.Map(("caseId", Guid.NewGuid().ToString()), ("caseRef", "NC-26-0001"), ("byPersonId", Guid.NewGuid().ToString())),
            CorrelationId = "case",
            RestartEachBurst = true,
            Facts = (fact, now) => fact.Name switch
            {
                "task-plan" => plan.Answer(calendars, fact.Arguments, now),
                "referral-checks" => Value.Map(("openDuplicate", false), ("messages", Value.EmptyList)),
                _ => throw new InvalidOperationException("The referral asked for " + fact.Name),
            },
        });
        _simulation.Start();
    }

    public bool HasEnded => _simulation.Main.State.Status == WorkflowStatus.Finished;

    public IEnumerable<string> WaitsAt => _simulation.Main.State.Waits.Select(wait => wait.ActivityId);

    public IEnumerable<OpenIncident> Incidents => _simulation.Main.State.Incidents;

    public DateTimeOffset Now => _simulation.Now;

    /// <summary>The stages set, in order.</summary>
    public IEnumerable<string?> Stages => Changes(DomainChangeKinds.SetStage).Select(change => change["stage"].AsText).Where(stage => stage is not null);

    public IEnumerable<string?> Decisions => Changes(DomainChangeKinds.RecordDecision).Select(change => change["code"].AsText);

    /// <summary>Every email as "template to roles".</summary>
    public IEnumerable<string> Emails => _simulation.Effects.OfType<EmailRequested>().Select(email => $"{email.Template} to {string.Join(", ", email.To.Select(to => to.Role))}");

    /// <summary>The emails of one task as "offset on date", in order.</summary>
    public IEnumerable<string> Notices(string activityId) => _simulation.Steps
        .SelectMany(step => step.Effects.OfType<EmailRequested>().Where(email => email.ActivityId == activityId).Select(email => $"{email.Offset} on {EnglishDates.WithYear(LondonTime.DateOf(step.At))}"));

    public IEnumerable<string> Escalations => _simulation.Effects.OfType<TaskEscalated>().Select(escalated => escalated.To.Role);

    public IEnumerable<string> Handovers => _simulation.Effects.OfType<EventPublished>().Select(published => published.Name);

    public TaskRequested Task(string activityId) => _simulation.Effects.OfType<TaskRequested>().Last(task => task.ActivityId == activityId);

    /// <summary>The last day the task can be done on.</summary>
    public string Due(string activityId) => EnglishDates.WithYear(LondonTime.DateOf(Task(activityId).Due!.Value));

    public ReferralRun Answer(string activityId, string outcome, params (string Name, Value Value)[] fields)
    {
        Assert.True(
            _simulation.Answer(activityId, Value.Map(("outcome", outcome), ("submissionId", Guid.NewGuid().ToString()), ("byPersonId", Guid.NewGuid().ToString()), ("fields", Value.Map(fields)))),
            $"The referral does not wait at {activityId} but at {string.Join(", ", WaitsAt)}.");
        Assert.Empty(Incidents);
        return this;
    }

    public ReferralRun UntilDate(int month, int day, int year = 2026)
    {
        _simulation.AdvanceTo(LondonTime.EndOf(new DateOnly(year, month, day)).AddMinutes(1));
        Assert.Empty(Incidents);
        return this;
    }

    public ReferralRun Submitted(string urgency = "Routine", double daysSuspended = 4) => Drafted(urgency, daysSuspended).Answer("authorise", "Send the decision", ("decision", "authorise"));

    public ReferralRun Drafted(string urgency = "Routine", double daysSuspended = 4) => Answer(
        "draft", "Send to the headteacher", ("purpose", "PanelPartialPm"), ("urgency", urgency), ("suspensionDaysYear", daysSuspended), ("partTime", false));

    public ReferralRun Triaged(string route, params (string Name, Value Value)[] more) => Answer("triage", "Send the decision", [("route", route), .. more]);

    private IEnumerable<Value> Changes(string kind) => _simulation.Effects.OfType<DomainChangeRequested>().Where(change => change.Kind == kind).Select(change => change.Data);

    private static CompiledDefinition Compile()
    {
        var definition = DefinitionReader.Read(File.ReadAllBytes(Repository.Path("workflows-json", "referral.json"))).Definition!;
        return DefinitionCompiler.Compile(definition, new ActivityCatalogue([.. BuiltInActivities.All, .. CaseFlowActivities.All])).Compiled!;
    }
}
