using CaseFlow.Cases.Audit;
using CaseFlow.Persistence.Gate;

namespace CaseFlow.Persistence.Audit;

/// <summary>
/// Appends to the chain. The head is read anew each time, inside the transaction: a savepoint or a transaction that is
/// undone takes its links with it, and nothing that is kept in memory could then be wrong.
/// </summary>
internal static class AuditWriting
{
    private const string Insert =
        """
        INSERT INTO audit_entry (seq, at, person_id, for_person_id, role, organisation, action, subject, case_id, detail, reason, previous_hash, hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    public static void Write(GateScope scope, IReadOnlyList<AuditEntry> entries)
    {
        if (scope.AuditLock is { } take)
        {
            scope.Command(take).ExecuteNonQuery();
        }

        var head = Head(scope);
        foreach (var entry in entries)
        {
            var record = AuditRecord.After(head, entry);
            scope.Statement(Insert)
                .Number(record.Seq).Number(record.At).Id(record.PersonId).Id(record.ForPersonId).Text(record.Role).Text(record.Organisation).Text(record.Action)
                .Text(record.Subject).Id(record.CaseId).Text(record.Detail).Text(record.Reason).Text(record.PreviousHash).Text(record.Hash)
                .Execute();
            head = new(record.Seq, record.Hash);
        }
    }

    private static AuditHead Head(GateScope scope)
    {
        using var reader = scope.Command(AuditLog.LastRow).ExecuteReader();
        return reader.Read() ? new(reader.GetInt64(0), reader.GetString(1)) : AuditHead.Empty;
    }
}
