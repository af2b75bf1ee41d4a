namespace CaseFlow.Host.SignIn;

/// <summary>An account of the demo world, offered on the sign-in page.</summary>
public sealed record DemoAccount(string Name, string Role, string Place, string Email);

/// <summary>The accounts the sign-in page offers. Only demo mode registers a source that has any.</summary>
public interface IDemoAccounts
{
    Task<IReadOnlyList<DemoAccount>> All(CancellationToken cancellationToken = default);
}
