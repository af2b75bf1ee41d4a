using CaseFlow.Activities.Effects;
using CaseFlow.Cases.Referrals;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Workflows.DomainChanges;

/// <summary>Writes what the checks find on the case: its flags, and a line of the timeline for each finding.</summary>
public sealed class RecordChecksChange : IDomainChange
{
    public string Kind => DomainChangeKinds.RecordChecks;

    public Task<Action<WriteScope>> Prepare(DomainChangeContext context, CancellationToken cancellationToken) =>
        Task.FromResult<Action<WriteScope>>(scope => ReferralChecks.Apply(scope.Data, context.CaseId, context.At));
}
