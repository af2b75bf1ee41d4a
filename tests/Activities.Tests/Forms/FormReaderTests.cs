namespace CaseFlow.Activities.Tests.Forms;

/// <summary>Malformed form files: every problem is named with its place and what to do.</summary>
public sealed class FormReaderTests
{
    [Theory]
    [InlineData("""{ "name": "a", "label": "A" }""", "parts[0].fields[0].kind is missing. Add it: text, longText, date, radios …")]
    [InlineData("""{ "name": "a", "kind": "text" }""", "parts[0].fields[0].label is missing. Add it.")]
    [InlineData("""{ "name": "A b", "label": "A", "kind": "text" }""", "parts[0].fields[0].name is \"A b\". Use a lower-case letter, then letters and digits only.")]
    [InlineData("""{ "name": "a", "label": "A", "kind": "text", "requird": true }""", "parts[0].fields[0].requird is not a property CaseFlow knows here. Correct its spelling or remove it.")]
    [InlineData("""{ "name": "a", "label": "A", "kind": "text", "required": "yes" }""", "parts[0].fields[0].required must be true or false.")]
    [InlineData("""{ "name": "a", "label": "A", "kind": "radios" }""", "parts[0].fields[0].options of \"a\" has no choice. Add { \"value\": …, \"label\": … }.")]
    [InlineData("""{ "name": "a", "label": "A", "kind": "longText", "expose": true }""", "parts[0].fields[0].expose is set on \"a\", which holds words about a child. Only choices, numbers, dates and yes/no answers may be given to the workflow.")]
    [InlineData("""{ "name": "a", "label": "A", "kind": "text", "requiredIf": { "field": "b", "isSet": true } }""", "parts[0].fields[0].requiredIf looks at \"b\", which is not a field of this form. Correct the name.")]
    [InlineData("""{ "name": "a", "label": "A", "kind": "text", "requiredIf": { "field": "a" } }""", "parts[0].fields[0].requiredIf does not say what to compare with. Add one of: equals, in, isSet, lessThan, moreThan, monthsAgoMoreThan.")]
    [InlineData("""{ "name": "a", "label": "A", "kind": "list", "fields": [] }""", "parts[0].fields[0].fields of \"a\" is empty. Add the fields of the list.")]
    [InlineData("""{ "name": "a", "label": "A", "kind": "matrix" }""", "parts[0].fields[0].rows of \"a\" is missing. Name the risks.")]
    [InlineData("""{ "name": "a", "label": "A", "kind": "date", "notBefore": "b" }""", "parts[0].fields[0].notBefore of \"a\" names \"b\". Name a date field beside it.")]
    [InlineData("""{ "name": "a", "label": "A", "kind": "text" }, { "name": "a", "label": "B", "kind": "text" }""", "Two fields have the name \"a\". Give each field its own name.")]
    public void Read_MalformedField_NamesItsPlaceAndWhatToDo(string fields, string message)
    {
        var (form, problems) = TestForms.Read($$"""{ "name": "f", "title": "F", "parts": [ { "id": "p", "title": "P", "fields": [ {{fields}} ] } ] }""");

        Assert.Null(form);
        Assert.Contains(message, problems.Select(problem => problem.Message));
    }

    [Fact]
    public void Read_UnknownKind_ListsThoseThereAre()
    {
        var (_, problems) = TestForms.Read("""{ "name": "f", "title": "F", "parts": [ { "id": "p", "title": "P", "fields": [ { "name": "a", "label": "A", "kind": "slider" } ] } ] }""");

        Assert.StartsWith("parts[0].fields[0].kind is \"slider\". Use one of: text, longText, integer,", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "name": "f", "title": "F", "parts": {} }""")]
    [InlineData("""{ "name": "f", "title": "F", "parts": [ 1 ] }""")]
    public void Read_NotAForm_IsRefusedWithoutException(string json)
    {
        var (form, problems) = TestForms.Read(json);

        Assert.Null(form);
        Assert.NotEmpty(problems);
    }

    [Fact]
    public void Read_SameFormWithOtherWhiteSpace_HasTheSameHash()
    {
        const string Json = """{ "name": "f", "title": "F", "parts": [ { "id": "p", "title": "P", "fields": [ { "name": "a", "label": "A", "kind": "text" } ] } ] }""";

        Assert.Equal(TestForms.Read(Json).Form!.ContentHash, TestForms.Read(Json.Replace(" ", "\n ", StringComparison.Ordinal)).Form!.ContentHash);
        Assert.NotEqual(TestForms.Read(Json).Form!.ContentHash, TestForms.Read(Json.Replace("\"F\"", "\"G\"", StringComparison.Ordinal)).Form!.ContentHash);
    }
}
