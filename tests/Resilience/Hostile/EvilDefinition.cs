using System.Text;
using System.Text.Json.Nodes;

namespace CaseFlow.Resilience.Hostile;

/// <summary>A definition made to break the reader, the compiler, the soundness check or the engine.</summary>
internal sealed record EvilDefinition(string Name, byte[] Bytes)
{
    public static EvilDefinition Text(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    /// <summary>A well-formed workflow around these activities and connections.</summary>
    public static EvilDefinition Chart(string name, string activities, string connections = "", string more = "") =>
        Text(name, Workflow(activities, connections, more));

    public static string Workflow(string activities, string connections = "", string more = "") =>
        "{\"id\":\"v\",\"definitionId\":\"d\",\"name\":\"n\",\"version\":1," + more + "\"root\":{\"id\":\"f\",\"type\":\"Elsa.Flowchart\",\"activities\":[" + activities + "],\"connections\":[" + connections + "]}}";

    public static string Line(string id) => "{\"id\":\"" + id + "\",\"type\":\"Elsa.WriteLine\",\"text\":\"" + id + "\"}";

    public static string Lines(int count) => string.Join(',', Enumerable.Range(0, count).Select(index => Line("a" + Number(index))));

    public static string Arrow(string from, string to, string port = "Done") =>
        "{\"source\":{\"activity\":\"" + from + "\",\"port\":\"" + port + "\"},\"target\":{\"activity\":\"" + to + "\",\"port\":\"In\"}}";

    public static string Arrow(int from, int to) => Arrow("a" + Number(from), "a" + Number(to));

    public static string Arrows(IEnumerable<(int From, int To)> arrows) => string.Join(',', arrows.Select(arrow => Arrow(arrow.From, arrow.To)));

    public static string Script(string id, string text) =>
        "{\"id\":\"" + id + "\",\"type\":\"Elsa.WriteLine\",\"text\":{\"typeName\":\"String\",\"expression\":{\"type\":\"JavaScript\",\"value\":" + JsonValue.Create(text)!.ToJsonString() + "}}}";

    public static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
