namespace CaseFlow.Host.SignIn;

/// <summary>Section "SignIn" of the configuration.</summary>
public sealed class SignInOptions
{
    /// <summary>Attempts one address may make in a minute, over all accounts. An account of its own locks after five wrong passwords.</summary>
    public int AttemptsPerMinute { get; set; } = 30;

    /// <summary>Minutes without a request after which somebody is signed out.</summary>
    public int IdleMinutes { get; set; } = 60;
}
