namespace CaseFlow.Workflows.Emails;

/// <summary>What was written to people about a case, for the case's page.</summary>
public interface ICaseEmails
{
    /// <summary>The newest first, at most <paramref name="take"/>.</summary>
    Task<IReadOnlyList<CaseEmail>> ForCase(Guid caseId, int take, CancellationToken cancellationToken = default);
}

/// <summary>One email of a case.</summary>
/// <param name="Message">What it was for: "assigned", "reminder", "overdue", "escalated" or the template's name.</param>
/// <param name="Offset">Which one of a series.</param>
/// <param name="Recipient">A person's id, or an address.</param>
/// <param name="SentAt">When the server took it; null while it waits.</param>
/// <param name="FailedAt">When it was given up; null otherwise.</param>
public sealed record CaseEmail(
    Guid OutboxId, string Template, string Message, string Offset, string Recipient, string DataJson, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, DateTimeOffset? FailedAt);
