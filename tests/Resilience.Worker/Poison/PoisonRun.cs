using CaseFlow.Activities;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Values;
using CaseFlow.Host.Installing;
using CaseFlow.Host.Scheduling;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Time;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Waking;

namespace CaseFlow.Resilience.Worker.Poison;

/// <summary>
/// Instances whose step ends the process, among many that do no harm, all due at once. Started again by the test each
/// time it has died, it goes on until nothing is left that may be run.
/// </summary>
internal static class PoisonRun
{
    public const int Healthy = 60;

    private static readonly string[] Killers = ["fail-fast", "stack"];

    public static async Task<int> Run(string folder)
    {
        var clock = new HandSetClock(TimeProvider.System.GetUtcNow());
        var (builder, _) = Product.Prepare(folder, clock);
        builder.Services.AddSingleton(new ActivityCatalogue([.. BuiltInActivities.All, .. CaseFlowActivities.All, new EndsItsHost()]));
        using var host = builder.Build();
        var services = host.Services;
        await services.GetRequiredService<Preparation>().BringSchemaUpToDate();
        var begun = Path.Combine(folder, "begun");
        if (!File.Exists(begun))
        {
            await Begin(services);
            await File.WriteAllTextAsync(begun, "");
        }

        var rounds = services.GetRequiredService<WorkRounds>();
        var timers = services.GetRequiredService<ITimerStore>();
        var inbox = services.GetRequiredService<IInboxStore>();
        do
        {
            // Leases and delays pass at once: to wait for them would keep a processor from the tests beside this one.
            clock.Advance(TimeSpan.FromMinutes(1));
            await rounds.Run(Work.Timers | Work.Inbox, CancellationToken.None);
        }
        while (await timers.EarliestDue() is not null || await inbox.Count() > 0);

        foreach (var parked in await services.GetRequiredService<IIncidentStore>().Parked())
        {
            Console.WriteLine($"parked {parked.InstanceId} {parked.Reason}");
        }

        await Product.SayViolations(services);
        Console.WriteLine("done");
        return 0;
    }

    private static async Task Begin(IServiceProvider services)
    {
        var catalogue = services.GetRequiredService<DefinitionCatalogue>();
        foreach (var how in Killers)
        {
            await Publish(catalogue, new FlowBuilder(how).Then("wait", "Elsa.Delay", "Done", ("timeSpan", "00:00:01")).Then("bad", "Test.EndsItsHost", "Done", ("how", how)));
        }

        await Publish(catalogue, new FlowBuilder("at-once").Then("bad", "Test.EndsItsHost", "Done", ("how", "fail-fast")));
        await Publish(catalogue, new FlowBuilder("parent").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "00:00:01")).Then("child", "Elsa.DispatchWorkflow", "Done", ("workflowDefinitionId", "at-once")));
        await Publish(catalogue, new FlowBuilder("healthy").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "00:00:01")));
        var runner = services.GetRequiredService<WorkflowRunner>();
        foreach (var definition in Enumerable.Repeat("healthy", Healthy / 2).Concat(Killers).Append("parent").Concat(Enumerable.Repeat("healthy", Healthy / 2)))
        {
            await runner.Start(new StartOptions { DefinitionId = definition, Input = Value.EmptyMap });
        }
    }

    private static async Task Publish(DefinitionCatalogue catalogue, FlowBuilder flow)
    {
        var result = await catalogue.Publish(flow.ToJson(), "test");
        if (result.Version is null)
        {
            throw new InvalidOperationException(string.Join('\n', result.Problems));
        }
    }
}
