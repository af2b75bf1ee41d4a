namespace CaseFlow.Activities.Forms;

/// <summary>A unique pupil number: check letter, 11 digits, and a last digit (or, on temporary numbers, a letter).</summary>
internal static class UpnShape
{
    private const string Letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

    public static bool IsValid(string upn)
    {
        if (upn.Length != 13 || !upn.AsSpan(1, 11).ContainsOnlyDigits() || !(char.IsAsciiDigit(upn[12]) || Letters.Contains(upn[12], StringComparison.Ordinal)))
        {
            return false;
        }

        var sum = 0;
        for (var place = 2; place <= 13; place++)
        {
            var character = upn[place - 1];
            sum += place * (char.IsAsciiDigit(character) ? character - '0' : Letters.IndexOf(character, StringComparison.Ordinal));
        }

        return upn[0] == Letters[sum % 23];
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
