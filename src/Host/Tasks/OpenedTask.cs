using System.Collections.Immutable;
using CaseFlow.Activities.Forms;
using CaseFlow.Host.Forms;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.Host.Tasks;

/// <summary>A task as somebody works on it: its form, and the answers as they stand or as they were just posted.</summary>
public sealed record OpenedTask(TaskView View, FormDefinition? Form, FormAnswers Answers, FormContext Context)
{
    public required Guid ViewerId { get; init; }

    public IReadOnlyList<SummaryRow> Pupil { get; init; } = [];

    /// <summary>The pupil, where the viewer keeps their record.</summary>
    public Guid? PupilId { get; init; }

    /// <summary>What was answered before in the case, for those who act on it.</summary>
    public Background? Background { get; init; }

    public FormCheck? Check { get; init; }

    /// <summary>The largest file the service takes, in megabytes.</summary>
    public required int LargestFile { get; init; }

    /// <summary>What is open in the case, once the viewer's own part is done.</summary>
    public IReadOnlyList<TaskRow> Next { get; init; } = [];

    public TaskRow Task => View.Task;

    public string Address => $"/tasks/{Task.TaskId}";

    /// <summary>Whether the viewer may answer now: it is open, theirs to do, and nobody else holds it.</summary>
    public bool IsMine => Task.Status == TaskState.Open && View.MayAct && (Task.HolderId is null || Task.HolderId == ViewerId);

    /// <summary>The outcomes that send the answers; the others end the task whatever the answers are.</summary>
    public IEnumerable<string> Sends => Task.Outcomes.Where(outcome => !Ends.Contains(outcome));

    public ImmutableArray<string> Ends => [.. (Form?.OutcomesWithoutAnswers ?? []).Where(outcome => Task.Outcomes.Contains(outcome))];

    public FormCheck CheckFor(string outcome) => Form is null || Ends.Contains(outcome)
        ? new FormCheck([], [])
        : FormValidator.Validate(Form, Answers, Context with { Facts = new Dictionary<string, string>(Context.Facts, StringComparer.Ordinal) { ["task.outcome"] = outcome } });

    /// <summary>A form of several parts is a task list, one page for each part.</summary>
    public bool IsInParts => Form is { Parts.Length: > 1 };

    public FormView Draw(IEnumerable<FormField> fields) => new(Answers, Context, Check)
    {
        Pupil = Pupil,
        LargestFile = LargestFile,
        PupilAddress = PupilId is { } id ? $"/pupils/{id}/edit" : null,
        OnPage = fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal),
    };

    public FormView Draw() => Draw(Form?.Fields ?? []);

    /// <summary>The parts that are asked as the answers stand.</summary>
    public ImmutableArray<PartProgress> Parts => Form is null ? [] : FormProgress.Of(Form, Answers, Context).Parts;

    public string PartAddress(string partId) => $"{Address}/parts/{partId}";
}
