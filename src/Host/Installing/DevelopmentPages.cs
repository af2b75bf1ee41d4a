using CaseFlow.Host.Clock;
using CaseFlow.Host.Shell;

namespace CaseFlow.Host.Installing;

/// <summary>The mailbox and the clock: there in development only, and everywhere else as if they had never been written.</summary>
public static class DevelopmentPages
{
    private const string Prefix = "/dev";

    public static void AddDevelopmentPages(this IHostApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddSingleton(new NavigationItem("Mailbox", "/dev/mailbox", 900));
            builder.Services.AddSingleton(new NavigationItem("Clock", ClockPage.Address, 910));
        }
    }

    /// <summary>Before routing: elsewhere than in development a request for one of them finds nothing.</summary>
    public static WebApplication UseDevelopmentPages(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.MapClock();
            return app;
        }

        app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments(Prefix))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        return app;
    }
}
