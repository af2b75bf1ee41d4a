using System.Globalization;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;
using CaseFlow.Host.Forms;
using CaseFlow.Host.Security;
using CaseFlow.Host.Shell;
using CaseFlow.Workflows.Incidents;
using Microsoft.AspNetCore.Components;

namespace CaseFlow.Host.Incidents;

/// <summary>
/// What is done about processes that have stopped. Every post is answered by the page that says how things stand now: who
/// was late learns who was first, and a form that cannot be taken comes back as it was filled in.
/// </summary>
public static class IncidentEndpoints
{
    private const int LongestReason = 500;

    public static IHostApplicationBuilder AddIncidents(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<IncidentReading>();
        builder.Services.AddSingleton(new NavigationItem("Incidents", "/incidents", 70) { Show = IncidentAccess.Operates, Badge = new(Count, "process has stopped", "processes have stopped") });
        return builder;
    }

    public static WebApplication MapIncidents(this WebApplication app)
    {
        app.MapPost("/incidents/causes/{key}/retry", RetryAll);
        app.MapPost("/incidents/parked/{id}/release", Release);
        app.MapPost("/incidents/{instanceId}/{incidentId}/retry", Retry);
        app.MapPost("/incidents/{instanceId}/{incidentId}/skip", Skip);
        app.MapPost("/incidents/{instanceId}/{incidentId}/cancel", Cancel).WithOrder(-1);
        return app;
    }

    private static async Task<int> Count(HttpContext http, CancellationToken cancellationToken) =>
        (await http.RequestServices.GetRequiredService<IncidentService>().Causes(cancellationToken)).Sum(cause => cause.Open);

    [KeepsTyping]
    private static Task<IResult> Retry(string instanceId, string incidentId, HttpContext http, IncidentReading reading, IncidentService incidents, CurrentViewer current) =>
        Act<IncidentPage>(instanceId, incidentId, http, reading, [], (_, _) => incidents.Retry(instanceId, incidentId, current.Viewer!.PersonId, CancellationToken.None));

    [KeepsTyping]
    private static Task<IResult> Skip(string instanceId, string incidentId, HttpContext http, IncidentReading reading, IncidentService incidents, CurrentViewer current)
    {
        var outcome = new FormPost(http.PostedForm()).One("outcome");
        return Act<IncidentPage>(instanceId, incidentId, http, reading, new() { [nameof(IncidentPage.Chosen)] = outcome }, async (_, refuse) =>
            outcome is null
                ? refuse(new("Select how the step should have ended", "outcome"))
                : await incidents.Skip(instanceId, incidentId, outcome, current.Viewer!.PersonId, CancellationToken.None));
    }

    [KeepsTyping]
    private static Task<IResult> Cancel(string instanceId, string incidentId, HttpContext http, IncidentReading reading, IncidentService incidents, CurrentViewer current)
    {
        var reason = new FormPost(http.PostedForm()).One("reason")?.Trim() ?? "";
        return Act<IncidentCancelPage>(instanceId, incidentId, http, reading, new() { [nameof(IncidentCancelPage.Reason)] = reason }, async (_, refuse) => reason.Length switch
        {
            0 => refuse(new("Enter why the process is cancelled", "reason")),
            > LongestReason => refuse(new($"The reason must be {LongestReason} characters or fewer", "reason")),
            _ => await incidents.Cancel(instanceId, incidentId, reason, current.Viewer!.PersonId, CancellationToken.None),
        });
    }

    private static async Task<IResult> RetryAll(string key, HttpContext http, IncidentReading reading, BulkRetry bulk, CurrentViewer current)
    {
        if (await reading.FindCause(key, http.RequestAborted) is not { } cause)
        {
            // Between opening the page and pressing the button, others may have dealt with all of them.
            return current.Viewer is { } viewer && IncidentAccess.Operates(viewer) ? Results.LocalRedirect("/incidents?said=" + IncidentsPage.AllGone) : Results.NotFound();
        }

        try
        {
            var asked = await bulk.Ask(cause, current.Viewer!.PersonId, CancellationToken.None);
            return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/incidents?said={IncidentsPage.Asked}&number={asked}"));
        }
        catch (StorageException exception)
        {
            return Pages.Render<IncidentsPage>(new() { [nameof(IncidentsPage.Errors)] = new PageError[] { new(exception.Message) } });
        }
    }

    private static async Task<IResult> Release(string id, ParkedProcesses parked, CurrentViewer current)
    {
        if (current.Viewer is not { } viewer || !IncidentAccess.Operates(viewer))
        {
            return Results.NotFound();
        }

        try
        {
            if (await parked.Release(id, viewer.PersonId, CancellationToken.None))
            {
                return Results.LocalRedirect("/incidents?said=" + IncidentsPage.Released);
            }

            return await parked.LastRelease(id) is { } earlier
                ? Pages.Render<IncidentsPage>(new() { [nameof(IncidentsPage.Errors)] = new PageError[] { new($"Nothing was done, because this process is not parked any more. {earlier}") } })
                : Results.NotFound();
        }
        catch (StorageException exception)
        {
            return Pages.Render<IncidentsPage>(new() { [nameof(IncidentsPage.Errors)] = new PageError[] { new(exception.Message) } });
        }
    }

    private static async Task<IResult> Act<TPage>(
        string instanceId, string incidentId, HttpContext http, IncidentReading reading, Dictionary<string, object?> typed,
        Func<IncidentView, Func<PageError, IncidentAnswer>, Task<IncidentAnswer>> act)
        where TPage : IComponent
    {
        if (await reading.Find(instanceId, incidentId, http.RequestAborted) is not { } view)
        {
            return Results.NotFound();
        }

        if (!http.PostedForm().IsTrusted)
        {
            return Draw(FormPost.Expired);
        }

        PageError? refused = null;
        try
        {
            return await act(view, error =>
            {
                refused = error;
                return new IncidentRefused(error.Message);
            }) switch
            {
                IncidentDone { StoppedAgain: { } again } => Results.LocalRedirect($"{IncidentView.AddressOf(view.Incident with { IncidentId = again })}?said={IncidentPage.StoppedAgain}"),
                IncidentDone => Results.LocalRedirect(view.Address),
                IncidentGone => Results.LocalRedirect($"{view.Address}?said={IncidentPage.TooLate}"),
                IncidentRefused problem => Draw(refused ?? new(problem.Message)),
                _ => Results.NotFound(),
            };
        }
        catch (StorageException exception)
        {
            return Draw(new(exception.Message));
        }

        IResult Draw(PageError error) => Pages.Render<TPage>(new(typed)
        {
            ["InstanceId"] = instanceId,
            ["IncidentId"] = incidentId,
            ["Errors"] = new[] { error },
        });
    }
}
