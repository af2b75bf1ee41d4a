namespace CaseFlow.Host.Errors;

/// <summary>Every error answers with a page that says what to do. What someone may not see answers exactly like what does not exist.</summary>
public static class ErrorPages
{
    public static WebApplication UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler("/errors/500", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/errors/{0}", createScopeForStatusCodePages: true);
        return app;
    }
}
