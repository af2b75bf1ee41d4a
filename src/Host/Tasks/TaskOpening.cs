using System.Text;
using CaseFlow.Activities.Forms;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Files;
using CaseFlow.Host.Forms;
using CaseFlow.Host.Pupils;
using CaseFlow.Host.Access;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;
using NodaTime;

namespace CaseFlow.Host.Tasks;

/// <summary>Opens a task for whoever is signed in, with its form and what they had typed before.</summary>
public sealed class TaskOpening(TaskService tasks, ITaskStore store, ICaseDataFactory cases, TaskBackgroundReading background, CurrentViewer viewer, UploadOptions uploads, TimeProvider clock)
{
    /// <summary>Null where there is no such task or it is none of the viewer's business.</summary>
    public async Task<OpenedTask?> Open(Guid taskId, CancellationToken cancellationToken)
    {
        if (viewer.Viewer is not { } who || await tasks.Find(taskId, who.PersonId, cancellationToken) is not { } view)
        {
            return null;
        }

        var today = LondonTime.DateOf(clock.GetUtcNow());
        var pupil = view.Task.CaseId is { } caseId ? FindPupil(caseId) : null;
        return new OpenedTask(
            view,
            ReadForm(view),
            FormAnswers.Parse(view.DraftJson ?? await Earlier(view.Task, who.PersonId, cancellationToken)),
            pupil is null ? new FormContext(LocalDate.FromDateOnly(today)) : PupilFacts.For(pupil, LocalDate.FromDateOnly(today)))
        {
            ViewerId = who.PersonId,
            LargestFile = uploads.LargestMegabytes,
            Next = await Next(view.Task, who.PersonId, cancellationToken),
            Background = await background.Find(view.Task, who, cancellationToken),
            PupilId = pupil is not null && PupilReading.MayKeepRecords(who) ? pupil.Id : null,
            Pupil = pupil is null ? [] : PupilRecord.Rows(pupil, today),
        };
    }

    private static FormDefinition? ReadForm(TaskView view)
    {
        if (view.FormJson is null)
        {
            return null;
        }

        var (form, problems) = FormReader.Read(Encoding.UTF8.GetBytes(view.FormJson));
        return form ?? throw new InvalidOperationException($"The form {view.Task.FormName} that the task's version pinned cannot be read: {problems[0].Message}");
    }

    /// <summary>Someone asked again (a referral sent back) finds the answers they gave the first time.</summary>
    private async Task<string?> Earlier(TaskRow task, Guid viewerId, CancellationToken cancellationToken) =>
        task is { Status: TaskState.Open, CaseId: { } caseId, FormName: { } form } && await store.LatestSubmission(caseId, form, cancellationToken) is { } sent && sent.PersonId == viewerId
            ? sent.AnswersJson
            : null;

    private async Task<IReadOnlyList<TaskRow>> Next(TaskRow task, Guid viewerId, CancellationToken cancellationToken) =>
        task is { Status: TaskState.Completed, CaseId: { } caseId } && task.CompletedById == viewerId
            ? [.. (await tasks.ForCase(caseId, cancellationToken)).Where(other => other.Status == TaskState.Open)]
            : [];

    private Pupil? FindPupil(Guid caseId)
    {
        using var data = cases.Open();
        return (from file in data.Cases
                join pupil in data.Pupils on file.PupilId equals pupil.Id
                where file.Id == caseId
                select pupil).FirstOrDefault();
    }
}
