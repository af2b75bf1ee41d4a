using CaseFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;

namespace CaseFlow.Host.SignIn;

/// <summary>
/// Refuses passwords that are tried first: the words of a list, in the usual disguises ("P@ssw0rd2026!") or over and over;
/// runs of the keyboard or the alphabet; a few characters repeated; and the person's own address.
/// </summary>
public sealed class CommonPasswords : IPasswordValidator<Account>
{
    public const int Longest = 256;

    private const string ListName = "CaseFlow.Host.SignIn.common-passwords.txt";
    private const int FewestDifferent = 5;

    private static readonly HashSet<string> Common = Listed();

    private static readonly string[] Runs = ["abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "01234567890", "1qaz2wsx3edc4rfv5tgb6yhn", "09876543210"];

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(Problem(password ?? "", user.Email) is { } problem ? IdentityResult.Failed(new IdentityError { Code = "CommonPassword", Description = problem }) : IdentityResult.Success);

    /// <summary>Why a password will not do, and what will; null where it will.</summary>
    public static string? Problem(string password, string? email)
    {
        if (password.Length > Longest)
        {
            return $"The password must be {Longest} characters or fewer";
        }

        var whole = password.ToLowerInvariant();
        var core = Trimmed(whole);
        var isGuessed = whole.Distinct().Count() < FewestDifferent
            || Runs.Any(run => Repeats(whole, run) || (run + run).Contains(whole, StringComparison.Ordinal))
            || IsCommon(core) || IsCommon(Undisguised(core))
            || (email?.Split('@')[0].ToLowerInvariant() is { Length: > 3 } own && Trimmed(whole.Replace(own, "", StringComparison.Ordinal)).Length < 4);
        return isGuessed ? "Choose a password that others would not guess, such as three or four words that have nothing to do with each other" : null;
    }

    // Years, digits and signs before and after a word make it no harder to guess.
    private static string Trimmed(string password)
    {
        var letters = Enumerable.Range(0, password.Length).Where(place => char.IsLetter(password[place])).ToList();
        return letters.Count == 0 ? "" : password[letters[0]..(letters[^1] + 1)];
    }

    private static string Undisguised(string word) => new([.. word.Select(letter => letter switch
    {
        '@' or '4' => 'a',
        '0' => 'o',
        '$' or '5' => 's',
        '!' or '1' => 'i',
        '3' => 'e',
        '7' => 't',
        _ => letter,
    }).Where(char.IsLetter)]);

    private static bool IsCommon(string core) => core.Length > 0 && Enumerable.Range(1, core.Length).Any(length => Common.Contains(core[..length]) && Repeats(core, core[..length]));

    /// <summary>Whether a text is a word over and over, the last time perhaps cut short.</summary>
    private static bool Repeats(string text, string word) => Enumerable.Range(0, text.Length).All(place => text[place] == word[place % word.Length]);

    private static HashSet<string> Listed()
    {
        using var list = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream(ListName) ?? throw new InvalidOperationException("The list of common passwords is not in the program."));
        return [.. list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
