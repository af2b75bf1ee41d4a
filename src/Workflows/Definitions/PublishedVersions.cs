using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Soundness;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Definitions;

/// <summary>Published versions by id, each read and compiled once.</summary>
public sealed class PublishedVersions(IDefinitionStore store, ActivityCatalogue catalogue)
{
    private readonly ConcurrentDictionary<string, Task<PublishedVersion?>> _byVersion = new(StringComparer.Ordinal);

    /// <summary>A version by its id; null where there is none.</summary>
    /// <exception cref="InvalidDataException">A stored version can no longer be compiled.</exception>
    public async Task<PublishedVersion?> Find(string versionId)
    {
        var loading = _byVersion.GetOrAdd(versionId, Load);
        try
        {
            if (await loading is { } version)
            {
                return version;
            }
        }
        catch
        {
            _byVersion.TryRemove(new(versionId, loading));
            throw;
        }

        _byVersion.TryRemove(new(versionId, loading));
        return null;
    }

    /// <summary>The version new instances of a definition start on; null where none is published.</summary>
    public async Task<PublishedVersion?> Current(string definitionId) =>
        await store.Published(definitionId) is { } row ? await Find(row.VersionId) : null;

    /// <summary>Finds definitions used as activities while compiling. The stores answer at once where the database is a file.</summary>
    internal WorkflowDefinition? FindDocument(string definitionId, string? versionId)
    {
        var row = versionId is null ? null : store.Version(versionId).GetAwaiter().GetResult();
        row ??= store.Published(definitionId).GetAwaiter().GetResult();
        return row is null ? null : DefinitionReader.Read(Encoding.UTF8.GetBytes(row.Json)).Definition;
    }

    private async Task<PublishedVersion?> Load(string versionId)
    {
        if (await store.Version(versionId) is not { } row)
        {
            return null;
        }

        var (definition, problems) = DefinitionReader.Read(Encoding.UTF8.GetBytes(row.Json));
        var compiled = definition is null ? null : DefinitionCompiler.Compile(definition, catalogue, FindDocument).Compiled;
        if (definition is null || compiled is null)
        {
            throw new InvalidDataException($"Version {versionId} of {row.DefinitionId} can no longer be read ({problems.FirstOrDefault()?.Message}). Restore it from a backup.");
        }

        var pins = await store.Pins(versionId);
        return new PublishedVersion(
            row,
            compiled,
            ActivationStrategies.Of(definition.Json),
            Hashes(pins, PinKind.Form),
            Hashes(pins, PinKind.Email),
            DefinitionSteps.Of(definition, compiled).DistinctBy(step => step.ActivityId).ToFrozenDictionary(step => step.ActivityId, StringComparer.Ordinal));
    }

    private static FrozenDictionary<string, string> Hashes(IReadOnlyList<PinRow> pins, PinKind kind) =>
        pins.Where(pin => pin.Kind == kind).ToFrozenDictionary(pin => pin.Name, pin => pin.Hash, StringComparer.OrdinalIgnoreCase);
}
