using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CaseFlow.Activities.Forms;
using CaseFlow.Activities.Forms.Files;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Values;
using CaseFlow.Workflows.Storage;
using NodaTime;

namespace CaseFlow.Workflows.Tasks;

/// <summary>Answers that passed the form, and the few of them a workflow may know; or what is wrong with them.</summary>
public sealed record CheckedAnswers(string? Json, Value Exposed, ImmutableArray<AnswerProblem> Problems)
{
    public ImmutableArray<PlacedFile> Files { get; init; } = [];
}

/// <summary>The forms of tasks: always the content that the definition's version pinned.</summary>
public sealed class TaskForms(IDefinitionStore definitions, ICaseDataFactory cases, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, FormDefinition> _byHash = new(StringComparer.Ordinal);

    public async Task<string?> Json(TaskRow task, CancellationToken cancellationToken) =>
        task.FormHash is { } hash ? (await definitions.Content(hash, cancellationToken))?.Content : null;

    public async Task<CheckedAnswers> Check(TaskRow task, string outcome, string? answersJson, CancellationToken cancellationToken)
    {
        if (await Find(task, cancellationToken) is not { } form)
        {
            return new CheckedAnswers(answersJson, Value.EmptyMap, []);
        }

        FormAnswers answers;
        try
        {
            answers = FormAnswers.Parse(answersJson);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new CheckedAnswers(null, Value.EmptyMap, [new(null, "The answers could not be read. Go back to the form and send it again.")]);
        }

        var context = Context(task, outcome);
        if (form.OutcomesWithoutAnswers.Contains(outcome))
        {
            var kept = answers.Asked(form, context);
            return new CheckedAnswers(kept.Json.ToJsonString(), Value.EmptyMap, []) { Files = [.. FileAnswers.In(form, kept)] };
        }

        var check = FormValidator.Validate(form, answers, context);
        var asked = answers.Asked(form, context);
        return new CheckedAnswers(
            asked.Json.ToJsonString(),
            check.IsValid ? answers.Exposed(form, context) : Value.EmptyMap,
            [.. check.Problems.Select(problem => new AnswerProblem(problem.Path, problem.Message))])
        {
            Files = [.. FileAnswers.In(form, asked)],
        };
    }

    private async Task<FormDefinition?> Find(TaskRow task, CancellationToken cancellationToken)
    {
        if (task.FormHash is not { } hash)
        {
            return null;
        }

        if (_byHash.TryGetValue(hash, out var known))
        {
            return known;
        }

        var content = await definitions.Content(hash, cancellationToken)
            ?? throw new InvalidDataException($"The form {task.FormName} that version {task.VersionId} pinned is missing. Restore it from a backup.");
        return FormReader.Read(Encoding.UTF8.GetBytes(content.Content)).Form is { } form
            ? _byHash.GetOrAdd(hash, form)
            : throw new InvalidDataException($"The form {task.FormName} that version {task.VersionId} pinned can no longer be read. Restore it from a backup.");
    }

    // The same context the page checks with: the pupil's codes, the day, and the button that was pressed.
    private FormContext Context(TaskRow task, string outcome)
    {
        var today = LocalDate.FromDateOnly(LondonTime.DateOf(clock.GetUtcNow()));
        using var data = cases.Open();
        var pupil = (from file in data.Cases
                     join child in data.Pupils on file.PupilId equals child.Id
                     where file.Id == task.CaseId
                     select child).FirstOrDefault();
        var context = pupil is null ? new FormContext(today) : PupilFacts.For(pupil, today);
        return context with { Facts = context.Facts.Append(new("task.outcome", outcome)).ToImmutableDictionary(StringComparer.Ordinal) };
    }
}
