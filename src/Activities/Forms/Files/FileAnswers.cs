using System.Text.Json.Nodes;

namespace CaseFlow.Activities.Forms.Files;

/// <summary>A file among the answers, and the question it answers.</summary>
/// <param name="Top">The part's field that it is in: its data class decides who may read the file.</param>
public sealed record PlacedFile(string Path, FormField Top, FormField Field, FileAnswer File);

/// <summary>Finds the files among answers.</summary>
public static class FileAnswers
{
    public static IEnumerable<PlacedFile> In(FormDefinition form, FormAnswers answers) =>
        form.Fields.SelectMany(top => At(top, top, top.Name, answers.Json[top.Name]));

    /// <summary>The question a path belongs to, with the part's field it is in; null where the path is no file of theirs.</summary>
    public static (FormField Top, FormField Field)? Question(IEnumerable<FormField> fields, string path)
    {
        FormField? top = null, field = null;
        foreach (var step in FormPath.Steps(path).OfType<string>())
        {
            field = (field is null ? fields : field.Fields).FirstOrDefault(one => one.Name == step);
            top ??= field;
            if (field is null)
            {
                return null;
            }
        }

        return field is { Kind: FieldKind.File } ? (top!, field) : null;
    }

    /// <summary>Whether there is a file question among these.</summary>
    public static bool AreAskedFor(IEnumerable<FormField> fields) => fields.Any(field => field.Kind == FieldKind.File || AreAskedFor(field.Fields));

    private static IEnumerable<PlacedFile> At(FormField top, FormField field, string path, JsonNode? answer) => (field.Kind, answer) switch
    {
        (FieldKind.File, _) => FileAnswer.Read(answer) is { } file ? [new PlacedFile(path, top, field, file)] : [],
        (FieldKind.Group or FieldKind.Matrix, JsonObject map) => field.Fields.SelectMany(child => At(top, child, FormPath.Member(path, child.Name), map[child.Name])),
        (FieldKind.List, JsonArray rows) => rows.SelectMany((row, index) => row is JsonObject map
            ? field.Fields.SelectMany(child => At(top, child, FormPath.Member(FormPath.Row(path, index), child.Name), map[child.Name]))
            : []),
        _ => [],
    };
}
