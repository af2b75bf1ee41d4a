using CaseFlow.Cases.Audit;
using CaseFlow.Host.Installing;

namespace CaseFlow.Host.Commands;

/// <summary>Prints the head of the audit log. Kept elsewhere, it shows later whether the log was cut off or written anew.</summary>
internal static class AuditCommand
{
    public static async Task<int> Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not ["head", ..])
        {
            await errors.WriteLineAsync("Write: audit head");
            return CommandLine.NotUnderstood;
        }

        using var host = CommandHost.Build(args[1..]);
        await host.Services.GetRequiredService<Preparation>().BringSchemaUpToDate();
        await output.WriteLineAsync((await host.Services.GetRequiredService<IAuditLog>().Head()).ToString());
        return CommandLine.Done;
    }
}
