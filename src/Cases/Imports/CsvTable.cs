using System.Text;
using CsvHelper;

namespace CaseFlow.Cases.Imports;

/// <summary>
/// A comma-separated file read against the columns it should have. A byte order mark, quotes, line breaks of any kind,
/// capitals in headings and empty lines are all right; whatever is not is said with its line.
/// </summary>
public sealed class CsvTable
{
    private const int MostRows = 20_000;
    private const int MostCharacters = 20_000_000;
    private const int LongestField = 4_000;

    private readonly List<ImportProblem> _problems = [];
    private readonly List<CsvRow> _rows = [];

    private CsvTable()
    {
    }

    public IReadOnlyList<CsvRow> Rows => _rows;

    public IReadOnlyList<ImportProblem> Problems => _problems;

    /// <summary>Nothing of the file could be used.</summary>
    public bool IsRefused { get; private set; }

    public static CsvTable Read(Stream file, IReadOnlyList<CsvColumn> columns)
    {
        var table = new CsvTable();
        try
        {
            table.ReadAll(file, columns);
        }
        catch (DecoderFallbackException)
        {
            table.Refuse(1, "The file is not in a form that can be read. Save it again as “CSV UTF-8 (comma delimited)” and import that");
        }

        return table;
    }

    private void ReadAll(Stream file, IReadOnlyList<CsvColumn> columns)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        using var reader = new StreamReader(file, strict, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var text = reader.ReadToEnd();
        if (text.Length > MostCharacters)
        {
            Refuse(1, "The file is too large. Put its rows in several files, each with the column headings, and import them one after another");
            return;
        }

        // A quotation mark that is never closed would swallow every row after it: then a row ends with its line.
        if (!ReadRecords(text, columns, lineBreaksInQuotes: true))
        {
            _rows.Clear();
            _problems.Clear();
            ReadRecords(text, columns, lineBreaksInQuotes: false);
        }

        if (_rows.Count == 0 && _problems.Count == 0)
        {
            Refuse(2, "The file has column headings but no rows. Add a row for each record and import it again");
        }
    }

    private bool ReadRecords(string text, IReadOnlyList<CsvColumn> columns, bool lineBreaksInQuotes)
    {
        var bad = new HashSet<long>();
        var isClosed = true;
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = lineBreaksInQuotes,
            OnMalformedRecord = found =>
            {
                bad.Add(found.LineNumber);
                isClosed &= found.Reason != CsvMalformedReason.UnterminatedQuote;
            },
        });

        if (!reader.Read())
        {
            Refuse(1, $"The file is empty. Its first line must name the columns: {string.Join(",", columns.Select(column => column.Name))}");
            return true;
        }

        if (!ReadHeader(reader.Current.ToArray(), columns, out var headings))
        {
            return true;
        }

        while (reader.Read())
        {
            var line = (int)reader.LineNumber;
            if (_rows.Count >= MostRows)
            {
                Problem(line, column: null, $"Only the first {MostRows:N0} rows were read. Put the rest in a file of its own");
                break;
            }

            AddRow(line, reader.Current.ToArray(), headings, bad.Contains(line));
        }

        return isClosed || !lineBreaksInQuotes;
    }

    private bool ReadHeader(string[] header, IReadOnlyList<CsvColumn> columns, out string?[] headings)
    {
        var known = columns.ToDictionary(column => column.Name, StringComparer.OrdinalIgnoreCase);
        headings = [.. header.Select(name => known.TryGetValue(Heading(name), out var column) ? column.Name : null)];
        if (header.Length == 1 && (header[0].Contains(';') || header[0].Contains('\t')))
        {
            var found = header[0].Contains(';') ? "semicolons" : "tabs";
            Refuse(1, $"The columns are separated by {found}. Save the file as “CSV (comma delimited)” and import that");
            return false;
        }

        var present = headings.OfType<string>().ToList();
        var missing = columns.Where(column => column.IsRequired && !present.Contains(column.Name)).Select(column => column.Name).ToList();
        if (missing.Count > 0)
        {
            Refuse(1, $"The first line must name the columns, and these are missing: {string.Join(", ", missing)}. Add them; the page lists every column and what goes in it");
            return false;
        }

        foreach (var twice in present.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            Refuse(1, $"The column {twice.Key} is there more than once. Leave one of them", twice.Key);
            return false;
        }

        foreach (var name in header.Where(name => !string.IsNullOrWhiteSpace(name) && !known.ContainsKey(Heading(name))))
        {
            Problem(1, name, $"“{name}” is not a column of this list and was left out. Check its spelling");
        }

        return true;
    }

    private void AddRow(int line, string[] record, string?[] headings, bool isBad)
    {
        if (record.All(string.IsNullOrWhiteSpace))
        {
            return;
        }

        if (isBad)
        {
            Problem(line, column: null, "A quotation mark in this row is not closed or stands inside a field. Put quotation marks around the whole field and write those inside it twice");
            return;
        }

        if (record.Length > headings.Length && record[headings.Length..].Any(field => field.Length > 0))
        {
            Problem(line, column: null, $"The row has {record.Length} fields and the heading {headings.Length}. Put a field that has a comma in it in quotation marks");
            return;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(record.Length, headings.Length); i++)
        {
            if (headings[i] is not { } heading)
            {
                continue;
            }

            if (record[i].Length > LongestField || record[i].Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')))
            {
                Problem(line, heading, $"The field is longer than {LongestField:N0} characters or has a character in it that cannot be kept. Type it again");
                return;
            }

            fields[heading] = record[i].Trim();
        }

        _rows.Add(new CsvRow(line, fields, headings.OfType<string>().ToHashSet(StringComparer.Ordinal)));
    }

    private static string Heading(string text) => text.Trim().Replace(' ', '_');

    private void Problem(int line, string? column, string message) => _problems.Add(new ImportProblem(line, column, message));

    private void Refuse(int line, string message, string? column = null)
    {
        IsRefused = true;
        Problem(line, column, message);
    }
}
