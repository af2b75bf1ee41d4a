using CaseFlow.Cases.Access;

namespace CaseFlow.Cases.Audit;

/// <summary>Who did something, and by which role.</summary>
/// <param name="PersonId">Null for somebody not known, such as at a failed sign-in, and for whoever sits at the server's keyboard.</param>
/// <param name="Role">The role's code, where a role allowed it.</param>
/// <param name="Organisation">Where that role is held: "school:{id}", "partnership:{id}", "authority:{name}" or "organisation:{name}".</param>
public readonly record struct AuditActor(Guid? PersonId, string? Role = null, string? Organisation = null)
{
    /// <summary>The person covered for, where somebody acts in another's place.</summary>
    public Guid? ForPersonId { get; init; }

    /// <summary>Somebody not known, or the server's own command line.</summary>
    public static AuditActor Nobody { get; }

    /// <summary>By the first of the roles that they hold, or the first they hold where none is named or held.</summary>
    public static AuditActor Of(Viewer viewer, params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
        {
            if (viewer.Held.FirstOrDefault(held => held.Role == role) is { } found)
            {
                return new(viewer.PersonId, found.Role, found.Place);
            }
        }

        return viewer.Held is [var first, ..] ? new(viewer.PersonId, first.Role, first.Place) : new(viewer.PersonId);
    }
}
