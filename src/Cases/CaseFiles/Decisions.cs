using CaseFlow.Cases.Access;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.CaseFiles;

public sealed record DecisionOptions
{
    public required Guid CaseId { get; init; }

    public required string Code { get; init; }

    public required string Reasons { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public Guid? RecordedByPersonId { get; init; }

    public required IReadOnlyList<(string Name, string Role, Guid? PersonId)> DecidedBy { get; init; }

    public IReadOnlyList<(string Name, string Role, Guid? PersonId)> Consulted { get; init; } = [];

    public IReadOnlyList<(string FileName, string Sha256)> Evidence { get; init; } = [];

    public string? WorkflowDefinitionId { get; init; }

    public int? WorkflowVersion { get; init; }

    public string? BasisCode { get; init; }

    public string? Dissent { get; init; }

    public DateOnly? NextReviewOn { get; init; }

    /// <summary>The record this one corrects.</summary>
    public Guid? SupersedesId { get; init; }
}

/// <summary>Writes decisions down for good.</summary>
public static class Decisions
{
    public const int ShortestReasons = 30;

    /// <summary>Records a decision inside the caller's transaction and saves it.</summary>
    /// <exception cref="CaseRuleException">Something a decision must say is missing, or what it corrects is not there to correct.</exception>
    public static DecisionRecord Record(ICaseData data, DecisionOptions options)
    {
        Check(data, options);
        var id = Guid.CreateVersion7(options.RecordedAt);
        var record = new DecisionRecord
        {
            Id = id,
            CaseId = options.CaseId,
            Code = options.Code,
            Reasons = options.Reasons.Trim(),
            DecidedAt = options.DecidedAt,
            RecordedAt = options.RecordedAt,
            RecordedByPersonId = options.RecordedByPersonId,
            WorkflowDefinitionId = options.WorkflowDefinitionId,
            WorkflowVersion = options.WorkflowVersion,
            BasisCode = options.BasisCode,
            Dissent = options.Dissent,
            NextReviewOn = options.NextReviewOn,
            SupersedesId = options.SupersedesId,
            Parties =
            [
                .. options.DecidedBy.Select(party => Party(options, id, DecisionPart.Decided, party)),
                .. options.Consulted.Select(party => Party(options, id, DecisionPart.Consulted, party)),
            ],
            Evidence =
            [
                .. options.Evidence.Select(file => new DecisionEvidence
                {
                    Id = Guid.CreateVersion7(options.RecordedAt),
                    DecisionRecordId = id,
                    FileName = file.FileName,
                    Sha256 = file.Sha256,
                }),
            ],
        };
        data.Decisions.Add(record);
        Timeline.Add(data, new TimelineOptions
        {
            CaseId = options.CaseId,
            At = options.RecordedAt,
            Kind = TimelineKind.DecisionRecorded,
            Text = options.SupersedesId is null ? $"Decision recorded: {options.Code}" : $"Decision corrected: {options.Code}",
            ByPersonId = options.RecordedByPersonId,
            DataClass = DataClass.PanelPapers,
        });
        data.SaveChanges();
        return record;
    }

    private static void Check(ICaseData data, DecisionOptions options)
    {
        if (!data.Cases.Any(file => file.Id == options.CaseId))
        {
            throw new CaseRuleException("The case no longer exists. Cancel this process.");
        }

        if (string.IsNullOrWhiteSpace(options.Code))
        {
            throw new CaseRuleException("The decision has no code. Choose one in the workflow, publish it, and retry.");
        }

        if (options.Reasons.Trim().Length < ShortestReasons)
        {
            throw new CaseRuleException($"Give the reasons for the decision in at least {ShortestReasons} characters.");
        }

        if (options.DecidedBy.Count == 0)
        {
            throw new CaseRuleException("Say who decided: a decision has at least one name.");
        }

        if (options.SupersedesId is { } corrected)
        {
            if (!data.Decisions.Any(record => record.Id == corrected && record.CaseId == options.CaseId))
            {
                throw new CaseRuleException("The decision to correct is not on this case.");
            }

            if (data.Decisions.Any(record => record.SupersedesId == corrected))
            {
                throw new CaseRuleException("That decision has been corrected already. Correct the newest record instead.");
            }
        }
    }

    private static DecisionParty Party(DecisionOptions options, Guid id, DecisionPart part, (string Name, string Role, Guid? PersonId) party) => new()
    {
        Id = Guid.CreateVersion7(options.RecordedAt),
        DecisionRecordId = id,
        Part = part,
        Name = party.Name,
        Role = party.Role,
        PersonId = party.PersonId,
    };
}
