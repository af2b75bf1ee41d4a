using System.Text.RegularExpressions;

namespace CaseFlow.Cases.Pupils;

public static partial class Postcodes
{
    /// <summary>In capitals with one space before the last three characters.</summary>
    public static string Normalise(string text)
    {
        var tight = string.Concat(text.Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant();
        return tight.Length > 3 ? $"{tight[..^3]} {tight[^3..]}" : tight;
    }

    public static bool IsValid(string text) => Form().IsMatch(Normalise(text));

    [GeneratedRegex(@"^(GIR 0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY]) [0-9][ABD-HJLNP-UW-Z]{2})\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
