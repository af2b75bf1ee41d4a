namespace CaseFlow.Cases.Schools;

public sealed class School
{
    public required Guid Id { get; init; }

    /// <summary>The six-digit national number; unique.</summary>
    public required string Urn { get; init; }

    /// <summary>Authority and establishment number, seven digits without the slash.</summary>
    public string? LaEstab { get; set; }

    public required string Name { get; set; }

    public SchoolKind Kind { get; set; }

    public required string LocalAuthority { get; set; }

    public bool IsActive { get; set; } = true;

    /// <summary>
    /// The school publishes its own term dates. Where they are missing for a year, the authority's are used and every
    /// date worked out from them is provisional.
    /// </summary>
    public bool OwnTermDates { get; set; }

    public string? AddressLine1 { get; set; }

    public string? Town { get; set; }

    public string? Postcode { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    public bool IsSynthetic { get; set; }
}

public enum SchoolKind
{
    Academy,
    Maintained,
    FreeSchool,
    StudioSchool,
    Special,
    Independent,
    AlternativeProvision,
}
