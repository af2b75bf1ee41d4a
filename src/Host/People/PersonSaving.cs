using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Storage;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Host.People;

/// <summary>Why something was not saved: what to do, and the question it is about or null.</summary>
public sealed record PersonProblem(string Message, string? Field = null);

/// <summary>Adds people, gives and ends their roles, closes and opens their way in. Who may is decided before.</summary>
public sealed class PersonSaving(IWriteGate gate, ICaseDataFactory cases, TimeProvider clock)
{
    private static readonly PersonProblem EmailTaken =
        new("Somebody has this email address already. Find them in the list of people, or enter another address", PersonForm.EmailField);

    private static readonly PersonProblem LastAdministrator =
        new("Nobody else would be an administrator. Give somebody else the role of system administrator first, without a last day");

    private static readonly PersonProblem HeldAlready =
        new("They hold this role there at that time already. Choose other dates, or end the other one first", PersonForm.RoleField);

    public Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>Null where they were added. Of two with one address, whatever its capitals, one is added.</summary>
    /// <param name="person">Who is added.</param>
    /// <param name="role">Their first role.</param>
    /// <param name="by">Who adds them.</param>
    /// <param name="with">What is written in the same transaction through the write it is given, such as an account; null for nothing.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<PersonProblem?> Add(Person person, RoleAssignment role, AuditActor by, Func<Action<WriteScope>, Task>? with, CancellationToken cancellationToken)
    {
        var write = new PersonWrite(person, role, by, clock.GetUtcNow());
        try
        {
            await (with is null ? gate.Run(scope => write.Apply(scope), cancellationToken) : with(scope => write.Apply(scope)));
            return null;
        }
        catch (AddressTakenException)
        {
            return EmailTaken;
        }
        catch (DbUpdateException)
        {
            // On a database with several writers another may have added the address since it was looked for.
            using var data = cases.Open();
            if (!IsTaken(data, person.Email))
            {
                throw;
            }

            return EmailTaken;
        }
    }

    public Task<PersonProblem?> Give(RoleAssignment role, AuditActor by, CancellationToken cancellationToken) => gate.Run(
        scope =>
        {
            var data = scope.Data;
            var same = data.RoleAssignments.Where(one => one.PersonId == role.PersonId && one.Role == role.Role).ToList();
            if (same.Exists(one => IsAtTheSamePlace(one, role) && Overlap(one, role)))
            {
                return HeldAlready;
            }

            data.RoleAssignments.Add(role);
            data.SaveChanges();
            scope.Audit(PersonWrite.Given(role, by, clock.GetUtcNow()));
            return null;
        },
        cancellationToken);

    /// <param name="personId">Who holds it.</param>
    /// <param name="roleId">The role; nothing is changed where it has ended before.</param>
    /// <param name="lastDay">Today or later, or null to end it now: what it gave access to is closed at once.</param>
    /// <param name="by">Who ends it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<PersonProblem?> End(Guid personId, Guid roleId, DateOnly? lastDay, AuditActor by, CancellationToken cancellationToken) => gate.Run(
        scope =>
        {
            HoldAdministrators(scope);
            var data = scope.Data;
            var now = clock.GetUtcNow();
            var today = LondonTime.DateOf(now);
            var role = data.RoleAssignments.First(one => one.Id == roleId && one.PersonId == personId);
            if (role.To < today || role.To < role.From)
            {
                return new("This role has ended already");
            }

            if (lastDay < role.From)
            {
                return new($"The last day must be {EnglishDates.Long(role.From)} or later, the day the role begins. To take it back before it begins, choose now", "lastDay");
            }

            if (role.Role == Roles.Administrator && !OthersAdminister(data, personId, roleId, today))
            {
                return LastAdministrator;
            }

            // The last day counts, so a role that ends now ended yesterday; one that began today has no day left, and stays on record so.
            var before = role.To;
            role.To = lastDay ?? (role.From < today ? today : role.From).AddDays(-1);
            role.ClosedAt = lastDay is null ? now : null;
            data.SaveChanges();
            scope.Audit(PersonWrite.Taken(role, before, by, now));
            return null;
        },
        cancellationToken);

    /// <summary>Closes or opens somebody's way in. Their roles and what they did stay as they are.</summary>
    public Task<PersonProblem?> SetActive(Guid personId, bool isActive, AuditActor by, CancellationToken cancellationToken) => gate.Run(
        scope =>
        {
            HoldAdministrators(scope);
            var data = scope.Data;
            var today = LondonTime.DateOf(clock.GetUtcNow());
            var administers = data.RoleAssignments.Any(role => role.PersonId == personId && role.Role == Roles.Administrator && role.From <= today && (role.To == null || role.To >= today));
            if (!isActive && administers && !OthersAdminister(data, personId, null, today))
            {
                return LastAdministrator;
            }

            data.People.First(person => person.Id == personId).IsActive = isActive;
            data.SaveChanges();
            scope.Audit(new(clock.GetUtcNow(), isActive ? AuditActions.PersonReopened : AuditActions.PersonClosed, new("person", personId), by));
            return null;
        },
        cancellationToken);

    /// <summary>
    /// Locks what every such change reads, by writing it as it is, until the transaction ends: of two that would each take
    /// away one of the last two administrators, the second sees what the first has done.
    /// </summary>
    private static void HoldAdministrators(WriteScope scope) =>
        scope.Command($"UPDATE role_assignment SET role = role WHERE role = '{Roles.Administrator}'").ExecuteNonQuery();

    private static bool IsTaken(ICaseData data, string email) => PersonWrite.IsTaken(data, email);

    private static bool IsAtTheSamePlace(RoleAssignment one, RoleAssignment other) =>
        one.SchoolId == other.SchoolId && one.PartnershipId == other.PartnershipId && one.Authority == other.Authority && one.OrganisationName == other.OrganisationName;

    private static bool Overlap(RoleAssignment one, RoleAssignment other)
    {
        var wasHeld = one.To is null || one.To >= one.From;
        return wasHeld && (one.To is null || one.To >= other.From) && (other.To is null || other.To >= one.From);
    }

    /// <summary>Whether somebody administers now and on, without the role given, or without the person where none is given.</summary>
    private static bool OthersAdminister(ICaseData data, Guid personId, Guid? roleId, DateOnly today) => data.RoleAssignments.Any(role =>
        role.Role == Roles.Administrator && role.From <= today && role.To == null && (roleId == null ? role.PersonId != personId : role.Id != roleId)
        && data.People.Any(person => person.Id == role.PersonId && person.IsActive));
}
