using System.Text;
using CaseFlow.Activities.Forms;
using NodaTime;

namespace CaseFlow.Activities.Tests.Forms;

/// <summary>Small forms written in a test, and answers posted to them.</summary>
internal static class TestForms
{
    public static readonly LocalDate Today = new(2026, 11, 23);

    /// <summary>A form of one part with these fields, as JSON.</summary>
    public static FormDefinition WithFields(string fieldsJson)
    {
        var (form, problems) = Read($$"""{ "name": "test", "title": "Test", "parts": [ { "id": "only", "title": "Only", "fields": [ {{fieldsJson}} ] } ] }""");
        Assert.Empty(problems);
        return form!;
    }

    public static (FormDefinition? Form, IReadOnlyList<FormFileProblem> Problems) Read(string json)
    {
        var (form, problems) = FormReader.Read(Encoding.UTF8.GetBytes(json));
        return (form, problems);
    }

    public static FormAnswers Post(FormDefinition form, params (string Name, string Value)[] pairs) =>
        PostedAnswers.Read(form.Fields, pairs.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));

    /// <summary>The messages found with these posted answers.</summary>
    public static string[] Problems(FormDefinition form, params (string Name, string Value)[] pairs) =>
        [.. FormValidator.Validate(form, Post(form, pairs), Today).Problems.Select(problem => problem.Message)];
}
