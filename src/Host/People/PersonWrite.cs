using System.Globalization;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Host.People;

/// <summary>Somebody has the address already.</summary>
public sealed class AddressTakenException() : Exception("Somebody has this email address already.");

/// <summary>Adds a person with their first role, and says so in the audit log.</summary>
internal sealed record PersonWrite(Person Person, RoleAssignment Role, AuditActor By, DateTimeOffset At)
{
    public int Apply(WriteScope scope)
    {
        var data = scope.Data;
        if (IsTaken(data, Person.Email))
        {
            throw new AddressTakenException();
        }

        data.People.Add(Person);
        data.RoleAssignments.Add(Role);
        scope.Audit(new(At, AuditActions.PersonAdded, new("person", Person.Id), By));
        scope.Audit(Given(Role, By, At));
        return data.SaveChanges();
    }

    public static bool IsTaken(ICaseData data, string email)
    {
        var key = email.ToLowerInvariant();
        return data.People.Any(person => person.Email.ToLower() == key);
    }

    public static AuditEntry Given(RoleAssignment role, AuditActor by, DateTimeOffset at) =>
        new(at, AuditActions.RoleGiven, new("person", role.PersonId), by) { Facts = [.. Facts(role), new("from", Day(role.From)), new("to", Day(role.To))] };

    public static AuditEntry Taken(RoleAssignment role, DateOnly? before, AuditActor by, DateTimeOffset at) =>
        new(at, AuditActions.RoleTaken, new("person", role.PersonId), by) { Facts = [.. Facts(role), new("to", Day(before) ?? "open", Day(role.To))] };

    private static AuditFact[] Facts(RoleAssignment role) => [new("assignment", role.Id.ToString("D")), new("role", role.Role), new("place", role.Place)];

    private static string? Day(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
