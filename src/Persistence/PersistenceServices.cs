using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Audit;
using CaseFlow.Persistence.Engine;
using CaseFlow.Persistence.Identity;
using CaseFlow.Persistence.Service;
using CaseFlow.Persistence.Storage;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CaseFlow.Persistence;

public static class PersistenceServices
{
    /// <summary>
    /// The database named by the connection string "CaseFlow" (a file for SQLite, a host for PostgreSQL; caseflow.db where
    /// there is none), its gate and its stores. Call <see cref="Schema.SchemaMigrator.Migrate"/> before the first use.
    /// </summary>
    public static IServiceCollection AddCaseFlowPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        var connectionString = configuration.GetConnectionString("CaseFlow") ?? "Data Source=caseflow.db";
        services.AddSingleton(_ => CaseFlowStorage.Open(connectionString));
        services.AddSingleton(provider => provider.GetRequiredService<CaseFlowStorage>().Gate);
        services.AddSingleton<ICaseDataFactory>(provider => provider.GetRequiredService<CaseFlowStorage>());
        services.AddSingleton(provider => provider.GetRequiredService<CaseFlowStorage>().Health);
        services.AddHealthChecks().AddCheck<StorageHealthCheck>("storage");
        services.AddSingleton<IInstanceStore, InstanceStore>();
        services.AddSingleton<ITimerStore, TimerStore>();
        services.AddSingleton<IInboxStore, InboxStore>();
        services.AddSingleton<IIncidentStore, IncidentStore>();
        services.AddSingleton<IDefinitionStore, DefinitionStore>();
        services.AddSingleton<ITaskStore, TaskStore>();
        services.AddSingleton<IFileStore, FileStore>();
        services.AddSingleton<IOutboxStore, OutboxStore>();
        services.AddSingleton<ICaseEmails, CaseEmailStore>();
        services.AddSingleton<IIntegrityStore, IntegrityStore>();
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<Settings>();
        services.AddScoped<AccountContext>();
        services.AddScoped(provider => new AccountChanges(provider.GetRequiredService<AccountContext>()));
        services.AddScoped<IUserStore<Account>, AccountStore>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = new DatabaseKeys(provider.GetRequiredService<CaseFlowStorage>())));
        return services;
    }
}
