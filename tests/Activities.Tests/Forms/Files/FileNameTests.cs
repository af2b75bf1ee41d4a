using CaseFlow.Activities.Forms.Files;

namespace CaseFlow.Activities.Tests.Forms.Files;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("plan.pdf", "plan.pdf")]
    [InlineData("My plan (v2).PDF", "My plan (v2).PDF")]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("C:\\Users\\Pat\\plan.pdf", "plan.pdf")]
    [InlineData("..pdf", "file.pdf")]
    [InlineData(".pdf", "file.pdf")]
    [InlineData("plan.html.pdf", "plan.html.pdf")]
    [InlineData("  a   b .pdf  ", "a b.pdf")]
    [InlineData("a\r\nSet-Cookie: x\u0000.pdf", "aSet-Cookie_ x.pdf")]
    [InlineData("fdp\u202Eexe.pdf", "fdpexe.pdf")]
    [InlineData("a\"<b>|c?*.pdf", "a__b__c__.pdf")]
    [InlineData("café – plan.pdf", "café – plan.pdf")]
    [InlineData("half\uD83D.pdf", "half.pdf")]
    public void Clean_AnyName_IsTheLastStepWithoutWhatCannotBeSeen(string sent, string shown) => Assert.Equal(shown, FileName.Clean(sent, FileType.Pdf));

    [Fact]
    public void Clean_LongName_KeepsItsExtensionAndBreaksNoLetter()
    {
        var shown = FileName.Clean(string.Concat(Enumerable.Repeat("\U0001F4C4", 200)) + "x.jpeg", FileType.Jpg);

        Assert.InRange(shown.Length, FileName.MostCharacters - 1, FileName.MostCharacters);
        Assert.EndsWith(".jpeg", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(shown.EnumerateRunes(), rune => rune == System.Text.Rune.ReplacementChar);
    }
}
