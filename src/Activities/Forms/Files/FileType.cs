using System.Collections.Immutable;

namespace CaseFlow.Activities.Forms.Files;

/// <summary>A type of file that may be uploaded. Nothing that a browser would run, and nothing with macros, is among them.</summary>
/// <param name="Name">As forms name it; also the usual extension.</param>
/// <param name="Label">As people read it.</param>
/// <param name="MediaType">What it is served as, whatever the browser that sent it said.</param>
/// <param name="Extensions">With the dot, in lower case.</param>
public sealed record FileType(string Name, string Label, string MediaType, ImmutableArray<string> Extensions)
{
    public static FileType Pdf { get; } = new("pdf", "PDF", "application/pdf", [".pdf"]);

    public static FileType Docx { get; } = new("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"]);

    public static FileType Odt { get; } = new("odt", "OpenDocument text", "application/vnd.oasis.opendocument.text", [".odt"]);

    public static FileType Xlsx { get; } = new("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"]);

    public static FileType Ods { get; } = new("ods", "OpenDocument spreadsheet", "application/vnd.oasis.opendocument.spreadsheet", [".ods"]);

    public static FileType Jpg { get; } = new("jpg", "JPEG image", "image/jpeg", [".jpg", ".jpeg"]);

    public static FileType Png { get; } = new("png", "PNG image", "image/png", [".png"]);

    public static FileType Txt { get; } = new("txt", "plain text", "text/plain", [".txt"]);

    public static ImmutableArray<FileType> All { get; } = [Pdf, Docx, Odt, Xlsx, Ods, Jpg, Png, Txt];

    public static FileType? Named(string name) => All.FirstOrDefault(type => type.Name == name);

    /// <summary>The type a file's name claims, or null.</summary>
    public static FileType? OfName(string fileName) =>
        All.FirstOrDefault(type => type.Extensions.Any(extension => fileName.EndsWith(extension, StringComparison.OrdinalIgnoreCase)));

    /// <summary>"PDF, Word or JPEG image".</summary>
    public static string Words(IReadOnlyList<FileType> types) => types.Count == 1
        ? types[0].Label
        : string.Join(", ", types.Take(types.Count - 1).Select(type => type.Label)) + " or " + types[^1].Label;
}
