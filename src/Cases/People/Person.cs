namespace CaseFlow.Cases.People;

/// <summary>An adult who works with the service: someone who signs in, gets email or is named on a case.</summary>
public sealed class Person
{
    public required Guid Id { get; init; }

    public required string FirstName { get; set; }

    public required string LastName { get; set; }

    /// <summary>Unique, compared without regard to case.</summary>
    public required string Email { get; set; }

    public string? Phone { get; set; }

    public bool IsActive { get; set; } = true;

    public bool IsSynthetic { get; set; }

    public string Name => $"{FirstName} {LastName}";
}
