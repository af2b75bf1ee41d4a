using CaseFlow.Host.Installing;

namespace CaseFlow.Host.Files;

/// <summary>What may be uploaded. The settings are named "Files:…".</summary>
public sealed record UploadOptions
{
    public const long Megabyte = 1024 * 1024;

    /// <summary>One file.</summary>
    public int LargestMegabytes { get; init; } = 10;

    /// <summary>Files kept of one post; what comes after is left out, with a message beside it.</summary>
    public int KeptMegabytes { get; init; } = 25;

    /// <summary>A whole post; nothing after that is read.</summary>
    public int LargestPostMegabytes { get; init; } = 100;

    public int MostPerForm { get; init; } = 20;

    public long Largest => LargestMegabytes * Megabyte;

    public long Kept => KeptMegabytes * Megabyte;

    public long LargestPost => LargestPostMegabytes * Megabyte;

    /// <exception cref="StartException">A setting that cannot work; the message says what to change.</exception>
    public static UploadOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection("Files").Get<UploadOptions>() ?? new();
        return options switch
        {
            { LargestMegabytes: < 1 or > 50 } => throw new StartException("Files:LargestMegabytes must be between 1 and 50. Change it and start again."),
            { MostPerForm: < 1 or > 100 } => throw new StartException("Files:MostPerForm must be between 1 and 100. Change it and start again."),
            _ when options.KeptMegabytes < options.LargestMegabytes => throw new StartException("Files:KeptMegabytes must be at least Files:LargestMegabytes. Change one of them and start again."),
            _ when options.LargestPostMegabytes < options.KeptMegabytes => throw new StartException("Files:LargestPostMegabytes must be at least Files:KeptMegabytes. Change one of them and start again."),
            _ => options,
        };
    }
}
