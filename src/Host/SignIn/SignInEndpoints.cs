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
    private static async Task<IResult> SignIn(HttpContext http, SignInManager<Account> sessions, UserManager<Account> accounts, ViewerLookup people, SignInAudit audit)
    {
        var form = http.PostedForm();
        var (email, password) = (form.Fields["email"].ToString().Trim(), form.Fields["password"].ToString());
        if (!form.IsTrusted)
        {
            return Again(form.Fields, Expired);
        }

        PageError[] missing =
        [
            .. email.Length == 0 ? [new PageError("Enter your email address", "email")] : Array.Empty<PageError>(),
            .. password.Length == 0 ? [new PageError("Enter your password", "password")] : Array.Empty<PageError>(),
        ];
        if (missing.Length > 0)
        {
            return Again(form.Fields, missing);
        }

        if (await accounts.FindByEmailAsync(email) is not { } account)
        {
            // As much work as for an account that exists, so that the time taken says nothing either.
            accounts.PasswordHasher.HashPassword(new Account(), password);
            await audit.Failed(null);
            return Again(form.Fields, Wrong);
        }

        var wasLocked = await accounts.IsLockedOutAsync(account);
        var result = await sessions.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (result.IsLockedOut)
        {
            accounts.PasswordHasher.HashPassword(account, password);
        }

        if (!result.Succeeded || !IsActive(account, people))
        {
            await (result.IsLockedOut && !wasLocked ? audit.Locked(account) : audit.Failed(account));
            return Again(form.Fields, Wrong);
        }

        await audit.SignedIn(account);
        await sessions.SignInAsync(account, isPersistent: false);
        return Home(form.Fields);
    }

    private static async Task<IResult> SignInToDemo(HttpContext http, SignInManager<Account> sessions, UserManager<Account> accounts, ViewerLookup people, SignInAudit audit)
    {
        var fields = http.PostedForm().Fields;
        var email = fields["email"].ToString();
        if (http.RequestServices.GetService<IDemoAccounts>() is not { } demo
            || (await demo.All(http.RequestAborted)).All(one => !string.Equals(one.Email, email, StringComparison.OrdinalIgnoreCase))
            || await accounts.FindByEmailAsync(email) is not { } account || !IsActive(account, people))
        {
            return Results.NotFound();
        }

        await audit.SignedIn(account);
        await sessions.SignInAsync(account, isPersistent: false);
        return Home(fields);
    }

    private static async Task<IResult> SignOut(SignInManager<Account> sessions)
    {
        await sessions.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }

    private static bool IsActive(Account account, ViewerLookup people) => account.PersonId is { } person && people.Find(person) is not null;

    private static IResult Home(IFormCollection fields) => KeptForm.Carried(fields) is { } kept
        ? Pages.Render<CarryOnPage>(new() { [nameof(CarryOnPage.Kept)] = kept }, StatusCodes.Status200OK)
        : Results.LocalRedirect(LocalAddress.OrHome(fields["returnTo"]));

    private static IResult Again(IFormCollection fields, params PageError[] errors) => Pages.Render<SignInPage>(new()
    {
        [nameof(SignInPage.Email)] = fields["email"].ToString(),
        [nameof(SignInPage.ReturnTo)] = fields["returnTo"].ToString() is { Length: > 0 } address ? address : null,
        [nameof(SignInPage.Kept)] = KeptForm.Carried(fields),
        [nameof(SignInPage.Errors)] = errors,
    });
}
