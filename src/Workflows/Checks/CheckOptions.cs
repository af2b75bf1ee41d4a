using CaseFlow.Cases.Audit;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Workflows.Checks;

/// <summary>What the checker is told from outside.</summary>
public sealed record CheckOptions
{
    /// <summary>A head of the audit log that was printed earlier; null where none is at hand.</summary>
    public AuditHead? AuditHead { get; init; }

    /// <summary>Where sent email can be looked at; null where a server of others took it.</summary>
    public ISentEmails? SentEmails { get; init; }

    /// <summary>
    /// How often hosts have crashed: each crash may have left one extra copy of an email. Null where nobody knows; else
    /// all email must have been sent by now.
    /// </summary>
    public int? Crashes { get; init; }
}
