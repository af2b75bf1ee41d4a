using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Workflows.CommandLine;

/// <summary>What the workflows command prints, as text for people or as JSON for programs.</summary>
public static class WorkflowReport
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Problems(IReadOnlyList<(WorkflowFile File, ImmutableArray<Problem> Problems)> files)
    {
        var lines = new List<string>();
        foreach (var (file, problems) in files)
        {
            var errors = problems.Count(problem => problem.Severity == ProblemSeverity.Error);
            lines.Add(problems.IsEmpty ? $"{file.Shown}: no problems" : $"{file.Shown}: {Count(errors, "error")}, {Count(problems.Length - errors, "warning")}");
            foreach (var problem in problems)
            {
                lines.Add($"  {(problem.Severity == ProblemSeverity.Error ? "error  " : "warning")} {problem.Code}  {problem.Path ?? "$"}");
                lines.Add($"          {problem.Message} {problem.Suggestion}".TrimEnd());
            }
        }

        return string.Join('\n', lines);
    }

    public static string ProblemsJson(IReadOnlyList<(WorkflowFile File, ImmutableArray<Problem> Problems)> files) => Json(writer =>
    {
        foreach (var (file, problems) in files)
        {
            writer.WriteStartObject();
            writer.WriteString("file", file.Shown);
            writer.WriteBoolean("valid", problems.All(problem => problem.Severity != ProblemSeverity.Error));
            writer.WriteStartArray("problems");
            foreach (var problem in problems)
            {
                writer.WriteStartObject();
                writer.WriteString("severity", problem.Severity == ProblemSeverity.Error ? "error" : "warning");
                writer.WriteString("code", problem.Code);
                writer.WriteString("message", problem.Message);
                writer.WriteString("activityId", problem.ActivityId);
                writer.WriteString("property", problem.Property);
                writer.WriteString("path", problem.Path);
                writer.WriteString("suggestion", problem.Suggestion);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    });

    public static string Trials(IReadOnlyList<WorkflowTrial> trials)
    {
        var lines = new List<string>();
        foreach (var trial in trials)
        {
            lines.Add(trial.ImportError is { } error ? $"{trial.File}: not run. {error}" : $"{trial.File}: {trial.Status} ({trial.SubStatus})");
            lines.AddRange(trial.Lines.Select(line => "  > " + line));
            lines.AddRange(trial.Waits.Select(wait => "  waits: " + wait));
            lines.AddRange(trial.Incidents.Select(incident => "  incident: " + incident));
            lines.AddRange(trial.Output.AsMap.Select(output => $"  output {output.Key}: {ValueJson.ToPlainText(output.Value)}"));
            lines.AddRange(trial.Activities.Select(activity => "  " + activity));
        }

        return string.Join('\n', lines);
    }

    public static string TrialsJson(IReadOnlyList<WorkflowTrial> trials) => Json(writer =>
    {
        foreach (var trial in trials)
        {
            writer.WriteStartObject();
            writer.WriteString("file", trial.File);
            writer.WriteString("importError", trial.ImportError);
            writer.WriteString("status", trial.Status);
            writer.WriteString("sub", trial.SubStatus);
            Texts(writer, "stdout", trial.Lines);
            Texts(writer, "bookmarks", trial.Waits);
            Texts(writer, "incidents", trial.Incidents);
            writer.WritePropertyName("output");
            ValueJson.WritePlain(writer, trial.Output.Kind == ValueKind.Map ? trial.Output : Value.EmptyMap);
            Texts(writer, "activities", trial.Activities);
            writer.WriteEndObject();
        }
    });

    private static void Texts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static string Json(Action<Utf8JsonWriter> items)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Format))
        {
            writer.WriteStartArray();
            items(writer);
            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Count(int count, string word) => count == 1 ? $"1 {word}" : $"{count:0} {word}s";
}
