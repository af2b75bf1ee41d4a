using System.Diagnostics;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.TestKit.Flows;
using CaseFlow.Engine.Values;
using CaseFlow.TestKit;

namespace CaseFlow.Engine.Tests.Definitions;

public sealed class FlowPlannerTests
{
    [Fact]
    public void Plan_OfRandomGraphs_AgreesWithTheRulesTakenLiterally()
    {
        for (var seed = 1; seed <= 3_000; seed++)
        {
            var random = new Random(seed);
            var count = 1 + random.Next(9);
            var connections = random.Next(18);
            var sources = Enumerable.Range(0, connections).Select(_ => random.Next(count)).ToArray();
            var targets = Enumerable.Range(0, connections).Select(_ => random.Next(count)).ToArray();

            var plan = FlowPlanner.Plan(count, sources, targets, new bool[connections], new bool[count], start: 0);

            var backward = BackwardByTheRule(count, sources, targets);
            for (var connection = 0; connection < connections; connection++)
            {
                Assert.True(backward[connection] == plan.Backward[connection], $"Seed {seed}, connection {connection}.");
                var sideways = backward[connection] && targets[connection] != 0 && Reaches(0, sources[connection], sources, targets, without: targets[connection]);
                Assert.True(sideways == plan.Sideways[connection], $"Seed {seed}, connection {connection}: sideways.");
            }
        }
    }

    [Fact]
    public void SeventeenDiamondsAndALoopBack_AreCompiledAndRunWithoutWalkingEveryPath()
    {
        var flow = new Flow().Variable("N", "Int32", "0").Add(Make.Set("head", "N", "variables.N + 1"));
        var last = "head";
        for (var diamond = 0; diamond < 17; diamond++)
        {
            flow.Add(Make.Activity("FlowDecision", $"d{diamond}", ("condition", Make.Literal(diamond % 2 == 0))), Make.Line($"x{diamond}"), Make.Line($"m{diamond}"))
                .Connect($"{last} -> d{diamond}, d{diamond}:True -> x{diamond} -> m{diamond}, d{diamond}:False -> m{diamond}");
            last = $"m{diamond}";
        }

        var definition = flow.Add(Make.Decide("again", "variables.N < 3"), Make.Line("end")).Connect($"{last} -> again, again:True -> head, again:False -> end").Definition();
        var fastest = TimeSpan.MaxValue;
        InstanceState? state = null;
        for (var round = 0; round < 20; round++)
        {
            var watch = Stopwatch.StartNew();
            var compiled = DefinitionCompiler.Compile(definition, Flow.Catalogue).Compiled!;
            state = WorkflowEngine.Run(compiled, InstanceState.New("i", compiled.DefinitionVersionId), new Start(Value.Undefined), DateTimeOffset.UnixEpoch).State;
            fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
        }

        Summary.Line($"17 diamonds and a loop-back: compile and run in {fastest.TotalMilliseconds:N2} ms (Elsa 1,700 ms)");
        Assert.Equal(WorkflowSubStatus.Finished, state!.SubStatus);
        Assert.Equal(3, state.Variables["N"].AsNumber);
    }

    [Fact]
    public void AJoinWhoseModeIsWorkedOut_IsReported()
    {
        var join = Make.Activity("FlowJoin", "join", ("mode", Make.Script("'WaitAll'")));

        var (_, problems) = DefinitionCompiler.Compile(new Flow().Add(Make.Line("a"), join).Connect("a -> join").Definition(), Flow.Catalogue);

        Assert.Equal(("join-mode", "join", "mode"), (problems[0].Code, problems[0].ActivityId, problems[0].Property));
    }

    /// <summary>Backward: the target already leads to the source over connections accepted earlier in a walk breadth first.</summary>
    private static bool[] BackwardByTheRule(int count, int[] sources, int[] targets)
    {
        var backward = new bool[sources.Length];
        var accepted = new List<int>();
        var queue = new Queue<int>([0]);
        var walked = new HashSet<int> { 0 };
        while (queue.TryDequeue(out var source))
        {
            for (var connection = 0; connection < sources.Length; connection++)
            {
                if (sources[connection] != source)
                {
                    continue;
                }

                var target = targets[connection];
                if (target == source || Reaches(target, source, [.. accepted.Select(index => sources[index])], [.. accepted.Select(index => targets[index])], without: count))
                {
                    backward[connection] = true;
                    continue;
                }

                accepted.Add(connection);
                if (walked.Add(target))
                {
                    queue.Enqueue(target);
                }
            }
        }

        return backward;
    }

    private static bool Reaches(int from, int to, int[] sources, int[] targets, int without)
    {
        var seen = new HashSet<int> { from };
        var stack = new Stack<int>([from]);
        while (stack.TryPop(out var child))
        {
            if (child == to)
            {
                return true;
            }

            for (var connection = 0; connection < sources.Length; connection++)
            {
                if (sources[connection] == child && targets[connection] != without && seen.Add(targets[connection]))
                {
                    stack.Push(targets[connection]);
                }
            }
        }

        return false;
    }
}
