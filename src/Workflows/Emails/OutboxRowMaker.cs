using System.Collections.Immutable;
using CaseFlow.Activities.Effects;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.People;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Emails;

/// <summary>
/// Finds out who is meant by the emails a burst asks for and makes an outbox row for each person. Reference and link
/// only: nothing else of the case goes in.
/// </summary>
public sealed class OutboxRowMaker(RoleDirectory directory, ITaskStore tasks, TimeProvider clock)
{
    public async Task<ImmutableArray<OutboxRow>> Make(IEnumerable<EmailRequested> emails, ImmutableArray<TaskRow> opened, Burst burst, CancellationToken cancellationToken)
    {
        var rows = ImmutableArray.CreateBuilder<OutboxRow>();
        foreach (var email in emails)
        {
            var task = await TaskOf(email, opened, burst, cancellationToken);
            if (email.WaitId is not null && task is null)
            {
                continue;
            }

            var help = burst.Places is { } places ? HelpFor(places) : null;
            rows.AddRange(Recipients(email, task, burst).DistinctBy(contact => contact.PersonId).Select(contact => Row(email, task, contact, help, burst)));
        }

        return rows.ToImmutable();
    }

    private async Task<TaskRow?> TaskOf(EmailRequested email, ImmutableArray<TaskRow> opened, Burst burst, CancellationToken cancellationToken)
    {
        if (email.WaitId is null)
        {
            return null;
        }

        return opened.FirstOrDefault(task => task.WaitId == email.WaitId)
            ?? await tasks.OfWait(burst.InstanceId, email.WaitId, cancellationToken);
    }

    private IEnumerable<Contact> Recipients(EmailRequested email, TaskRow? task, Burst burst)
    {
        if (email.Message is "reminder" or "overdue" && task?.HolderId is { } holder && directory.Person(holder) is { } only)
        {
            return [only];
        }

        var meant = email.To.Select((addressee, rung) => (At: Places.Of(addressee, burst.Places), rung)).Where(one => one.At is not null).ToList();
        return task is null || email.Message == "escalated"
            ? meant.SelectMany(one => directory.Holders(one.At!.Value))
            : directory.Effective(meant.Select(one => new TaskCandidate(one.rung, one.At!.Value.Role, one.At.Value.Place))).SelectMany(directory.Holders);
    }

    /// <summary>Whom to ring: the case's co-ordinator, where one has given a number.</summary>
    private Contact? HelpFor(CasePlaces places) =>
        directory.Holders(new RoleAtPlace(Roles.Coordinator, Places.Partnership(places.PartnershipId))).FirstOrDefault(contact => !string.IsNullOrWhiteSpace(contact.Phone));

    private OutboxRow Row(EmailRequested email, TaskRow? task, Contact to, Contact? help, Burst burst) => new(
        Guid.CreateVersion7(clock.GetUtcNow()),
        burst.InstanceId,
        email.ActivityId,
        email.ExecutionId,
        email.Message,
        email.Offset,
        to.PersonId.ToString("D"),
        to.Email,
        email.Template,
        burst.Version.Emails.GetValueOrDefault(email.Template, ""),
        Data(email, task, to, help, burst).ToJson(),
        task?.TaskId,
        burst.CaseId,
        burst.Now);

    private static EmailData Data(EmailRequested email, TaskRow? task, Contact to, Contact? help, Burst burst) => new()
    {
        CaseRef = burst.Places?.Reference,
        TaskTitleSafe = email.SafeTitle,
        DueDate = email.Due is { } due ? EnglishDates.Long(LondonTime.DateOf(due)) : null,
        DueIn = email.Due is { } limit ? InDays(LondonTime.DateOf(limit).DayNumber - LondonTime.DateOf(burst.Now).DayNumber) : null,
        ActorFirstName = to.FirstName,
        ContactPhone = help?.Phone,
        DeepLink = task is not null ? $"/tasks/{task.TaskId:D}" : burst.Places is { } places ? $"/cases/{places.Reference}" : null,
    };

    private static string InDays(int days) => days switch
    {
        < -1 => $"{-days} days ago",
        -1 => "yesterday",
        0 => "today",
        1 => "tomorrow",
        _ => $"in {days} days",
    };
}
