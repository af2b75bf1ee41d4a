using System.Text.Json.Nodes;

namespace CaseFlow.TestKit.Flows;

/// <summary>Activities as JSON, for <see cref="Flow"/>.</summary>
public static class Make
{
    public static JsonObject Activity(string type, string id, params (string Name, JsonNode? Value)[] properties)
    {
        var json = new JsonObject { ["id"] = id, ["type"] = type.Contains('.', StringComparison.Ordinal) ? type : $"Elsa.{type}" };
        foreach (var (name, value) in properties)
        {
            json[name] = value;
        }

        return json;
    }

    public static JsonObject Literal(JsonNode? value, string type = "Object") =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    public static JsonObject Script(string text, string type = "Object") =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = text } };

    /// <summary>The activity with a merge mode, which makes its flowchart run by tokens.</summary>
    public static JsonObject Merging(JsonObject activity, string mode)
    {
        activity["customProperties"] = new JsonObject { ["mergeMode"] = mode };
        return activity;
    }

    public static JsonObject Line(string id) => Activity("WriteLine", id, ("text", Literal(id, "String")));

    public static JsonObject Say(string id, string script) => Activity("WriteLine", id, ("text", Script(script, "String")));

    public static JsonObject Event(string id) => Activity("Event", id, ("eventName", Literal(id, "String")));

    public static JsonObject Delay(string id, string length) => Activity("Delay", id, ("timeSpan", Literal(length, "TimeSpan")));

    public static JsonObject Decide(string id, string script) => Activity("FlowDecision", id, ("condition", Script(script, "Boolean")));

    public static JsonObject Fork(string id, params string[] branches) =>
        Activity("FlowFork", id, ("branches", Literal(new JsonArray([.. branches.Select(branch => (JsonNode)branch)]), "List<String>")));

    public static JsonObject Join(string id, string mode) => Activity("FlowJoin", id, ("mode", Literal(mode, "FlowJoinMode")));

    public static JsonObject Set(string id, string variable, string script) =>
        Activity("SetVariable", id, ("variable", new JsonObject { ["id"] = $"v-{variable}", ["name"] = variable }), ("value", Script(script)));

    public static JsonObject Sequence(string id, params JsonObject[] activities) => Container("Sequence", id, activities);

    public static JsonObject Container(string type, string id, params JsonObject[] activities) =>
        Activity(type, id, ("activities", new JsonArray([.. activities.Select(activity => (JsonNode)activity)])));
}
