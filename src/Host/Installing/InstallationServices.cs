using CaseFlow.Cases.Access;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using CaseFlow.Host.Clock;
using CaseFlow.Host.Demo;
using CaseFlow.Host.Email;
using CaseFlow.Host.Files;
using CaseFlow.Host.Scheduling;
using CaseFlow.Persistence;
using CaseFlow.Persistence.Scheduling;
using CaseFlow.Workflows;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Pumps;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseFlow.Host.Installing;

/// <summary>Puts the parts of the product together: the same for the website, the commands and the tests.</summary>
public static class InstallationServices
{
    /// <summary>Everything but the pages and the schedule.</summary>
    public static Installation AddInstallation(this IHostApplicationBuilder builder)
    {
        var installation = Installation.From(builder.Configuration, builder.Environment);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:CaseFlow", installation.ConnectionString)]);
        builder.Services.AddSingleton(installation);
        builder.AddClock(installation);
        builder.Services.AddCaseFlowPersistence(builder.Configuration);
        builder.AddEmail(installation);
        builder.Services.AddSingleton(provider => ContentLibrary.Load(installation.FormsFolder, provider.GetRequiredService<EmailTemplateCatalogue>()));
        builder.Services.AddWorkflows(new PumpOptions { Host = HostName(builder.Configuration) });
        builder.Services.AddCaseServices();
        builder.Services.AddSingleton(UploadOptions.Read(builder.Configuration));
        builder.Services.AddSingleton<WorkRounds>();
        builder.Services.AddSingleton<IWorkPump, TimerWork>();
        builder.Services.AddSingleton<IWorkPump, InboxWork>();
        builder.Services.AddSingleton<IWorkPump, OutboxWork>();
        builder.Services.AddSingleton<Preparation>();
        if (installation.IsDemo)
        {
            builder.AddDemo();
        }

        return installation;
    }

    /// <summary>What runs beside the website: the pumps and Quartz.</summary>
    public static void AddBackgroundWork(this IHostApplicationBuilder builder, Installation installation)
    {
        builder.Services.AddSchedule(QuartzDatabase.Beside(installation.ConnectionString));
        builder.Services.AddHostedService<WorkService>();
        if (installation.IsDevelopment || installation.IsDemo)
        {
            builder.Services.AddSingleton<ClockMoves>();
        }
    }

    private static void AddCaseServices(this IServiceCollection services)
    {
        services.TryAddSingleton<ViewerLookup>();
        services.TryAddSingleton<SchoolImport>();
        services.TryAddSingleton<TermDateImport>();
        services.TryAddSingleton<PupilImport>();
    }

    private static void AddClock(this IHostApplicationBuilder builder, Installation installation)
    {
        if (!installation.IsDevelopment && !installation.IsDemo)
        {
            builder.Services.AddSingleton(TimeProvider.System);
            return;
        }

        var clock = new DevelopmentClock(TimeProvider.System);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<TimeWalk>();
    }

    private static void AddEmail(this IHostApplicationBuilder builder, Installation installation)
    {
        var options = builder.Configuration.GetSection(MailOptions.Section).Get<MailOptions>() ?? new MailOptions();
        if (options.Problems().FirstOrDefault() is { } problem)
        {
            throw new StartException(problem);
        }

        var address = PublicAddress.From(options, builder.Configuration);
        builder.Services.AddSingleton(address);
        builder.Services.AddSingleton(MailTransports.Create(options, installation.MailFolder));
        builder.Services.AddSingleton(new Mailbox(MailTransports.Folder(options, installation.MailFolder)));
        builder.Services.AddSingleton(EmailTemplateCatalogue.Load(installation.EmailsFolder));
        builder.Services.AddSingleton<EmailTemplateFinder>();
        builder.Services.AddSingleton(new OutboxSenderOptions
        {
            Host = HostName(builder.Configuration),
            PublicAddress = address.Value,
            MessageIdDomain = new System.Net.Mail.MailAddress(options.From).Host,
            PerMinute = options.IsSmtp ? options.PerMinute : 0,
        });
        builder.Services.AddSingleton<OutboxSender>();
    }

    /// <summary>The same after a restart, so that what this host had claimed is given back; different on each of several hosts.</summary>
    private static string HostName(IConfiguration configuration) =>
        configuration["CaseFlow:HostName"] is { Length: > 0 } given ? given : Environment.MachineName;
}
