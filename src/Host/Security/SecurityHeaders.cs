using Microsoft.Net.Http.Headers;

namespace CaseFlow.Host.Security;

/// <summary>Headers of every answer, set as it starts so that error pages have them too.</summary>
public static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Of a file somebody uploaded: whatever is in it runs nothing.</summary>
    public const string Sandbox = ContentSecurityPolicy + "; sandbox";

    private const string StrictTransport = "max-age=31536000; includeSubDomains";

    public static WebApplication UseSecurityHeaders(this WebApplication app)
    {
        var isStrict = !app.Environment.IsDevelopment();
        app.Use((context, next) =>
        {
            context.Response.OnStarting(Set, context.Response.Headers);

            // The framework's own middleware sets this before the answer is known, and an error page would lose it.
            if (isStrict && context.Request.IsHttps)
            {
                context.Response.OnStarting(state => Task.FromResult(((IHeaderDictionary)state).StrictTransportSecurity = StrictTransport), context.Response.Headers);
            }

            return next(context);
        });
        return app;
    }

    private static Task Set(object state)
    {
        var headers = (IHeaderDictionary)state;
        if (headers.ContentSecurityPolicy != Sandbox)
        {
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
        }

        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";

        // Only what says otherwise of itself (styles, scripts) may be kept by a browser: the rest is about children.
        if (!headers.ContainsKey(HeaderNames.ETag))
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
