using System.Globalization;

namespace CaseFlow.Cases.Imports;

/// <summary>
/// A row of an import file, read field by field. A field that cannot be read is remembered as a problem and the row is
/// left out; a column the file does not have leaves what is held as it is.
/// </summary>
public sealed class CsvRow(int line, IReadOnlyDictionary<string, string> fields, IReadOnlySet<string> columns)
{
    private static readonly string[] DateForms = ["yyyy-MM-dd", "d/M/yyyy", "dd/MM/yyyy"];

    private readonly List<ImportProblem> _problems = [];

    public int Line { get; } = line;

    public IReadOnlyList<ImportProblem> Problems => _problems;

    public bool IsGood => _problems.Count == 0;

    /// <summary>The file has the column.</summary>
    public bool Has(string column) => columns.Contains(column);

    public void ForgetProblems() => _problems.Clear();

    /// <summary>Says once what is wrong with a field: the first thing found is the one to put right.</summary>
    public void Problem(string? column, string message)
    {
        if (column is null || _problems.TrueForAll(problem => problem.Column != column))
        {
            _problems.Add(new ImportProblem(Line, column, message));
        }
    }

    /// <summary>The text of a field; null where it is empty.</summary>
    public string? Text(string column, int longest = 200)
    {
        if (!fields.TryGetValue(column, out var text) || text.Length == 0)
        {
            return null;
        }

        if (text.Length > longest)
        {
            Problem(column, $"Must be {longest} characters or fewer. Shorten it");
            return null;
        }

        return text;
    }

    /// <summary>The text of a field that may not be empty.</summary>
    public string Required(string column, string whatToEnter, int longest = 200)
    {
        if (!fields.TryGetValue(column, out var text) || text.Length == 0)
        {
            Problem(column, whatToEnter);
            return "";
        }

        return Text(column, longest) ?? "";
    }

    public DateOnly? Date(string column)
    {
        if (Text(column) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1900 and < 2200)
        {
            return date;
        }

        Problem(column, "Enter a real date, like 2026-09-14 or 14/09/2026");
        return null;
    }

    public bool? YesNo(string column)
    {
        switch (Text(column)?.ToLowerInvariant())
        {
            case null:
                return null;
            case "yes" or "y" or "true" or "1":
                return true;
            case "no" or "n" or "false" or "0":
                return false;
            default:
                Problem(column, "Enter yes or no");
                return null;
        }
    }

    /// <summary>A field that holds one of a list of words, without regard to capitals.</summary>
    public T? Choice<T>(string column, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (Text(column) is not { } text)
        {
            return null;
        }

        foreach (var (word, value) in choices)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        Problem(column, $"Enter one of: {string.Join(", ", choices.Keys)}");
        return null;
    }
}
