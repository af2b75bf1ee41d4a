using CaseFlow.Activities;
using CaseFlow.Engine.Activities;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Workflows.Checks;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.DomainChanges;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Facts;
using CaseFlow.Workflows.Incidents;
using CaseFlow.Workflows.Processes;
using CaseFlow.Workflows.Pumps;
using CaseFlow.Workflows.Tasks;
using CaseFlow.Workflows.Waking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseFlow.Workflows;

/// <summary>The runtime's services. Needed beside them: the stores, the write gate, ICaseDataFactory, TimeProvider and a ContentLibrary.</summary>
public static class WorkflowServices
{
    public static ActivityCatalogue Activities { get; } = new([.. BuiltInActivities.All, .. CaseFlowActivities.All]);

    public static IServiceCollection AddWorkflows(this IServiceCollection services, PumpOptions? pumps = null)
    {
        services.TryAddSingleton(Activities);
        services.TryAddSingleton(pumps ?? new PumpOptions());
        services.TryAddSingleton<WorkBell>();
        services.AddSingleton<PublishedVersions>();
        services.AddSingleton<DefinitionCatalogue>();
        services.AddSingleton<EventTriggers>();
        services.AddSingleton<TriggerStarts>();
        services.AddSingleton<RoleDirectory>();
        services.AddSingleton<FactAnswers>();
        services.AddSingleton<IFactSource, TaskPlanFact>();
        services.AddSingleton<IFactSource, WaitUntilFact>();
        services.AddSingleton<IFactSource, ReferralChecksFact>();
        services.AddSingleton<IFactSource, CaseSummaryFact>();
        services.AddSingleton<DomainChangeActions>();
        services.AddSingleton<TimelineLines>();
        services.AddSingleton<IDomainChange, SetStageChange>();
        services.AddSingleton<IDomainChange, RecordDecisionChange>();
        services.AddSingleton<IDomainChange, RecordChecksChange>();
        services.AddSingleton<IDomainChange, SendAgainChange>();
        services.AddSingleton<BouncedEmails>();
        services.AddSingleton<TaskRowMaker>();
        services.AddSingleton<OutboxRowMaker>();
        services.AddSingleton<BurstWriter>();
        services.AddSingleton<RecentStates>();
        services.AddSingleton<WorkflowRunner>();
        services.AddSingleton<TimerPump>();
        services.AddSingleton<InboxPump>();
        services.AddSingleton<TaskForms>();
        services.AddSingleton<TaskFiles>();
        services.AddSingleton<TaskService>();
        services.AddSingleton<ProcessStart>();
        services.AddSingleton<IncidentService>();
        services.AddSingleton<IncidentAudit>();
        services.AddSingleton<BulkRetry>();
        services.AddSingleton<ParkedProcesses>();
        services.AddSingleton<InstanceCheck>();
        services.AddSingleton<InvariantChecker>();
        return services;
    }
}
