using System.Collections;
using CaseFlow.Engine.BuiltIn;
using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>
/// A process that starts itself before it waits for anything: each run starts the next at once. The budget of steps is one
/// for each run, so nothing would stop them. Two processes that start each other are not seen.
/// </summary>
internal sealed class ProcessesThatStartThemselves : SoundnessRule
{
    public override IEnumerable<Problem> Check(CheckedDefinition definition)
    {
        var reached = new Dictionary<FlowView, (BitArray AtOnce, BitArray Always)>();
        foreach (var step in definition.Steps)
        {
            foreach (var descriptor in step.Node.Activity.Descriptor.Inputs)
            {
                if (descriptor.Editor != "process" || step.Node.FindInput(descriptor.Name) is not { Kind: InputKind.Constant } input || input.Constant.AsText?.Trim() != definition.Compiled.DefinitionId)
                {
                    continue;
                }

                var (atOnce, always) = IsReached(step, reached);
                if (always)
                {
                    yield return step.Problem(ProblemSeverity.Error, "starts-itself", $"{step.Label} starts this same process again, and nothing before it waits: each run would start the next at once, without end.", "Put a wait before it, or start another process.", JsonNames.Camel(descriptor.Name));
                }
                else if (atOnce)
                {
                    yield return step.Problem(ProblemSeverity.Warning, "starts-itself", $"{step.Label} starts this same process again, and on the way to it nothing waits: where each run takes that way, each starts the next at once, without end.", "Put a wait before it, or make sure that the choice before it ends the chain.", JsonNames.Camel(descriptor.Name));
                }
            }
        }
    }

    // Whether a run can come to the step without a wait, and whether every run does.
    private static (bool AtOnce, bool Always) IsReached(CheckedStep step, Dictionary<FlowView, (BitArray AtOnce, BitArray Always)> reached)
    {
        if (step.Parent is not { } parent)
        {
            return (true, true);
        }

        var (atOnce, always) = IsReached(parent, reached);
        if (parent.Flow is { } flow)
        {
            if (!reached.TryGetValue(flow, out var past))
            {
                past = (Past(flow, at => flow.Step(at).MayWait), Past(flow, at => flow.Step(at).MayWait || flow.Step(at).Outcomes is not { Length: <= 1 } || flow.Plan.ForwardInbound[at].Length > 1));
                reached.Add(flow, past);
            }

            atOnce = atOnce && past.AtOnce[step.Node.Position];
            always = always && past.Always[step.Node.Position] && flow.Plan.ForwardInbound[step.Node.Position].Length <= 1;
        }
        else if (parent.Node.Activity is Sequence)
        {
            atOnce = atOnce && !parent.Children.Take(step.Node.Position).Any(before => before.MayWait);
        }
        else
        {
            always = always && parent.Node.Activity is FlowNode or BuiltIn.Parallel;
        }

        return (atOnce, always && atOnce);
    }

    // Steps that are come to from the start without passing one of those.
    private static BitArray Past(FlowView flow, Func<int, bool> stops)
    {
        var followed = Enumerable.Range(0, flow.Count).Select(position => stops(position) ? [] : Array.FindAll(flow.Plan.Outbound[position], flow.CanFollow)).ToArray();
        return flow.From([flow.Plan.Start], forwardOnly: false, followed);
    }
}
