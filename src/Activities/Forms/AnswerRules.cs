using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CaseFlow.Activities.Forms.Files;
using CaseFlow.Cases.Pupils;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Activities.Forms;

/// <summary>What an answer of each kind must be, and the words that say so.</summary>
internal static partial class AnswerRules
{
    private const int ShortText = 200;
    private const int AnyText = 4000;

    public static string Start(FormField field) => char.ToUpperInvariant(field.Subject[0]) + field.Subject[1..];

    public static string Missing(FormField field) => field.RequiredMessage ?? field.Kind switch
    {
        FieldKind.YesNo => "Select yes or no for " + field.Subject,
        FieldKind.Radios or FieldKind.Select or FieldKind.Checkboxes => "Select " + field.Subject,
        FieldKind.Declaration => "Confirm that " + field.Subject,
        FieldKind.File => "Select " + field.Subject,
        _ => "Enter " + field.Subject,
    };

    /// <summary>What is wrong with an answer that is there, or null.</summary>
    public static string? Problem(FormField field, JsonNode answer, LocalDate today) => field.Kind switch
    {
        FieldKind.Text or FieldKind.LongText => Length(field, AnswerShape.Plain(answer)),
        FieldKind.Integer or FieldKind.Decimal => Number(field, answer),
        FieldKind.Date => Date(field, answer, today),
        FieldKind.Month => answer is JsonObject || YearMonthPattern.Iso.Parse(AnswerShape.Plain(answer) ?? "") is { Success: false } ? $"{Start(field)} must be a real month and year, like 9 2026" : null,
        FieldKind.Radios or FieldKind.Select => field.Option(AnswerShape.Plain(answer)) is null ? Missing(field) : null,
        FieldKind.Checkboxes => answer is JsonArray ticked && ticked.All(item => field.Option(AnswerShape.Plain(item)) is not null) ? null : Missing(field),
        FieldKind.YesNo or FieldKind.Declaration => answer is JsonValue value && value.TryGetValue<bool>(out _) ? null : Missing(field),
        FieldKind.Email => EmailPattern().IsMatch(AnswerShape.Plain(answer) ?? "") ? null : "Enter an email address in the correct format, like name@example.com",
        FieldKind.Phone => PhonePattern().IsMatch(AnswerShape.Plain(answer) ?? "") ? null : "Enter a phone number, like 0116 496 0123 or +44 7700 900982",
        FieldKind.Postcode => Postcodes.IsValid(AnswerShape.Plain(answer) ?? "") ? null : "Enter a full UK postcode, like LE3 8RA",
        FieldKind.File => FileAnswer.Read(answer) is null && AnswerShape.Plain(answer) is null ? "Select the file again" : null,
        FieldKind.Upn => Upn.Problem(AnswerShape.Plain(answer) ?? ""),
        _ => null,
    };

    /// <summary>The first box of a date to put right: day, month or year.</summary>
    public static string WrongDateBox(JsonObject typed, bool withDay)
    {
        string[] boxes = withDay ? ["day", "month", "year"] : ["month", "year"];
        return boxes.FirstOrDefault(box => !typed.ContainsKey(box)) ?? boxes[0];
    }

    private static string? Length(FormField field, string? text)
    {
        var length = text?.Length ?? 0;
        if (length < field.Limits.MinLength)
        {
            return $"{Start(field)} must be {field.Limits.MinLength} characters or more";
        }

        var most = field.Limits.MaxLength ?? (field.Kind == FieldKind.Text ? ShortText : AnyText);
        return length > most ? $"{Start(field)} must be {most.ToString("#,0", CultureInfo.InvariantCulture)} characters or fewer" : null;
    }

    private static string? Number(FormField field, JsonNode answer)
    {
        var limits = field.Limits;
        if (answer is JsonValue value && value.TryGetValue<string>(out _) || AnswerShape.Number(answer) is not { } number)
        {
            return $"{Start(field)} must be a number, like {(field.Kind == FieldKind.Integer ? "3" : limits.Places == 1 ? "87.5" : "12.50")}";
        }

        if (field.Kind == FieldKind.Integer && number != decimal.Truncate(number))
        {
            return $"{Start(field)} must be a whole number, like 3";
        }

        if (number < limits.Min || number > limits.Max)
        {
            return limits switch
            {
                { Min: { } low, Max: { } high } => $"{Start(field)} must be between {Plain(low)} and {Plain(high)}",
                { Min: { } low } => $"{Start(field)} must be {Plain(low)} or more",
                _ => $"{Start(field)} must be {Plain(limits.Max!.Value)} or less",
            };
        }

        if (limits.Step is { } step && number % step != 0)
        {
            return $"{Start(field)} must be in steps of {Plain(step)}, like {Plain(step * 5)}";
        }

        return field.Kind == FieldKind.Decimal && decimal.Round(number, limits.Places) != number
            ? $"{Start(field)} must have {limits.Places} decimal place{(limits.Places == 1 ? "" : "s")} or fewer"
            : null;
    }

    private static string? Date(FormField field, JsonNode answer, LocalDate today)
    {
        if (answer is JsonObject typed)
        {
            string[] absent = [.. new[] { "day", "month", "year" }.Where(box => !typed.ContainsKey(box))];
            return absent.Length is 1 or 2
                ? $"{Start(field)} must include a {string.Join(" and ", absent)}"
                : $"{Start(field)} must be a real date, like 27 3 2026";
        }

        if (LocalDatePattern.Iso.Parse(AnswerShape.Plain(answer) ?? "") is not { Success: true } parsed)
        {
            return $"{Start(field)} must be a real date, like 27 3 2026";
        }

        return field.Limits switch
        {
            { Past: true } when parsed.Value > today => $"{Start(field)} must be today or in the past",
            { Future: true } when parsed.Value < today => $"{Start(field)} must be today or in the future",
            _ => null,
        };
    }

    private static string Plain(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$", RegexOptions.NonBacktracking)]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"^\+?[0-9 ()\-]{10,20}$", RegexOptions.NonBacktracking)]
    private static partial Regex PhonePattern();
}
