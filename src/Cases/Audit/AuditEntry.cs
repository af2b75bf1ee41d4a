using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CaseFlow.Cases.Audit;

/// <summary>
/// Something a person did that must be answered for. It names people, places and records by id and holds facts that are
/// nobody's: no child's name, date of birth or health, and no free text.
/// </summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Action">What was done, in the past tense: one of <see cref="AuditActions"/>.</param>
/// <param name="Subject">What it was done to.</param>
/// <param name="By">Who did it.</param>
public sealed partial record AuditEntry(DateTimeOffset At, string Action, AuditSubject Subject, AuditActor By)
{
    public Guid? CaseId { get; init; }

    /// <summary>What was so before and is so since, where it makes sense; each name once.</summary>
    public ImmutableArray<AuditFact> Facts { get; init; } = [];

    /// <summary>A code such as "lost-password". What somebody wrote stays with the record it belongs to.</summary>
    public string? Reason { get; init; }

    /// <summary>Refuses what could carry somebody's words. (Values of facts are cut short where they are long.)</summary>
    /// <exception cref="ArgumentException">An action, a reason or a fact's name is no code.</exception>
    public void Check()
    {
        if (!Code().IsMatch(Action) || !Code().IsMatch(Subject.Kind) || (Reason is not null && !Code().IsMatch(Reason)))
        {
            throw new ArgumentException($"The audit entry {Action} has an action, a subject or a reason that is not a code.");
        }

        foreach (var fact in Facts)
        {
            if (!Code().IsMatch(fact.Name))
            {
                throw new ArgumentException($"The audit entry {Action} has a fact whose name is not a code.");
            }
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9.-]{0,59}$")]
    private static partial Regex Code();
}

/// <param name="Kind">A code: "task", "person", "pupil" …</param>
/// <param name="Id">Its id; empty where there is but one.</param>
public readonly record struct AuditSubject(string Kind, string Id)
{
    public AuditSubject(string kind, Guid id)
        : this(kind, id.ToString("D"))
    {
    }

    public override string ToString() => $"{Kind}:{Id}";
}

/// <summary>A fact that is nobody's: a code, a count, an id, the name of a field.</summary>
public readonly record struct AuditFact(string Name, string? Before, string? After)
{
    public AuditFact(string name, string? value)
        : this(name, null, value)
    {
    }
}
