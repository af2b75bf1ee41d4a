namespace CaseFlow.Cases.Schools;

/// <summary>Authorities the rules speak of by name; any other is its own name.</summary>
public static class LocalAuthorities
{
    public const string Leicestershire = "Leicestershire";
    public const string LeicesterCity = "Leicester City";
    public const string Rutland = "Rutland";

    /// <summary>The authority that runs this service.</summary>
    public const string Own = Leicestershire;

    public static IReadOnlyList<string> Named { get; } = [Leicestershire, LeicesterCity, Rutland];

    /// <summary>An authority by its name as it is spelt here, whatever capitals it was typed in.</summary>
    public static string Spelt(string typed) =>
        Named.FirstOrDefault(name => string.Equals(name, typed, StringComparison.OrdinalIgnoreCase)) ?? typed;
}
