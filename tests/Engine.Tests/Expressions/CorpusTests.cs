using System.Globalization;
using System.Text.Json;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;
using CaseFlow.TestKit.Expressions;
using CaseFlow.TestKit;

namespace CaseFlow.Engine.Tests.Expressions;

/// <summary>What JavaScript gives, recorded by Corpus/generate.mjs, is what we give.</summary>
public class CorpusTests
{
    private static readonly Dictionary<string, string> Expected = JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllText(Repository.Path("tests", "Engine.Tests", "Expressions", "Corpus", "expected.json")))!;

    public static TheoryData<string> Texts => [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Evaluate_TextOfTheCorpus_GivesWhatJavaScriptGives(string text) => Assert.Equal(Expected[text], Run(text));

    private static string Run(string text)
    {
        var compiled = CompiledExpression.Compile(text);
        if (!compiled.Succeeded)
        {
            return compiled.Problem.Message.Length > 0 && Expected[text] != "refused" ? compiled.Problem.Message : "refused";
        }

        try
        {
            return Show(compiled.Expression.Evaluate(new TestScope()));
        }
        catch (ExpressionFault fault)
        {
            return Expected[text] == "throws" ? "throws" : fault.Message;
        }
    }

    private static string Show(Value value) => value.Kind switch
    {
        ValueKind.Undefined => "undefined",
        ValueKind.Null => "null",
        ValueKind.Boolean => value.AsBoolean ? "true" : "false",
        ValueKind.Number => value.AsNumber == 0 && double.IsNegative(value.AsNumber) ? "-0" : NumberText.Format(value.AsNumber),
        ValueKind.Text => Quote(value.AsText!),
        ValueKind.Date => string.Create(CultureInfo.InvariantCulture, $"Date({value.AsDate!.Value.ToUnixTimeMilliseconds()})"),
        ValueKind.List => "[" + string.Join(',', value.AsList.Select(Show)) + "]",
        _ => "{" + string.Join(',', value.AsMap.Select(member => Quote(member.Key) + ":" + Show(member.Value))) + "}",
    };

    // As JSON.stringify quotes.
    private static string Quote(string text)
    {
        var quoted = string.Concat(text.Select(character => character switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\t' => "\\t",
            '\r' => "\\r",
            < ' ' => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
            _ => character.ToString(),
        }));
        return "\"" + quoted + "\"";
    }
}
