using CaseFlow.Cases.Access;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Incidents;
using CaseFlow.Host.Installing;
using CaseFlow.Workflows.CommandLine;
using CaseFlow.Workflows.Incidents;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Host.Commands;

/// <summary>Incidents from the keyboard of the server: what has stopped, and what to do about it in somebody's name.</summary>
internal static class IncidentsCommand
{
    private const int Page = 500;

    private const string Help =
        """
        incidents list [--cause KEY] [--json]                          what has stopped, by cause; with a cause, each of its incidents
        incidents retry INSTANCE INCIDENT --by EMAIL                   does the step again
        incidents retry --cause KEY --by EMAIL                         does the step of all of them again, in the background of the running product
        incidents skip INSTANCE INCIDENT --outcome NAME --by EMAIL     goes on as if the step had ended so
        incidents cancel INSTANCE INCIDENT --reason TEXT --by EMAIL    cancels the process
        incidents release INSTANCE --by EMAIL                          lets a parked process run again

        What is done is recorded in the name of the person with that email address, who must be a process owner or an
        administrator of the authority. Do not name a child in a reason.
        """;

    public static async Task<int> Run(string[] args, TextWriter output, TextWriter errors, TimeProvider? clock)
    {
        var arguments = new CommandArguments(args, "--cause", "--outcome", "--reason", "--by");
        if (!IsUnderstood(arguments))
        {
            await errors.WriteLineAsync(Help);
            return CommandLine.NotUnderstood;
        }

        using var host = CommandHost.Build(args, clock);
        await host.Services.GetRequiredService<Preparation>().BringSchemaUpToDate();
        if (arguments.Words[0] == "list")
        {
            return await List(host.Services, arguments, output, errors);
        }

        if (Person(host.Services, arguments.Option("--by")!) is not { } person)
        {
            await errors.WriteLineAsync($"{arguments.Option("--by")} is not the address of a process owner or an administrator who can sign in. Give the address of one: --by EMAIL");
            return CommandLine.Failed;
        }

        return await Act(host.Services, arguments, person.PersonId, output, errors);
    }

    private static bool IsUnderstood(CommandArguments arguments) => arguments.Words switch
    {
        ["list"] => true,
        ["retry"] => arguments.Option("--cause") is not null && arguments.Option("--by") is not null,
        ["retry", _, _] => arguments.Option("--by") is not null,
        ["skip", _, _] => arguments.Option("--outcome") is not null && arguments.Option("--by") is not null,
        ["cancel", _, _] => arguments.Option("--reason") is { Length: > 0 } && arguments.Option("--by") is not null,
        ["release", _] => arguments.Option("--by") is not null,
        _ => false,
    };

    private static async Task<int> List(IServiceProvider services, CommandArguments arguments, TextWriter output, TextWriter errors)
    {
        var incidents = services.GetRequiredService<IncidentService>();
        if (arguments.Option("--cause") is not { } key)
        {
            var parked = await services.GetRequiredService<ParkedProcesses>().Page(new ParkedQuery { Take = Page });
            var causes = await incidents.Causes();
            await output.WriteLineAsync(arguments.Has("--json") ? IncidentReport.CausesJson(causes, parked) : IncidentReport.Causes(causes, parked));
            return CommandLine.Done;
        }

        if (await incidents.Cause(key) is not { } cause)
        {
            return await NoCause(key, errors);
        }

        var found = await incidents.Open(new IncidentQuery { Cause = cause.Id, Take = Page });
        await output.WriteLineAsync(arguments.Has("--json") ? IncidentReport.IncidentsJson(found) : IncidentReport.Incidents(found, cause.Open));
        return CommandLine.Done;
    }

    private static async Task<int> Act(IServiceProvider services, CommandArguments arguments, Guid by, TextWriter output, TextWriter errors)
    {
        var incidents = services.GetRequiredService<IncidentService>();
        switch (arguments.Words)
        {
            case ["retry"] when await incidents.Cause(arguments.Option("--cause")!) is { } cause:
                var asked = await services.GetRequiredService<BulkRetry>().Ask(cause, by);
                await output.WriteLineAsync($"{asked:0} will be tried again: within half a minute where the product is running, or when it starts. \"incidents list\" shows what is left.");
                return CommandLine.Done;
            case ["retry"]:
                return await NoCause(arguments.Option("--cause")!, errors);
            case ["release", var instance]:
                return await Release(services.GetRequiredService<ParkedProcesses>(), instance, by, output, errors);
            case ["retry", var instance, var incident]:
                return await Tell(await incidents.Retry(instance, incident, by), output, errors);
            case ["skip", var instance, var incident]:
                return await Tell(await incidents.Skip(instance, incident, arguments.Option("--outcome")!, by), output, errors);
            default:
                return await Tell(await incidents.Cancel(arguments.Words[1], arguments.Words[2], arguments.Option("--reason")!, by), output, errors);
        }
    }

    private static async Task<int> Tell(IncidentAnswer answer, TextWriter output, TextWriter errors)
    {
        if (answer is IncidentDone { StoppedAgain: null })
        {
            await output.WriteLineAsync("Done. The process goes on.");
            return CommandLine.Done;
        }

        await errors.WriteLineAsync(answer switch
        {
            IncidentDone again => $"It was tried again and stopped again, as incident {again.StoppedAgain}. Put right what stops it first.",
            IncidentGone gone => gone.Message,
            IncidentRefused refused => refused.Message,
            _ => "There is no such incident. \"incidents list --cause KEY\" gives the numbers of instances and incidents.",
        });
        return CommandLine.Failed;
    }

    private static async Task<int> Release(ParkedProcesses parked, string instance, Guid by, TextWriter output, TextWriter errors)
    {
        if (await parked.Release(instance, by))
        {
            await output.WriteLineAsync("It may run again: within half a minute where the product is running, or when it starts.");
            return CommandLine.Done;
        }

        var earlier = await parked.LastRelease(instance);
        await errors.WriteLineAsync(earlier is null ? "No process of this number is parked. \"incidents list\" shows those that are." : $"It is not parked any more. {earlier}");
        return CommandLine.Failed;
    }

    private static async Task<int> NoCause(string key, TextWriter errors)
    {
        await errors.WriteLineAsync($"No open incident has the cause \"{key}\". \"incidents list\" shows the causes there are.");
        return CommandLine.Failed;
    }

    private static Viewer? Person(IServiceProvider services, string email)
    {
        var address = email.ToLowerInvariant();
        using var data = services.GetRequiredService<ICaseDataFactory>().Open();
        var found = data.People.FirstOrDefault(one => one.Email.ToLower() == address);
        return found is not null && services.GetRequiredService<ViewerLookup>().Find(found.Id) is { } viewer && IncidentAccess.Operates(viewer) ? viewer : null;
    }
}
