using CaseFlow.Cases.Access;
using CaseFlow.Host.Security;
using CaseFlow.Host.Shell;
using CaseFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;

namespace CaseFlow.Host.SignIn;

/// <summary>Signing in and out. The answer to a wrong password, an unknown address and a locked account is the same, in words and in time.</summary>
public static class SignInEndpoints
{
    private static readonly PageError Wrong =
        new("Enter the email address and password of your account. After 5 wrong passwords an account is locked for 15 minutes", "email");

    private static readonly PageError Expired = new("Your page was open for too long. Enter your password and sign in again", "password");

    public static void MapSignInEndpoints(this WebApplication app)
    {
        app.MapPost("/sign-in", SignIn).WithOrder(-1).AllowAnonymous().RequireRateLimiting(SigningIn.RateLimit);
        app.MapPost("/sign-in/demo", SignInToDemo).AllowAnonymous().RequireRateLimiting(SigningIn.RateLimit);
        app.MapPost("/sign-out", SignOut).AllowAnonymous();
    }

    [KeepsTyping]
    private static async Task<IResult> SignIn(HttpContext http, SignInManager<Account> sessions, UserManager<Account> accounts, ViewerLookup people)
    {
        var form = http.PostedForm();
        var (email, password, returnTo) = (form.Fields["email"].ToString().Trim(), form.Fields["password"].ToString(), form.Fields["returnTo"].ToString());
        if (!form.IsTrusted)
        {
            return Again(email, returnTo, [Expired]);
        }

        PageError[] missing =
        [
            .. email.Length == 0 ? [new PageError("Enter your email address", "email")] : Array.Empty<PageError>(),
            .. password.Length == 0 ? [new PageError("Enter your password", "password")] : Array.Empty<PageError>(),
        ];
        if (missing.Length > 0)
        {
            return Again(email, returnTo, missing);
        }

        if (await accounts.FindByEmailAsync(email) is not { } account)
        {
            // As much work as for an account that exists, so that the time taken says nothing either.
            accounts.PasswordHasher.HashPassword(new Account(), password);
            return Again(email, returnTo, [Wrong]);
        }

        if (!(await sessions.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true)).Succeeded || !IsActive(account, people))
        {
            return Again(email, returnTo, [Wrong]);
        }

        await sessions.SignInAsync(account, isPersistent: false);
        return Home(returnTo);
    }

    private static async Task<IResult> SignInToDemo(HttpContext http, SignInManager<Account> sessions, UserManager<Account> accounts, ViewerLookup people)
    {
        var fields = http.PostedForm().Fields;
        var email = fields["email"].ToString();
        if (http.RequestServices.GetService<IDemoAccounts>() is not { } demo
            || (await demo.All(http.RequestAborted)).All(one => !string.Equals(one.Email, email, StringComparison.OrdinalIgnoreCase))
            || await accounts.FindByEmailAsync(email) is not { } account || !IsActive(account, people))
        {
            return Results.NotFound();
        }

        await sessions.SignInAsync(account, isPersistent: false);
        return Home(fields["returnTo"].ToString());
    }

    private static async Task<IResult> SignOut(SignInManager<Account> sessions)
    {
        await sessions.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }

    private static bool IsActive(Account account, ViewerLookup people) => account.PersonId is { } person && people.Find(person) is not null;

    /// <summary>Only to a page of ours: an address that leads elsewhere is not followed.</summary>
    private static IResult Home(string returnTo) =>
        Results.LocalRedirect(returnTo.StartsWith('/') && !returnTo.StartsWith("//", StringComparison.Ordinal) && !returnTo.StartsWith("/\\", StringComparison.Ordinal) ? returnTo : "/");

    private static IResult Again(string email, string returnTo, IReadOnlyList<PageError> errors) => Pages.Render<SignInPage>(new Dictionary<string, object?>
    {
        [nameof(SignInPage.Email)] = email,
        [nameof(SignInPage.ReturnTo)] = returnTo.Length == 0 ? null : returnTo,
        [nameof(SignInPage.Errors)] = errors,
    });
}
