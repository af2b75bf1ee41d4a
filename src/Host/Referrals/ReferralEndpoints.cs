using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;
using CaseFlow.Host.Security;
using CaseFlow.Host.Shell;
using CaseFlow.Workflows.Processes;

namespace CaseFlow.Host.Referrals;

/// <summary>Starting a referral: a school's person chooses a pupil; the case is opened and their first task is the referral form.</summary>
public static class ReferralEndpoints
{
    public static IHostApplicationBuilder AddReferralPages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<ReferablePupils>();
        builder.Services.AddSingleton(new NavigationItem("Refer a pupil", "/referrals/new", 30) { Show = ReferablePupils.MayRefer });
        return builder;
    }

    public static WebApplication MapReferralPages(this WebApplication app)
    {
        app.MapPost("/referrals/new", Choose).WithOrder(-1);
        return app;
    }

    /// <summary>A name is searched for by a post and never stands in an address.</summary>
    [KeepsTyping]
    private static async Task<IResult> Choose(HttpContext http, CurrentViewer viewer, ProcessStart processes)
    {
        if (viewer.Viewer is not { } who || !ReferablePupils.MayRefer(who))
        {
            return Results.NotFound();
        }

        var form = http.PostedForm();
        if (form.Fields["start"].Count == 0)
        {
            return Draw(form.Fields["search"].ToString().Trim(), [], StatusCodes.Status200OK);
        }

        var searched = form.Fields["searched"].ToString();
        if (!form.IsTrusted)
        {
            return Draw(searched, [new("Your page was open for too long, so nothing was started. Select the pupil and try again", "pupil")]);
        }

        if (!Guid.TryParse(form.Fields["pupil"].ToString(), out var pupilId))
        {
            return Draw(searched, [new("Select the pupil you are referring", "pupil")]);
        }

        try
        {
            var started = await processes.Referral(new ReferralOptions(pupilId, who.PersonId), http.RequestAborted);
            return started switch
            {
                { Problem: { } problem } => Draw(searched, [new(problem, "pupil")]),
                { FirstTaskId: { } task } => Results.LocalRedirect($"/tasks/{task}"),
                _ => Results.LocalRedirect($"/cases/{started.CaseReference}"),
            };
        }
        catch (StorageException exception)
        {
            return Draw(searched, [new(exception.Message)]);
        }
    }

    private static IResult Draw(string search, IReadOnlyList<PageError> errors, int status = StatusCodes.Status422UnprocessableEntity) =>
        Pages.Render<NewReferralPage>(
            new Dictionary<string, object?> { [nameof(NewReferralPage.Search)] = search, [nameof(NewReferralPage.Errors)] = errors }, status);
}
