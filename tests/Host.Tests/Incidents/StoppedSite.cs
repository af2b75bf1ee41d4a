using System.Text.Json.Nodes;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Values;
using CaseFlow.Host.Tests.Pages;
using CaseFlow.RuntimeKit;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Incidents;
using CaseFlow.Workflows.Pumps;
using CaseFlow.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Host.Tests.Incidents;

/// <summary>Processes that stop, on the site the pages are tested with.</summary>
internal static class StoppedSite
{
    public const string Message = "The timetable is not there. Import it, then try again.";

    public static async Task Publish(this PageSite site, string definitionId, string message = Message)
    {
        var flow = new FlowBuilder(definitionId)
            .Then("stop", "Elsa.Fault", "Done", ("message", message), ("metadata", new JsonObject { ["displayText"] = "Ask for the timetable" }))
            .Then("on", "Elsa.Event", "Done", ("eventName", "end-" + definitionId));
        var published = await site.Services.GetRequiredService<DefinitionCatalogue>().Publish(flow.ToJson(), "test");
        Assert.NotNull(published.Version);
    }

    /// <summary>A case that the partnership knows of.</summary>
    public static async Task<Case> SubmittedCase(this PageSite site)
    {
        var pupil = await site.Pupil("Wilma", "Kestrel", site.Ashlow);
        return await site.Services.GetRequiredService<IWriteGate>().Run(scope =>
        {
            var file = CaseOpening.Apply(scope.Data, new CaseOpeningOptions { PupilId = pupil, At = site.Clock.GetUtcNow() });
            file.SubmittedAt = site.Clock.GetUtcNow();
            scope.Data.SaveChanges();
            return file;
        });
    }

    public static async Task<IncidentRow> Stop(this PageSite site, string definitionId, Case? about = null)
    {
        var started = await site.Services.GetRequiredService<WorkflowRunner>().Start(new StartOptions { DefinitionId = definitionId, Input = Value.EmptyMap, CaseId = about?.Id });
        return Assert.Single(Assert.IsType<Ran>(started).Commit.IncidentsOpened);
    }

    public static async Task<Guid> Holder(this PageSite site, string name, string role)
    {
        var id = Guid.CreateVersion7();
        var at = Roles.PlaceOf(role);
        await site.Write(data =>
        {
            data.People.Add(new Person { Id = id, FirstName = name, LastName = "Otter", Email = $"{id:N}@example.org" });
            data.RoleAssignments.Add(new RoleAssignment
            {
                Id = Guid.CreateVersion7(),
                PersonId = id,
                Role = role,
                PartnershipId = at == RolePlace.Partnership ? data.Partnerships.Where(one => one.Id != site.North).OrderBy(one => one.Code).First().Id : null,
                Authority = at == RolePlace.Authority ? CaseFlow.Cases.Schools.LocalAuthorities.Own : null,
                From = new DateOnly(2026, 8, 1),
            });
        });
        return id;
    }

    public static async Task RunInbox(this PageSite site)
    {
        while (await site.Services.GetRequiredService<InboxPump>().RunDue() > 0)
        {
        }
    }

    public static Task<IReadOnlyList<IncidentRow>> OpenOf(this PageSite site, string instanceId) =>
        site.Services.GetRequiredService<IncidentService>().Open(new IncidentQuery { InstanceId = instanceId });

    public static string Address(this IncidentRow incident) => $"/incidents/{incident.InstanceId}/{incident.IncidentId}";
}
