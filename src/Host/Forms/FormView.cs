using System.Text.Json.Nodes;
using CaseFlow.Activities.Forms;
using CaseFlow.Host.Files;
using CaseFlow.Host.Shell;

namespace CaseFlow.Host.Forms;

/// <summary>A form as a page draws it: what was typed, what was found wrong, and what the questions may look at.</summary>
public sealed class FormView(FormAnswers answers, FormContext context, FormCheck? check = null)
{
    public FormAnswers Answers { get; } = answers;

    public FormContext Context { get; } = context;

    /// <summary>The pupil's record, for the part of a form that shows it.</summary>
    public IReadOnlyList<SummaryRow> Pupil { get; init; } = [];

    /// <summary>The largest file the service takes, in megabytes.</summary>
    public int LargestFile { get; init; } = new UploadOptions().LargestMegabytes;

    /// <summary>The page that changes the pupil's record, where the reader may.</summary>
    public string? PupilAddress { get; init; }

    /// <summary>The names of the top-level fields drawn on the same page, which a condition may follow as they are typed.</summary>
    public IReadOnlySet<string> OnPage { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public IReadOnlyList<PageError> Errors { get; } =
        [.. (check?.Problems ?? []).Select(problem => new PageError(problem.Message, FormPath.ElementId(problem.TargetName)))];

    public string? MessageFor(string path) => check?.MessageFor(path);

    /// <summary>The answers beside a field: the form's own, the group's, or the row's.</summary>
    public JsonObject Beside(string? parent) => (parent is null ? Answers.Json : Answers.Find(parent) as JsonObject) ?? [];
}

/// <summary>A line of a summary list.</summary>
public sealed record SummaryRow(string Key, string Value);
