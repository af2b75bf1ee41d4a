using System.Text;
using CaseFlow.Activities.Forms;
using CaseFlow.Cases.Access;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;
using CaseFlow.Workflows.Storage;
using NodaTime;

namespace CaseFlow.Host.CaseFile;

/// <summary>Answers somebody has sent in a case, with who may read which of them.</summary>
public sealed record CaseAnswers(string Reference, FormDefinition Form, FormAnswers Answers, FormContext Context, string SentBy, DateTimeOffset SentAt, Func<DataClass, bool> Sees);

/// <summary>Finds the answers of a case for whoever looks, drawn with the form as it then was.</summary>
public sealed class CaseAnswersReading(ICaseDataFactory cases, ITaskStore tasks, IDefinitionStore definitions, CurrentViewer current)
{
    public const string Referral = "referral";

    /// <param name="submissionId">Null for the referral as it was last sent.</param>
    /// <returns>Null where there are none, or the viewer may not know of the case.</returns>
    public async Task<CaseAnswers?> Find(string reference, Guid? submissionId, CancellationToken cancellationToken)
    {
        if (current.Viewer is not { } viewer)
        {
            return null;
        }

        using var data = cases.Open();
        if (data.Cases.VisibleTo(viewer, data).FirstOrDefault(one => one.Reference == reference) is not { } file
            || await Sent(file.Id, submissionId, cancellationToken) is not { FormHash: { } hash } sent
            || await definitions.Content(hash, cancellationToken) is not { } content
            || FormReader.Read(Encoding.UTF8.GetBytes(content.Content)).Form is not { } form)
        {
            return null;
        }

        var access = CaseAccess.Load(data, file, viewer.On);
        var pupil = data.Pupils.First(one => one.Id == file.PupilId);
        return new(
            file.Reference,
            form,
            FormAnswers.Parse(sent.AnswersJson),
            PupilFacts.For(pupil, LocalDate.FromDateOnly(viewer.On)),
            sent.PersonName,
            sent.At,
            content => viewer.Sees(content, access) == Sight.Full);
    }

    private async Task<FormSubmissionRow?> Sent(Guid caseId, Guid? submissionId, CancellationToken cancellationToken) =>
        submissionId is not { } id
            ? await tasks.LatestSubmission(caseId, Referral, cancellationToken)
            : await tasks.Submission(id, cancellationToken) is { } sent && sent.CaseId == caseId ? sent : null;
}
