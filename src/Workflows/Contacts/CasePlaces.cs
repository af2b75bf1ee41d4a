using CaseFlow.Activities.People;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Schools;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Contacts;

/// <summary>A case's reference and the places its roles are held at.</summary>
public sealed record CasePlaces(Guid CaseId, string Reference, Guid SchoolId, Guid PartnershipId);

/// <summary>Names of places, as task candidates and role assignments share them.</summary>
public static class Places
{
    public static string School(Guid id) => $"school:{id:D}";

    public static string Partnership(Guid id) => $"partnership:{id:D}";

    public static string Authority(string name) => $"authority:{name}";

    public static string Organisation(string name) => $"organisation:{name}";

    public static string Person(Guid id) => $"person:{id:D}";

    /// <summary>Where a role is held; null for an assignment without a place.</summary>
    public static RoleAtPlace? Of(RoleAssignment held) => held.Place is { } place ? new(held.Role, place) : null;

    /// <summary>Who is meant in this case; null where the case has no such place.</summary>
    public static RoleAtPlace? Of(Addressee addressee, CasePlaces? places) => addressee.Place switch
    {
        AddresseePlace.School when places is not null => new(addressee.Role, School(places.SchoolId)),
        AddresseePlace.Partnership when places is not null => new(addressee.Role, Partnership(places.PartnershipId)),
        AddresseePlace.Authority => new(addressee.Role, Authority(LocalAuthorities.Own)),
        AddresseePlace.Organisation when addressee.Name is { } name => new(addressee.Role, Organisation(name)),
        AddresseePlace.Person when Guid.TryParse(addressee.Name, out var person) => new(Addressee.PersonRole, Person(person)),
        _ => null,
    };
}
