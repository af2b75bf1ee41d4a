using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;

namespace CaseFlow.Host.SignIn;

/// <summary>Who somebody is: a cookie, and nothing without it but the pages that say so themselves.</summary>
public static class SigningIn
{
    public const string RateLimit = "sign-in";

    public static IHostApplicationBuilder AddSignIn(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("SignIn").Get<SignInOptions>() ?? new SignInOptions();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.LoginPath = "/sign-in";
            cookie.Cookie.Name = "caseflow-session";
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(options.IdleMinutes);
        });
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddRateLimiter(limits => LimitAttempts(limits, options.AttemptsPerMinute));
        return builder;
    }

    public static WebApplication MapSignIn(this WebApplication app) => app;

    private static void LimitAttempts(RateLimiterOptions limits, int perMinute)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.AddPolicy(RateLimit, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }));
    }
}
