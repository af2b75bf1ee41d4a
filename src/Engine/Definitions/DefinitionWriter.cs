using System.Text.Encodings.Web;
using System.Text.Json;

namespace CaseFlow.Engine.Definitions;

/// <summary>Writes canonical Elsa 3 JSON.</summary>
public static class DefinitionWriter
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The definition as indented JSON text. What the reader did not know is written as it was read.</summary>
    public static string Write(WorkflowDefinition definition) => definition.Json.ToJsonString(Format);
}
