using System.Globalization;
using System.Text.Json.Nodes;

namespace CaseFlow.Activities.Forms.Files;

/// <summary>An uploaded file as it stands among the answers: enough to show it and to prove it, without its content.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">64 lower-case hex digits.</param>
public sealed record FileAnswer(Guid Id, string Name, string Type, long Size, string Sha256)
{
    private const long Kilobyte = 1024;

    /// <summary>Null where the answer is no file.</summary>
    public static FileAnswer? Read(JsonNode? answer) =>
        answer is JsonObject map && Guid.TryParse(AnswerShape.Plain(map["file"]), out var id) && AnswerShape.Plain(map["name"]) is { } name
            && AnswerShape.Plain(map["type"]) is { } type && AnswerShape.Number(map["size"]) is { } size && AnswerShape.Plain(map["sha256"]) is { } hash
            ? new FileAnswer(id, name, type, (long)size, hash)
            : null;

    public JsonObject ToJson() => new() { ["file"] = Id.ToString(), ["name"] = Name, ["type"] = Type, ["size"] = Size, ["sha256"] = Sha256 };

    /// <summary>"PDF, 210 KB".</summary>
    public string Details => $"{FileType.Named(Type)?.Label ?? Type}, {SizeWords(Size)}";

    /// <summary>"plan.pdf (PDF, 210 KB)".</summary>
    public string Words => $"{Name} ({Details})";

    public static string SizeWords(long bytes) => bytes switch
    {
        < Kilobyte => bytes == 1 ? "1 byte" : $"{bytes.ToString(CultureInfo.InvariantCulture)} bytes",
        < Kilobyte * Kilobyte => $"{(bytes / Kilobyte).ToString(CultureInfo.InvariantCulture)} KB",
        _ => $"{((double)bytes / (Kilobyte * Kilobyte)).ToString("0.#", CultureInfo.InvariantCulture)} MB",
    };
}
