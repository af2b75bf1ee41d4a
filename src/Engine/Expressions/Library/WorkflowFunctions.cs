using System.Buffers.Binary;
using System.Collections.Immutable;
using CaseFlow.Engine.Expressions.Evaluation;
using static CaseFlow.Engine.Expressions.Library.GlobalLibrary;

namespace CaseFlow.Engine.Expressions.Library;

/// <summary>Elsa's own functions: the instance, its variables and inputs, identifiers, small tests.</summary>
internal static class WorkflowFunctions
{
    public static IEnumerable<KeyValuePair<string, ScriptValue>> All() =>
    [
        Function("getVariable", (evaluation, _, arguments) => evaluation.ReadVariable(Name(evaluation, arguments))),
        Function("setVariable", SetVariable),
        Function("getInput", (evaluation, _, arguments) => ScriptValues.From(evaluation.Scope.GetInput(Name(evaluation, arguments)))),
        Function("getOutputFrom", GetOutputFrom),
        Function("getLastResult", (evaluation, _, _) => ScriptValues.From(evaluation.Scope.LastResult)),
        Function("getWorkflowInstanceId", (evaluation, _, _) => ScriptValue.Of(evaluation.Scope.InstanceId)),
        Function("getWorkflowDefinitionId", (evaluation, _, _) => ScriptValue.Of(evaluation.Scope.DefinitionId)),
        Function("getWorkflowDefinitionVersionId", (evaluation, _, _) => ScriptValue.Of(evaluation.Scope.DefinitionVersionId)),
        Function("getWorkflowDefinitionVersion", (evaluation, _, _) => ScriptValue.Of(evaluation.Scope.DefinitionVersion)),
        Function("getCorrelationId", (evaluation, _, _) => evaluation.CorrelationId),
        Function("setCorrelationId", (evaluation, _, arguments) => evaluation.CorrelationId = TextOrNull(evaluation, arguments)),
        Function("getWorkflowInstanceName", (evaluation, _, _) => evaluation.InstanceName),
        Function("setWorkflowInstanceName", (evaluation, _, arguments) => evaluation.InstanceName = TextOrNull(evaluation, arguments)),
        Function("isNullOrWhiteSpace", (evaluation, _, arguments) => ScriptValue.Of(IsBlank(evaluation, arguments.At(0), string.IsNullOrWhiteSpace))),
        Function("isNullOrEmpty", (evaluation, _, arguments) => ScriptValue.Of(IsBlank(evaluation, arguments.At(0), string.IsNullOrEmpty))),
        Function("toJson", (evaluation, _, arguments) => JsonFunctions.Stringify(evaluation, arguments.At(0))),
        Function("parseGuid", ParseGuid),
        Function("newGuid", (evaluation, _, _) => evaluation.NewText(NewGuid(evaluation).ToString("D"))),
        Function("newGuidString", (evaluation, _, _) => evaluation.NewText(NewGuid(evaluation).ToString("D"))),
        Function("newShortGuid", NewShortGuid),
    ];

    /// <summary>Functions that exist in Run JavaScript only.</summary>
    public static IEnumerable<KeyValuePair<string, ScriptValue>> Outcomes() =>
    [
        Function("setOutcome", (evaluation, _, arguments) => SetOutcomes(evaluation, [ScriptOperators.ToText(evaluation, arguments.At(0))])),
        Function("setOutcomes", (evaluation, _, arguments) =>
        {
            var names = ImmutableArray.CreateBuilder<string>();
            evaluation.Allocate(24L * (arguments.Length + (arguments.At(0).Array?.Count ?? 0)));
            foreach (var item in arguments.Length == 1 && arguments[0].Array is { } array ? array.Items(evaluation) : arguments)
            {
                names.Add(ScriptOperators.ToText(evaluation, item));
            }

            return SetOutcomes(evaluation, names.ToImmutable());
        }),
    ];

    private static ScriptValue SetOutcomes(Evaluation.Evaluation evaluation, ImmutableArray<string> outcomes)
    {
        evaluation.AfterSuccess(scope => scope.SetOutcomes(outcomes));
        return ScriptValue.Undefined;
    }

    private static string Name(Evaluation.Evaluation evaluation, ReadOnlySpan<ScriptValue> arguments) => ScriptOperators.ToText(evaluation, arguments.At(0));

    private static ScriptValue TextOrNull(Evaluation.Evaluation evaluation, ReadOnlySpan<ScriptValue> arguments) =>
        arguments.At(0).IsNullish ? ScriptValue.Null : ScriptValue.Of(ScriptOperators.ToText(evaluation, arguments[0]));

    private static ScriptValue SetVariable(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        evaluation.WriteVariable(Name(evaluation, arguments), arguments.At(1));
        return ScriptValue.Undefined;
    }

    private static ScriptValue GetOutputFrom(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var output = arguments.At(1).IsUndefined ? "Result" : ScriptOperators.ToText(evaluation, arguments[1]);
        return evaluation.ReadOutput(Name(evaluation, arguments), output);
    }

    private static bool IsBlank(Evaluation.Evaluation evaluation, ScriptValue value, Func<string?, bool> test)
    {
        evaluation.Work(value.Text?.Length ?? 0);
        return value.IsNullish || test(ScriptOperators.ToText(evaluation, value));
    }

    private static ScriptValue ParseGuid(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments) =>
        Guid.TryParse(ScriptOperators.ToText(evaluation, arguments.At(0)), out var guid)
            ? evaluation.NewText(guid.ToString("D"))
            : throw new ExpressionFault("parseGuid needs an identifier such as 6f9619ff-8b86-d011-b42d-00c04fc964ff.");

    private static ScriptValue NewShortGuid(Evaluation.Evaluation evaluation, ScriptValue self, ReadOnlySpan<ScriptValue> arguments)
    {
        var text = Convert.ToBase64String(NewGuid(evaluation).ToByteArray());
        return evaluation.NewText(string.Concat(text.Where(char.IsAsciiLetterOrDigit)));
    }

    // A version 4 identifier from the instance's own sequence: a replay gives it again.
    private static Guid NewGuid(Evaluation.Evaluation evaluation)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, evaluation.Scope.NextRandom());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], evaluation.Scope.NextRandom());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
