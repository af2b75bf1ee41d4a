using CaseFlow.Activities.People;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.People;
using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Tasks;

/// <summary>
/// The engine's human waits, as people work on them. Every call is scoped by who asks: what they may not see is not
/// found.
/// </summary>
public sealed class TaskService(ITaskStore tasks, RoleDirectory directory, WorkflowRunner runner, TaskForms forms, TaskFiles files, TimeProvider clock)
{
    private const int MostLookedAtForKinds = 1_000;

    /// <summary>A page of what this person may do today.</summary>
    public async Task<TaskPage> List(Guid viewerId, InboxOptions options, CancellationToken cancellationToken = default)
    {
        var reach = Reach(viewerId);
        if (reach.Own.IsEmpty)
        {
            return new TaskPage([], null);
        }

        var query = Query(reach) with
        {
            View = options.View,
            After = options.After,
            Take = options.Take + 1,
            CaseId = options.CaseId,
            SafeTitle = options.SafeTitle,
            LatestFirst = options.LatestFirst,
        };
        var found = await tasks.Page(query, cancellationToken);
        var page = found.Take(options.Take).ToList();
        return new TaskPage(page, found.Count > page.Count ? new TaskKey(page[^1].Due, page[^1].TaskId) : null);
    }

    /// <summary>The kinds of task among what a view shows this person, in the order of the list of kinds; all of them where a great many wait.</summary>
    public async Task<IReadOnlyList<string>> Kinds(Guid viewerId, InboxView view, CancellationToken cancellationToken = default)
    {
        var reach = Reach(viewerId);
        if (reach.Own.IsEmpty)
        {
            return [];
        }

        var present = await tasks.Kinds(Query(reach) with { View = view }, MostLookedAtForKinds, cancellationToken);
        return present is null ? SafeTaskTitles.InOrder : [.. SafeTaskTitles.InOrder.Where(present.Contains)];
    }

    public async Task<TaskCounts> Count(Guid viewerId, CancellationToken cancellationToken = default)
    {
        var reach = Reach(viewerId);
        return reach.Own.IsEmpty ? new TaskCounts(0, 0, 0, 0, 0) : await tasks.Count(Query(reach), cancellationToken);
    }

    /// <summary>A task the viewer may do, has done or holds; null where there is none or they may not see it.</summary>
    public async Task<TaskView?> Find(Guid taskId, Guid viewerId, CancellationToken cancellationToken = default)
    {
        if (await tasks.Find(taskId, cancellationToken) is not { } task || Reach(viewerId) is var reach && !reach.MaySee(task))
        {
            return null;
        }

        var draft = await tasks.Draft(taskId, viewerId, cancellationToken);
        return new TaskView(task, await forms.Json(task, cancellationToken), draft?.AnswersJson, reach.MayAct(task), reach.MayReassign(task, PlacesOf(task)));
    }

    /// <summary>A case's tasks, for a case page that has checked the viewer's scope.</summary>
    public Task<IReadOnlyList<TaskRow>> ForCase(Guid caseId, CancellationToken cancellationToken = default) => tasks.ForCase(caseId, cancellationToken);

    public Task<TaskAnswer> Claim(Guid taskId, long version, Guid viewerId, CancellationToken cancellationToken = default) =>
        Change(
            taskId,
            viewerId,
            (reach, task) => reach.MayAct(task),
            (reach, task) => tasks.SetHolder(task.TaskId, version, viewerId, directory.Person(viewerId)?.Name, Entry(AuditActions.TaskClaimed, task, By(reach, task)), cancellationToken),
            cancellationToken);

    public Task<TaskAnswer> Release(Guid taskId, long version, Guid viewerId, CancellationToken cancellationToken = default) =>
        Change(
            taskId,
            viewerId,
            (_, task) => task.HolderId == viewerId,
            (reach, task) => tasks.SetHolder(task.TaskId, version, null, null, Entry(AuditActions.TaskPutBack, task, By(reach, task)), cancellationToken),
            cancellationToken);

    /// <summary>Gives the task to another person who may do it.</summary>
    public async Task<TaskAnswer> Reassign(Guid taskId, long version, Guid toPersonId, Guid viewerId, CancellationToken cancellationToken = default)
    {
        var to = Reach(toPersonId);
        if (await tasks.Find(taskId, cancellationToken) is { } task && Reach(viewerId).MaySee(task) && (!to.IsAsked(task) || directory.Person(toPersonId) is null))
        {
            return new TaskRefused([new(null, "They may not do this task. Choose somebody who holds one of the roles it is for.")]);
        }

        return await Change(
            taskId,
            viewerId,
            (reach, row) => reach.MayReassign(row, PlacesOf(row)),
            (reach, row) => tasks.SetHolder(
                row.TaskId,
                version,
                toPersonId,
                directory.Person(toPersonId)?.Name,
                Entry(AuditActions.TaskReassigned, row, By(reach, row)) with { Facts = [new("holder", row.HolderId?.ToString("D"), toPersonId.ToString("D"))] },
                cancellationToken),
            cancellationToken);
    }

    public Task<TaskAnswer> SetFollowUp(Guid taskId, long version, DateOnly? followUp, Guid viewerId, CancellationToken cancellationToken = default) =>
        Change(taskId, viewerId, (reach, task) => reach.MayAct(task), (_, task) => tasks.SetFollowUp(task.TaskId, version, followUp, cancellationToken), cancellationToken);

    /// <summary>Keeps answers as they are typed, unchecked, even where the task has gone: nobody loses what they wrote.</summary>
    public async Task<TaskAnswer> SaveDraft(Guid taskId, string answersJson, Guid viewerId, CancellationToken cancellationToken = default)
    {
        if (await tasks.Find(taskId, cancellationToken) is not { } task || !Reach(viewerId).MaySee(task))
        {
            return new TaskNotFound();
        }

        await tasks.SaveDraft(new TaskDraftRow(taskId, viewerId, answersJson, clock.GetUtcNow()), cancellationToken);
        return new TaskDone(task);
    }

    /// <summary>Completes the task with one of its outcomes: the task, the answers and all that follows in one transaction.</summary>
    public async Task<TaskAnswer> Complete(Guid taskId, long version, string outcome, string? answersJson, Guid viewerId, CancellationToken cancellationToken = default)
    {
        if (await tasks.Find(taskId, cancellationToken) is not { } task || Reach(viewerId) is var reach && !reach.MaySee(task))
        {
            return new TaskNotFound();
        }

        if (!reach.MayAct(task) || task.Version != version)
        {
            return await Taken(task, answersJson, viewerId, cancellationToken);
        }

        if (!task.Outcomes.Contains(outcome, StringComparer.Ordinal))
        {
            return new TaskRefused([new(null, $"Choose one of: {string.Join(", ", task.Outcomes)}.")]);
        }

        var answers = await forms.Check(task, outcome, answersJson, cancellationToken);
        var problems = answers.Problems.IsEmpty ? await files.Check(task, viewerId, answers.Files, cancellationToken) : answers.Problems;
        if (!problems.IsEmpty)
        {
            return new TaskRefused(problems);
        }

        try
        {
            return await Send(task, reach, outcome, answers, cancellationToken);
        }
        catch (CaseRuleException exception)
        {
            await KeepDraft(task, answersJson, viewerId, cancellationToken);
            return new TaskRefused([new(null, exception.Message)]);
        }
    }

    private async Task<TaskAnswer> Send(TaskRow task, TaskReach reach, string outcome, CheckedAnswers answers, CancellationToken cancellationToken)
    {
        var viewerId = reach.PersonId;
        if (reach.AskedAs(task) is not { } at || directory.InUse(viewerId, at) is not { } role)
        {
            return await Taken(task, answers.Json, viewerId, cancellationToken);
        }

        var person = directory.Person(viewerId) ?? throw new InvalidOperationException("The account was closed while the task was being completed.");
        var sent = clock.GetUtcNow();
        var submission = answers.Json is null ? null : new FormSubmissionRow(
            Guid.CreateVersion7(sent), task.TaskId, task.InstanceId, task.CaseId, task.FormName, task.FormHash, answers.Json, viewerId, person.Name, sent)
        {
            Files = [.. answers.Files.Select(placed => placed.File.Id).Distinct()],
        };
        var payload = TaskResult.Of(outcome, submission?.SubmissionId, viewerId, answers.Exposed);
        var guard = new TaskGuard(task.TaskId, task.Version, viewerId, person.Name, outcome, submission?.SubmissionId, sent) { As = role, SafeTitle = task.SafeTitle };
        var entry = Entry(AuditActions.TaskCompleted, task, new(viewerId, at.Role, at.Place)) with
        {
            Facts = [new("outcome", outcome), new("step", task.ActivityId), new("version", task.VersionId), new("answers", submission?.SubmissionId.ToString("D"))],
        };
        var resume = new ResumeOptions(task.InstanceId, new ResumeWait(task.WaitId, payload), guard, submission, viewerId) { Audit = [entry] };
        var result = await runner.Resume(resume, cancellationToken);
        switch (result)
        {
            case Ran:
                return new TaskDone(await tasks.Find(task.TaskId, cancellationToken) ?? task);
            case InstanceParked:
                await KeepDraft(task, answers.Json, viewerId, cancellationToken);
                return new TaskRefused([new(null, "This process is stopped for repair. Your answers are kept: try again later, or tell the inclusion team.")]);
            case GuardLost { Task: { } lost }:
                return await Taken(lost, answers.Json, viewerId, cancellationToken);
            default:
                return await tasks.Find(task.TaskId, cancellationToken) is { } now ? await Taken(now, answers.Json, viewerId, cancellationToken) : new TaskNotFound();
        }
    }

    private async Task<TaskAnswer> Change(
        Guid taskId, Guid viewerId, Func<TaskReach, TaskRow, bool> allowed, Func<TaskReach, TaskRow, Task<bool>> change, CancellationToken cancellationToken)
    {
        if (await tasks.Find(taskId, cancellationToken) is not { } task || Reach(viewerId) is var reach && !reach.MaySee(task))
        {
            return new TaskNotFound();
        }

        var done = allowed(reach, task) && await change(reach, task);
        var now = await tasks.Find(taskId, cancellationToken) ?? task;
        return done ? new TaskDone(now) : new TaskTaken(now, TaskWords.WhyNot(now, viewerId));
    }

    private async Task<TaskAnswer> Taken(TaskRow task, string? answersJson, Guid viewerId, CancellationToken cancellationToken)
    {
        await KeepDraft(task, answersJson, viewerId, cancellationToken);
        var now = await tasks.Find(task.TaskId, cancellationToken) ?? task;
        return new TaskTaken(now, TaskWords.WhyNot(now, viewerId));
    }

    private async Task KeepDraft(TaskRow task, string? answersJson, Guid viewerId, CancellationToken cancellationToken)
    {
        if (answersJson is not null)
        {
            await tasks.SaveDraft(new TaskDraftRow(task.TaskId, viewerId, answersJson, clock.GetUtcNow()), cancellationToken);
        }
    }

    private AuditEntry Entry(string action, TaskRow task, AuditActor by) =>
        new(clock.GetUtcNow(), action, new("task", task.TaskId), by) { CaseId = task.CaseId, Facts = [new("step", task.ActivityId)] };

    /// <summary>Who acts, by the role that the task is asked of, or by the one that lets them pass it on.</summary>
    private AuditActor By(TaskReach reach, TaskRow task) =>
        reach.AskedAs(task) is { } at ? new(reach.PersonId, at.Role, at.Place) : directory.Actor(reach.PersonId, Roles.Coordinator, Roles.Chair);

    private TaskReach Reach(Guid personId)
    {
        var own = directory.HeldBy(personId);
        return new TaskReach(personId, own, own.IsEmpty ? [] : directory.Held());
    }

    private TaskQuery Query(TaskReach reach) => new(reach.PersonId, reach.Own, reach.Held, clock.GetUtcNow(), directory.Today);

    private CasePlaces? PlacesOf(TaskRow task) => task.CaseId is { } id ? directory.CaseOf(id) : null;
}
