using CaseFlow.Host.Security;
using CaseFlow.Host.Shell;
using CaseFlow.Host.SignIn;

namespace CaseFlow.Host.OwnAccount;

/// <summary>What people do with their own account.</summary>
public static class AccountEndpoints
{
    public const string Path = "/account/password";

    public static IHostApplicationBuilder AddOwnAccount(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<PasswordChange>();
        return builder;
    }

    public static WebApplication MapOwnAccount(this WebApplication app)
    {
        app.MapPost(Path, Change).WithOrder(-1).RequireRateLimiting(SigningIn.RateLimit);
        return app;
    }

    // Not one that keeps what was typed through signing in again: a password never goes into a page.
    private static async Task<IResult> Change(HttpContext http, PasswordChange passwords)
    {
        if (await passwords.Find(http.RequestAborted) is not { } account)
        {
            return Results.NotFound();
        }

        var fields = http.PostedForm().Fields;
        var errors = await passwords.Change(account, fields[PasswordChange.CurrentField].ToString(), fields[PasswordChange.NewField].ToString());
        return errors.Count == 0
            ? Results.LocalRedirect(Path + "?changed=yes")
            : Pages.Render<PasswordPage>(new() { [nameof(PasswordPage.Errors)] = errors });
    }
}
