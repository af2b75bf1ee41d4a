namespace CaseFlow.Host.Email;

/// <summary>Where people reach this service: the start of every link in an email. Always ends with a slash.</summary>
public sealed record PublicAddress(Uri Value)
{
    private const string Local = "http://localhost:5000/";

    /// <summary>The configured address; where none is, the first that the server listens on.</summary>
    public static PublicAddress From(MailOptions options, IConfiguration configuration)
    {
        var given = options.PublicAddress.Length > 0 ? options.PublicAddress : FirstListened(configuration) ?? Local;
        return Uri.TryCreate(given.EndsWith('/') ? given : given + "/", UriKind.Absolute, out var address) ? new(address) : new(new Uri(Local));
    }

    private static string? FirstListened(IConfiguration configuration) =>
        configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault()
            ?.Replace("://*", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://[::]", "://localhost", StringComparison.Ordinal);
}
