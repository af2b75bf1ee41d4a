namespace CaseFlow.Cases.Pupils;

/// <summary>A parent or carer of a child.</summary>
public sealed class Carer
{
    public required Guid Id { get; init; }

    public required Guid PupilId { get; init; }

    public required string Name { get; set; }

    public required string Relationship { get; set; }

    public bool HasParentalResponsibility { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    public string? Language { get; set; }

    /// <summary>False where writing or ringing could put someone at risk: nothing is sent.</summary>
    public bool SafeToContact { get; set; } = true;
}
