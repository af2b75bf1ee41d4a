using System.Collections.Immutable;
using CaseFlow.Cases.Access;

namespace CaseFlow.Activities.Forms;

/// <summary>The standard risk assessment: for each risk its likelihood and impact (1 to 5), what controls it, who owns it and when it is looked at again.</summary>
public static class RiskMatrix
{
    private static readonly ImmutableArray<FormOption> Likelihoods =
        [new("1", "1 – very unlikely"), new("2", "2 – unlikely"), new("3", "3 – possible"), new("4", "4 – likely"), new("5", "5 – very likely")];

    private static readonly ImmutableArray<FormOption> Impacts =
        [new("1", "1 – very low"), new("2", "2 – low"), new("3", "3 – moderate"), new("4", "4 – serious"), new("5", "5 – very serious")];

    /// <summary>A risk that is very unlikely and of very low impact needs no controls.</summary>
    private static readonly FormCondition NeedsControls = new(ConditionKind.Any)
    {
        Parts =
        [
            new(ConditionKind.MoreThan) { Field = "likelihood", Number = 1 },
            new(ConditionKind.MoreThan) { Field = "impact", Number = 1 },
        ],
    };

    internal static ImmutableArray<FormField> Rows(ImmutableArray<FormOption> risks, DataClass dataClass) =>
        [.. risks.Select(risk => new FormField
        {
            Name = risk.Value,
            Kind = FieldKind.Group,
            Label = risk.Label,
            Hint = risk.Hint,
            Subject = risk.Label,
            Required = true,
            DataClass = dataClass,
            Fields = Cells(risk.Label, dataClass),
        })];

    private static ImmutableArray<FormField> Cells(string risk, DataClass dataClass)
    {
        var of = " for \"" + risk + "\"";
        return
        [
            new() { Name = "likelihood", Kind = FieldKind.Select, Label = "Likelihood", Subject = "how likely it is" + of, Required = true, Options = Likelihoods, DataClass = dataClass },
            new() { Name = "impact", Kind = FieldKind.Select, Label = "Impact", Subject = "the impact" + of, Required = true, Options = Impacts, DataClass = dataClass },
            new() { Name = "controls", Kind = FieldKind.LongText, Label = "Controls", Subject = "the controls" + of, RequiredIf = NeedsControls, Limits = new() { MaxLength = 1000 }, DataClass = dataClass },
            new() { Name = "owner", Kind = FieldKind.Text, Label = "Owner", Subject = "who owns the controls" + of, RequiredIf = NeedsControls, Limits = new() { MaxLength = 80 }, DataClass = dataClass },
            new() { Name = "reviewDate", Kind = FieldKind.Date, Label = "Review date", Subject = "the review date" + of, RequiredIf = NeedsControls, DataClass = dataClass },
        ];
    }
}
