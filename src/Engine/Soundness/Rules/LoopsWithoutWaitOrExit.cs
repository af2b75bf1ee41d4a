using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>Loops that turn for ever: with nothing to wait for they are stopped by the engine, with a wait they never end by themselves.</summary>
internal sealed class LoopsWithoutWaitOrExit : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        foreach (var problem in definition.Flowcharts.SelectMany(Loops))
        {
            yield return problem;
        }

        foreach (var step in definition.Steps)
        {
            if (step.Node.Activity is BuiltIn.While && IsAlwaysTrue(step.Node.FindInput("Condition")) && step.Children.Count > 0 && !HasEnd(step))
            {
                yield return step.MayWait
                    ? step.Problem(ProblemSeverity.Warning, "loop-without-exit", $"{step.Label} repeats for ever: its condition is always true.", "Give it a condition that changes, or a Break inside.", "condition")
                    : step.Problem(ProblemSeverity.Error, "loop-without-wait", $"{step.Label} repeats for ever without waiting for anything, so the case would stop with a fault.", "Give it a condition that changes, a Break, or a wait inside.", "condition");
            }
        }
    }

    private static IEnumerable<Problem> Loops(FlowView flow)
    {
        // Loops that remain when every step that may wait is taken out turn without a wait.
        var rushing = FlowLoops.Find(flow, position => flow.Step(position).MayWait);
        var reported = new HashSet<int>();
        for (var position = 0; position < flow.Count; position++)
        {
            var loop = flow.Loop(position);
            if (loop < 0 || !reported.Add(loop) || HasExit(flow, loop))
            {
                continue;
            }

            var members = Enumerable.Range(0, flow.Count).Where(member => flow.Loop(member) == loop).ToArray();
            var names = string.Join(", ", members.Take(4).Select(member => flow.Step(member).Label)) + (members.Length > 4 ? " and others" : "");
            yield return Array.Exists(members, member => rushing[member] >= 0)
                ? flow.Step(position).Problem(ProblemSeverity.Error, "loop-without-wait", $"The loop of {names} has no exit and waits for nothing, so the case would stop with a fault.", "Add a decision that leaves the loop, or a step that waits.")
                : flow.Step(position).Problem(ProblemSeverity.Warning, "loop-without-exit", $"The loop of {names} has no exit: the case never ends by itself.", "Add a decision that leaves the loop, unless it shall go on until the case is cancelled.");
        }
    }

    // An arrow out of the loop, an end inside it, or an exit that is left open.
    private static bool HasExit(FlowView flow, int loop)
    {
        for (var position = 0; position < flow.Count; position++)
        {
            if (flow.Loop(position) != loop)
            {
                continue;
            }

            var step = flow.Step(position);
            var connections = flow.Plan.Outbound[position];
            if (step.Node.IsTerminal || HasEnd(step) || step.Outcomes is null || Array.Exists(connections, connection => flow.Loop(flow.Target(connection)) != loop && flow.CanFollow(connection)))
            {
                return true;
            }

            if (step.IsChoice && step.Outcomes.Value.Any(outcome => !Array.Exists(connections, connection => flow.Port(connection) == outcome)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasEnd(CheckedStep step) => step.Children.Exists(child => child.Node.Activity is BuiltIn.Break or BuiltIn.Finish or BuiltIn.Complete or BuiltIn.Fault || HasEnd(child));

    private static bool IsAlwaysTrue(CompiledInput? condition) => condition switch
    {
        { Kind: InputKind.Constant } => ValueConversion.ToCondition(condition.Constant),
        { Kind: InputKind.JavaScript } => condition.Expression!.Text.Trim() is "true" or "1",
        _ => false,
    };
}
