using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Values;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.DomainChanges;

/// <summary>
/// Makes one kind of change to the domain in a burst's transaction. What it needs from elsewhere it fetches before, in
/// <see cref="Prepare"/>; the action it gives back runs inside the gate and only touches the database.
/// </summary>
public interface IDomainChange
{
    string Kind { get; }

    Task<Action<WriteScope>> Prepare(DomainChangeContext context, CancellationToken cancellationToken);
}

/// <summary>Where a change comes from.</summary>
/// <param name="Submission">The answers this burst sends in, which cannot be read from the store yet.</param>
public sealed record DomainChangeContext(
    Value Data,
    Guid CaseId,
    string DefinitionId,
    int DefinitionVersion,
    DateTimeOffset At,
    Guid? ByPersonId,
    FormSubmissionRow? Submission);
