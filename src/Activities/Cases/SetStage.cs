using CaseFlow.Activities.Effects;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Values;

namespace CaseFlow.Activities.Cases;

/// <summary>Moves the case to a stage, and raises or lowers what runs beside it.</summary>
public sealed class SetStage : Activity
{
    public const string TypeName = "CaseFlow.SetStage";

    private static readonly string[] Flags = [.. Enum.GetNames<CaseFlags>().Where(name => name != nameof(CaseFlags.None))];

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = TypeName,
        DisplayName = "Set the stage",
        Description = "Says where the case now stands, and what runs beside it.",
        Category = "Case",
        Inputs =
        [
            new("Stage", "String") { DisplayName = "Stage", Description = "Empty: stays as it is.", Editor = "dropdown", Choices = [.. Enum.GetNames<CaseStage>()] },
            new("Raise", "List<String>") { DisplayName = "Now runs beside it", Editor = "choices", Choices = [.. Flags] },
            new("Lower", "List<String>") { DisplayName = "No longer runs beside it", Editor = "choices", Choices = [.. Flags] },
            new("Purpose", "String") { DisplayName = "Purpose of the referral", Description = "Where the answers gave one.", Editor = "expression" },
            new("Urgency", "String") { DisplayName = "Urgency", Description = "Routine, Urgent or Emergency, where the answers gave one.", Editor = "expression" },
            new("Reason", "String") { DisplayName = "Reason for closing", Description = "In general words: everybody who sees the case sees it." },
        ],
    };

    public override void Execute(ActivityContext context)
    {
        var stage = context.Input("Stage").AsText is { Length: > 0 } given ? given : null;
        if (stage is not null && !Enum.TryParse<CaseStage>(stage, ignoreCase: true, out _))
        {
            context.Fault("unknown-stage", $"\"{stage}\" is not a stage. Choose one of: {string.Join(", ", Enum.GetNames<CaseStage>())}.");
            return;
        }

        var unknown = context.Input("Raise").AsList.Concat(context.Input("Lower").AsList)
            .Select(flag => flag.AsText ?? "").FirstOrDefault(flag => !Flags.Contains(flag, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
        {
            context.Fault("unknown-flag", $"\"{unknown}\" cannot run beside a case. Choose from: {string.Join(", ", Flags)}.");
            return;
        }

        context.Emit(new DomainChangeRequested(context.ExecutionId, context.ActivityId, DomainChangeKinds.SetStage, Value.Map(
            ("stage", stage),
            ("raise", context.Input("Raise")),
            ("lower", context.Input("Lower")),
            ("purpose", context.Input("Purpose")),
            ("urgency", context.Input("Urgency")),
            ("reason", context.Input("Reason")))));
        context.Complete();
    }
}
