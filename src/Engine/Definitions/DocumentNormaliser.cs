using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace CaseFlow.Engine.Definitions;

/// <summary>Brings a definition's JSON into the canonical shape: camelCase, flags in customProperties, ids on every activity.</summary>
internal sealed class DocumentNormaliser(ImmutableArray<Problem>.Builder problems)
{
    private static readonly string[] LegacyFlags = ["canStartWorkflow", "runAsynchronously"];
    private static readonly string[] KnownCustom = ["canStartWorkflow", "runAsynchronously", "mergeMode", "commitStrategyName"];
    private readonly Dictionary<string, int> _counters = new(StringComparer.Ordinal);
    private readonly List<(JsonObject Activity, string Path)> _unnamed = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private int _count;

    public void Apply(JsonObject document)
    {
        NameCasing.Canonical(document, KnownNames.Document);
        foreach (var list in (ReadOnlySpan<string>)["variables", "inputs", "outputs"])
        {
            CanonicalItems(document, list);
        }

        if (document["options"] is JsonObject options)
        {
            NameCasing.Canonical(options, KnownNames.Options);
        }

        MoveUsableAsActivity(document);
        if (document["root"] is JsonObject root)
        {
            Activity(root, "$.root");
            GenerateIds();
        }
    }

    private void Activity(JsonObject activity, string path)
    {
        if (++_count > DefinitionLimits.Activities)
        {
            if (_count == DefinitionLimits.Activities + 1)
            {
                problems.Add(new Problem(ProblemSeverity.Error, "too-many-activities", "The workflow has more than 2,000 activities.", Path: path, Suggestion: "Move parts of it into workflows of their own."));
            }

            return;
        }

        NameCasing.Canonical(activity, KnownNames.Activity(DefinitionReader.TextOf(Member(activity, "type"))));
        CanonicalItems(activity, "variables");
        MoveFlags(activity);
        PartNames.Apply(activity);
        Identify(activity, path);
        foreach (var (name, value) in activity.ToArray())
        {
            if (name is not ("customProperties" or "metadata" or "variables" or "connections" or "variable"))
            {
                Visit(value, $"{path}.{name}");
            }
        }

        if (activity.ContainsKey("connections"))
        {
            ConnectionNormaliser.Apply(activity, path, problems);
        }
    }

    /// <summary>Finds the activities below a property: embedded ones, lists of them, a switch's cases.</summary>
    private void Visit(JsonNode? node, string path)
    {
        switch (node)
        {
            case JsonObject item when IsActivity(item):
                Activity(item, path);
                break;
            case JsonObject item when PartNames.IsInput(item):
                PartNames.Input(item);
                break;
            case JsonObject item:
                foreach (var (name, value) in item.ToArray())
                {
                    if (value is JsonObject or JsonArray)
                    {
                        Visit(value, $"{path}.{name}");
                    }
                }

                break;
            case JsonArray list:
                for (var index = 0; index < list.Count; index++)
                {
                    Visit(list[index], $"{path}[{index}]");
                }

                break;
        }
    }

    private static bool IsActivity(JsonObject item) => DefinitionReader.TextOf(Member(item, "type")) is not null && !PartNames.IsInput(item);

    private static JsonNode? Member(JsonObject item, string name) => item[name] ?? item[char.ToUpperInvariant(name[0]) + name[1..]];

    private void Identify(JsonObject activity, string path)
    {
        if (DefinitionReader.TextOf(activity["id"]) is not { } id)
        {
            _unnamed.Add((activity, path));
        }
        else if (!_ids.Add(id))
        {
            problems.Add(new Problem(ProblemSeverity.Error, "duplicate-id", $"Two activities have the id '{id}'.", id, "id", path + ".id", "Give each activity an id of its own."));
        }
    }

    private void GenerateIds()
    {
        foreach (var (activity, _) in _unnamed)
        {
            var type = DefinitionReader.TextOf(activity["type"]) ?? "Activity";
            var name = type[(type.LastIndexOf('.') + 1)..];
            string id;
            do
            {
                var number = _counters.GetValueOrDefault(name) + 1;
                _counters[name] = number;
                id = name + number;
            }
            while (!_ids.Add(id));
            activity["id"] = id;
        }
    }

    private static void MoveFlags(JsonObject activity)
    {
        if (activity["customProperties"] is JsonObject custom)
        {
            NameCasing.CamelCase(custom, KnownCustom);
        }

        foreach (var flag in LegacyFlags)
        {
            if (!activity.ContainsKey(flag))
            {
                continue;
            }

            var value = activity[flag];
            activity.Remove(flag);
            if (activity["customProperties"] is not JsonObject properties)
            {
                activity["customProperties"] = properties = [];
            }

            if (!properties.ContainsKey(flag))
            {
                properties[flag] = value;
            }
        }
    }

    private static void MoveUsableAsActivity(JsonObject document)
    {
        if (document["usableAsActivity"] is not { } usable)
        {
            return;
        }

        document.Remove("usableAsActivity");
        if (document["options"] is not JsonObject options)
        {
            document["options"] = options = [];
        }

        if (!options.ContainsKey("usableAsActivity"))
        {
            options["usableAsActivity"] = usable;
        }
    }

    private static void CanonicalItems(JsonObject owner, string name)
    {
        if (owner[name] is JsonArray list)
        {
            foreach (var item in list)
            {
                if (item is JsonObject entry)
                {
                    NameCasing.Canonical(entry, KnownNames.Declaration);
                }
            }
        }
    }
}
