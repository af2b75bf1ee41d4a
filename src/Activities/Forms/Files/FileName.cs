using System.Globalization;
using System.Text;

namespace CaseFlow.Activities.Forms.Files;

/// <summary>A file's name as it is shown and offered for download. It is never used as a path.</summary>
public static class FileName
{
    public const int MostCharacters = 100;

    /// <summary>The last step of whatever path a browser sent, without what cannot be seen or means something to a file system, and not longer than fits.</summary>
    /// <param name="sent">As the browser sent it.</param>
    /// <param name="type">Gives the extension where nothing else is left of the name.</param>
    public static string Clean(string sent, FileType type)
    {
        var last = sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..];
        var seen = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            // A broken half of a pair comes as U+FFFD; marks that turn the reading direction are of the format category.
            var hidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            if (!hidden && rune != Rune.ReplacementChar)
            {
                seen.Append(rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*' ? "_" : rune.ToString());
            }
        }

        var name = string.Join(' ', seen.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim('.', ' ');
        var extension = type.Extensions.FirstOrDefault(one => name.EndsWith(one, StringComparison.OrdinalIgnoreCase)) is { } own ? name[^own.Length..] : type.Extensions[0];
        var stem = name.EndsWith(extension, StringComparison.Ordinal) ? name[..^extension.Length].TrimEnd('.', ' ') : name;
        if (stem.Length == 0 || type.Extensions.Contains("." + stem, StringComparer.OrdinalIgnoreCase))
        {
            stem = "file";
        }

        var most = MostCharacters - extension.Length;
        return (stem.Length > most ? Whole(stem, most) : stem) + extension;
    }

    /// <summary>Cut so that no half of a pair is left.</summary>
    private static string Whole(string text, int most) => text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
