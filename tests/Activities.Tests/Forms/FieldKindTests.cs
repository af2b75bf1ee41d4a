using CaseFlow.Activities.Forms;

namespace CaseFlow.Activities.Tests.Forms;

/// <summary>Each kind of field: what is refused, with which words, and what is let through.</summary>
public sealed class FieldKindTests
{
    [Theory]
    [InlineData("\"kind\": \"text\", \"maxLength\": 5", "abcdef", "The thing must be 5 characters or fewer")]
    [InlineData("\"kind\": \"longText\", \"minLength\": 5", "abcd", "The thing must be 5 characters or more")]
    [InlineData("\"kind\": \"longText\", \"maxLength\": 4", "abcde", "The thing must be 4 characters or fewer")]
    [InlineData("\"kind\": \"integer\"", "three", "The thing must be a number, like 3")]
    [InlineData("\"kind\": \"integer\"", "3.5", "The thing must be a whole number, like 3")]
    [InlineData("\"kind\": \"integer\", \"min\": 0, \"max\": 10", "11", "The thing must be between 0 and 10")]
    [InlineData("\"kind\": \"decimal\", \"min\": 0", "-1", "The thing must be 0 or more")]
    [InlineData("\"kind\": \"decimal\", \"max\": 9", "9.5", "The thing must be 9 or less")]
    [InlineData("\"kind\": \"decimal\", \"places\": 1", "87.25", "The thing must have 1 decimal place or fewer")]
    [InlineData("\"kind\": \"decimal\", \"step\": 0.5", "2.25", "The thing must be in steps of 0.5, like 2.5")]
    [InlineData("\"kind\": \"radios\", \"options\": [{ \"value\": \"a\", \"label\": \"A\" }]", "b", "Select the thing")]
    [InlineData("\"kind\": \"select\", \"options\": [{ \"value\": \"a\", \"label\": \"A\" }]", "b", "Select the thing")]
    [InlineData("\"kind\": \"checkboxes\", \"options\": [{ \"value\": \"a\", \"label\": \"A\" }]", "b", "Select the thing")]
    [InlineData("\"kind\": \"email\"", "jo.example.com", "Enter an email address in the correct format, like name@example.com")]
    [InlineData("\"kind\": \"phone\"", "12", "Enter a phone number, like 0116 496 0123 or +44 7700 900982")]
    [InlineData("\"kind\": \"postcode\"", "LE3", "Enter a full UK postcode, like LE3 8RA")]
    [InlineData("\"kind\": \"upn\"", "A855999920001", "The first letter of the UPN does not match its digits. Check each digit: for these the letter would be U")]
    public void Validate_AnswerOutsideItsRule_SaysWhatToDo(string rules, string posted, string message)
    {
        var form = TestForms.WithFields($$"""{ "name": "thing", "label": "Thing", "subject": "the thing", {{rules}} }""");

        Assert.Equal([message], TestForms.Problems(form, ("thing", posted)));
    }

    [Theory]
    [InlineData("\"kind\": \"text\", \"maxLength\": 5", "abcde")]
    [InlineData("\"kind\": \"longText\", \"minLength\": 5", "abcde")]
    [InlineData("\"kind\": \"integer\", \"min\": 0, \"max\": 10", "10")]
    [InlineData("\"kind\": \"decimal\", \"places\": 1, \"max\": 100", "87.5%")]
    [InlineData("\"kind\": \"decimal\", \"step\": 0.5", "2.5")]
    [InlineData("\"kind\": \"radios\", \"options\": [{ \"value\": \"a\", \"label\": \"A\" }]", "a")]
    [InlineData("\"kind\": \"email\"", "jo.o'neill@school.example")]
    [InlineData("\"kind\": \"phone\"", "+44 7700 900982")]
    [InlineData("\"kind\": \"postcode\"", "le3 8ra")]
    [InlineData("\"kind\": \"upn\"", "U855999920001")]
    [InlineData("\"kind\": \"upn\"", "h855 9999 20002")]
    [InlineData("\"kind\": \"yesNo\"", "no")]
    [InlineData("\"kind\": \"declaration\"", "true")]
    public void Validate_AnswerInsideItsRule_HasNoProblem(string rules, string posted)
    {
        var form = TestForms.WithFields($$"""{ "name": "thing", "label": "Thing", "required": true, {{rules}} }""");

        Assert.Empty(TestForms.Problems(form, ("thing", posted)));
    }

    [Theory]
    [InlineData("text", "Enter the thing")]
    [InlineData("date", "Enter the thing")]
    [InlineData("yesNo", "Select yes or no for the thing")]
    [InlineData("declaration", "Confirm that the thing")]
    public void Validate_RequiredAnswerMissing_SaysWhatToDo(string kind, string message)
    {
        var form = TestForms.WithFields($$"""{ "name": "thing", "label": "Thing", "subject": "the thing", "required": true, "kind": "{{kind}}" }""");

        Assert.Equal([message], TestForms.Problems(form));
    }

    [Fact]
    public void Validate_NumberThatIsNone_KeepsWhatWasTyped()
    {
        var form = TestForms.WithFields("""{ "name": "days", "label": "Days", "kind": "decimal" }""");

        Assert.Equal("two and a half", TestForms.Post(form, ("days", "two and a half")).Text("days"));
    }

    [Theory]
    [InlineData("31", "2", "2026", "The date must be a real date, like 27 3 2026", "on.day")]
    [InlineData("", "2", "2026", "The date must include a day", "on.day")]
    [InlineData("3", "", "", "The date must include a month and year", "on.month")]
    [InlineData("24", "11", "2026", "The date must be today or in the past", "on.day")]
    public void Validate_DateThatCannotBe_SaysWhichBoxAndKeepsTheTyping(string day, string month, string year, string message, string target)
    {
        var form = TestForms.WithFields("""{ "name": "on", "label": "Date", "subject": "the date", "kind": "date", "past": true }""");
        var answers = TestForms.Post(form, ("on.day", day), ("on.month", month), ("on.year", year));

        var problem = Assert.Single(FormValidator.Validate(form, answers, TestForms.Today).Problems);
        Assert.Equal((message, target), (problem.Message, problem.TargetName));
        Assert.Equal((day, month, year), answers.DateParts("on"));
    }

    [Fact]
    public void Read_DateWithMonthInWords_IsThatDate()
    {
        var form = TestForms.WithFields("""{ "name": "on", "label": "Date", "kind": "date" }""");

        Assert.Equal(new NodaTime.LocalDate(2026, 9, 3), TestForms.Post(form, ("on.day", "3"), ("on.month", "Sept"), ("on.year", "2026")).Date("on"));
    }

    [Fact]
    public void Validate_FutureDateInThePast_SaysTodayOrLater()
    {
        var form = TestForms.WithFields("""{ "name": "on", "label": "End", "subject": "the end", "kind": "date", "future": true }""");

        Assert.Equal(["The end must be today or in the future"], TestForms.Problems(form, ("on.day", "22"), ("on.month", "11"), ("on.year", "2026")));
    }

    [Theory]
    [InlineData("13", "2026", false)]
    [InlineData("9", "2026", true)]
    public void Validate_Month_MustBeReal(string month, string year, bool valid)
    {
        var form = TestForms.WithFields("""{ "name": "on", "label": "Month", "kind": "month" }""");

        Assert.Equal(valid, TestForms.Problems(form, ("on.month", month), ("on.year", year)).Length == 0);
    }

    [Fact]
    public void Validate_PupilSummary_AsksNothing()
    {
        var form = TestForms.WithFields("""{ "name": "pupil", "label": "Pupil", "kind": "pupilSummary", "required": true }""");

        Assert.Empty(TestForms.Problems(form, ("pupil", "anything")));
        Assert.Empty(TestForms.Post(form, ("pupil", "anything")).Json);
    }
}
