using CaseFlow.Cases.Access;
using CaseFlow.Host.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseFlow.Host.Shell;

/// <summary>The pages: static server-rendered Blazor, and forms that are posted to endpoints of their own.</summary>
public static class Pages
{
    public static IHostApplicationBuilder AddPages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        builder.Services.AddHttpContextAccessor();
        builder.Services.TryAddSingleton<ViewerLookup>();
        builder.Services.AddScoped<CurrentViewer>();
        return builder;
    }

    public static WebApplication MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>();
        return app;
    }

    /// <summary>
    /// Renders <typeparamref name="TPage"/> as the answer to a post that did not succeed, so that it shows what was typed.
    /// The endpoint that uses it has the page's own address, with an order below zero.
    /// </summary>
    public static IResult Render<TPage>(Dictionary<string, object?> parameters, int status = StatusCodes.Status422UnprocessableEntity)
        where TPage : IComponent =>
        new RazorComponentResult<PostedPage>(new Dictionary<string, object?>
        {
            [nameof(PostedPage.Page)] = typeof(TPage),
            [nameof(PostedPage.Parameters)] = parameters,
        })
        {
            StatusCode = status,
        };
}
