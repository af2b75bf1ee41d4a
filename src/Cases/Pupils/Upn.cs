namespace CaseFlow.Cases.Pupils;

/// <summary>
/// Unique pupil numbers: a check letter and twelve digits, the last of which may be a letter on a temporary number.
/// </summary>
public static class Upn
{
    private const string CheckLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";
    private const int Length = 13;

    /// <summary>Without spaces, in capitals.</summary>
    public static string Normalise(string text) =>
        string.Concat(text.Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant();

    /// <summary>What is wrong with a number and what to do; null when it is right.</summary>
    public static string? Problem(string upn)
    {
        if (upn.Length != Length)
        {
            return $"UPN must be {Length} characters long: a letter and 12 digits, like U855999920001";
        }

        if (!upn.AsSpan(1, 11).ContainsOnlyDigits() || !(char.IsAsciiDigit(upn[12]) || CheckLetters.Contains(upn[12])))
        {
            return "UPN must be a letter followed by 12 digits, like U855999920001. Only the last of them may be a letter, on a temporary UPN";
        }

        return upn[0] == CheckLetter(upn)
            ? null
            : $"The first letter of the UPN does not match its digits. Check each digit: for these the letter would be {CheckLetter(upn)}";
    }

    // Digits weigh 2 to 13; a temporary number's last letter counts as its place among the check letters.
    private static char CheckLetter(string upn)
    {
        var sum = 0;
        for (var place = 1; place < Length; place++)
        {
            var value = char.IsAsciiDigit(upn[place]) ? upn[place] - '0' : CheckLetters.IndexOf(upn[place]);
            sum += value * (place + 1);
        }

        return CheckLetters[sum % CheckLetters.Length];
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
