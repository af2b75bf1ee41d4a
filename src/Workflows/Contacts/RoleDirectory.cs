using System.Collections.Immutable;
using CaseFlow.Activities.People;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Storage;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Contacts;

/// <summary>Somebody who can be told something.</summary>
public sealed record Contact(Guid PersonId, string FirstName, string Name, string Email, string? Phone);

/// <summary>Who holds which role where, today in London. Looked up each time: nothing about roles is kept.</summary>
public sealed class RoleDirectory(ICaseDataFactory cases, TimeProvider clock)
{
    public DateOnly Today => LondonTime.DateOf(clock.GetUtcNow());

    /// <summary>Every (role, place) anybody holds today, persons by themselves included.</summary>
    public ImmutableArray<RoleAtPlace> Held()
    {
        using var data = cases.Open();
        var held = Current(data).ToList();
        return
        [
            .. held.Select(Places.Of).OfType<RoleAtPlace>()
                .Concat(held.Select(one => one.PersonId).Distinct().Select(person => new RoleAtPlace(Addressee.PersonRole, Places.Person(person))))
                .Distinct(),
        ];
    }

    /// <summary>What a person holds today; empty where they hold nothing or their account is closed.</summary>
    public ImmutableArray<RoleAtPlace> HeldBy(Guid personId)
    {
        using var data = cases.Open();
        var held = Current(data).Where(one => one.PersonId == personId).ToList();
        return held.Count == 0
            ? []
            : [.. held.Select(Places.Of).OfType<RoleAtPlace>(), new RoleAtPlace(Addressee.PersonRole, Places.Person(personId))];
    }

    /// <summary>The role at a place as this person holds it today, for the record of what they do by it; null where they do not.</summary>
    public RoleInUse? InUse(Guid personId, RoleAtPlace at)
    {
        if (at.Role == Addressee.PersonRole)
        {
            return at.Place == Places.Person(personId) ? new(at, null) : null;
        }

        using var data = cases.Open();
        return Current(data).Where(one => one.PersonId == personId && one.Role == at.Role).OrderBy(one => one.Id).ToList().Find(one => Places.Of(one) == at) is { } held
            ? new(at, held.Id)
            : null;
    }

    /// <summary>Somebody as the audit log names them, by the first of these roles that they hold, or by the first they hold.</summary>
    public AuditActor Actor(Guid personId, params ReadOnlySpan<string> roles)
    {
        var held = HeldBy(personId).Where(at => at.Role != Addressee.PersonRole).ToList();
        foreach (var role in roles)
        {
            if (held.FindIndex(at => at.Role == role) is >= 0 and var index)
            {
                return new(personId, held[index].Role, held[index].Place);
            }
        }

        return held.Count > 0 ? new(personId, held[0].Role, held[0].Place) : new(personId);
    }

    public Contact? Person(Guid personId)
    {
        using var data = cases.Open();
        return data.People.FirstOrDefault(one => one.Id == personId && one.IsActive) is { } person ? ToContact(person) : null;
    }

    /// <summary>A person's name, also after they have left; null where there is no such person.</summary>
    public string? NameOf(Guid personId)
    {
        using var data = cases.Open();
        return data.People.FirstOrDefault(one => one.Id == personId)?.Name;
    }

    /// <summary>What a person is called by their roles today, for records of who decided.</summary>
    public string RoleNamesOf(Guid personId) =>
        string.Join(", ", HeldBy(personId).Where(at => at.Role != Addressee.PersonRole).Select(at => Roles.NameOf(at.Role)).Distinct(StringComparer.Ordinal));

    public CasePlaces? CaseOf(Guid caseId)
    {
        using var data = cases.Open();
        return data.Cases.Where(one => one.Id == caseId)
            .Select(one => new CasePlaces(one.Id, one.Reference, one.SchoolId, one.PartnershipId))
            .FirstOrDefault();
    }

    /// <summary>Everybody who holds the role there today.</summary>
    public IReadOnlyList<Contact> Holders(RoleAtPlace at)
    {
        using var data = cases.Open();
        var colon = at.Place.IndexOf(':');
        var (kind, name) = (at.Place[..colon], at.Place[(colon + 1)..]);
        _ = Guid.TryParse(name, out var id);
        var held = Current(data);
        held = kind switch
        {
            "school" => held.Where(one => one.Role == at.Role && one.SchoolId == id),
            "partnership" => held.Where(one => one.Role == at.Role && one.PartnershipId == id),
            "authority" => held.Where(one => one.Role == at.Role && one.Authority == name),
            "person" => held.Where(one => one.PersonId == id),
            _ => held.Where(one => one.Role == at.Role && one.OrganisationName == name),
        };
        var people = held.Select(one => one.PersonId).Distinct();
        return [.. data.People.Where(person => people.Contains(person.Id)).OrderBy(person => person.Id).ToList().Select(ToContact)];
    }

    /// <summary>The candidates asked now: those of the lowest rung that anybody holds. Empty where nobody holds any.</summary>
    public ImmutableArray<RoleAtPlace> Effective(IEnumerable<TaskCandidate> candidates)
    {
        foreach (var rung in candidates.GroupBy(candidate => candidate.Rung).OrderBy(rung => rung.Key))
        {
            var held = rung.Select(candidate => new RoleAtPlace(candidate.Role, candidate.Place)).Where(at => Holders(at).Count > 0).ToImmutableArray();
            if (!held.IsEmpty)
            {
                return held;
            }
        }

        return [];
    }

    private static Contact ToContact(Person person) => new(person.Id, person.FirstName, person.Name, person.Email, person.Phone);

    private IQueryable<RoleAssignment> Current(ICaseReader data)
    {
        var today = Today;
        return data.RoleAssignments.Where(one =>
            one.From <= today && (one.To == null || one.To >= today) && data.People.Any(person => person.Id == one.PersonId && person.IsActive));
    }
}
