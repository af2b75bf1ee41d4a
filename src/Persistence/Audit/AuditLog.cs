using System.Data.Common;
using System.Runtime.CompilerServices;
using CaseFlow.Cases.Audit;
using CaseFlow.Persistence.Engine;
using CaseFlow.Persistence.Storage;

namespace CaseFlow.Persistence.Audit;

internal sealed class AuditLog(CaseFlowStorage storage) : IAuditLog
{
    public const string LastRow = "SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1";

    private const string Rows =
        "SELECT seq, at, person_id, for_person_id, role, organisation, action, subject, case_id, detail, reason, previous_hash, hash FROM audit_entry";

    public async Task<AuditHead> Head(CancellationToken cancellationToken = default)
    {
        await using var session = await storage.Reads.Open(cancellationToken);
        await using var reader = await session.Command(LastRow).ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new(reader.GetInt64(0), reader.GetString(1)) : AuditHead.Empty;
    }

    public async IAsyncEnumerable<AuditRecord> Read([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var session = await storage.Reads.Open(cancellationToken);
        await using var reader = await session.Command(Rows + " ORDER BY seq").ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return Record(reader);
        }
    }

    public Task<IReadOnlyList<AuditRecord>> Of(AuditSubject subject, CancellationToken cancellationToken = default) =>
        storage.Reads.List(Rows + " WHERE subject = @subject ORDER BY seq", command => command.With("subject", subject.ToString()), Record, cancellationToken);

    private static AuditRecord Record(DbDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetInt64(1),
        reader.Id(2),
        reader.Id(3),
        reader.Text(4),
        reader.Text(5),
        reader.GetString(6),
        reader.GetString(7),
        reader.Id(8),
        reader.GetString(9),
        reader.Text(10),
        reader.GetString(11))
    {
        Hash = reader.GetString(12),
    };
}
