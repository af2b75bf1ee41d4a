namespace CaseFlow.Cases.CaseFiles;

/// <summary>
/// That someone is named on a case: the "only where named" of the access matrix, a panel that has it listed, a provider
/// where the child is placed. A named person, or everybody who holds the role when no person is given.
/// </summary>
public sealed class CaseParticipant
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required string Role { get; init; }

    public Guid? PersonId { get; init; }

    /// <summary>The provider or other organisation the role is held at; null where the role says it all.</summary>
    public string? OrganisationName { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The last day, or null while it lasts.</summary>
    public DateOnly? To { get; set; }

    /// <summary>MASH has approved this person to see what it holds on this case.</summary>
    public bool MashApproved { get; set; }

    public string? Reason { get; init; }
}
