using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Host.Clock;
using CaseFlow.Host.Demo;
using CaseFlow.Host.Email;
using CaseFlow.Persistence.Schema;
using CaseFlow.Persistence.Storage;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Host.Installing;

/// <summary>Brings an installation to where it can serve: the schema, what the product ships, and the demo world where it is wanted.</summary>
public sealed partial class Preparation(
    Installation installation, CaseFlowStorage storage, EmailTemplateCatalogue emails, DefinitionCatalogue definitions, TermDateImport termDates,
    TimeProvider clock, IServiceProvider services, ILogger<Preparation> log)
{
    /// <summary>The schema only: all that a command needs.</summary>
    public Task BringSchemaUpToDate(CancellationToken cancellationToken = default) => SchemaMigrator.Migrate(storage, clock, cancellationToken);

    public async Task Run(CancellationToken cancellationToken = default)
    {
        await BringSchemaUpToDate(cancellationToken);
        if (services.GetService<ClockMoves>() is { } moves)
        {
            await moves.Resume(cancellationToken);
        }

        var demo = services.GetService<DemoSeeder>();
        if (demo is not null && await demo.IsWanted(cancellationToken))
        {
            demo.BeginInThePast();
            await LoadShipped(cancellationToken);
            await demo.Seed(cancellationToken);
            return;
        }

        await LoadShipped(cancellationToken);
        if (!installation.IsDevelopment && !installation.IsDemo && services.GetService<IMailTransport>() is FileMailTransport)
        {
            LogMailIsKept(installation.MailFolder);
        }
    }

    private async Task LoadShipped(CancellationToken cancellationToken)
    {
        foreach (var problem in emails.Problems)
        {
            LogEmail(problem.Template, problem.Message);
        }

        await storage.Gate.Run(scope => ShippedPartnerships.Load(scope.Data, clock.GetUtcNow()), cancellationToken);
        await termDates.LoadShipped(cancellationToken);
        foreach (var problem in await definitions.LoadShipped(installation.WorkflowsFolder, cancellationToken))
        {
            LogWorkflow(problem.File, problem.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody gets email: messages are kept as files in {Folder}. Set Mail:Transport to Smtp and Mail:Smtp:Host to send them.")]
    private partial void LogMailIsKept(string folder);

    [LoggerMessage(Level = LogLevel.Error, Message = "Email template {Template} was refused: {Problem}")]
    private partial void LogEmail(string template, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "{File} was not brought in: {Problem}")]
    private partial void LogWorkflow(string file, string problem);
}
