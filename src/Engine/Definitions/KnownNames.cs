using System.Collections.Frozen;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;

namespace CaseFlow.Engine.Definitions;

/// <summary>
/// Names that are read in any casing, because Elsa reads them so: of the document, its variables, inputs, outputs and
/// options, and of its own activities. Connections, wrapped inputs and expressions it reads as they are written.
/// </summary>
internal static class KnownNames
{
    private static readonly string[] OfAnyActivity =
    [
        "id", "nodeId", "name", "version", "customProperties", "metadata", "canStartWorkflow", "runAsynchronously",
        "activities", "connections", "variables",
    ];

    private static readonly FrozenDictionary<string, string> AnyActivity = Table(OfAnyActivity);

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Activities =
        BuiltInActivities.All.Select(activity => activity.Descriptor).ToFrozenDictionary(activity => activity.Type, activity => Table([.. OfAnyActivity, .. Own(activity)]), StringComparer.Ordinal);

    public static FrozenDictionary<string, string> Document { get; } = Table(
        "id", "definitionId", "tenantId", "name", "description", "createdAt", "version", "toolVersion", "variables", "inputs", "outputs", "outcomes",
        "customProperties", "isReadonly", "isSystem", "isLatest", "isPublished", "options", "usableAsActivity", "root");

    public static FrozenDictionary<string, string> Options { get; } = Table(
        "activationStrategyType", "usableAsActivity", "autoUpdateConsumingWorkflows", "activityCategory", "incidentStrategyType", "commitStrategyName");

    /// <summary>Of a variable, and of a workflow's input or output.</summary>
    public static FrozenDictionary<string, string> Declaration { get; } = Table(
        "id", "name", "type", "typeName", "isArray", "value", "storageDriverTypeName", "storageDriverType", "displayName", "description", "category", "uiHint");

    /// <summary>Of an activity of this type; of one that is not Elsa's, what every activity has.</summary>
    public static FrozenDictionary<string, string> Activity(string? type) => type is null ? AnyActivity : Activities.GetValueOrDefault(type, AnyActivity);

    private static IEnumerable<string> Own(ActivityDescriptor activity) =>
        activity.Inputs.Select(input => input.Name).Concat(activity.Outputs.Select(output => output.Name)).Concat(activity.EmbeddedPorts).Select(JsonNames.Camel);

    private static FrozenDictionary<string, string> Table(params string[] names) =>
        names.Distinct(StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);
}
