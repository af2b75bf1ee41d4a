using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Deadlines;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Values;

namespace CaseFlow.Workflows.Facts;

/// <summary>The moment a wait ends: 08:00 in London on the day, or exactly so many hours from now.</summary>
public sealed class WaitUntilFact : IFactSource
{
    private static readonly TimeOnly GoesOnAt = new(8, 0);

    public string Name => "wait-until";

    public Value Answer(ICaseData data, Value arguments, DateTimeOffset now)
    {
        try
        {
            var until = arguments["for"].IsMissing ? arguments["until"] : arguments["for"];
            var caseId = string.Equals(arguments["calendar"].AsText, nameof(Audience.Authority), StringComparison.OrdinalIgnoreCase) ? null : DueText.CaseId(arguments);
            var (at, deadline) = TaskPlan.Wait(data, DueText.Of(until), caseId, now, GoesOnAt);
            return Value.Map(("due", Value.Of(until.AsDate ?? at)), ("explanation", deadline.Explanation));
        }
        catch (Exception exception) when (exception is FormatException or CalendarMissingException)
        {
            return FactAnswers.Problem(exception.Message);
        }
    }
}
