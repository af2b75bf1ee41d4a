using System.Data.Common;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>Instances that are kept from running, and who let them run again.</summary>
internal static class ParkedRows
{
    // A start that ends its host has left no instance: its process and its case are in the stimulus that would start it.
    private const string Columns =
        """
        SELECT p.instance_id, p.at, p.reason, coalesce(i.definition_id, r.definition_id), coalesce(i.case_id, r.case_id)
          FROM parked_instance p
          LEFT JOIN instance i ON i.instance_id = p.instance_id
          LEFT JOIN stimulus_inbox r ON r.target_instance_id = p.instance_id AND r.kind = 'Start' AND i.instance_id IS NULL
        """;

    public static string Select(ParkedQuery query) => Columns
        + " WHERE 1 = 1"
        + (query.InstanceId is null ? "" : " AND p.instance_id = @id")
        + (query.After is null ? "" : " AND (p.at, p.instance_id) > (@at, @after)")
        + " ORDER BY p.at, p.instance_id LIMIT @take";

    public static void Bind(DbCommand command, ParkedQuery query)
    {
        command.With("take", (long)query.Take);
        if (query.InstanceId is { } instance)
        {
            command.With("id", instance);
        }

        if (query.After is { } after)
        {
            command.With("at", after.At).With("after", after.InstanceId);
        }
    }

    public static bool Release(WriteScope scope, ParkedRelease release)
    {
        var kept = scope.Command(
            """
            INSERT INTO parked_release (instance_id, parked_at, reason, at, by_person_id)
            SELECT instance_id, at, reason, @at, @by FROM parked_instance WHERE instance_id = @id
            ON CONFLICT (instance_id, parked_at) DO UPDATE SET at = excluded.at, by_person_id = excluded.by_person_id
            """)
            .With("at", release.At).With("by", release.ByPersonId).With("id", release.InstanceId).ExecuteNonQuery();
        if (kept == 0 || scope.Command("DELETE FROM parked_instance WHERE instance_id = @id").With("id", release.InstanceId).ExecuteNonQuery() == 0)
        {
            return false;
        }

        scope.Command("UPDATE timer SET attempts = 0, ready_at = due, claimed_by = NULL WHERE owner_id = @id").With("id", release.InstanceId).ExecuteNonQuery();
        scope.Command("UPDATE stimulus_inbox SET attempts = 0, ready_at = created_at, claimed_by = NULL WHERE target_instance_id = @id").With("id", release.InstanceId).ExecuteNonQuery();
        Tell(scope, release);
        return true;
    }

    private static void Tell(WriteScope scope, ParkedRelease release)
    {
        var found = scope.Command("SELECT case_id FROM instance WHERE instance_id = @id AND case_id IS NOT NULL").With("id", release.InstanceId).ExecuteScalar();
        Guid? caseId = found switch { Guid id => id, string text => Guid.Parse(text), _ => null };
        if (release.Actor is { } actor)
        {
            scope.Audit(new AuditEntry(release.At, AuditActions.InstanceUnparked, new("instance", release.InstanceId), actor) { CaseId = caseId });
        }

        if (caseId is { } about)
        {
            var data = scope.Data;
            Timeline.Add(data, new TimelineOptions
            {
                CaseId = about,
                At = release.At,
                Kind = TimelineKind.Note,
                Text = "A process that had been stopped for repair was let run again",
                ByPersonId = release.ByPersonId,
            });
            data.SaveChanges();
        }
    }
}
