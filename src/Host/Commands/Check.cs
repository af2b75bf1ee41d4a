using System.Globalization;
using System.Text.Json;
using CaseFlow.Cases.Audit;
using CaseFlow.Host.Installing;
using CaseFlow.Workflows.Checks;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Host.Commands;

/// <summary>Looks for broken promises: lost or doubled work, state that its journal does not give, a log that was tampered with, a damaged database.</summary>
internal static class Check
{
    private const string HeadOption = "--audit-head";
    private const string JsonOption = "--json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> Run(string[] args, TextWriter output, TextWriter errors)
    {
        var asked = CommandOptions.Value(args, HeadOption);
        var head = AuditHead.Empty;
        if ((asked is not null || args.Contains(HeadOption, StringComparer.Ordinal)) && !AuditHead.TryParse(asked, out head))
        {
            await errors.WriteLineAsync("Give the head as it was printed by “audit head”: check --audit-head 120:9f86d081884c7d65…");
            return CommandLine.NotUnderstood;
        }

        using var host = CommandHost.Build(CommandOptions.Without(args, JsonOption));
        await host.Services.GetRequiredService<Preparation>().BringSchemaUpToDate();
        var report = await host.Services.GetRequiredService<InvariantChecker>().Report(new CheckOptions
        {
            AuditHead = asked is null ? null : head,
            SentEmails = host.Services.GetRequiredService<IMailTransport>() as ISentEmails,
        });
        await (args.Contains(JsonOption, StringComparer.Ordinal) ? output.WriteLineAsync(JsonSerializer.Serialize(report, Json)) : Write(report, output));
        return report.Broken == 0 ? CommandLine.Done : CommandLine.Failed;
    }

    private static async Task Write(CheckReport report, TextWriter output)
    {
        foreach (var one in report.Invariants)
        {
            var verdict = one.Broken > 0 ? string.Create(CultureInfo.InvariantCulture, $"{one.Broken:N0} BROKEN") : "kept";
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{one.Id,-4} {verdict,-10} {one.Checked,12:N0} {one.Unit,-24} {one.Promise}"));
            if (one.Note is not null)
            {
                await output.WriteLineAsync($"     {one.Note}");
            }

            foreach (var violation in one.Violations)
            {
                await output.WriteLineAsync($"     {violation.InstanceId ?? "-"}  {violation.Detail}");
            }
        }

        await output.WriteLineAsync(report.Broken == 0 ? "Every promise is kept." : string.Create(CultureInfo.InvariantCulture, $"{report.Broken:N0} broken promises."));
    }
}
