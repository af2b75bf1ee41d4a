using System.Collections.Immutable;
using CaseFlow.Cases.Audit;

namespace CaseFlow.Workflows.Storage;

/// <summary>Drafts, published versions and the forms and email templates they pin.</summary>
public interface IDefinitionStore
{
    /// <summary>Every definition with its newest published version and whether it has a draft.</summary>
    Task<IReadOnlyList<DefinitionSummary>> List(CancellationToken cancellationToken = default);

    /// <summary>A published version by its version id, or null.</summary>
    Task<DefinitionVersionRow?> Version(string versionId, CancellationToken cancellationToken = default);

    /// <summary>The newest published version of a definition, or null.</summary>
    Task<DefinitionVersionRow?> Published(string definitionId, CancellationToken cancellationToken = default);

    /// <summary>The owner's draft (<see cref="DraftKind.Owner"/>) or the one a newer release brought.</summary>
    Task<DefinitionDraftRow?> Draft(string definitionId, DraftKind kind, CancellationToken cancellationToken = default);

    /// <summary>Saves a draft WHERE its revision is <paramref name="expectedRevision"/> (0 for a new one); false where somebody else saved first.</summary>
    Task<bool> SaveDraft(DefinitionDraftRow draft, long expectedRevision, CancellationToken cancellationToken = default);

    Task DeleteDraft(string definitionId, DraftKind kind, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds a version with its pins, pinned contents that are not there yet, and the timers of its triggers, in one gate
    /// item. False where (definition, version number) or the version id exists: published versions never change.
    /// </summary>
    Task<bool> Publish(
        DefinitionVersionRow version, ImmutableArray<PinRow> pins, ImmutableArray<PinnedContentRow> contents, ImmutableArray<TimerRow> timers = default, AuditEntry? audit = null, CancellationToken cancellationToken = default);

    Task<IReadOnlyList<PinRow>> Pins(string versionId, CancellationToken cancellationToken = default);

    Task<PinnedContentRow?> Content(string hash, CancellationToken cancellationToken = default);
}

public enum DraftKind
{
    Owner = 0,
    Shipped = 1,
}

public sealed record DefinitionSummary(string DefinitionId, string Name, int? PublishedVersion, string? PublishedVersionId, DateTimeOffset? PublishedAt, bool HasOwnerDraft, bool HasShippedDraft);

/// <summary>A published version.</summary>
/// <param name="ContentHash">SHA-256 of the canonical JSON, in lower-case hex.</param>
/// <param name="Source">"shipped" or the id of the person who published it.</param>
public sealed record DefinitionVersionRow(
    string VersionId, string DefinitionId, int Version, string Name, string Json, string ContentHash, DateTimeOffset PublishedAt, string Source);

public sealed record DefinitionDraftRow(string DefinitionId, DraftKind Kind, string Name, string Json, string ContentHash, long Revision, DateTimeOffset SavedAt, string Source);

public enum PinKind
{
    Form = 0,
    Email = 1,
}

/// <summary>A version uses this content under this name. Key: (VersionId, Kind, Name).</summary>
public sealed record PinRow(string VersionId, PinKind Kind, string Name, string Hash);

/// <summary>The text of a form or template. Key: Hash (SHA-256, lower-case hex).</summary>
public sealed record PinnedContentRow(string Hash, PinKind Kind, string Content);
