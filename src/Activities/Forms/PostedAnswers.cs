using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Activities.Forms;

/// <summary>Reads posted name and value pairs into answers. Only names the form knows are read.</summary>
public sealed class PostedAnswers
{
    private const int MostRows = 100;

    private readonly ILookup<string, string> _posted;
    private readonly bool _keepEmptyRows;

    private readonly Func<string, Guid?, JsonNode?> _files;

    private PostedAnswers(IEnumerable<KeyValuePair<string, string>> pairs, bool keepEmptyRows, Func<string, Guid?, JsonNode?>? files)
    {
        _files = files ?? ((_, _) => null);
        _posted = pairs.ToLookup(pair => pair.Key, pair => pair.Value.Replace("\r\n", "\n", StringComparison.Ordinal).Trim(), StringComparer.Ordinal);
        _keepEmptyRows = keepEmptyRows;
    }

    /// <param name="fields">A part's fields, or a whole form's.</param>
    /// <param name="pairs">As posted; a name may come several times (checkboxes).</param>
    /// <param name="keepEmptyRows">Keeps the place of rows with nothing in them, for a page that adds or removes a row.</param>
    /// <param name="files">The file at a path, given the id that was posted for it: only files that are known to be the person's own may become answers.</param>
    public static FormAnswers Read(
        IEnumerable<FormField> fields, IEnumerable<KeyValuePair<string, string>> pairs, bool keepEmptyRows = false, Func<string, Guid?, JsonNode?>? files = null)
    {
        var json = new JsonObject();
        new PostedAnswers(pairs, keepEmptyRows, files).ReadInto(json, fields, null);
        return new FormAnswers(json);
    }

    private void ReadInto(JsonObject answers, IEnumerable<FormField> fields, string? parent)
    {
        foreach (var field in fields)
        {
            var path = FormPath.Member(parent, field.Name);
            if (ReadField(field, path) is { } answer)
            {
                answers[field.Name] = answer;
            }

            if (field.ReasonIfMissing is not null && One(FormPath.Member(parent, field.ReasonName)) is { } reason)
            {
                answers[field.ReasonName] = reason;
            }

            if (field.NoneLabel is not null && One(FormPath.Member(parent, field.NoneName)) is "true")
            {
                answers[field.NoneName] = true;
            }
        }
    }

    private JsonNode? ReadField(FormField field, string path) => field.Kind switch
    {
        FieldKind.PupilSummary => null,
        FieldKind.Group or FieldKind.Matrix => ReadRow(field.Fields, path),
        FieldKind.List => ReadRows(field, path),
        FieldKind.Checkboxes => Many(path),
        FieldKind.YesNo => One(path) switch { "yes" or "true" => true, "no" or "false" => false, _ => null },
        FieldKind.Declaration => One(path) is "true" or "yes" ? true : null,
        FieldKind.Integer or FieldKind.Decimal => ReadNumber(One(path)),
        FieldKind.Date => ReadDate(path, withDay: true),
        FieldKind.Month => ReadDate(path, withDay: false),
        FieldKind.File => _files(path, Guid.TryParse(One(path), out var id) ? id : null),
        FieldKind.Upn => One(path)?.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(),
        FieldKind.Postcode => One(path)?.ToUpperInvariant(),
        _ => One(path),
    };

    private JsonObject? ReadRow(IEnumerable<FormField> fields, string path)
    {
        var row = new JsonObject();
        ReadInto(row, fields, path);
        return row.Count == 0 ? null : row;
    }

    private JsonArray? ReadRows(FormField list, string path)
    {
        var prefix = path + "[";
        var last = _posted
            .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(pair => Number(pair.Key[prefix.Length..].Split(']')[0]) ?? -1)
            .Where(index => index < MostRows)
            .DefaultIfEmpty(-1)
            .Max();
        var rows = new JsonArray();
        for (var index = 0; index <= last; index++)
        {
            var row = ReadRow(list.Fields, FormPath.Row(path, index));
            if (row is not null || _keepEmptyRows)
            {
                rows.Add((JsonNode)(row ?? []));
            }
        }

        return rows.Count == 0 ? null : rows;
    }

    private JsonNode? ReadDate(string path, bool withDay)
    {
        var (day, month, year) = (withDay ? One(path + ".day") : null, One(path + ".month"), One(path + ".year"));
        if (day is null && month is null && year is null)
        {
            return One(path) is { } whole ? whole : null;
        }

        if (Number(year) is { } y and >= 1900 and < 2200 && MonthNumber(month) is { } m && (!withDay || Number(day) is not null))
        {
            var text = $"{y:0000}-{m:00}" + (withDay ? $"-{Number(day):00}" : "");
            if (LocalDatePattern.Iso.Parse(withDay ? text : text + "-01").Success)
            {
                return text;
            }
        }

        var typed = new JsonObject();
        foreach (var (name, value) in new[] { ("day", day), ("month", month), ("year", year) })
        {
            if (value is not null)
            {
                typed[name] = value;
            }
        }

        return typed;
    }

    private static JsonNode? ReadNumber(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var plain = text.TrimEnd('%').Trim().Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : text;
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? MonthNumber(string? text)
    {
        if (Number(text) is { } number)
        {
            return number is >= 1 and <= 12 ? number : null;
        }

        // "Sep" and "September" are as good as 9.
        for (var month = 1; text?.Length >= 3 && month <= 12; month++)
        {
            if (new LocalDate(2000, month, 1).ToString("MMMM", CultureInfo.InvariantCulture).StartsWith(text, StringComparison.OrdinalIgnoreCase))
            {
                return month;
            }
        }

        return null;
    }

    private string? One(string path) => _posted[path].LastOrDefault(value => value.Length > 0);

    private JsonArray? Many(string path)
    {
        JsonNode[] values = [.. _posted[path].Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).Select(value => (JsonNode)value)];
        return values.Length == 0 ? null : new JsonArray(values);
    }
}
