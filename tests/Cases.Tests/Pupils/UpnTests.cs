using CaseFlow.Cases.Pupils;

namespace CaseFlow.Cases.Tests.Pupils;

public sealed class UpnTests
{
    [Theory]
    [InlineData("U855999920001")]
    [InlineData("H855999920002")]
    public void Problem_RightCheckLetter_IsNone(string upn) => Assert.Null(Upn.Problem(upn));

    [Theory]
    [InlineData("A855999920001", "would be U")]
    [InlineData("U855999920010", "would be")]
    [InlineData("U85599992000", "13 characters")]
    [InlineData("U8559999200011", "13 characters")]
    [InlineData("UB55999920001", "letter followed by 12 digits")]
    [InlineData("U85599992000I", "letter followed by 12 digits")]
    [InlineData("U٨55999920001", "letter followed by 12 digits")]
    public void Problem_WrongUpn_SaysWhatToDo(string upn, string words) =>
        Assert.Contains(words, Upn.Problem(upn), StringComparison.Ordinal);

    [Fact]
    public void Problem_EveryOneDigitSlip_IsFound()
    {
        const string Right = "U855999920001";
        for (var place = 1; place < Right.Length; place++)
        {
            foreach (var digit in "0123456789".Where(digit => digit != Right[place]))
            {
                Assert.NotNull(Upn.Problem(Right[..place] + digit + Right[(place + 1)..]));
            }
        }
    }

    [Fact]
    public void Problem_TemporaryNumber_TakesALetterAtTheEnd()
    {
        var letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

        Assert.Single(letters, first => Upn.Problem($"{first}85599992000A") is null);
    }
}
