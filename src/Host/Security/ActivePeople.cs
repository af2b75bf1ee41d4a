using CaseFlow.Host.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CaseFlow.Host.Security;

/// <summary>A session ends with the account it belongs to: somebody closed out is signed out at their next request.</summary>
public static class ActivePeople
{
    public static WebApplication UseActivePeopleOnly(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            if (CurrentViewer.PersonIdOf(context.User) is not null && context.RequestServices.GetRequiredService<CurrentViewer>().Viewer is null)
            {
                await context.SignOutAsync(IdentityConstants.ApplicationScheme);
                context.User = new();
            }

            await next(context);
        });
        return app;
    }
}
