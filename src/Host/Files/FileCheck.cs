using CaseFlow.Activities.Forms;
using CaseFlow.Activities.Forms.Files;
using CaseFlow.Host.Shell;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.Host.Files;

/// <summary>Whether a file that was sent may answer a question.</summary>
public static class FileCheck
{
    public static PageError TooLarge { get; } =
        new("The files you selected are too large to upload together, so nothing on this page was saved. Check your answers, select smaller files one at a time, and save again");

    /// <summary>The file, or what is wrong with it and what to do.</summary>
    public static (NewFile? File, string? Problem) Of(PostedFile posted, string path, FormField top, FormField field, UploadOptions options)
    {
        var types = field.TakenTypes;
        var most = Math.Min(field.Limits.MaxMegabytes ?? int.MaxValue, options.LargestMegabytes);
        if (posted.Content is null && !posted.IsTooLarge)
        {
            return (null, $"The files you selected are larger than {options.KeptMegabytes} MB together, so this one was not uploaded. Select it again and upload it by itself");
        }

        if (posted.Content is not { } content || content.Length > most * UploadOptions.Megabyte)
        {
            return (null, $"The selected file must be {most} MB or smaller. Make it smaller, or select another");
        }

        if (content.Length == 0)
        {
            return (null, "The selected file is empty. Select another");
        }

        if (FileType.OfName(posted.FileName.Trim()) is not { } type || !types.Contains(type))
        {
            return (null, $"The selected file must be a {FileType.Words(types)} file. Save it as one of these, or select another");
        }

        return FileContents.Are(type, content)
            ? (new NewFile(path, top, FileName.Clean(posted.FileName.Trim(), type), type, content), null)
            : (null, $"The selected file is named {type.Extensions[0]}, but what is in it is not a {type.Label} file{Macros(type)}. Save it again as {type.Label}, or select another");
    }

    private static string Macros(FileType type) => type == FileType.Docx || type == FileType.Xlsx ? " without macros or a password" : "";
}
