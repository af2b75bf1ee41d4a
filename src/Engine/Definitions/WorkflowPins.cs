using System.Text.Json.Nodes;

namespace CaseFlow.Engine.Definitions;

/// <summary>Binds the workflows a definition uses as activities to the versions they have now, so that its graph stays the same.</summary>
public static class WorkflowPins
{
    /// <summary>Writes the version found into each activity that is a workflow; one that is not found stays as it is.</summary>
    /// <param name="json">The definition's JSON, which is changed.</param>
    /// <param name="workflows">Finds a definition by its id and, where one is named, its version id.</param>
    public static void Apply(JsonNode? json, Func<string, string?, WorkflowDefinition?> workflows)
    {
        switch (json)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    Apply(item, workflows);
                }

                break;
            case JsonObject item:
                Pin(item, workflows);
                foreach (var (_, value) in item)
                {
                    Apply(value, workflows);
                }

                break;
        }
    }

    // The input of ExecuteWorkflow has the same name, but is an object: children of their own start on the version of the day.
    private static void Pin(JsonObject item, Func<string, string?, WorkflowDefinition?> workflows)
    {
        if (DefinitionReader.TextOf(item["type"]) is not null
            && DefinitionReader.TextOf(item["workflowDefinitionId"]) is { } id
            && workflows(id, DefinitionReader.TextOf(item["workflowDefinitionVersionId"])) is { } used)
        {
            item["workflowDefinitionVersionId"] = used.Id;
        }
    }
}
