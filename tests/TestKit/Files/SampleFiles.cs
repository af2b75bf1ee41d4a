using System.IO.Compression;
using System.Text;

namespace CaseFlow.TestKit.Files;

/// <summary>Small files of every type that people upload, and of some that they must not.</summary>
public static class SampleFiles
{
    public static byte[] Png { get; } = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];

    public static byte[] Jpg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16];

    public static byte[] Html { get; } = Encoding.UTF8.GetBytes("<!DOCTYPE html><script>alert(1)</script>");

    public static byte[] Svg { get; } = Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>");

    /// <summary>A PDF of this many bytes or a few more, whose content differs by its words.</summary>
    public static byte[] Pdf(string words = "Review of the plan", int length = 0)
    {
        var text = $"%PDF-1.4\n% {words}\n%%EOF\n";
        return [.. Encoding.ASCII.GetBytes(text), .. Enumerable.Range(0, Math.Max(0, length - text.Length)).Select(number => (byte)(number * 31))];
    }

    public static byte[] Docx(params string[] more) => Zip(["[Content_Types].xml", "word/document.xml", .. more]);

    public static byte[] Xlsx(params string[] more) => Zip(["[Content_Types].xml", "xl/workbook.xml", .. more]);

    public static byte[] Odt => OpenDocument("application/vnd.oasis.opendocument.text");

    public static byte[] Ods => OpenDocument("application/vnd.oasis.opendocument.spreadsheet");

    public static byte[] Zip(params string[] members)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var member in members)
            {
                using var writer = new StreamWriter(zip.CreateEntry(member).Open());
                writer.Write("<xml/>");
            }
        }

        return stream.ToArray();
    }

    /// <summary>A Word file one member of which would unpack to a hundred megabytes.</summary>
    public static byte[] Bomb()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("[Content_Types].xml");
            using var member = zip.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1024 * 1024];
            for (var megabyte = 0; megabyte < 100; megabyte++)
            {
                member.Write(zeros);
            }
        }

        return stream.ToArray();
    }

    private static byte[] OpenDocument(string mediaType)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var first = zip.CreateEntry("mimetype", CompressionLevel.NoCompression).Open())
            {
                first.Write(Encoding.ASCII.GetBytes(mediaType));
            }

            zip.CreateEntry("content.xml");
        }

        return stream.ToArray();
    }
}
