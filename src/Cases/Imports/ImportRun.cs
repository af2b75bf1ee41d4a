using System.Globalization;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Storage;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Cases.Imports;

/// <summary>Puts the rows of a file in, some at a time, so that others can write in between.</summary>
internal static class ImportRun
{
    private const int RowsAPage = 100;
    private const int Attempts = 3;

    /// <param name="gate">Through which every page is written.</param>
    /// <param name="table">The file.</param>
    /// <param name="apply">Puts one row in and saves it; null where the row has a problem.</param>
    /// <param name="audit">Who imports what; each page that changed anything says so in the audit log.</param>
    /// <param name="cancellationToken">Stops between two pages.</param>
    public static async Task<ImportResult> InPages(
        IWriteGate gate, CsvTable table, Func<ICaseData, CsvRow, RowOutcome?> apply, AuditEntry audit, CancellationToken cancellationToken)
    {
        var result = new ImportResult(0, 0, 0, table.Problems);
        foreach (var page in table.Rows.Chunk(RowsAPage))
        {
            result = result.With(await Write(gate, page, apply, audit, cancellationToken));
        }

        return result with { Problems = [.. result.Problems.OrderBy(problem => problem.Line)] };
    }

    // Somebody may add the same record in between; it is there to be found by then.
    private static async Task<ImportResult> Write(
        IWriteGate gate, CsvRow[] page, Func<ICaseData, CsvRow, RowOutcome?> apply, AuditEntry audit, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await gate.Run(scope => Page(scope, page, apply, audit), cancellationToken);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                continue;
            }
        }
    }

    /// <summary>The entry of an import, for <see cref="InPages"/> to complete.</summary>
    public static AuditEntry Entry(string kind, AuditActor by, TimeProvider clock) => new(clock.GetUtcNow(), AuditActions.ImportRun, new("import", kind), by);

    private static ImportResult Page(WriteScope scope, CsvRow[] page, Func<ICaseData, CsvRow, RowOutcome?> apply, AuditEntry audit)
    {
        var data = scope.Data;
        var outcomes = page.ToLookup(row =>
        {
            // The gate may run its work again: what was found then is found again.
            row.ForgetProblems();
            return apply(data, row);
        });
        var (added, changed) = (outcomes[RowOutcome.Added].Count(), outcomes[RowOutcome.Changed].Count());
        if (added + changed > 0)
        {
            scope.Audit(audit with { Facts = [new("added", added.ToString(CultureInfo.InvariantCulture)), new("changed", changed.ToString(CultureInfo.InvariantCulture))] });
        }

        return new ImportResult(
            added,
            changed,
            outcomes[RowOutcome.Unchanged].Count(),
            [.. page.SelectMany(row => row.Problems)]);
    }
}
