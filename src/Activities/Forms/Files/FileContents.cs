using System.Text;

namespace CaseFlow.Activities.Forms.Files;

/// <summary>Whether what is in a file is of the type that its name claims. Reads marks and member names only; nothing is unpacked.</summary>
public static class FileContents
{
    private static readonly string[] Macros = ["word/vbaProject.bin", "xl/vbaProject.bin", "vbaProject.bin"];

    private static readonly string[] Markup = ["<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<iframe", "<!--"];

    public static bool Are(FileType type, ReadOnlySpan<byte> content) => type.Name switch
    {
        "pdf" => content.StartsWith("%PDF-"u8),
        "jpg" => content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        "png" => content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        "docx" => IsOffice(content, "word/document.xml"),
        "xlsx" => IsOffice(content, "xl/workbook.xml"),
        "odt" or "ods" => ZipMembers.FirstStored(content, "mimetype"u8, type.MediaType.Length).SequenceEqual(Encoding.ASCII.GetBytes(type.MediaType)),
        "txt" => IsText(content),
        _ => false,
    };

    private static bool IsOffice(ReadOnlySpan<byte> content, string main) =>
        ZipMembers.Names(content) is { } names && names.Contains("[Content_Types].xml") && names.Contains(main) && !Macros.Any(names.Contains);

    /// <summary>No control characters but white space, and nothing that a browser would take for a page.</summary>
    private static bool IsText(ReadOnlySpan<byte> content)
    {
        foreach (var value in content)
        {
            if (value < 0x20 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f'))
            {
                return false;
            }
        }

        var start = Encoding.UTF8.GetString(content[..Math.Min(content.Length, 512)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\f');
        return !Markup.Any(mark => start.StartsWith(mark, StringComparison.OrdinalIgnoreCase));
    }
}
