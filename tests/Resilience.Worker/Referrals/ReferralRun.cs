using System.Globalization;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Email;
using CaseFlow.Host.Installing;
using CaseFlow.Host.Scheduling;
using CaseFlow.Workflows.Checks;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Processes;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;
using CaseFlow.Workflows.Waking;

namespace CaseFlow.Resilience.Worker.Referrals;

/// <summary>Real referrals until all have ended, from wherever an earlier run was killed.</summary>
internal static class ReferralRun
{
    /// <param name="args">Data folder, workflows folder, number of referrals, first start (unix ms), days a second, seed, how often it was killed.</param>
    public static async Task<int> Run(string[] args)
    {
        var (folder, referrals) = (args[0], int.Parse(args[2], CultureInfo.InvariantCulture));
        var firstStart = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(args[3], CultureInfo.InvariantCulture));
        var daysPerSecond = double.Parse(args[4], CultureInfo.InvariantCulture);
        var clock = new FastClock(firstStart, new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero), daysPerSecond * 86_400);
        using var host = Build(folder, args[1], clock);
        var services = host.Services;
        await services.GetRequiredService<Preparation>().Run();
        await new SmallWorld(services.GetRequiredService<IWriteGate>(), services.GetRequiredService<ICaseDataFactory>(), clock).Prepare(referrals);
        Console.WriteLine("ready");

        var driver = new Driver(
            services.GetRequiredService<ProcessStart>(), services.GetRequiredService<TaskService>(), services.GetRequiredService<ICaseDataFactory>(), clock,
            int.Parse(args[5], CultureInfo.InvariantCulture));
        await WorkUntilAllEnded(services, driver, referrals);
        return await SayWhatIsBroken(services, int.Parse(args[6], CultureInfo.InvariantCulture));
    }

    /// <summary>Looks at what a killed run has left, before anything is taken up again: emails may still wait to be sent.</summary>
    /// <param name="args">Data folder, workflows folder.</param>
    public static async Task<int> Check(string[] args)
    {
        using var host = Build(args[0], args[1], TimeProvider.System);
        return await SayWhatIsBroken(host.Services, crashes: null);
    }

    private static IHost Build(string folder, string workflows, TimeProvider clock)
    {
        var (builder, installation) = Product.Prepare(folder, clock, workflows);
        var mail = new CountingTransport(new FileMailTransport(installation.MailFolder, "caseflow@example.org"), Path.Combine(folder, "sent.log"));
        builder.Services.AddSingleton<IMailTransport>(mail);
        builder.Services.AddSingleton<ISentEmails>(mail);
        return builder.Build();
    }

    private static async Task<int> SayWhatIsBroken(IServiceProvider services, int? crashes)
    {
        await Product.SayViolations(services, new CheckOptions { SentEmails = services.GetRequiredService<ISentEmails>(), Crashes = crashes });
        Console.WriteLine("done");
        return 0;
    }

    private static async Task WorkUntilAllEnded(IServiceProvider services, Driver driver, int referrals)
    {
        using var stop = new CancellationTokenSource();
        var rounds = services.GetRequiredService<WorkRounds>();
        var work = Task.WhenAll(Pump(rounds, stop.Token), driver.WorkUntilDone(stop.Token));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        while (!await AllEnded(services.GetRequiredService<IIntegrityStore>(), referrals))
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
    }

    private static async Task Pump(WorkRounds rounds, CancellationToken cancellationToken)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await pause.WaitForNextTickAsync(cancellationToken))
        {
            await rounds.Run(Work.Timers | Work.Inbox | Work.Outbox, cancellationToken);
        }
    }

    private static async Task<bool> AllEnded(IIntegrityStore integrity, int referrals)
    {
        var ended = 0;
        await foreach (var audit in integrity.Instances())
        {
            if (audit.Status == 0)
            {
                return false;
            }

            ended++;
        }

        return ended >= referrals;
    }
}
