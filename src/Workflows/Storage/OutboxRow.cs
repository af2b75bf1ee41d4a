namespace CaseFlow.Workflows.Storage;

/// <summary>
/// An email to send, as the burst writes it. Unique on (InstanceId, ActivityId, ExecutionId, Message, Offset, Recipient).
/// The sender's own columns (status, attempts, next attempt) are the email feature's.
/// </summary>
/// <param name="OutboxId">Version 7; the Message-ID derives from it.</param>
/// <param name="Message">What it is for: "assigned", "reminder", "overdue", "escalated" or the template's name.</param>
/// <param name="Offset">Which one of a series: "first", "half", "T-2", "due", "+1" … or "".</param>
/// <param name="Recipient">Whose it is: a person's id, or an address for someone who is not a user. Part of the key.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="TemplateHash">The content pinned by the definition's version.</param>
/// <param name="DataJson">The allowed placeholders, filled; nothing about the child but the case reference.</param>
/// <param name="TaskId">The task its link opens, or null.</param>
public sealed record OutboxRow(
    Guid OutboxId,
    string InstanceId,
    string ActivityId,
    string ExecutionId,
    string Message,
    string Offset,
    string Recipient,
    string Address,
    string Template,
    string TemplateHash,
    string DataJson,
    Guid? TaskId,
    Guid? CaseId,
    DateTimeOffset CreatedAt);
