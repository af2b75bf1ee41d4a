using System.Text.Json.Nodes;

namespace CaseFlow.Engine.Definitions;

/// <summary>An activity embedded in another's JSON.</summary>
/// <param name="Json">The activity.</param>
/// <param name="Port">The port it fills ("Body"), or null in a list of activities.</param>
/// <param name="Path">Its place below its parent: body, activities[2].</param>
internal readonly record struct EmbeddedActivity(JsonObject Json, string? Port, string Path);

/// <summary>What an activity sees of its node while the definition is compiled.</summary>
internal sealed class NodePreparation(CompiledNode node, JsonObject json, string path, DefinitionCompilation compilation)
{
    public CompiledNode Node { get; } = node;

    public JsonObject Json { get; } = json;

    public string Path { get; } = path;

    /// <summary>Compiles an expression that stands outside the ordinary inputs, such as a case's condition.</summary>
    public CompiledInput Expression(string name, string? type, JsonNode? json, string path) =>
        compilation.Inputs.Compile(Node, name, type, json, $"{Path}.{path}");

    /// <summary>The variable with this id or name as seen from the node, or none.</summary>
    public VariableSlot Variable(string? id, string? name) => compilation.FindVariable(Node, id, name);

    public CompiledVariable Declaration(VariableSlot slot) => compilation.Declaration(slot);

    public void Report(ProblemSeverity severity, string code, string message, string property, string suggestion) =>
        compilation.Problems.Add(new Problem(severity, code, $"'{Node.Title}': {message}", Node.Id, property, $"{Path}.{property}", suggestion));
}
