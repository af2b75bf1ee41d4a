namespace CaseFlow.Host.Files;

/// <summary>A file as it was sent with a form. <see cref="Content"/> is null where it was not kept.</summary>
/// <param name="Name">Of the input that sent it.</param>
/// <param name="FileName">As the browser said it: shown to nobody before it is cleaned.</param>
public sealed record PostedFile(string Name, string FileName, byte[]? Content)
{
    /// <summary>Why it was not kept: larger than one file may be, or one too many for a single post.</summary>
    public bool IsTooLarge { get; init; }
}
