using CaseFlow.Activities.Effects;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Values;

namespace CaseFlow.Workflows.DomainChanges;

/// <summary>Moves the case to a stage and changes what runs beside it.</summary>
public sealed class SetStageChange : IDomainChange
{
    public string Kind => DomainChangeKinds.SetStage;

    public Task<Action<WriteScope>> Prepare(DomainChangeContext context, CancellationToken cancellationToken)
    {
        var change = new CaseChange
        {
            CaseId = context.CaseId,
            At = context.At,
            Stage = Read<CaseStage>(context.Data["stage"]),
            Raise = Flags(context.Data["raise"]),
            Lower = Flags(context.Data["lower"]),
            Purpose = Read<ReferralPurpose>(context.Data["purpose"]),
            Urgency = Read<Urgency>(context.Data["urgency"]),
            Reason = context.Data["reason"].AsText,
            ByPersonId = context.ByPersonId,
        };
        return Task.FromResult<Action<WriteScope>>(scope => CaseStages.Apply(scope.Data, change));
    }

    internal static CaseFlags Flags(Value list) =>
        list.AsList.Aggregate(CaseFlags.None, (flags, name) => flags | (Read<CaseFlags>(name) ?? CaseFlags.None));

    private static T? Read<T>(Value name)
        where T : struct, Enum => Enum.TryParse<T>(name.AsText?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var value) ? value : null;
}
