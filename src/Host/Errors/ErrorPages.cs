using Microsoft.AspNetCore.Diagnostics;

namespace CaseFlow.Host.Errors;

/// <summary>Every error answers with a page that says what to do. What someone may not see answers exactly like what does not exist.</summary>
public static class ErrorPages
{
    public static WebApplication UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler("/errors/500", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/errors/{0}", createScopeForStatusCodePages: true);

        // A failed post is answered with a page, and pages are got: the error page must not take itself for the post.
        app.Use((context, next) =>
        {
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerPathFeature>() is not null)
            {
                context.Request.Method = HttpMethods.Get;
            }

            return next(context);
        });
        return app;
    }
}
