using CaseFlow.Host.Installing;
using CaseFlow.Workflows.Checks;

namespace CaseFlow.Host.Commands;

/// <summary>Looks for broken promises: lost or doubled work, state that its journal does not give, a damaged database.</summary>
internal static class Check
{
    public static async Task<int> Run(string[] args, TextWriter output)
    {
        using var host = CommandHost.Build(args);
        await host.Services.GetRequiredService<Preparation>().BringSchemaUpToDate();
        var violations = await host.Services.GetRequiredService<InvariantChecker>().Check();
        foreach (var violation in violations)
        {
            await output.WriteLineAsync($"{violation.Invariant}  {violation.InstanceId ?? "-"}  {violation.Detail}");
        }

        await output.WriteLineAsync(violations.Count == 0 ? "Every promise is kept." : $"{violations.Count} broken promises.");
        return violations.Count == 0 ? CommandLine.Done : CommandLine.Failed;
    }
}
