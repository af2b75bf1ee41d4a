using System.Text;
using CaseFlow.Activities.Forms;
using CaseFlow.Cases.Access;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;
using CaseFlow.Workflows.Storage;
using NodaTime;

namespace CaseFlow.Host.CaseFile;

/// <summary>A case's referral as it was last sent, with who may read which answer.</summary>
public sealed record ReferralAnswers(string Reference, FormDefinition Form, FormAnswers Answers, FormContext Context, string SentBy, DateTimeOffset SentAt, Func<DataClass, bool> Sees);

/// <summary>Finds the answers of a case's referral for whoever looks.</summary>
public sealed class ReferralAnswersReading(ICaseDataFactory cases, ITaskStore tasks, IDefinitionStore definitions, CurrentViewer current)
{
    public const string Form = "referral";

    public async Task<ReferralAnswers?> Find(string reference, CancellationToken cancellationToken)
    {
        if (current.Viewer is not { } viewer)
        {
            return null;
        }

        using var data = cases.Open();
        if (data.Cases.VisibleTo(viewer, data).FirstOrDefault(one => one.Reference == reference) is not { } file
            || await tasks.LatestSubmission(file.Id, Form, cancellationToken) is not { FormHash: { } hash } sent
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
}
