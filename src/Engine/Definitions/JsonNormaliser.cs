using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseFlow.Engine.Definitions;

/// <summary>Takes the wrappers of older exports out of JSON: "_type" members, and objects that only hold "items", "values" or "$values".</summary>
internal static class JsonNormaliser
{
    public static JsonNode? Normalise(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => NormaliseObject(element),
        JsonValueKind.Array => NormaliseArray(element),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => JsonValue.Create(element.GetString()),
        _ => JsonValue.Create(element.Clone()),
    };

    private static JsonNode NormaliseObject(JsonElement element)
    {
        if (Wrapped(element) is { } items)
        {
            return NormaliseArray(items);
        }

        var result = new JsonObject();
        foreach (var member in element.EnumerateObject())
        {
            if (member.Name is not "_type")
            {
                result[member.Name] = Normalise(member.Value);
            }
        }

        return result;
    }

    private static JsonArray NormaliseArray(JsonElement element)
    {
        var result = new JsonArray();
        foreach (var item in element.EnumerateArray())
        {
            result.Add(Normalise(item));
        }

        return result;
    }

    private static JsonElement? Wrapped(JsonElement element)
    {
        JsonElement? items = null;
        var typed = false;
        foreach (var member in element.EnumerateObject())
        {
            switch (member.Name)
            {
                case "_type" or "$id" or "$type":
                    typed = true;
                    break;
                case "$values" when member.Value.ValueKind == JsonValueKind.Array:
                    typed = true;
                    items = member.Value;
                    break;
                case "items" or "values" when member.Value.ValueKind == JsonValueKind.Array:
                    items = member.Value;
                    break;
                default:
                    return null;
            }
        }

        return typed ? items : null;
    }
}
