using CaseFlow.Cases.Audit;
using CaseFlow.Persistence.Engine;
using CaseFlow.Persistence.Storage;

namespace CaseFlow.Persistence.Service;

/// <summary>Small values that outlive a restart, such as how far the development clock was moved.</summary>
public sealed class Settings(CaseFlowStorage storage)
{
    public async Task<string?> Find(string key, CancellationToken cancellationToken = default) =>
        await storage.Reads.First("SELECT value FROM setting WHERE key = @key", command => command.With("key", key), reader => reader.GetString(0), cancellationToken);

    public Task Set(string key, string value, AuditEntry? audit = null, CancellationToken cancellationToken = default) =>
        storage.Gate.Run(
            scope =>
            {
                if (audit is not null)
                {
                    scope.Audit(audit);
                }

                return scope.Command("INSERT INTO setting (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
                    .With("key", key).With("value", value).ExecuteNonQuery();
            },
            cancellationToken);
}
