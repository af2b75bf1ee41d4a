using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Checks;

/// <summary>What came of a check, invariant by invariant.</summary>
public sealed record CheckReport(IReadOnlyList<InvariantResult> Invariants)
{
    public long Broken => Invariants.Sum(one => one.Broken);

    /// <summary>What is wrong, the first of each invariant where there are very many.</summary>
    public IEnumerable<Violation> Violations => Invariants.SelectMany(one => one.Violations);
}

/// <param name="Id">"I1" … "I12".</param>
/// <param name="Promise">In words.</param>
/// <param name="Checked">How many of <paramref name="Unit"/> were looked at.</param>
/// <param name="Broken">How many violations there are.</param>
/// <param name="Violations">The first of them.</param>
/// <param name="Note">What could not be looked at, or is worth knowing; null where nothing is.</param>
public sealed record InvariantResult(string Id, string Promise, long Checked, string Unit, long Broken, IReadOnlyList<Violation> Violations, string? Note);

/// <summary>Adds up while the checker reads. Of each invariant it keeps the first violations only: a broken database may have millions.</summary>
internal sealed class CheckTally
{
    private const int MostKept = 1_000;

    private static readonly (string Id, string Promise, string Unit)[] Promises =
    [
        ("I1", "whoever runs can be woken", "instances"),
        ("I2", "the journal, replayed, gives the state", "bursts replayed"),
        ("I3", "the journal has no gap and no double", "journal rows"),
        ("I4", "every token is consumed once, every join goes on once for its branches", "steps traced"),
        ("I5", "each task is completed once, by somebody who held a role it was asked of", "completed tasks"),
        ("I6", "each timer fires once and never early", "timers fired or pending"),
        ("I7", "each email stands in the outbox once", "emails"),
        ("I8", "what was sent has arrived, and nothing else", "messages"),
        ("I9", "the audit log is as it was written", "audit rows"),
        ("I10", "every version and form in use is there", "instances"),
        ("I11", "what has ended has nothing pending", "ended instances"),
        ("I12", "the database file is sound", "databases"),
    ];

    private readonly Dictionary<string, Line> _lines = Promises.ToDictionary(promise => promise.Id, _ => new Line(), StringComparer.Ordinal);

    public void Count(string invariant, long number = 1) => _lines[invariant].Checked += number;

    public void Note(string invariant, string note) => _lines[invariant].Note = note;

    public void Add(Violation violation)
    {
        var line = _lines[violation.Invariant];
        line.Broken++;
        if (line.Violations.Count < MostKept)
        {
            line.Violations.Add(violation);
        }
    }

    public void Add(IEnumerable<Violation> violations)
    {
        foreach (var violation in violations)
        {
            Add(violation);
        }
    }

    public CheckReport Report() => new(
    [
        .. Promises.Select(promise => (Promise: promise, Line: _lines[promise.Id]))
            .Select(one => new InvariantResult(one.Promise.Id, one.Promise.Promise, one.Line.Checked, one.Promise.Unit, one.Line.Broken, one.Line.Violations, one.Line.Note)),
    ]);

    private sealed class Line
    {
        public long Checked { get; set; }

        public long Broken { get; set; }

        public List<Violation> Violations { get; } = [];

        public string? Note { get; set; }
    }
}
