using System.Collections.Immutable;

namespace CaseFlow.Designer.Diagram;

/// <summary>Breaks a card's words into lines, which SVG does not do by itself.</summary>
public static class CardText
{
    /// <summary>At most <paramref name="most"/> lines of about <paramref name="width"/> characters; what does not fit ends in an ellipsis.</summary>
    public static ImmutableArray<string> Lines(string text, int width, int most)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var line = lines[^1];
            if (line.Length == 0)
            {
                lines[^1] = word;
            }
            else if (line.Length + 1 + word.Length <= width)
            {
                lines[^1] = line + " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines.Count <= most ? [.. lines] : [.. lines.Take(most - 1), lines[most - 1] + " …"];
    }
}
