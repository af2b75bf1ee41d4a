using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CaseFlow.Activities.Forms;
using CaseFlow.Activities.Forms.Files;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.Host.Demo;

/// <summary>Evidence as the demo world's schools would send it: short notes of a review, invented like everything else. They name no child.</summary>
internal sealed class DemoFiles(TaskFiles files)
{
    private const string Evidence = "evidence";
    private const int OneInSoMany = 3;

    private static readonly FormField Question = new() { Name = "tried", Kind = FieldKind.List, Label = "", Subject = "" };

    /// <summary>The answers with a file beside the first strategy, for some of the pupils.</summary>
    public async Task<string> Add(string referral, TaskRow task, Pupil pupil, Person author, CancellationToken cancellationToken)
    {
        var number = pupil.Upn![^1] - '0';
        if (number % OneInSoMany != 0 || JsonNode.Parse(referral) is not JsonObject answers || answers["tried"]?[0] is not JsonObject strategy)
        {
            return referral;
        }

        string[] lines =
        [
            "Review of support (invented for the demonstration)",
            $"Strategy: {strategy["strategy"]}",
            $"From {strategy["start"]} to {strategy["end"]}, led by: {strategy["who"]}",
            $"Impact: {strategy["impact"]} of 5",
            "The family, the tutor and the pastoral lead met and went through each week's record.",
            "What helped: one adult, short tasks, a clear end. What did not: changes without notice.",
            "Agreed: carry on for the half-term and ask the partnership for advice.",
        ];
        var type = number == 0 ? FileType.Txt : FileType.Pdf;
        var file = new NewFile(
            FormPath.Member(FormPath.Row(Question.Name, 0), Evidence), Question, $"Review of support{type.Extensions[0]}", type,
            type == FileType.Txt ? Encoding.UTF8.GetBytes(string.Join("\r\n", lines)) : Pdf(lines));
        strategy[Evidence] = (await files.Keep(task, file, author.Id, author.Name, cancellationToken)).ToJson();
        return answers.ToJsonString();
    }

    /// <summary>A page of text as the smallest PDF that readers open.</summary>
    internal static byte[] Pdf(IEnumerable<string> lines)
    {
        var text = new StringBuilder("BT /F1 12 Tf 60 780 Td 18 TL");
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $" ({line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj T*");
        }

        text.Append(" ET");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
            $"<< /Length {text.Length} >>\nstream\n{text}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var index = 0; index < objects.Length; index++)
        {
            places.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{objects[index]}\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        places.ForEach(place => pdf.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
