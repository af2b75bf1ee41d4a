using System.Globalization;
using System.Text.Json.Nodes;

namespace CaseFlow.Activities.Forms;

/// <summary>
/// The stable names of answers: "purpose", "suspensions.daysThisYear", "tried[0].strategy". The same name is the
/// input's name in a page and the path of a problem.
/// </summary>
public static class FormPath
{
    public static string Member(string? parent, string name) => string.IsNullOrEmpty(parent) ? name : parent + "." + name;

    public static string Row(string list, int index) => list + "[" + index.ToString(CultureInfo.InvariantCulture) + "]";

    /// <summary>The id of the element that holds the answer: letters, digits and hyphens only.</summary>
    public static string ElementId(string path) => "field-" + path.Replace("].", "-", StringComparison.Ordinal).Replace('[', '-').Replace('.', '-').Replace("]", "", StringComparison.Ordinal);

    /// <summary>The answer at a path, or null. A path that does not fit the answers is simply not there.</summary>
    public static JsonNode? Find(JsonObject answers, string path)
    {
        JsonNode? node = answers;
        foreach (var step in Steps(path))
        {
            node = step switch
            {
                int index when node is JsonArray array => index < array.Count ? array[index] : null,
                string name when node is JsonObject map => map[name],
                _ => null,
            };
            if (node is null)
            {
                return null;
            }
        }

        return node;
    }

    /// <summary>Sorts paths as their questions follow each other in the form.</summary>
    public static (int Field, int Row, int Inner) PlaceIn(FormDefinition form, string path)
    {
        var (field, row, inner) = (-1, -1, -1);
        IReadOnlyList<FormField> fields = [.. form.Fields];
        foreach (var step in Steps(path))
        {
            if (step is int number)
            {
                row = number;
                continue;
            }

            var index = fields.Select(one => one.Name).ToList().IndexOf((string)step);
            (field, inner) = field < 0 ? (index, inner) : (field, index);
            fields = index < 0 ? [] : fields[index].Fields;
        }

        return (field, row, inner);
    }

    internal static IEnumerable<object> Steps(string path)
    {
        foreach (var segment in path.Split('.'))
        {
            var bracket = segment.IndexOf('[', StringComparison.Ordinal);
            if (bracket < 0)
            {
                yield return segment;
                continue;
            }

            yield return segment[..bracket];
            var digits = segment[(bracket + 1)..].TrimEnd(']');
            yield return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : int.MaxValue;
        }
    }
}
