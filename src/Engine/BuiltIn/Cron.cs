using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Time;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>As a trigger, starts the workflow by a schedule; in the middle of a flow, waits for the schedule's next time.</summary>
internal sealed class Cron : Activity
{
    /// <summary>The zone where a definition names none.</summary>
    public const string DefaultZone = "Europe/London";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Cron",
        DisplayName = "By a schedule",
        Description = "Starts the process by a schedule; inside a process, waits for the next time of it.",
        Category = "Time",
        Inputs =
        [
            new InputDescriptor("CronExpression", "String") { DisplayName = "Schedule", Description = "Minute, hour, day, month, weekday; seconds may come first.", Required = true },
            new InputDescriptor("TimeZone", "String") { DisplayName = "Time zone", Default = DefaultZone },
        ],
        IsBlocking = true,
        IsTrigger = true,
    };

    internal override void Prepare(NodePreparation node)
    {
        if (node.Node.FindInput("CronExpression") is { Kind: InputKind.Constant } schedule && CronExpression.Parse(ValueConversion.ToText(schedule.Constant), out var problem) is null)
        {
            node.Report(ProblemSeverity.Error, "invalid-schedule", problem!, "cronExpression", "Correct the schedule, for example 0 9 * * MON for Mondays at nine.");
        }

        if (node.Node.FindInput("TimeZone") is { Kind: InputKind.Constant } zone && Zone(ValueConversion.ToText(zone.Constant)) is null)
        {
            node.Report(ProblemSeverity.Error, "unknown-time-zone", $"There is no time zone '{ValueConversion.ToText(zone.Constant)}'.", "timeZone", "Use a name such as Europe/London.");
        }
    }

    public override void Execute(ActivityContext context)
    {
        if (context.IsTriggering)
        {
            context.Complete();
            return;
        }

        var schedule = CronExpression.Parse(ValueConversion.ToText(context.Input("CronExpression")), out var problem);
        if (schedule is null)
        {
            context.Fault("value", problem!);
        }
        else if (Zone(ValueConversion.ToText(context.Input("TimeZone"))) is not { } zone)
        {
            context.Fault("value", "The time zone is not known. Use a name such as Europe/London.");
        }
        else if (schedule.Next(context.Now, zone) is not { } next)
        {
            context.Fault("value", "The schedule has no next time. Correct its day and month.");
        }
        else
        {
            context.StartTimer("due", next);
        }
    }

    internal static DateTimeZone? Zone(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name.Length == 0 ? DefaultZone : name);
}
