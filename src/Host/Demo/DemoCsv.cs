using System.Globalization;
using System.Text;

namespace CaseFlow.Host.Demo;

/// <summary>A file as the imports take it.</summary>
internal sealed class DemoCsv
{
    private readonly StringBuilder _text = new();

    public DemoCsv(params string[] columns) => Row(columns);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public void Row(params string[] fields) => _text.AppendJoin(',', fields.Select(Quote)).Append('\n');

    public override string ToString() => _text.ToString();

    private static string Quote(string field) => field.AsSpan().ContainsAny(",\"\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
