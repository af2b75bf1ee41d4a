using System.Text.Json;
using CaseFlow.Activities.Effects;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Values;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.DomainChanges;

/// <summary>Writes a decision down, its reasons taken from the answers of the task it was made in.</summary>
public sealed class RecordDecisionChange(ITaskStore tasks, IFileStore files, RoleDirectory directory) : IDomainChange
{
    public string Kind => DomainChangeKinds.RecordDecision;

    public async Task<Action<WriteScope>> Prepare(DomainChangeContext context, CancellationToken cancellationToken)
    {
        var submission = await Submission(context, cancellationToken);
        var person = Guid.TryParse(context.Data["byPersonId"].AsText, out var id) ? id : submission?.PersonId;
        var name = submission?.PersonName ?? (person is { } known ? directory.Person(known)?.Name : null) ?? "CaseFlow";
        var options = new DecisionOptions
        {
            CaseId = context.CaseId,
            Code = context.Data["code"].AsText ?? "",
            Reasons = Reasons(submission, context.Data["reasonsField"].AsText ?? "reasons"),
            DecidedAt = context.Data["at"].AsDate ?? context.At,
            RecordedAt = context.At,
            RecordedByPersonId = person,
            DecidedBy = [(name, person is { } holder ? directory.RoleNamesOf(holder) : "", person)],
            Evidence = await Evidence(context, cancellationToken),
            WorkflowDefinitionId = context.DefinitionId,
            WorkflowVersion = context.DefinitionVersion,
            BasisCode = context.Data["basis"].AsText,
            NextReviewOn = DateOf(context.Data["nextReview"]),
        };
        return scope => Decisions.Record(scope.Data, options);
    }

    private async Task<FormSubmissionRow?> Submission(DomainChangeContext context, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(context.Data["submissionId"].AsText, out var id))
        {
            return null;
        }

        return context.Submission?.SubmissionId == id ? context.Submission : await tasks.Submission(id, cancellationToken);
    }

    /// <summary>What had been sent in the case by then, with what comes with the answers themselves.</summary>
    private async Task<IReadOnlyList<(string FileName, string Sha256)>> Evidence(DomainChangeContext context, CancellationToken cancellationToken)
    {
        var evidence = (await files.Sent(context.CaseId, cancellationToken)).ToList();
        foreach (var id in context.Submission?.Files ?? [])
        {
            if (evidence.All(one => one.FileId != id) && await files.Find(id, cancellationToken) is { } file)
            {
                evidence.Add(file);
            }
        }

        return [.. evidence.Select(file => (file.Name, file.Sha256))];
    }

    private static string Reasons(FormSubmissionRow? submission, string field)
    {
        if (submission is null)
        {
            return "";
        }

        using var answers = JsonDocument.Parse(submission.AnswersJson);
        return answers.RootElement.ValueKind == JsonValueKind.Object
            && answers.RootElement.TryGetProperty(field, out var reasons)
            && reasons.ValueKind == JsonValueKind.String
            ? reasons.GetString()!
            : "";
    }

    private static DateOnly? DateOf(Value value) =>
        value.AsDate is { } instant ? LondonTime.DateOf(instant)
        : DateOnly.TryParseExact(value.AsText, "yyyy-MM-dd", out var date) ? date
        : null;
}
