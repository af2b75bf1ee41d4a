using System.Collections.Immutable;
using System.Text.Json;

namespace CaseFlow.Activities.Forms;

/// <summary>An element of a form's file, read property by property; what is wrong goes to the problems with its path.</summary>
internal sealed class FormElement
{
    private readonly JsonElement _json;
    private readonly FormReading _reading;
    private readonly HashSet<string> _known = [];

    public FormElement(JsonElement json, string path, FormReading reading)
    {
        (_json, Path, _reading) = (json, path, reading);
        if (json.ValueKind != JsonValueKind.Object)
        {
            Problem(path, "is not an object. Write { … } here.");
        }
    }

    public string Path { get; }

    public string Text(string name) => OptionalText(name) ?? Missing(name);

    public string? OptionalText(string name)
    {
        if (Get(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        Problem(At(name), "must be text in quotes, not empty.");
        return null;
    }

    public bool Flag(string name)
    {
        if (Get(name) is not { } value)
        {
            return false;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Problem(At(name), "must be true or false.");
        return false;
    }

    public decimal? Number(string name)
    {
        if (Get(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number))
        {
            return number;
        }

        Problem(At(name), "must be a number.");
        return null;
    }

    public int? Count(string name)
    {
        if (Number(name) is not { } number)
        {
            return null;
        }

        if (number >= 0 && number == decimal.Truncate(number) && number <= 1_000_000)
        {
            return (int)number;
        }

        Problem(At(name), "must be a whole number, 0 or more.");
        return null;
    }

    public T Choice<T>(string name, T absent)
        where T : struct, Enum
    {
        if (OptionalText(name) is not { } text)
        {
            return absent;
        }

        foreach (var choice in Enum.GetValues<T>())
        {
            if (Camel(choice) == text)
            {
                return choice;
            }
        }

        Problem(At(name), $"is \"{text}\". Use one of: {string.Join(", ", Enum.GetValues<T>().Select(Camel))}.");
        return absent;
    }

    public FormElement? Object(string name) => Get(name) is { } value ? new FormElement(value, At(name), _reading) : null;

    public ImmutableArray<T> Objects<T>(string name, Func<FormElement, T> read) =>
        Array(name, (value, path) => read(new FormElement(value, path, _reading)));

    public ImmutableArray<string> Texts(string name) => Array(name, (value, path) =>
    {
        if (value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        {
            return value.ToString();
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean() ? "true" : "false";
        }

        Problem(path, "must be text, a number, true or false.");
        return "";
    });

    /// <summary>A single value as conditions compare it: text, number, or "true" and "false".</summary>
    public string? Scalar(string name)
    {
        if (Get(name) is not { } value)
        {
            return null;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String or JsonValueKind.Number:
                return value.ToString();
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean() ? "true" : "false";
            default:
                Problem(At(name), "must be text, a number, true or false.");
                return null;
        }
    }

    public bool Has(string name) => Get(name) is not null;

    /// <summary>Call last: a property nobody asked for is probably misspelt.</summary>
    public void RefuseUnknown()
    {
        if (_json.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in _json.EnumerateObject().Where(member => !_known.Contains(member.Name)))
        {
            Problem(At(member.Name), "is not a property CaseFlow knows here. Correct its spelling or remove it.");
        }
    }

    public void Problem(string path, string message) => _reading.Add(path, message);

    public string At(string name) => FormPath.Member(Path, name);

    internal static string Camel<T>(T choice)
        where T : struct, Enum => char.ToLowerInvariant(choice.ToString()[0]) + choice.ToString()[1..];

    private ImmutableArray<T> Array<T>(string name, Func<JsonElement, string, T> read)
    {
        if (Get(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Problem(At(name), "must be a list: [ … ].");
            return [];
        }

        return [.. value.EnumerateArray().Select((item, index) => read(item, FormPath.Row(At(name), index)))];
    }

    private JsonElement? Get(string name)
    {
        _known.Add(name);
        return _json.ValueKind == JsonValueKind.Object && _json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private string Missing(string name)
    {
        if (_json.ValueKind == JsonValueKind.Object && Get(name) is null)
        {
            Problem(At(name), "is missing. Add it.");
        }

        return "";
    }
}
