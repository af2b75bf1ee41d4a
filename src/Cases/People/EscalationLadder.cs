namespace CaseFlow.Cases.People;

/// <summary>Who hears of it when a task is overdue and nobody has acted: co-ordinator, then chair, then inclusion officer.</summary>
public static class EscalationLadder
{
    private static readonly string[] Rungs = [Roles.Coordinator, Roles.Chair, Roles.Inclusion];

    /// <summary>The roles above one, in order. What the authority has not done goes to its inclusion officer at once.</summary>
    public static IReadOnlyList<string> Above(string role) =>
        Roles.PlaceOf(role) == RolePlace.Authority
            ? [.. Rungs.Where(rung => rung == Roles.Inclusion && rung != role)]
            : [.. Rungs.Skip(Array.IndexOf(Rungs, role) + 1)];
}
