using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseFlow.Engine.Tests.Conformance;

/// <summary>One case file: a definition, steps, and what Elsa did after each.</summary>
internal sealed record ConformanceCase(string Name, ImmutableHashSet<string> Tags, byte[] Definition, ImmutableArray<ConformanceStep> Steps, ImmutableArray<ConformanceState> Expected)
{
    public static ConformanceCase Read(string path)
    {
        var json = JsonNode.Parse(File.ReadAllBytes(path))!;
        return new ConformanceCase(
            (string)json["name"]!,
            [.. Texts(json["tags"])],
            JsonSerializer.SerializeToUtf8Bytes(json["definition"]),
            [.. json["steps"]!.AsArray().Select(step => new ConformanceStep((string)step!["do"]!, (string?)step["activityId"]))],
            [.. json["expect"]!.AsArray().Select(state => ConformanceState.Read(state!))]);
    }

    internal static IEnumerable<string> Texts(JsonNode? list) => list?.AsArray().Select(item => (string)item!) ?? [];
}

internal sealed record ConformanceStep(string Do, string? ActivityId);

internal sealed record ConformanceState(
    string Status, string SubStatus, ImmutableArray<string> Lines, ImmutableArray<string> Waiting, ImmutableArray<string> Completed, ImmutableArray<string> Cancelled)
{
    public static ConformanceState Read(JsonNode json) => new(
        (string)json["status"]!,
        (string)json["subStatus"]!,
        [.. ConformanceCase.Texts(json["stdout"])],
        [.. ConformanceCase.Texts(json["waiting"])],
        [.. ConformanceCase.Texts(json["completed"])],
        [.. ConformanceCase.Texts(json["cancelled"])]);

    /// <summary>The first difference in words, or null.</summary>
    public string? Difference(ConformanceState actual)
    {
        if (Status != actual.Status || SubStatus != actual.SubStatus)
        {
            return $"status {actual.Status}/{actual.SubStatus}, expected {Status}/{SubStatus}";
        }

        return Difference("stdout", Lines, actual.Lines)
            ?? Difference("waiting", Waiting, actual.Waiting)
            ?? Difference("completed", Completed, actual.Completed)
            ?? Difference("cancelled", Cancelled, actual.Cancelled);
    }

    private static string? Difference(string what, ImmutableArray<string> expected, ImmutableArray<string> actual)
    {
        for (var index = 0; index < Math.Max(expected.Length, actual.Length); index++)
        {
            var (wanted, found) = (index < expected.Length ? expected[index] : "nothing", index < actual.Length ? actual[index] : "nothing");
            if (wanted != found)
            {
                return $"{what}[{index}] is {found}, expected {wanted} (all: {string.Join(' ', actual)})";
            }
        }

        return null;
    }
}
