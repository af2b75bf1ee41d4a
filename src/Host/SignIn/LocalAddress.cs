namespace CaseFlow.Host.SignIn;

/// <summary>Addresses that lead to a page of ours: nobody is sent elsewhere by a link that somebody else made.</summary>
public static class LocalAddress
{
    public static bool IsLocal(string address) =>
        address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal);

    public static string OrHome(string? address) => address is not null && IsLocal(address) ? address : "/";
}
