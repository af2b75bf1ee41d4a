using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace CaseFlow.Activities.Forms;

/// <summary>Something wrong with a form's file.</summary>
/// <param name="Path">Where in the file: "parts[0].fields[3].options".</param>
/// <param name="Message">What is wrong and what to do, naming the field.</param>
public sealed record FormFileProblem(string Path, string Message);

/// <summary>Reads form files. A form with any problem is refused whole; every problem is reported.</summary>
public static class FormReader
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 24 };

    public static (FormDefinition? Form, ImmutableArray<FormFileProblem> Problems) Read(ReadOnlyMemory<byte> utf8Json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8Json, Options);
        }
        catch (JsonException exception)
        {
            return (null, [new("", $"The file is not JSON (line {exception.LineNumber + 1}). Correct it there and load it again.")]);
        }

        using (document)
        {
            var reading = new FormReading();
            var form = reading.Form(new FormElement(document.RootElement, "", reading), Hash(document.RootElement));
            if (reading.Problems.Count == 0)
            {
                FormReferences.Check(form, reading.Problems);
            }

            return (reading.Problems.Count == 0 ? form : null, [.. reading.Problems]);
        }
    }

    private static string Hash(JsonElement root) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(root)));
}
