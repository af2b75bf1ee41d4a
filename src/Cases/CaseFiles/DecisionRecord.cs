namespace CaseFlow.Cases.CaseFiles;

/// <summary>
/// A decision and everything it must be able to answer for. Never changed: a correction is a new record that supersedes
/// this one.
/// </summary>
public sealed class DecisionRecord
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required string Code { get; init; }

    /// <summary>In the deciders' own words, at least 30 characters.</summary>
    public required string Reasons { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public Guid? RecordedByPersonId { get; init; }

    public string? WorkflowDefinitionId { get; init; }

    public int? WorkflowVersion { get; init; }

    /// <summary>The law or guidance it rests on, by its code in the deadline table.</summary>
    public string? BasisCode { get; init; }

    public string? Dissent { get; init; }

    public DateOnly? NextReviewOn { get; init; }

    /// <summary>The record this one corrects; a record is superseded at most once.</summary>
    public Guid? SupersedesId { get; init; }

    public List<DecisionParty> Parties { get; init; } = [];

    public List<DecisionEvidence> Evidence { get; init; } = [];
}

/// <summary>Somebody who decided or was consulted, as they were named that day.</summary>
public sealed class DecisionParty
{
    public required Guid Id { get; init; }

    public Guid DecisionRecordId { get; init; }

    public required DecisionPart Part { get; init; }

    public required string Name { get; init; }

    public required string Role { get; init; }

    public Guid? PersonId { get; init; }
}

public enum DecisionPart
{
    Decided,
    Consulted,
}

/// <summary>A document the decision rested on, with the hash of what it then said.</summary>
public sealed class DecisionEvidence
{
    public required Guid Id { get; init; }

    public Guid DecisionRecordId { get; init; }

    public required string FileName { get; init; }

    /// <summary>SHA-256, 64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }
}
