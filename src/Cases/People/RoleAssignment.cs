namespace CaseFlow.Cases.People;

/// <summary>
/// That a person held a role, somewhere, from one day to another. Rows end, they are not deleted: access ends with them
/// and what was done stays attributed.
/// </summary>
public sealed class RoleAssignment
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>One of <see cref="Roles"/>.</summary>
    public required string Role { get; init; }

    /// <summary>Where a school's role is held.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>Where a partnership's role is held.</summary>
    public Guid? PartnershipId { get; init; }

    /// <summary>Where an authority's role is held, by the authority's name.</summary>
    public string? Authority { get; init; }

    /// <summary>Where the role of any other organisation is held, such as a provider.</summary>
    public string? OrganisationName { get; init; }

    public required DateOnly From { get; set; }

    /// <summary>The last day, or null while it lasts.</summary>
    public DateOnly? To { get; set; }

    /// <summary>The moment at which it was taken back, where it did not last to the end of a day; <see cref="To"/> is a day before.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Where it is held: "school:{id}", "partnership:{id}", "authority:{name}" or "organisation:{name}"; null for a role without a place.</summary>
    public string? Place => this switch
    {
        { SchoolId: { } school } => $"school:{school:D}",
        { PartnershipId: { } partnership } => $"partnership:{partnership:D}",
        { Authority: { } authority } => $"authority:{authority}",
        { OrganisationName: { } organisation } => $"organisation:{organisation}",
        _ => null,
    };

    public bool IsHeldOn(DateOnly date) => From <= date && (To is null || To >= date);
}
