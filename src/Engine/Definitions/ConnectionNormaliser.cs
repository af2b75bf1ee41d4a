using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace CaseFlow.Engine.Definitions;

/// <summary>Brings the forms connections have been written in to one, and drops those that lead from or to no activity.</summary>
internal static class ConnectionNormaliser
{
    public static void Apply(JsonObject flowchart, string path, ImmutableArray<Problem>.Builder problems)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        if (flowchart["activities"] is JsonArray activities)
        {
            foreach (var activity in activities)
            {
                if (activity is JsonObject item && DefinitionReader.TextOf(item["id"]) is { } id)
                {
                    ids.Add(id);
                }
            }
        }

        var canonical = new JsonArray();
        var index = -1;
        foreach (var connection in Items(flowchart["connections"]))
        {
            index++;
            var place = $"{path}.connections[{index}]";
            if (connection is not JsonObject item || Canonical(item) is not { } result)
            {
                problems.Add(new Problem(ProblemSeverity.Warning, "unreadable-connection", "A connection could not be read and was left out.", Path: place, Suggestion: "Draw the connection again."));
                continue;
            }

            if (Missing(result, "source", ids) is { } from)
            {
                problems.Add(Dropped(from, place, "from"));
            }
            else if (Missing(result, "target", ids) is { } to)
            {
                problems.Add(Dropped(to, place, "to"));
            }
            else
            {
                canonical.Add(result);
            }
        }

        flowchart["connections"] = canonical;
    }

    private static Problem Dropped(string id, string place, string direction) =>
        new(ProblemSeverity.Warning, "dangling-connection", $"A connection leads {direction} '{id}', which is not in this flowchart. It was left out.", id, "connections", place, "Draw the connection again, or remove it.");

    private static IEnumerable<JsonNode?> Items(JsonNode? node) => node switch
    {
        JsonArray list => list.ToArray(),
        JsonObject single => [single],
        _ => [],
    };

    private static string? Missing(JsonObject connection, string end, HashSet<string> ids)
    {
        var id = DefinitionReader.TextOf(connection[end].At("activity")) ?? "";
        return ids.Contains(id) ? null : id;
    }

    private static JsonObject? Canonical(JsonObject connection)
    {
        NameCasing.CamelCase(connection);
        var source = End(connection["source"], connection["sourcePort"], "Done");
        var target = End(connection["target"], connection["targetPort"], "In");
        if (source is null || target is null)
        {
            return null;
        }

        var result = new JsonObject { ["source"] = source, ["target"] = target };
        foreach (var (name, value) in connection)
        {
            if (name is not ("source" or "target" or "sourcePort" or "targetPort"))
            {
                result[name] = value?.DeepClone();
            }
        }

        return result;
    }

    private static JsonObject? End(JsonNode? end, JsonNode? legacyPort, string defaultPort)
    {
        if (end is JsonObject item)
        {
            NameCasing.CamelCase(item);
            return DefinitionReader.TextOf(item["activity"]) is { } activity ? Place(activity, item["port"], item) : null;
        }

        return DefinitionReader.TextOf(end) is { } id ? Place(id, legacyPort, []) : null;

        JsonObject Place(string activity, JsonNode? port, JsonObject written)
        {
            var place = new JsonObject { ["activity"] = activity, ["port"] = DefinitionReader.TextOf(port) ?? defaultPort };
            foreach (var (name, value) in written)
            {
                place.TryAdd(name, value?.DeepClone());
            }

            return place;
        }
    }
}
