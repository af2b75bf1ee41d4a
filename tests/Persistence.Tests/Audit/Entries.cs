using CaseFlow.Cases.Audit;

namespace CaseFlow.Persistence.Tests.Audit;

/// <summary>Entries of every shape, and the check of a log.</summary>
internal static class Entries
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    public static AuditEntry Of(int number) => new(
        Start.AddSeconds(number),
        number % 3 == 0 ? AuditActions.TaskCompleted : AuditActions.RoleGiven,
        new("task", Id(number)),
        number % 5 == 0 ? AuditActor.Nobody : new AuditActor(Id(number % 7), "COORD", $"partnership:{Id(3):D}") { ForPersonId = number % 4 == 0 ? Id(9) : null })
    {
        CaseId = number % 2 == 0 ? Id(number % 11) : null,
        Facts = number % 3 == 0 ? [new("outcome", "Accept"), new("role", "COORD", "CHAIR")] : [],
        Reason = number % 6 == 0 ? "lost-password" : null,
    };

    /// <summary>What is wrong first, or null.</summary>
    public static async Task<string?> Problem(IAuditLog log, AuditHead? exported = null)
    {
        var chain = new AuditChain(exported);
        await foreach (var record in log.Read())
        {
            if (chain.Next(record) is { } problem)
            {
                return problem;
            }
        }

        return chain.End();
    }

    private static Guid Id(int number) => new(number, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]);
}
