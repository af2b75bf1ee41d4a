using System.Collections.Immutable;
using CaseFlow.Activities.Effects;
using CaseFlow.Activities.Time;
using CaseFlow.Cases.People;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Values;

namespace CaseFlow.Activities.People;

/// <summary>
/// Gives somebody a task and waits for them. It keeps one timer at a time: the next reminder, the due date or the next
/// escalation; the dates come from the case's calendar through the fact "task-plan".
/// </summary>
public sealed class AskPerson : Activity
{
    public const string TypeName = "CaseFlow.AskPerson";
    public const string WaitKind = "Task";

    private const string PlanFact = "task-plan";
    private const string TimerName = "next";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = TypeName,
        DisplayName = "Ask a person",
        Description = "Gives somebody a task, with a form where one is needed, reminds them, and goes on by the exit they choose.",
        Category = "People",
        IsBlocking = true,
        Outcomes = [],
        DynamicOutcomes = "Outcomes",
        Inputs =
        [
            new("Title", "String") { DisplayName = "Title", Description = "What is to be done. Never a child's name.", Required = true },
            new("SafeTitle", "String") { DisplayName = "Title in emails", Description = "From a fixed list, because emails must say nothing about a child.", Editor = "dropdown", Choices = [.. SafeTaskTitles.InOrder], Required = true },
            new("Instructions", "String") { DisplayName = "Instructions", Editor = "multiline" },
            new("Form", "String") { DisplayName = "Form", Description = "The questions to answer.", Editor = "form" },
            new("Candidates", "Object") { DisplayName = "Who may do it", Description = "A role at the case's school, its partnership, the authority or a named organisation. The next in the list is asked where nobody holds the one before.", Editor = "roles", Required = true },
            new("Outcomes", "List<String>") { DisplayName = "Ways to finish", Description = "Each is a button for the person and an exit of this step.", Editor = "outcomes", Required = true },
            new("Due", "String") { DisplayName = "Due", Description = "Such as 5 school days, 1 working day, 2 weeks or a date. Empty for no limit.", Editor = "duration" },
            new("Calendar", "String") { DisplayName = "Whose days", Description = "The calendar that reminders and the due date keep to. Empty: that of the first one asked.", Editor = "dropdown", Choices = ["School", "Partnership", "Authority"] },
            new("Reminders", "Boolean") { DisplayName = "Send reminders", Editor = "checkbox", Default = "true" },
            new("EscalateTo", "Object") { DisplayName = "Then ask", Description = "Who may do it as well once it is more than three days overdue, another each day, in order. Empty: those of co-ordinator, chair and inclusion officer above the first one asked.", Editor = "roles" },
            new("OverdueOutcome", "String") { DisplayName = "Exit when overdue", Description = "One of the ways to finish, taken by itself when the due date has passed. Not shown as a button. Empty: the task stays open and is escalated." },
            new("Notice", "String") { DisplayName = "First email", Editor = "template", Default = "EM-TASK-01" },
            new("Reminder", "String") { DisplayName = "Reminder email", Editor = "template", Default = "EM-TASK-02" },
            new("Escalation", "String") { DisplayName = "Escalation email", Editor = "template", Default = "EM-TASK-03" },
        ],
        Outputs =
        [
            new("Result", "Object") { Description = "outcome, byPersonId, submissionId, at, and in fields the answers the form shows to workflows." },
        ],
    };

    /// <summary>What is still to happen to a task by itself, in order, from what its execution remembers.</summary>
    public static ImmutableArray<ScheduledNotice> Coming(Value state) => ScheduledNotice.Read(state["left"]);

    public override void Execute(ActivityContext context)
    {
        var candidates = Addressee.ReadAll(context.Input("Candidates"), out var problem);
        if (problem is null && candidates.IsEmpty)
        {
            problem = "Nobody is named who may do the task. Choose a role in the workflow, publish it, and retry.";
        }

        if (problem is not null)
        {
            context.Fault("unknown-role", problem);
            return;
        }

        var due = context.Input("Due");
        if (due.IsMissing || (due.AsText is { } text && string.IsNullOrWhiteSpace(text)))
        {
            Open(context, candidates, due: null, explanation: null, [new(ScheduledNotice.First, context.Now)]);
            return;
        }

        context.AskFact(PlanFact, Value.Map(
            ("due", due),
            ("caseId", CaseOf.Id(context)),
            ("calendar", Calendar(context, candidates[0])),
            ("escalations", Escalations(context, candidates).Length)));
    }

    public override TimeSpan? RetryDelay(string cause, int attempt) => CalendarRetry.After(cause, attempt);

    public override void FactAnswered(ActivityContext context, string factName, Value answer)
    {
        if (answer["problem"].AsText is { } problem)
        {
            context.Fault(CalendarRetry.Cause, problem);
            return;
        }

        Open(context, Addressee.ReadAll(context.Input("Candidates"), out _), answer["due"].AsDate, answer["explanation"].AsText, ScheduledNotice.Read(answer["notices"]));
    }

    public override void Resumed(ActivityContext context, string waitKind, Value payload)
    {
        context.CancelTimer(TimerName);
        context.SetOutput("Result", payload.With("at", Value.Of(context.Now)));
        context.Complete(payload["outcome"].AsText ?? "Done");
    }

    public override void TimerFired(ActivityContext context, string timerName)
    {
        var notices = ScheduledNotice.Read(context.State["left"]);
        var passed = notices.TakeWhile(notice => notice.At <= context.Now).ToImmutableArray();
        if (passed.Any(notice => notice.Offset == ScheduledNotice.Lapse) && OverdueOutcome(context) is { } outcome)
        {
            context.Emit(new TaskWithdrawn(WaitOf(context), SafeTitle(context)));
            context.SetOutput("Result", Value.Map(("outcome", outcome), ("at", Value.Of(context.Now))));
            context.Complete(outcome);
            return;
        }

        foreach (var notice in passed.Where(notice => notice.IsEscalation))
        {
            Escalate(context, notice);
        }

        // After time down only the latest reminder still says something.
        if (passed.LastOrDefault(notice => !notice.IsEscalation) is { Offset: not null } latest)
        {
            Tell(context, latest, Addressee.ReadAll(context.Input("Candidates"), out _));
        }

        StartNext(context, notices[passed.Length..]);
    }

    public override void Cancelled(ActivityContext context)
    {
        if (context.State["wait"].AsText is { } waitId)
        {
            context.Emit(new TaskWithdrawn(waitId));
        }
    }

    private static void Open(ActivityContext context, ImmutableArray<Addressee> candidates, DateTimeOffset? due, string? explanation, ImmutableArray<ScheduledNotice> notices)
    {
        var overdueOutcome = OverdueOutcome(context);
        var safeTitle = SafeTitle(context);
        var waitId = context.OpenWait(WaitKind, null, Value.Undefined);
        context.Emit(new TaskRequested(
            waitId,
            context.ExecutionId,
            context.ActivityId,
            context.Input("Title").AsText ?? safeTitle,
            safeTitle,
            Text(context, "Instructions"),
            Text(context, "Form"),
            [.. Outcomes(context).Where(outcome => outcome != overdueOutcome)],
            candidates,
            due,
            explanation));
        context.State = due is null ? Value.Map(("wait", waitId)) : Value.Map(("wait", waitId), ("due", Value.Of(due.Value)));
        if (overdueOutcome is not null && due is not null)
        {
            notices = [.. notices.Where(notice => notice.At < due), new(ScheduledNotice.Lapse, due.Value)];
        }

        if (context.Input("Reminders").Equals(Value.False))
        {
            notices = [.. notices.Where(notice => notice.Message is not ("reminder" or "overdue"))];
        }

        if (notices is [{ Offset: ScheduledNotice.First } first, ..] && first.At <= context.Now)
        {
            Tell(context, first, candidates);
            notices = notices[1..];
        }

        StartNext(context, notices);
    }

    private static void StartNext(ActivityContext context, ImmutableArray<ScheduledNotice> left)
    {
        context.State = left.IsEmpty
            ? Value.Of(context.State.AsMap.Remove("left"))
            : context.State.With("left", ScheduledNotice.Write(left));
        if (!left.IsEmpty)
        {
            context.StartTimer(TimerName, left[0].At);
        }
    }

    private static void Escalate(ActivityContext context, ScheduledNotice notice)
    {
        var to = Escalations(context, Addressee.ReadAll(context.Input("Candidates"), out _));
        if (notice.Step <= to.Length)
        {
            context.Emit(new TaskEscalated(WaitOf(context), to[notice.Step - 1], SafeTitle(context)));
            Tell(context, notice, [to[notice.Step - 1]]);
        }
    }

    private static ImmutableArray<Addressee> Escalations(ActivityContext context, ImmutableArray<Addressee> candidates)
    {
        var named = Addressee.ReadAll(context.Input("EscalateTo"), out _);
        return named.IsEmpty && !candidates.IsEmpty
            ? Addressee.ReadAll(Value.Of(EscalationLadder.Above(candidates[0].Role).Select(role => Value.Of(role))), out _)
            : named;
    }

    private static void Tell(ActivityContext context, ScheduledNotice notice, ImmutableArray<Addressee> to)
    {
        var template = Text(context, notice.Offset == ScheduledNotice.First ? "Notice" : notice.IsEscalation ? "Escalation" : "Reminder");
        if (template is not null)
        {
            context.Emit(new EmailRequested(
                context.ExecutionId,
                context.ActivityId,
                template,
                notice.Message,
                notice.Offset,
                to,
                WaitOf(context),
                SafeTitle(context),
                context.State["due"].AsDate));
        }
    }

    private static string SafeTitle(ActivityContext context) => SafeTaskTitles.Or(context.Input("SafeTitle").AsText);

    private static string WaitOf(ActivityContext context) => context.State["wait"].AsText ?? "";

    private static string? OverdueOutcome(ActivityContext context) => Text(context, "OverdueOutcome");

    private static IEnumerable<string> Outcomes(ActivityContext context)
    {
        var named = context.Input("Outcomes").AsList.Select(outcome => outcome.AsText).OfType<string>().Where(outcome => outcome.Length > 0).ToList();
        return named.Count > 0 ? named : ["Done"];
    }

    private static string Calendar(ActivityContext context, Addressee first) => Text(context, "Calendar") ?? first.Place switch
    {
        AddresseePlace.School or AddresseePlace.Person => "School",
        AddresseePlace.Partnership => "Partnership",
        _ => "Authority",
    };

    private static string? Text(ActivityContext context, string input) =>
        context.Input(input).AsText is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
