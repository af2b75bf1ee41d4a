using CaseFlow.Cases.Audit;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Checks;

/// <summary>
/// Checks everything the runtime promises against what the database holds. Nothing is changed, and rows are read one after
/// another. Run it while nothing else runs: bursts committed between two reads would look like faults.
/// </summary>
public sealed class InvariantChecker(IIntegrityStore integrity, IAuditLog audit, InstanceCheck instances)
{
    /// <summary>What is wrong; empty when all is well.</summary>
    public async Task<IReadOnlyList<Violation>> Check(CancellationToken cancellationToken = default) => [.. (await Report(new CheckOptions(), cancellationToken)).Violations];

    /// <summary>Every invariant with what was looked at and what is wrong.</summary>
    public async Task<CheckReport> Report(CheckOptions options, CancellationToken cancellationToken = default)
    {
        var tally = new CheckTally();
        foreach (var (invariant, number) in await integrity.Counts(cancellationToken))
        {
            tally.Count(invariant, number);
        }

        tally.Add(await integrity.CheckTables(cancellationToken));
        if (!integrity.CanCheckFile)
        {
            tally.Note("I12", "PostgreSQL keeps its own references and checks its own pages.");
        }

        await foreach (var instance in integrity.Instances(cancellationToken))
        {
            await instances.Check(instance, tally, cancellationToken);
        }

        await foreach (var completion in integrity.Completions(cancellationToken))
        {
            tally.Count("I5");
            tally.Add(CompletionCheck.Check(completion));
        }

        await EmailCheck.Check(integrity.Emails(cancellationToken), options, tally);
        await CheckAudit(options.AuditHead, tally, cancellationToken);
        return tally.Report();
    }

    /// <summary>I9: up to the first row that is wrong; what follows that one says nothing.</summary>
    private async Task CheckAudit(AuditHead? exported, CheckTally tally, CancellationToken cancellationToken)
    {
        var chain = new AuditChain(exported);
        await foreach (var record in audit.Read(cancellationToken))
        {
            tally.Count("I9");
            if (chain.Next(record) is { } problem)
            {
                tally.Add(new Violation("I9", null, problem));
                return;
            }
        }

        if (chain.End() is { } end)
        {
            tally.Add(new Violation("I9", null, end));
        }
        else if (exported is null)
        {
            tally.Note("I9", "Rows cut off at the end show only against a head printed earlier (--audit-head).");
        }
    }
}
