using System.Collections.Immutable;
using System.Data.Common;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

internal sealed class DefinitionStore(CaseFlowStorage storage) : IDefinitionStore
{
    private const string VersionRow = "SELECT version_id, definition_id, version, name, json, content_hash, published_at, source FROM workflow_version";

    // A definition is named as its newest published version is, or as its draft where there is none.
    private const string Summaries =
        """
        SELECT d.definition_id, coalesce(v.name, d.name), v.version, v.version_id, v.published_at, d.owner_draft, d.shipped_draft
          FROM (SELECT definition_id, max(name) AS name, max(owner_draft) AS owner_draft, max(shipped_draft) AS shipped_draft
                  FROM (SELECT definition_id, NULL AS name, 0 AS owner_draft, 0 AS shipped_draft FROM workflow_version
                        UNION ALL
                        SELECT definition_id, name, CASE kind WHEN 'Owner' THEN 1 ELSE 0 END, CASE kind WHEN 'Shipped' THEN 1 ELSE 0 END FROM workflow_draft) every
                 GROUP BY definition_id) d
          LEFT JOIN workflow_version v
            ON v.definition_id = d.definition_id AND v.version = (SELECT max(version) FROM workflow_version n WHERE n.definition_id = d.definition_id)
         ORDER BY d.definition_id
        """;

    public Task<IReadOnlyList<DefinitionSummary>> List(CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            Summaries,
            _ => { },
            reader => new DefinitionSummary(
                reader.GetString(0),
                reader.GetString(1),
                reader.IsDBNull(2) ? null : (int)reader.GetInt64(2),
                reader.Text(3),
                reader.OptionalInstant(4),
                reader.GetInt32(5) == 1,
                reader.GetInt32(6) == 1),
            cancellationToken);

    public Task<DefinitionVersionRow?> Version(string versionId, CancellationToken cancellationToken = default) =>
        storage.Reads.First(VersionRow + " WHERE version_id = @id", command => command.With("id", versionId), ReadVersion, cancellationToken);

    public Task<DefinitionVersionRow?> Published(string definitionId, CancellationToken cancellationToken = default) =>
        storage.Reads.First(VersionRow + " WHERE definition_id = @id ORDER BY version DESC LIMIT 1", command => command.With("id", definitionId), ReadVersion, cancellationToken);

    public Task<DefinitionDraftRow?> Draft(string definitionId, DraftKind kind, CancellationToken cancellationToken = default) =>
        storage.Reads.First(
            "SELECT definition_id, kind, name, json, content_hash, revision, saved_at, source FROM workflow_draft WHERE definition_id = @id AND kind = @kind",
            command => command.With("id", definitionId).With("kind", Enum.GetName(kind)),
            reader => new DefinitionDraftRow(
                reader.GetString(0), reader.Named<DraftKind>(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetInt64(5), reader.Instant(6), reader.GetString(7)),
            cancellationToken);

    public Task<bool> SaveDraft(DefinitionDraftRow draft, long expectedRevision, CancellationToken cancellationToken = default)
    {
        var sql = expectedRevision == 0
            ? "INSERT INTO workflow_draft (definition_id, kind, name, json, content_hash, revision, saved_at, source) VALUES (@id, @kind, @name, @json, @hash, @revision, @at, @source) ON CONFLICT DO NOTHING"
            : "UPDATE workflow_draft SET name = @name, json = @json, content_hash = @hash, revision = @revision, saved_at = @at, source = @source WHERE definition_id = @id AND kind = @kind AND revision = @expected";
        return storage.Gate.Run(
            scope =>
            {
                var command = scope.Command(sql)
                    .With("id", draft.DefinitionId).With("kind", Enum.GetName(draft.Kind)).With("name", draft.Name).With("json", draft.Json)
                    .With("hash", draft.ContentHash).With("revision", draft.Revision).With("at", draft.SavedAt).With("source", draft.Source);
                if (expectedRevision != 0)
                {
                    command.With("expected", expectedRevision);
                }

                return command.ExecuteNonQuery() == 1;
            },
            cancellationToken);
    }

    public Task DeleteDraft(string definitionId, DraftKind kind, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope => scope.Command("DELETE FROM workflow_draft WHERE definition_id = @id AND kind = @kind").With("id", definitionId).With("kind", Enum.GetName(kind)).ExecuteNonQuery(),
            cancellationToken);

    public Task<bool> Publish(
        DefinitionVersionRow version, ImmutableArray<PinRow> pins, ImmutableArray<PinnedContentRow> contents, ImmutableArray<TimerRow> timers = default, AuditEntry? audit = null, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope =>
            {
                if (!Publish(scope, version, pins, contents))
                {
                    return false;
                }

                foreach (var timer in timers.IsDefault ? [] : timers)
                {
                    PendingRows.AddTimer(scope, timer, replace: false);
                }

                if (audit is not null)
                {
                    scope.Audit(audit);
                }

                return true;
            },
            cancellationToken);

    public Task<IReadOnlyList<PinRow>> Pins(string versionId, CancellationToken cancellationToken = default) =>
        storage.Reads.List(
            "SELECT version_id, kind, name, hash FROM workflow_pin WHERE version_id = @id ORDER BY kind, name",
            command => command.With("id", versionId),
            reader => new PinRow(reader.GetString(0), reader.Named<PinKind>(1), reader.GetString(2), reader.GetString(3)),
            cancellationToken);

    public Task<PinnedContentRow?> Content(string hash, CancellationToken cancellationToken = default) =>
        storage.Reads.First(
            "SELECT hash, kind, content FROM pinned_content WHERE hash = @hash",
            command => command.With("hash", hash),
            reader => new PinnedContentRow(reader.GetString(0), reader.Named<PinKind>(1), reader.GetString(2)),
            cancellationToken);

    private static bool Publish(WriteScope scope, DefinitionVersionRow version, ImmutableArray<PinRow> pins, ImmutableArray<PinnedContentRow> contents)
    {
        var added = scope.Command(
            """
            INSERT INTO workflow_version (version_id, definition_id, version, name, json, content_hash, published_at, source)
            VALUES (@id, @definition, @version, @name, @json, @hash, @at, @source) ON CONFLICT DO NOTHING
            """)
            .With("id", version.VersionId).With("definition", version.DefinitionId).With("version", (long)version.Version).With("name", version.Name)
            .With("json", version.Json).With("hash", version.ContentHash).With("at", version.PublishedAt).With("source", version.Source)
            .ExecuteNonQuery();
        if (added == 0)
        {
            return false;
        }

        foreach (var content in contents)
        {
            scope.Command("INSERT INTO pinned_content (hash, kind, content) VALUES (@hash, @kind, @content) ON CONFLICT DO NOTHING")
                .With("hash", content.Hash).With("kind", Enum.GetName(content.Kind)).With("content", content.Content).ExecuteNonQuery();
        }

        foreach (var pin in pins)
        {
            scope.Command("INSERT INTO workflow_pin (version_id, kind, name, hash) VALUES (@version, @kind, @name, @hash)")
                .With("version", pin.VersionId).With("kind", Enum.GetName(pin.Kind)).With("name", pin.Name).With("hash", pin.Hash).ExecuteNonQuery();
        }

        return true;
    }

    private static DefinitionVersionRow ReadVersion(DbDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), (int)reader.GetInt64(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.Instant(6), reader.GetString(7));
}
