using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.People;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Soundness;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Waking;

namespace CaseFlow.Workflows.Definitions;

/// <summary>What came of publishing: the version, or the problems that stand in its way.</summary>
public sealed record PublishResult(DefinitionVersionRow? Version, ImmutableArray<Problem> Problems);

/// <summary>Definitions as their owners deal with them: checked, published, and brought along by a release.</summary>
public sealed class DefinitionCatalogue(
    IDefinitionStore store, ActivityCatalogue activities, PublishedVersions versions, ContentLibrary contents, TriggerStarts triggers, WorkBell bell, TimeProvider clock)
{
    public const string Shipped = "shipped";

    private const int MostTries = 20;

    // Forms and templates are checked against the library, by the names that publishing pins.
    private static readonly SoundnessContext Known = new() { Roles = [.. Roles.All.Select(role => role.Code)] };

    public Task<IReadOnlyList<DefinitionSummary>> List(CancellationToken cancellationToken = default) => store.List(cancellationToken);

    /// <summary>Everything wrong with a definition; errors would stop its publication.</summary>
    /// <param name="json">The definition.</param>
    /// <param name="processes">Ids of the processes there are; null to leave those that it names unchecked.</param>
    public (WorkflowDefinition? Definition, ImmutableArray<Problem> Problems) Check(string json, IEnumerable<string>? processes = null)
    {
        var (definition, problems) = DefinitionReader.Read(Encoding.UTF8.GetBytes(json));
        if (definition is null)
        {
            return (null, problems);
        }

        var named = NamedContents.Of(definition.Json, activities);
        var (compiled, found) = DefinitionCompiler.Compile(definition, activities, versions.FindDocument);
        return (definition,
        [
            .. problems,
            .. found.Except(problems),
            .. compiled is null ? [] : SoundnessCheck.Run(definition, compiled, Known with { Processes = processes?.Append(definition.DefinitionId).ToImmutableHashSet() }),
            .. named.Problems,
            .. named.Named.Where(one => contents.Find(one.Kind, one.Name) is null).Select(Missing),
        ]);
    }

    /// <summary>Publishes a definition as the next version, with the forms and templates it names pinned as they are now.</summary>
    public async Task<PublishResult> Publish(string json, string source, AuditActor by = default, CancellationToken cancellationToken = default)
    {
        var (definition, problems) = Check(json, (await store.List(cancellationToken)).Where(one => one.PublishedVersionId is not null).Select(one => one.DefinitionId));
        if (definition is null || problems.Any(problem => problem.Severity == ProblemSeverity.Error))
        {
            return new PublishResult(null, problems);
        }

        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var number = (await store.Published(definition.DefinitionId, cancellationToken))?.Version + 1 ?? 1;
            var version = Row(definition, number, source);
            var named = NamedContents.Of(definition.Json, activities).Named.DistinctBy(one => (one.Kind, one.Name)).ToList();
            var pinned = named.Select(one => contents.Find(one.Kind, one.Name)!).ToList();
            ImmutableArray<PinRow> pins = [.. named.Zip(pinned, (one, content) => new PinRow(version.VersionId, one.Kind, one.Name, content.Hash))];
            var entry = new AuditEntry(clock.GetUtcNow(), AuditActions.DefinitionPublished, new("definition", version.VersionId), by)
            {
                Facts = [new("hash", version.ContentHash), new("source", source)],
            };
            if (await store.Publish(version, pins, [.. pinned.DistinctBy(content => content.Hash)], triggers.First(version), entry, cancellationToken))
            {
                bell.Ring(Work.Timers | Work.Alarm);
                return new PublishResult(version, problems);
            }
        }

        throw new TimeoutException($"{definition.DefinitionId} was published by others {MostTries} times in a row. Try again.");
    }

    /// <summary>
    /// Brings in the definitions of a folder: published where none of that id is, else, when it says something new, a
    /// draft beside the owner's. Nothing that is published changes. Gives what could not be brought in.
    /// </summary>
    public async Task<ImmutableArray<LoadProblem>> LoadShipped(string folder, CancellationToken cancellationToken = default)
    {
        var problems = contents.Problems.ToBuilder();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var json = await File.ReadAllTextAsync(path, cancellationToken);
            var (definition, found) = DefinitionReader.Read(Encoding.UTF8.GetBytes(json));
            if (definition is null)
            {
                problems.AddRange(Errors(path, found));
                continue;
            }

            if (await store.Published(definition.DefinitionId, cancellationToken) is not { } published)
            {
                var result = await Publish(json, Shipped, AuditActor.Nobody, cancellationToken);
                problems.AddRange(result.Version is null ? Errors(path, result.Problems) : []);
            }
            else if (ContentHash.Of(definition.Json) is var hash && hash != published.ContentHash)
            {
                await OfferDraft(definition, hash, cancellationToken);
            }

            await triggers.Arm(definition.DefinitionId, cancellationToken);
        }

        return problems.ToImmutable();
    }

    private async Task OfferDraft(WorkflowDefinition definition, string hash, CancellationToken cancellationToken)
    {
        var draft = await store.Draft(definition.DefinitionId, DraftKind.Shipped, cancellationToken);
        if (draft?.ContentHash != hash)
        {
            var row = new DefinitionDraftRow(
                definition.DefinitionId, DraftKind.Shipped, definition.Name ?? definition.DefinitionId, DefinitionWriter.Write(definition), hash, (draft?.Revision ?? 0) + 1, clock.GetUtcNow(), Shipped);
            await store.SaveDraft(row, draft?.Revision ?? 0, cancellationToken);
        }
    }

    private DefinitionVersionRow Row(WorkflowDefinition definition, int number, string source)
    {
        var versionId = string.Create(CultureInfo.InvariantCulture, $"{definition.DefinitionId}:{number}");
        var json = definition.Json.DeepClone().AsObject();
        json["id"] = versionId;
        json["version"] = number;
        json["isLatest"] = true;
        json["isPublished"] = true;
        WorkflowPins.Apply(json["root"], versions.FindDocument);
        return new DefinitionVersionRow(
            versionId, definition.DefinitionId, number, definition.Name ?? definition.DefinitionId, json.ToJsonString(), ContentHash.Of(definition.Json), clock.GetUtcNow(), source);
    }

    private static Problem Missing(NamedContent content) => new(
        ProblemSeverity.Error,
        content.Kind == PinKind.Form ? "unknown-form" : "unknown-template",
        $"“{content.ActivityId}” uses the {NamedContents.Words(content.Kind)} “{content.Name}”, which does not exist.",
        content.ActivityId,
        content.Property,
        null,
        $"Create the {NamedContents.Words(content.Kind)} or choose another.");

    private static IEnumerable<LoadProblem> Errors(string path, ImmutableArray<Problem> problems) => problems
        .Where(problem => problem.Severity == ProblemSeverity.Error)
        .Select(problem => new LoadProblem(Path.GetFileName(path), $"{problem.Message} {problem.Suggestion}".TrimEnd()));
}
