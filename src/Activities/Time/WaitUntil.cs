using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Values;

namespace CaseFlow.Activities.Time;

/// <summary>Waits for a number of school days, working days, days, weeks or months, or until a date.</summary>
public sealed class WaitUntil : Activity
{
    public const string TypeName = "CaseFlow.WaitUntil";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = TypeName,
        DisplayName = "Wait",
        Description = "Waits for a time that keeps to the school's calendar, or until a date, and goes on.",
        Category = "Time",
        IsBlocking = true,
        Inputs =
        [
            new("For", "String") { DisplayName = "For", Description = "Such as 10 school days, 5 working days, 6 weeks, 3 months or 2 hours.", Editor = "duration" },
            new("Until", "Object") { DisplayName = "Until", Description = "A date, used where no length of time is given.", Editor = "expression" },
            new("Calendar", "String") { DisplayName = "Whose days", Editor = "dropdown", Choices = ["School", "Partnership", "Authority"], Default = "School" },
        ],
        Outputs =
        [
            new("Due", "DateTimeOffset") { Description = "The moment waited for." },
            new("Explanation", "String") { Description = "How the date came about, in words." },
        ],
    };

    public override void Execute(ActivityContext context)
    {
        var length = context.Input("For");
        var until = context.Input("Until");
        if (IsEmpty(length) && IsEmpty(until))
        {
            context.Fault("no-date", "There is nothing to wait for. Give a length of time or a date in the workflow, publish it, and retry.");
            return;
        }

        context.AskFact("wait-until", Value.Map(
            ("for", IsEmpty(length) ? Value.Null : length),
            ("until", IsEmpty(length) ? until : Value.Null),
            ("caseId", CaseOf.Id(context)),
            ("calendar", context.Input("Calendar").AsText is { Length: > 0 } calendar ? calendar : "School")));
    }

    public override TimeSpan? RetryDelay(string cause, int attempt) => CalendarRetry.After(cause, attempt);

    public override void FactAnswered(ActivityContext context, string factName, Value answer)
    {
        if (answer["problem"].AsText is { } problem)
        {
            context.Fault(CalendarRetry.Cause, problem);
            return;
        }

        var due = answer["due"].AsDate ?? context.Now;
        context.SetOutput("Due", Value.Of(due));
        context.SetOutput("Explanation", answer["explanation"]);
        context.StartTimer("until", due);
    }

    private static bool IsEmpty(Value value) => value.IsMissing || value.AsText is { } text && string.IsNullOrWhiteSpace(text);
}
