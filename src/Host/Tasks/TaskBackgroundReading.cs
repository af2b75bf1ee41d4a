using System.Text;
using CaseFlow.Activities.Forms;
using CaseFlow.Cases.Access;
using CaseFlow.Cases.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Host.Tasks;

/// <summary>Answers given earlier in the case, and which of them the reader may see.</summary>
public sealed record Background(FormDefinition Form, FormAnswers Answers, string SentBy, DateTimeOffset SentAt, Func<DataClass, bool> Sees);

/// <summary>Finds what a task rests on.</summary>
public sealed class TaskBackgroundReading(ITaskStore tasks, IDefinitionStore definitions, ICaseDataFactory cases)
{
    private const string ReferralForm = "referral";

    /// <summary>The case's referral for those who act on it; null before there is one, and in the referral's own task.</summary>
    public async Task<Background?> Find(TaskRow task, Viewer viewer, CancellationToken cancellationToken)
    {
        if (task is not { CaseId: { } caseId } || task.FormName == ReferralForm
            || await tasks.LatestSubmission(caseId, ReferralForm, cancellationToken) is not { FormHash: { } hash } sent
            || await definitions.Content(hash, cancellationToken) is not { } content
            || FormReader.Read(Encoding.UTF8.GetBytes(content.Content)).Form is not { } form
            || Access(caseId, viewer) is not { } access)
        {
            return null;
        }

        return new Background(form, FormAnswers.Parse(sent.AnswersJson), sent.PersonName, sent.At, data => viewer.Sees(data, access) == Sight.Full);
    }

    private CaseAccess? Access(Guid caseId, Viewer viewer)
    {
        using var data = cases.Open();
        return data.Cases.VisibleTo(viewer, data).FirstOrDefault(file => file.Id == caseId) is { } file ? CaseAccess.Load(data, file, viewer.On) : null;
    }
}
