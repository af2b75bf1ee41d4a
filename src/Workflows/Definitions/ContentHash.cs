using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CaseFlow.Workflows.Definitions;

/// <summary>SHA-256 of what a definition says, in lower-case hex: its id, number and dates left aside.</summary>
internal static class ContentHash
{
    private static readonly string[] NotContent = ["id", "version", "createdAt", "isLatest", "isPublished", "toolVersion", "$schema"];

    public static string Of(JsonObject definition)
    {
        var content = definition.DeepClone().AsObject();
        foreach (var name in NotContent)
        {
            content.Remove(name);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToJsonString())));
    }
}
