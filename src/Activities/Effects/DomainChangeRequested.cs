using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Activities.Effects;

/// <summary>A change to the case, made in the burst's transaction by the handler of its kind.</summary>
/// <param name="Kind">One of <see cref="DomainChangeKinds"/>.</param>
public sealed record DomainChangeRequested(string ExecutionId, string ActivityId, string Kind, Value Data) : Effect;

public static class DomainChangeKinds
{
    public const string SetStage = "set-stage";
    public const string RecordDecision = "record-decision";
    public const string RecordChecks = "record-checks";
    public const string Timeline = "timeline";
    public const string SendAgain = "send-again";
}
