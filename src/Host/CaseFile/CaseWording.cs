using CaseFlow.Activities.People;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.People;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Host.CaseFile;

/// <summary>How the case page speaks.</summary>
public static class CaseWording
{
    /// <summary>"4 June 2026 at 9:32am".</summary>
    public static string Moment(DateTimeOffset instant)
    {
        var time = LondonTime.TimeOf(instant).ToString("h:mmtt", System.Globalization.CultureInfo.InvariantCulture).ToLowerInvariant();
        return $"{EnglishDates.Long(LondonTime.DateOf(instant))} at {time}";
    }

    public static string Title(TimelineKind kind) => kind switch
    {
        TimelineKind.CaseOpened => "Case opened",
        TimelineKind.StageChanged => "Stage changed",
        TimelineKind.FlagsChanged => "What runs beside it changed",
        TimelineKind.Submitted => "Referral submitted",
        TimelineKind.Check => "Automatic check",
        TimelineKind.DecisionRecorded => "Decision recorded",
        TimelineKind.TaskGiven => "Task given",
        TimelineKind.TaskCompleted => "Task completed",
        TimelineKind.TaskOverdue => "Task overdue",
        TimelineKind.TaskPassedOn => "Task passed on",
        TimelineKind.Reminder => "Reminder",
        TimelineKind.EmailQueued => "Email written",
        TimelineKind.EmailFailed => "Email could not be delivered",
        TimelineKind.LeadChanged => "Case leader changed",
        TimelineKind.ParticipantChanged => "People on the case changed",
        _ => "Note",
    };

    /// <summary>Whom an open task waits for: who claimed it, or who is asked ("the partnership co-ordinator").</summary>
    public static string WaitsFor(TaskRow task, Func<Guid, string?> nameOf)
    {
        if (task.HolderName is { } holder)
        {
            return holder;
        }

        var asked = task.Candidates.Where(candidate => candidate.Rung == 0).ToList();
        return asked.Count == 0 ? "somebody" : string.Join(" or ", asked.Select(candidate => Candidate(candidate, nameOf)).Distinct(StringComparer.Ordinal));
    }

    /// <summary>"Waiting for the headteacher: Authorise the referral. Due Mon 30 Nov 2026."</summary>
    public static string Waiting(TaskRow task, Func<Guid, string?> nameOf, DateTimeOffset now)
    {
        var due = task.Due is { } at ? $" {(at < now ? "It was due" : "Due")} {EnglishDates.WithYear(LondonTime.DateOf(at))}." : "";
        return $"Waiting for {WaitsFor(task, nameOf)}: {task.Title}.{due}";
    }

    /// <summary>What a notice that is still to come will do.</summary>
    public static string Notice(ScheduledNotice notice) => notice.Offset switch
    {
        ScheduledNotice.First => "First email about the task",
        ScheduledNotice.Lapse => "The step ends by itself if nothing is sent",
        "half" => "Reminder: half of the time has passed",
        "T-2" => "Reminder: two days before it is due",
        "due" => "Reminder on the day it is due",
        ['+', .. var days] => $"Reminder: overdue by {days} {(days == "1" ? "day" : "days")}",
        _ when notice.IsEscalation => "The task is given to the next person as well",
        _ => "Reminder",
    };

    public static string Email(CaseEmail email) => email.Message switch
    {
        "assigned" => email.Template switch
        {
            "EM-REF-02" => "Information asked for",
            "EM-REF-05" => "Authorisation asked for",
            "EM-REF-06" => "Urgent decision asked for",
            _ => "New task",
        },
        "reminder" => "Reminder",
        "overdue" => "Overdue reminder",
        "escalated" => "Escalation",
        "lapsed" => "Time has passed",
        _ => email.Template switch
        {
            "EM-REF-01" => "Referral received",
            "EM-REF-03" => "Next step decided",
            "EM-REF-04" => "Declined or redirected",
            "EM-TASK-04" => "Referral lapsed",
            "EM-SUS-03" => "To the inclusion team",
            _ => email.Template,
        },
    };

    /// <summary>What was decided, in words; the code itself where a process has codes of its own.</summary>
    public static string Decision(string code) => code switch
    {
        "REFERRAL-ADVICE" => "Referral accepted: advice and guidance",
        "REFERRAL-PANEL" => "Referral accepted: to the panel",
        "REFERRAL-URGENT" => "Referral accepted: urgent decision asked for",
        "REFERRAL-RETURN" => "Referral returned for information",
        "REFERRAL-REDIRECT" => "Referral redirected to another service",
        "REFERRAL-DECLINE" => "Referral declined",
        "AUTHORISATION-SEND-BACK" => "Sent back to its author by the headteacher",
        "SCHOOL-ASKS-PANEL" => "The school asks the panel to look again",
        "URGENT-ADVICE" => "Urgent decision: support now",
        "URGENT-PLACEMENT" => "Urgent decision: a place now",
        "URGENT-PANEL" => "Urgent decision: it can wait for the panel",
        "URGENT-RATIFIED" => "Urgent decision ratified by the panel",
        "URGENT-NOT-RATIFIED" => "Urgent decision not ratified by the panel",
        _ => code,
    };

    /// <summary>An entry's text, with a decision's code in words: the entry itself keeps the code.</summary>
    public static string Told(TimelineEntry entry) =>
        entry.Kind == TimelineKind.DecisionRecorded && entry.Text.LastIndexOf(": ", StringComparison.Ordinal) is > 0 and var colon
            ? $"{entry.Text[..colon]}: {Decision(entry.Text[(colon + 2)..])}"
            : entry.Text;

    public static string Urgency(Urgency urgency) => urgency.ToString();

    private static string Candidate(TaskCandidate candidate, Func<Guid, string?> nameOf)
    {
        if (candidate.Role == Addressee.PersonRole && Guid.TryParse(candidate.Place[(candidate.Place.IndexOf(':', StringComparison.Ordinal) + 1)..], out var person))
        {
            return nameOf(person) ?? "somebody";
        }

        return Roles.InSentence(candidate.Role);
    }
}
