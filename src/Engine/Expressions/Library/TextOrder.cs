namespace CaseFlow.Engine.Expressions.Library;

/// <summary>
/// localeCompare for English: spaces and signs, then digits, then letters without regard to accents and case; where nothing
/// else differs a plain letter comes before an accented one, and then a small letter before its capital. The same on every
/// machine.
/// </summary>
internal static class TextOrder
{
    // The plain letter of each small letter from à (U+00E0) to ſ (U+017F): names of Western and Central Europe.
    private const string Plain =
        "aaaaaaaceeeeiiiidnooooo÷ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    public static int Compare(Evaluation.Evaluation evaluation, string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        evaluation.Work(8L * length);
        var (accents, cases) = (0, 0);
        for (var at = 0; at < length; at++)
        {
            if (left[at] == right[at])
            {
                continue;
            }

            var (first, second) = (char.ToLowerInvariant(left[at]), char.ToLowerInvariant(right[at]));
            var order = Weight(first).CompareTo(Weight(second));
            if (order != 0)
            {
                return Math.Sign(order);
            }

            accents = accents != 0 ? accents : Math.Sign(first.CompareTo(second));
            cases = cases != 0 || first != second ? cases : char.IsLower(left[at]) ? -1 : 1;
        }

        return left.Length != right.Length ? Math.Sign(left.Length.CompareTo(right.Length)) : accents != 0 ? accents : cases;
    }

    private static int Weight(char character)
    {
        var plain = character is >= 'à' and <= 'ſ' ? Plain[character - 'à'] : character;
        var group = char.IsWhiteSpace(plain) ? 0 : char.IsDigit(plain) ? 2 : char.IsLetter(plain) ? 3 : 1;
        return (group << 16) | plain;
    }
}
