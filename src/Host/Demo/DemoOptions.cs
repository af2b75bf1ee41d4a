namespace CaseFlow.Host.Demo;

/// <summary>The "Demo" section of the configuration.</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Whether an empty database is filled with an invented world and the sign-in page offers its people. On in development.</summary>
    public bool? Enabled { get; set; }

    /// <summary>About how many cases there are.</summary>
    public int Cases { get; set; } = 100;
}
