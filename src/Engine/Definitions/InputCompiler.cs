using System.Text.Json.Nodes;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Definitions;

/// <summary>Compiles inputs, outputs and their expressions.</summary>
internal sealed partial class InputCompiler(DefinitionCompilation compilation)
{
    public bool ReadsOutputs { get; private set; }

    public CompiledInput[] All(CompiledNode node, ActivityDescriptor descriptor, JsonObject json, string path)
    {
        var inputs = new List<CompiledInput>(descriptor.Inputs.Length);
        foreach (var input in descriptor.Inputs)
        {
            var name = JsonNames.Camel(input.Name);
            var value = json[name];
            if (input.IsRaw)
            {
                if (value is not null)
                {
                    inputs.Add(new CompiledInput { Name = input.Name, Constant = ValueJson.FromNode(value) });
                }
            }
            else if (value is not null && !IsUnset(value) && !(input.Required && IsBlank(value)))
            {
                inputs.Add(Compile(node, input.Name, input.Type, value, $"{path}.{name}", input.AllowScriptOutcomes));
            }
            else if (input.Default is { } text)
            {
                inputs.Add(new CompiledInput { Name = input.Name, Constant = ValueConversion.To(input.Type, text), IsDefault = true });
            }
            else if (input.Required)
            {
                Report(ProblemSeverity.Error, "missing-input", $"“{input.DisplayName ?? input.Name}” is not set.", node, name, $"{path}.{name}", "Give it a value.");
            }
        }

        return [.. inputs];
    }

    /// <summary>Inputs that the definition itself declares; absent ones read as null.</summary>
    public CompiledInput[] Declared(JsonNode? json) =>
        [.. DefinitionCompilation.Names(json).Select(name => new CompiledInput { Name = name, Constant = Value.Null })];

    /// <summary>Inputs of a workflow used as an activity.</summary>
    public CompiledInput[] OfUsed(CompiledNode node, JsonNode? declared, JsonObject json, string path)
    {
        var inputs = new List<CompiledInput>();
        foreach (var name in DefinitionCompilation.Names(declared))
        {
            var property = JsonNames.Camel(name);
            if (json[property] is { } value && !IsUnset(value))
            {
                inputs.Add(Compile(node, name, null, value, $"{path}.{property}"));
            }
        }

        return [.. inputs];
    }

    public CompiledOutput[] Outputs(CompiledNode node, IEnumerable<string> names, JsonObject json, IReadOnlyCollection<string> workflowOutputs)
    {
        var outputs = new List<CompiledOutput>();
        foreach (var name in names)
        {
            if (DefinitionReader.TextOf((json[JsonNames.Camel(name)] as JsonObject).At("memoryReference").At("id")) is not { } id)
            {
                continue;
            }

            var slot = compilation.FindVariable(node, id, null);
            outputs.Add(new CompiledOutput(name, slot, slot.Exists ? null : workflowOutputs.Contains(id) ? id : null));
        }

        return [.. outputs];
    }

    /// <summary>Compiles an input: a wrapped one, a bare expression {type, value}, or a bare scalar.</summary>
    public CompiledInput Compile(CompiledNode node, string name, string? type, JsonNode? json, string path, bool allowOutcomes = false)
    {
        var conversion = type is null or "Object" ? null : type;
        var expression = json as JsonObject is { } wrapped ? wrapped["expression"] as JsonObject ?? (wrapped.ContainsKey("type") ? wrapped : null) : null;
        var property = name;
        if (json is JsonObject && expression is null)
        {
            return new CompiledInput { Name = name, Constant = Value.Undefined };
        }

        if (expression is null)
        {
            return Literal(node, name, conversion, json, path);
        }

        var value = expression["value"];
        switch (DefinitionReader.TextOf(expression["type"]))
        {
            case "Literal" or null:
                return Literal(node, name, conversion, value, $"{path}.expression.value");
            case "Object" or "Json":
                return Object(node, name, conversion, value, $"{path}.expression.value");
            case "Variable":
                return Variable(node, name, conversion, value, $"{path}.expression.value");
            case "Input":
                return new CompiledInput { Name = name, Type = conversion, Kind = InputKind.WorkflowInput, Key = DefinitionReader.TextOf((value as JsonObject).At("name")) ?? DefinitionReader.TextOf(value) ?? "" };
            case "JavaScript":
                return Script(node, name, conversion, value, $"{path}.expression.value", allowOutcomes);
            case var other:
                return Invalid(node, property, "unsupported-expression", $"Expressions of type '{other}' cannot be run here.", $"{path}.expression.type", "Write it as JavaScript, or as a fixed value.");
        }
    }

    private CompiledInput Literal(CompiledNode node, string name, string? type, JsonNode? json, string path) =>
        Constant(node, name, type, ValueJson.FromNode(json), path, json is JsonArray or JsonObject);

    private CompiledInput Object(CompiledNode node, string name, string? type, JsonNode? json, string path)
    {
        if (DefinitionReader.TextOf(json) is not { } text)
        {
            return Constant(node, name, type, ValueJson.FromNode(json), path, isJson: true);
        }

        try
        {
            return Constant(node, name, type, ValueJson.Parse(text), path, isJson: true);
        }
        catch (System.Text.Json.JsonException)
        {
            return Invalid(node, name, "invalid-object", "The value is not valid JSON.", path, "Correct the JSON.");
        }
    }

    private CompiledInput Constant(CompiledNode node, string name, string? type, Value value, string path, bool isJson)
    {
        if (type is null || value.IsMissing)
        {
            return new CompiledInput { Name = name, Constant = value, IsJson = isJson };
        }

        return ValueConversion.TryTo(type, value, out var converted, out var problem)
            ? new CompiledInput { Name = name, Constant = converted, IsJson = isJson }
            : Invalid(node, name, "wrong-type", $"The value does not fit: {problem}", path, $"Give a value of the type {type}.");
    }

    private CompiledInput Variable(CompiledNode node, string name, string? type, JsonNode? json, string path)
    {
        var reference = json as JsonObject;
        var variableName = DefinitionReader.TextOf(reference.At("name")) ?? DefinitionReader.TextOf(json);
        var slot = compilation.FindVariable(node, DefinitionReader.TextOf(reference.At("id")), variableName);
        if (!slot.Exists && variableName is null or "")
        {
            return Invalid(node, name, "unknown-variable", "The variable it reads does not exist.", path, "Choose a variable of the workflow.");
        }

        return new CompiledInput { Name = name, Type = type, Kind = InputKind.Variable, Slot = slot, Key = variableName };
    }

    private CompiledInput Script(CompiledNode node, string name, string? type, JsonNode? json, string path, bool allowOutcomes)
    {
        var text = DefinitionReader.TextOf(json) ?? "";
        var options = allowOutcomes ? ExpressionOptions.Default with { AllowOutcomes = true } : ExpressionOptions.Default;
        var compiled = CompiledExpression.Compile(text, options);
        if (!compiled.Succeeded)
        {
            var problem = compiled.Problem;
            return Invalid(node, name, "invalid-expression", $"The expression cannot be run: {problem.Message} (line {problem.Line}, column {problem.Column})", path, "Correct the expression there.");
        }

        ReadsOutputs |= text.Contains("From", StringComparison.Ordinal) || text.Contains("getLastResult", StringComparison.Ordinal);
        return new CompiledInput { Name = name, Type = type, Kind = InputKind.JavaScript, Expression = compiled.Expression };
    }

    private CompiledInput Invalid(CompiledNode node, string name, string code, string message, string path, string suggestion)
    {
        var shown = node.Activity.Descriptor.Inputs.FirstOrDefault(input => input.Name == name)?.DisplayName ?? name;
        Report(ProblemSeverity.Error, code, $"“{shown}”: {message}", node, JsonNames.Camel(name), path, suggestion);
        return new CompiledInput { Name = name, Kind = InputKind.Invalid, Message = $"'{name}': {message}" };
    }

    private static bool IsUnset(JsonNode json) =>
        json is JsonObject wrapped && wrapped.ContainsKey("expression") && wrapped["expression"] is null;

    // What an editor writes for an input that was left empty: a text without a letter, or nothing at all.
    private static bool IsBlank(JsonNode json)
    {
        var expression = json.At("expression") ?? json;
        var value = expression is JsonObject ? expression.At("value") : expression;
        return DefinitionReader.TextOf(expression.At("type")) is not ("Variable" or "Input")
            && (value is null || (value is JsonValue text && text.TryGetValue<string>(out var words) && string.IsNullOrWhiteSpace(words)));
    }

    private void Report(ProblemSeverity severity, string code, string message, CompiledNode node, string property, string path, string suggestion) =>
        compilation.Problems.Add(new Problem(severity, code, node.Activity is WorkflowRoot ? message : $"'{node.Title}': {message}", node.Id, property, path, suggestion));
}
