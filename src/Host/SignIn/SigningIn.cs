using System.Threading.RateLimiting;
using CaseFlow.Host.Shell;
using CaseFlow.Persistence.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace CaseFlow.Host.SignIn;

/// <summary>Who somebody is: ASP.NET Core Identity behind a cookie, and nothing without it but the pages that say so themselves.</summary>
public static class SigningIn
{
    public const string RateLimit = "sign-in";

    private const int WrongPasswords = 5;
    private static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    public static IHostApplicationBuilder AddSignIn(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<SignInAudit>();
        var options = builder.Configuration.GetSection("SignIn").Get<SignInOptions>() ?? new SignInOptions();
        builder.Services.AddIdentityCore<Account>(identity =>
            {
                identity.User.RequireUniqueEmail = true;

                // User names are email addresses, and an address may have an apostrophe in it.
                identity.User.AllowedUserNameCharacters = "";
                identity.Password.RequiredLength = 12;
                identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = WrongPasswords;
                identity.Lockout.DefaultLockoutTimeSpan = Lockout;
            })
            .AddSignInManager()
            .AddPasswordValidator<CommonPasswords>()
            .AddClaimsPrincipalFactory<SessionClaims>()
            .AddDefaultTokenProviders();
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.ConfigureApplicationCookie(cookie => Configure(cookie, options, builder.Environment.IsDevelopment()));

        // Sessions keep the system's clock when the development clock is moved.
        builder.Services.Configure<SecurityStampValidatorOptions>(stamp =>
        {
            stamp.ValidationInterval = TimeSpan.FromMinutes(1);
            stamp.TimeProvider = TimeProvider.System;
        });
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddRateLimiter(limits => LimitAttempts(limits, options.AttemptsPerMinute));
        return builder;
    }

    public static WebApplication MapSignIn(this WebApplication app)
    {
        app.MapSignInEndpoints();
        return app;
    }

    private static void Configure(CookieAuthenticationOptions cookie, SignInOptions options, bool isDevelopment)
    {
        cookie.TimeProvider = TimeProvider.System;
        cookie.LoginPath = "/sign-in";
        cookie.Cookie.Name = "caseflow-session";
        cookie.Cookie.HttpOnly = true;

        // Lax, not Strict: people arrive from the links in their emails.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.ExpireTimeSpan = TimeSpan.FromMinutes(options.IdleMinutes);
        cookie.SlidingExpiration = true;

        cookie.Events.OnRedirectToLogin = AskToSignIn;

        // What somebody may not see answers like what does not exist.
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
    }

    private static async Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (await KeptForm.Sent(context.HttpContext) is { } kept)
        {
            await Pages.Render<SignInPage>(new() { [nameof(SignInPage.Kept)] = kept }).ExecuteAsync(context.HttpContext);
            return;
        }

        context.Response.Redirect(context.RedirectUri);
    }

    private static void LimitAttempts(RateLimiterOptions limits, int perMinute)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.AddPolicy(RateLimit, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }));
    }
}
