using CaseFlow.Cases.Deadlines;

namespace CaseFlow.Cases.Tests.Deadlines;

public sealed class DurationTests
{
    [Theory]
    [InlineData("5 school days", 5, TimeUnit.SchoolDay, "5 school days")]
    [InlineData("1 School Day", 1, TimeUnit.SchoolDay, "1 school day")]
    [InlineData(" 1  working   day ", 1, TimeUnit.WorkingDay, "1 working day")]
    [InlineData("10 days", 10, TimeUnit.Day, "10 days")]
    [InlineData("6 weeks", 6, TimeUnit.Week, "6 weeks")]
    [InlineData("2 months", 2, TimeUnit.Month, "2 months")]
    [InlineData("48 hours", 48, TimeUnit.Hour, "48 hours")]
    [InlineData("0 days", 0, TimeUnit.Day, "0 days")]
    public void Parse_Duration_ReadsItAndSaysItAgain(string text, int amount, TimeUnit unit, string again)
    {
        var duration = Duration.Parse(text);

        Assert.Equal(new Duration(amount, unit), duration);
        Assert.Equal(again, duration.ToString());
    }

    [Theory]
    [InlineData(null, "Enter how long")]
    [InlineData("  ", "Enter how long")]
    [InlineData("five days", "whole number")]
    [InlineData("1.5 weeks", "whole number")]
    [InlineData("-1 days", "whole number")]
    [InlineData("5", "Say what “5” counts")]
    [InlineData("5 fortnights", "“fortnights” is not a unit of time here")]
    [InlineData("5 school weeks", "is not a unit of time here")]
    [InlineData("1001 days", "too long")]
    [InlineData("99999999999 days", "whole number")]
    public void TryParse_NoDuration_SaysWhatToWrite(string? text, string expected)
    {
        Assert.False(Duration.TryParse(text, out _, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => Duration.Parse(text));
    }
}
