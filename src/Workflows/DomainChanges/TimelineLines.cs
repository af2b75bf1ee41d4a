using System.Collections.Immutable;
using CaseFlow.Activities.Effects;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.People;
using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.DomainChanges;

/// <summary>
/// What a burst tells the case's timeline, in plain words: tasks given and finished, reminders, tasks overdue, passed on
/// or out of time. A task is named by the title an email may carry. It is the process that gives a task, not whoever
/// finished the one before.
/// </summary>
public sealed class TimelineLines(RoleDirectory directory)
{
    /// <summary>What made the burst: told before the changes it makes to the case.</summary>
    public static IEnumerable<TimelineOptions> Causes(Burst burst, Guid caseId) => Options(
        Done(burst)
            .Concat(IncidentTelling.Lines(burst).Select(told => (TimelineKind.Note, told)))
            .Concat(burst.Result.Effects.OfType<TaskWithdrawn>().Where(task => task.OutOfTime is not null)
                .Select(task => (TimelineKind.TaskOverdue, $"Nobody finished a task in time, and the process went on without it: {task.OutOfTime}"))),
        burst,
        caseId);

    /// <summary>What came of it: told after them.</summary>
    /// <param name="opened">The tasks the burst gives.</param>
    /// <param name="emails">The emails it writes.</param>
    public IEnumerable<TimelineOptions> Results(Burst burst, Guid caseId, ImmutableArray<TaskRow> opened, ImmutableArray<OutboxRow> emails)
    {
        var effects = burst.Result.Effects;
        return Options(
            effects.OfType<EmailRequested>().Select(email => Reminder(email, emails)).OfType<(TimelineKind, string)>()
                .Concat(effects.OfType<TaskEscalated>().Select(task => PassedOn(task, effects, emails)))
                .Concat(opened.Select(task => (TimelineKind.TaskGiven, $"New task: {task.SafeTitle}"))),
            burst,
            caseId);
    }

    private static IEnumerable<TimelineOptions> Options(IEnumerable<(TimelineKind Kind, string Text)> lines, Burst burst, Guid caseId) =>
        lines.Select(line => new TimelineOptions { CaseId = caseId, At = burst.Now, Kind = line.Kind, Text = line.Text, ByPersonId = line.Kind == TimelineKind.TaskGiven ? null : burst.ByPersonId });

    private static IEnumerable<(TimelineKind, string)> Done(Burst burst) =>
        burst.Guard is TaskGuard done ? [(TimelineKind.TaskCompleted, $"{done.PersonName} finished a task: {done.SafeTitle} ({done.Outcome})")] : [];

    private (TimelineKind, string)? Reminder(EmailRequested email, ImmutableArray<OutboxRow> emails) => email.Message switch
    {
        "reminder" => (TimelineKind.Reminder, $"Reminder of a task: {email.SafeTitle}.{Due("It is", email.Due)}{Sent(email, emails)}"),
        "overdue" => (TimelineKind.TaskOverdue, $"A task is overdue: {email.SafeTitle}.{Due("It was", email.Due)}{Sent(email, emails)}"),
        _ => null,
    };

    private (TimelineKind, string) PassedOn(TaskEscalated task, ImmutableArray<Effect> effects, ImmutableArray<OutboxRow> emails)
    {
        var email = effects.OfType<EmailRequested>().FirstOrDefault(one => one.Message == "escalated" && one.WaitId == task.WaitId && one.To.Contains(task.To));
        return (TimelineKind.TaskPassedOn, $"An overdue task was given to {Roles.InSentence(task.To.Role)} as well: {task.SafeTitle}.{(email is null ? "" : Due("It was", email.Due) + Sent(email, emails))}");
    }

    private static string Due(string verb, DateTimeOffset? due) => due is { } at ? $" {verb} due {EnglishDates.Long(LondonTime.DateOf(at))}." : "";

    private string Sent(EmailRequested email, ImmutableArray<OutboxRow> emails)
    {
        var to = emails
            .Where(row => row.ExecutionId == email.ExecutionId && row.Message == email.Message && row.Offset == email.Offset)
            .Select(row => Guid.TryParse(row.Recipient, out var person) ? directory.Person(person)?.Name : null)
            .OfType<string>()
            .ToList();
        return to.Count == 0 ? " Nobody holds a role that could be told." : $" Email to {string.Join(", ", to)}.";
    }
}
