using System.Globalization;
using CaseFlow.Cases.Calendars;
using CaseFlow.Engine.Values;

namespace CaseFlow.Workflows.Facts;

/// <summary>Arguments of the facts about time.</summary>
internal static class DueText
{
    public static Guid? CaseId(Value arguments) => Guid.TryParse(arguments["caseId"].AsText, out var id) ? id : null;

    /// <summary>A length of time as it was written, or a date as yyyy-MM-dd.</summary>
    public static string Of(Value value) =>
        value.AsDate is { } instant
            ? LondonTime.DateOf(instant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : value.AsText ?? "";
}
