using CaseFlow.Engine.Activities;

namespace CaseFlow.Activities;

/// <summary>Which case a workflow is about.</summary>
internal static class CaseOf
{
    /// <summary>The workflow input "caseId", or the correlation id, which is the case's.</summary>
    public static string? Id(ActivityContext context) => context.WorkflowInput("caseId").AsText ?? context.CorrelationId;
}
