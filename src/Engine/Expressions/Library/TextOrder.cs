namespace CaseFlow.Engine.Expressions.Library;

/// <summary>
/// localeCompare for English: spaces and signs, then digits, then letters without regard to case; a small letter comes
/// before its capital where nothing else differs. The same on every machine.
/// </summary>
internal static class TextOrder
{
    public static int Compare(Evaluation.Evaluation evaluation, string left, string right)
    {
        evaluation.Work(8L * Math.Min(left.Length, right.Length));
        var length = Math.Min(left.Length, right.Length);
        for (var at = 0; at < length; at++)
        {
            var order = Weight(left[at]).CompareTo(Weight(right[at]));
            if (order != 0)
            {
                return Math.Sign(order);
            }
        }

        if (left.Length != right.Length)
        {
            return left.Length < right.Length ? -1 : 1;
        }

        for (var at = 0; at < length; at++)
        {
            if (left[at] != right[at])
            {
                return char.IsLower(left[at]) ? -1 : 1;
            }
        }

        return 0;
    }

    private static int Weight(char character)
    {
        var group = char.IsWhiteSpace(character) ? 0 : char.IsDigit(character) ? 2 : char.IsLetter(character) ? 3 : 1;
        return (group << 16) | char.ToLowerInvariant(character);
    }
}
