using CaseFlow.Cases.Audit;
using CaseFlow.Host.Access;
using CaseFlow.Host.Shell;
using CaseFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Host.OwnAccount;

/// <summary>Changes the password of whoever is signed in. A wrong current password counts as one at sign-in does.</summary>
public sealed class PasswordChange(UserManager<Account> accounts, SignInManager<Account> sessions, CurrentViewer current, AccountChanges together, TimeProvider clock)
{
    public const string CurrentField = "current";
    public const string NewField = "new";

    /// <summary>Null where nobody is signed in, or they have no account of their own.</summary>
    public async Task<Account?> Find(CancellationToken cancellationToken) =>
        current.Viewer is { } viewer ? await accounts.Users.FirstOrDefaultAsync(account => account.PersonId == viewer.PersonId, cancellationToken) : null;

    /// <summary>Changes it. This session goes on; every other ends within a minute.</summary>
    /// <returns>What is wrong and what to do; nothing where it is changed.</returns>
    public async Task<IReadOnlyList<PageError>> Change(Account account, string old, string made)
    {
        PageError[] missing =
        [
            .. old.Length == 0 ? [new PageError("Enter your current password", CurrentField)] : Array.Empty<PageError>(),
            .. made.Length == 0 ? [new PageError("Enter a new password", NewField)] : Array.Empty<PageError>(),
        ];
        if (missing.Length > 0)
        {
            return missing;
        }

        var check = await sessions.CheckPasswordSignInAsync(account, old, lockoutOnFailure: true);
        if (!check.Succeeded)
        {
            return [new(check.IsLockedOut ? "Too many wrong passwords. Wait 15 minutes, then try again" : "The current password is not right. Enter the one you signed in with", CurrentField)];
        }

        if (string.Equals(old, made, StringComparison.Ordinal))
        {
            return [new("Enter a new password that is not your current one", NewField)];
        }

        if (current.Viewer is { } viewer)
        {
            together.With(scope => scope.Audit(new(clock.GetUtcNow(), AuditActions.PasswordChanged, new("account", account.Id), AuditActor.Of(viewer))));
        }

        var changed = await accounts.ChangePasswordAsync(account, old, made);
        if (!changed.Succeeded)
        {
            return [.. changed.Errors.Select(error => new PageError(error.Code == nameof(IdentityErrorDescriber.PasswordTooShort) ? $"The new password must be {accounts.Options.Password.RequiredLength} characters or more" : error.Description, NewField))];
        }

        await sessions.RefreshSignInAsync(account);
        return [];
    }
}
