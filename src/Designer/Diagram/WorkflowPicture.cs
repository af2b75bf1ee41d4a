using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;

namespace CaseFlow.Designer.Diagram;

/// <summary>What kind of step a card is, for its shape and its words.</summary>
public enum StepKind
{
    Person,
    Email,
    Decision,
    Wait,
    Case,
    Process,
    Start,
    Other,
}

/// <summary>One card of the picture.</summary>
/// <param name="Text">What the process owner calls the step.</param>
/// <param name="X">The left edge, as laid out in the designer.</param>
/// <param name="Y">The top edge.</param>
public sealed record PictureStep(string ActivityId, string Type, StepKind Kind, string Text, double X, double Y, double Width, double Height);

/// <summary>One arrow.</summary>
/// <param name="Port">The outcome it leaves by.</param>
/// <param name="Exit">The same in words, empty for "Done".</param>
public sealed record PictureArrow(string From, string To, string Port, string Exit);

/// <summary>
/// A flowchart as people see it: cards and arrows, read from the definition's own JSON with the positions its owner gave
/// them. Read only; knows nothing of any case.
/// </summary>
public sealed record WorkflowPicture(string Name, ImmutableArray<PictureStep> Steps, ImmutableArray<PictureArrow> Arrows)
{
    public const double CardWidth = 232;
    public const double CardHeight = 72;

    public static WorkflowPicture Read(JsonObject definition)
    {
        var root = definition["root"] as JsonObject ?? [];
        var activities = Objects(root["activities"]).ToList();
        var steps = activities.Select(Step).ToImmutableArray();
        var known = steps.Select(step => step.ActivityId).ToHashSet(StringComparer.Ordinal);
        var arrows = Objects(root["connections"])
            .Select(connection => Arrow(connection, Text(connection["source"].At("port")) ?? "Done"))
            .Where(arrow => known.Contains(arrow.From) && known.Contains(arrow.To))
            .ToImmutableArray();
        return new(Text(definition["name"]) ?? "Process", steps, arrows);
    }

    public PictureStep? Step(string activityId) => Steps.FirstOrDefault(step => step.ActivityId == activityId);

    public IEnumerable<PictureArrow> After(string activityId) => Arrows.Where(arrow => arrow.From == activityId);

    private static PictureStep Step(JsonObject activity, int index)
    {
        var type = Text(activity["type"]) ?? "";
        var id = Text(activity["id"]) ?? "";
        var designer = activity["metadata"].At("designer");
        return new(
            id,
            type,
            KindOf(type),
            Text(activity["metadata"].At("displayText")) ?? Text(activity["name"]) ?? id,
            Number(designer.At("position").At("x")) ?? 0,
            Number(designer.At("position").At("y")) ?? (index * 120),
            Number(designer.At("size").At("width")) ?? CardWidth,
            Number(designer.At("size").At("height")) ?? CardHeight);
    }

    private static StepKind KindOf(string type) => type switch
    {
        "CaseFlow.AskPerson" or "Elsa.RunTask" => StepKind.Person,
        "CaseFlow.SendEmail" or "CaseFlow.SendAgain" => StepKind.Email,
        "Elsa.FlowDecision" or "Elsa.FlowSwitch" or "Elsa.If" or "Elsa.Switch" => StepKind.Decision,
        "CaseFlow.WaitUntil" or "Elsa.Delay" or "Elsa.Timer" or "Elsa.Cron" or "Elsa.StartAt" or "Elsa.Event" => StepKind.Wait,
        "CaseFlow.SetStage" or "CaseFlow.RecordDecision" or "CaseFlow.RunChecks" or "CaseFlow.ReadCase" => StepKind.Case,
        "CaseFlow.StartProcess" or "Elsa.DispatchWorkflow" or "Elsa.ExecuteWorkflow" or "Elsa.PublishEvent" => StepKind.Process,
        "Elsa.Start" => StepKind.Start,
        _ => StepKind.Other,
    };

    private static PictureArrow Arrow(JsonObject connection, string port) =>
        new(Text(connection["source"].At("activity")) ?? "", Text(connection["target"].At("activity")) ?? "", port, ExitWords(port));

    private static string ExitWords(string port) => port switch
    {
        "Done" => "",
        "True" => "Yes",
        "False" => "No",
        "Default" => "Otherwise",
        _ => port,
    };

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => list is JsonArray items ? items.OfType<JsonObject>() : [];

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) && double.IsFinite(number) ? number : null;
}
