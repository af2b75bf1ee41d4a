using CaseFlow.Cases.Audit;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.SignIn;
using CaseFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Host.People;

/// <summary>Makes the passwords that an administrator hands over. They are shown once, and kept nowhere but hashed.</summary>
public sealed class PersonPasswords(UserManager<Account> accounts, PersonSaving saving, AccountChanges together, TimeProvider clock)
{
    public Task<bool> HasAccount(Guid personId, CancellationToken cancellationToken) => accounts.Users.AnyAsync(account => account.PersonId == personId, cancellationToken);

    /// <summary>A new password, with an account where there is none. The old password and the sessions it opened end.</summary>
    /// <exception cref="InvalidOperationException">Identity refused, which its own rules do not foresee here.</exception>
    public async Task<string> Make(Person person, AuditActor by, CancellationToken cancellationToken)
    {
        var password = MadePassword.New();
        together.With(scope => scope.Audit(new(clock.GetUtcNow(), AuditActions.PasswordMade, new("person", person.Id), by)));
        if (await accounts.Users.FirstOrDefaultAsync(account => account.PersonId == person.Id, cancellationToken) is not { } account)
        {
            Check(await accounts.CreateAsync(new Account { Id = saving.NewId(), UserName = person.Email, Email = person.Email, EmailConfirmed = true, PersonId = person.Id }, password));
            return password;
        }

        // Somebody who forgot their password has often locked the account with wrong ones.
        (account.LockoutEnd, account.AccessFailedCount) = (null, 0);
        Check(await accounts.ResetPasswordAsync(account, await accounts.GeneratePasswordResetTokenAsync(account), password));
        return password;
    }

    /// <summary>As <see cref="Make"/>, in one transaction with what <paramref name="write"/> writes.</summary>
    public Task<string> MakeWith(Action<WriteScope> write, Person person, AuditActor by, CancellationToken cancellationToken)
    {
        together.With(write);
        return Make(person, by, cancellationToken);
    }

    private static void Check(IdentityResult result)
    {
        if (result.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName)))
        {
            throw new AddressTakenException();
        }

        if (!result.Succeeded)
        {
            throw new InvalidOperationException("Identity refused the account: " + string.Join(", ", result.Errors.Select(error => error.Code)));
        }
    }
}
