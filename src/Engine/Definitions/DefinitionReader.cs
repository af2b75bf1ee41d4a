using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseFlow.Engine.Definitions;

/// <summary>Reads Elsa 3 JSON, tolerantly, within limits (1 MB, depth 64, 2,000 activities, 4 KB an expression).</summary>
public static class DefinitionReader
{
    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = DefinitionLimits.Depth,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The definition (null where it could not be read) and everything found wrong with it.</summary>
    public static (WorkflowDefinition? Definition, ImmutableArray<Problem> Problems) Read(ReadOnlySpan<byte> utf8Json)
    {
        if (utf8Json.Length > DefinitionLimits.Bytes)
        {
            return Refuse("too-large", "The file is larger than 1 MB.", "Split the workflow into smaller ones that use each other as activities.");
        }

        if (utf8Json is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] or [0, ..] or [_, 0, ..])
        {
            return Refuse("not-utf8", "The file is not UTF-8 text.", "Save the file as UTF-8.");
        }

        var text = utf8Json is [0xEF, 0xBB, 0xBF, ..] ? utf8Json[3..] : utf8Json;
        try
        {
            using var document = JsonDocument.Parse(text.ToArray(), Options);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            return Refuse(exception);
        }
        catch (InvalidOperationException)
        {
            return Refuse("not-utf8", "The file holds text that is not valid UTF-8.", "Save the file as UTF-8.");
        }
    }

    private static (WorkflowDefinition? Definition, ImmutableArray<Problem> Problems) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Refuse("not-a-workflow", "The file holds no JSON object.", "Export the workflow again and import that file.");
        }

        var problems = ImmutableArray.CreateBuilder<Problem>();
        var json = (JsonObject)JsonNormaliser.Normalise(root)!;
        new DocumentNormaliser(problems).Apply(json);
        var id = TextOf(json["id"]);
        var definitionId = TextOf(json["definitionId"]) ?? id;
        if (definitionId is null)
        {
            problems.Add(new Problem(ProblemSeverity.Error, "missing-id", "The workflow has no definitionId.", Path: "$.definitionId", Suggestion: "Give the workflow a definitionId that stays the same for all its versions."));
        }

        if (json["root"] is not JsonObject)
        {
            problems.Add(new Problem(ProblemSeverity.Error, "missing-root", "The workflow has no root activity.", Path: "$.root", Suggestion: "Add a root, normally an Elsa.Flowchart."));
        }

        if (definitionId is null || json["root"] is not JsonObject || problems.Any(problem => problem.Code == "too-many-activities"))
        {
            return (null, problems.ToImmutable());
        }

        json["definitionId"] = definitionId;
        json["id"] = id ?? definitionId;
        var definition = new WorkflowDefinition
        {
            Id = id ?? definitionId,
            DefinitionId = definitionId,
            Name = TextOf(json["name"]),
            Version = json["version"] is JsonValue version && version.TryGetValue<int>(out var number) ? number : 1,
            Json = json,
        };
        return (definition, problems.ToImmutable());
    }

    internal static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static (WorkflowDefinition? Definition, ImmutableArray<Problem> Problems) Refuse(JsonException exception)
    {
        var place = exception.LineNumber is { } line ? $" at line {line + 1}, column {exception.BytePositionInLine + 1}" : "";
        return exception.Message.Contains("maximum configured depth", StringComparison.OrdinalIgnoreCase)
            ? Refuse("too-deep", $"The file is nested more than {DefinitionLimits.Depth} levels deep{place}.", "Move inner activities into a workflow of their own.")
            : Refuse("invalid-json", $"The file is not valid JSON{place}.", "Correct the file there, or export the workflow again.");
    }

    private static (WorkflowDefinition? Definition, ImmutableArray<Problem> Problems) Refuse(string code, string message, string suggestion) =>
        (null, [new Problem(ProblemSeverity.Error, code, message, Path: "$", Suggestion: suggestion)]);
}
