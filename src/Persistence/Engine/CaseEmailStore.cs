using CaseFlow.Persistence.Storage;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Persistence.Engine;

/// <summary>The outbox read by case.</summary>
internal sealed class CaseEmailStore(CaseFlowStorage storage) : ICaseEmails
{
    public Task<IReadOnlyList<CaseEmail>> ForCase(Guid caseId, int take, CancellationToken cancellationToken = default) => storage.Reads.List(
        "SELECT outbox_id, template, message, offset_name, recipient, data_json, created_at, sent_at, failed_at FROM outbox WHERE case_id = @case ORDER BY created_at DESC, outbox_id DESC LIMIT @take",
        command => command.With("case", caseId).With("take", (long)take),
        reader => new CaseEmail(
            reader.GetGuid(0),
            reader.GetString(1),
            reader.GetString(2),
            reader.GetString(3),
            reader.GetString(4),
            reader.GetString(5),
            reader.Instant(6),
            reader.OptionalInstant(7),
            reader.OptionalInstant(8)),
        cancellationToken);
}
