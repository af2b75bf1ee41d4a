using CaseFlow.Engine.Values;

namespace CaseFlow.Workflows.Tasks;

/// <summary>What the engine is told of a completed task: small, and nothing personal.</summary>
internal static class TaskResult
{
    public static Value Of(string outcome, Guid? submissionId, Guid byPersonId, Value fields) => Value.Map(
        ("outcome", outcome),
        ("submissionId", submissionId?.ToString("D")),
        ("byPersonId", byPersonId.ToString("D")),
        ("fields", fields));
}
