using System.Globalization;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Email;
using CaseFlow.Host.Installing;
using CaseFlow.Host.Scheduling;
using CaseFlow.Resilience.Worker;
using CaseFlow.Workflows.Checks;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Processes;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;
using CaseFlow.Workflows.Waking;

// Runs real referrals on the product's own services until all have ended, from wherever an earlier run was killed.
// Arguments: data folder, workflows folder, number of referrals, first start (unix ms), days a second, seed, how often it was killed.
var (folder, workflows, referrals) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
var firstStart = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(args[3], CultureInfo.InvariantCulture));
var daysPerSecond = double.Parse(args[4], CultureInfo.InvariantCulture);
var clock = new FastClock(firstStart, new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero), daysPerSecond * 86_400);

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Production" });
builder.Logging.SetMinimumLevel(LogLevel.Error);
builder.Configuration.AddInMemoryCollection([new("CaseFlow:DataFolder", folder), new("Workflows:Folder", workflows), new("Demo:Enabled", "false"), new("Mail:PublicAddress", "http://localhost")]);
var installation = builder.AddInstallation();
builder.Services.AddSingleton<TimeProvider>(clock);
var mail = new CountingTransport(new FileMailTransport(installation.MailFolder, "caseflow@example.org"), Path.Combine(folder, "sent.log"));
builder.Services.AddSingleton<IMailTransport>(mail);
using var host = builder.Build();
var services = host.Services;
await services.GetRequiredService<Preparation>().Run();
await new SmallWorld(services.GetRequiredService<IWriteGate>(), services.GetRequiredService<ICaseDataFactory>(), clock).Prepare(referrals);
Console.WriteLine("ready");

using var stop = new CancellationTokenSource();
var rounds = services.GetRequiredService<WorkRounds>();
var driver = new Driver(
    services.GetRequiredService<ProcessStart>(), services.GetRequiredService<TaskService>(), services.GetRequiredService<ICaseDataFactory>(), clock,
    int.Parse(args[5], CultureInfo.InvariantCulture));
var work = Task.WhenAll(Pump(stop.Token), driver.WorkUntilDone(stop.Token));
using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
while (!await AllEnded())
{
    if (work.IsFaulted)
    {
        await work;
    }

    await look.WaitForNextTickAsync();
}

await stop.CancelAsync();
await work.ContinueWith(_ => { }, TaskScheduler.Default);
await rounds.Run(Work.Timers | Work.Inbox | Work.Outbox, CancellationToken.None);
var checks = new CheckOptions { SentEmails = mail, Crashes = int.Parse(args[6], CultureInfo.InvariantCulture) };
foreach (var violation in (await services.GetRequiredService<InvariantChecker>().Report(checks)).Violations)
{
    Console.WriteLine($"violation {violation}");
}

Console.WriteLine("done");
return 0;

async Task Pump(CancellationToken cancellationToken)
{
    using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
    while (await pause.WaitForNextTickAsync(cancellationToken))
    {
        await rounds.Run(Work.Timers | Work.Inbox | Work.Outbox, cancellationToken);
    }
}

async Task<bool> AllEnded()
{
    var ended = 0;
    await foreach (var audit in services.GetRequiredService<IIntegrityStore>().Instances())
    {
        if (audit.Status == 0)
        {
            return false;
        }

        ended++;
    }

    return ended >= referrals;
}
