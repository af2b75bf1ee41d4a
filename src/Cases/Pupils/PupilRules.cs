using FluentValidation;

namespace CaseFlow.Cases.Pupils;

internal static class PupilRules
{
    private const int LongestName = 60;

    private static readonly HashSet<string> Titles =
        new(["mr", "mrs", "ms", "miss", "mx", "master", "dr", "sir"], StringComparer.OrdinalIgnoreCase);

    public static IRuleBuilderOptions<T, string> IsPersonName<T>(this IRuleBuilder<T, string> rule, string what) => rule
        .NotEmpty().WithMessage($"Enter the {what}")
        .MaximumLength(LongestName).WithMessage($"The {what} must be {LongestName} characters or fewer")
        .Must(IsWritten).WithMessage($"The {what} may only have letters, spaces, hyphens and apostrophes")
        .Must(HasNoTitle).WithMessage($"Leave out the title in the {what}, such as “Miss” or “Dr”");

    public static IRuleBuilderOptions<T, DateOnly?> IsKnownPast<T>(this IRuleBuilder<T, DateOnly?> rule, DateOnly today, string what) => rule
        .NotNull().WithMessage($"Enter the date {what}")
        .LessThanOrEqualTo(today).WithMessage($"The date {what} must be today or in the past");

    private static bool IsWritten(string name) =>
        name.Any(char.IsLetter)
        && name.All(c => char.IsLetter(c) || c is ' ' or '-' or '\'' or '’' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark);

    private static bool HasNoTitle(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2 || !Titles.Contains(words[0].TrimEnd('.'));
    }
}
