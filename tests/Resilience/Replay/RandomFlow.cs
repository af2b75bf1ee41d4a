using System.Text.Json.Nodes;
using CaseFlow.TestKit.Flows;

namespace CaseFlow.Resilience.Replay;

/// <summary>Builds a random definition from a seed: decisions, forks and joins, loops with a wait, containers, faults, facts, tasks and timers.</summary>
internal sealed class RandomFlow
{
    private readonly Random _random;
    private readonly Flow _flow = new();
    private int _count;

    private RandomFlow(int seed) => _random = new Random(seed);

    public static Flow Of(int seed)
    {
        var builder = new RandomFlow(seed);
        builder._flow.Variable("N", "Int32", "0").Variable("Broken", "Boolean", "false").Variable("Text", "String", "a");
        var last = builder.Block(builder.Place(Make.Activity("Start", "start")), 3);
        builder._flow.Connect($"{last} -> {builder.Place(Make.Line("end"))}");
        return builder._flow;
    }

    /// <summary>Adds a block after the step and gives the step (with its port) to go on from.</summary>
    private string Block(string from, int depth)
    {
        for (var left = 1 + _random.Next(3); left > 0; left--)
        {
            from = (depth == 0 ? 0 : _random.Next(6)) switch
            {
                1 => Decision(from, depth),
                2 => Fork(from, depth),
                3 => Loop(from, depth),
                _ => Step(from),
            };
        }

        return from;
    }

    private string Step(string from)
    {
        var step = Place(Leaf());
        _flow.Connect($"{from} -> {step}");
        return step;
    }

    private string Decision(string from, int depth)
    {
        var (decision, merge) = (Place(Make.Decide(Id("d"), $"variables.N % {2 + _random.Next(2)} == 0")), Place(Make.Line(Id("m"))));
        _flow.Connect($"{from} -> {decision}");
        _flow.Connect($"{Block(decision + ":True", depth - 1)} -> {merge}");
        _flow.Connect(_random.Next(2) == 0 ? $"{decision}:False -> {merge}" : $"{Block(decision + ":False", depth - 1)} -> {merge}");
        return merge;
    }

    private string Fork(string from, int depth)
    {
        var branches = 2 + _random.Next(2);
        var (fork, join) = (Place(Make.Fork(Id("f"), [.. Enumerable.Range(0, branches).Select(branch => $"B{branch}")])), Id("j"));
        _flow.Connect($"{from} -> {fork}");
        for (var branch = 0; branch < branches; branch++)
        {
            _flow.Connect($"{Block($"{fork}:B{branch}", depth - 1)} -> {join}");
        }

        return Place(_random.Next(4) == 0 ? Make.Line(join) : Make.Join(join, new[] { "WaitAll", "WaitAllActive", "WaitAny" }[_random.Next(3)]));
    }

    private string Loop(string from, int depth)
    {
        var (head, count, again) = (Place(Make.Line(Id("h"))), Place(Make.Set(Id("s"), "N", "variables.N + 1")), Place(Make.Decide(Id("d"), $"variables.N % {2 + _random.Next(3)} != 0")));
        _flow.Connect($"{from} -> {head}");
        _flow.Connect($"{Block(head, depth - 1)} -> {count} -> {again}, {again}:True -> {head}");
        return again + ":False";
    }

    private JsonObject Leaf()
    {
        var id = Id("a");
        return _random.Next(14) switch
        {
            0 or 1 => Make.Event(id),
            2 => Make.Delay(id, $"{1 + _random.Next(40)}.00:00:00"),
            3 => Make.Activity("Test.Patient", id),
            4 => Make.Activity("Test.Failing", id, ("fails", Make.Script("variables.N % 3 == 1")), ("retries", Make.Literal(_random.Next(2) == 0))),
            5 => Make.Set(id, "Text", "`${variables.Text}${Math.floor(Math.random() * 10)}`.slice(-20)"),
            6 => Make.Set(id, "N", "variables.N + 1"),
            7 => Make.Sequence(id, Make.Line(Id("x")), Make.Event(Id("e")), Make.Set(Id("s"), "N", "variables.N + 1")),
            8 => Make.Container("Parallel", id, Make.Event(Id("e")), Make.Delay(Id("t"), "03:00:00"), Make.Line(Id("x"))),
            9 => Make.Activity("ForEach", id, ("items", Make.Script("['a', variables.Text]")), ("body", Make.Sequence(Id("q"), Make.Say(Id("x"), "getVariable('CurrentValue')"), Make.Event(Id("e"))))),
            10 => Make.Activity("ParallelForEach", id, ("items", Make.Script("[1, 2, 3]")), ("body", Make.Event(Id("e")))),
            11 => Make.Activity("RunTask", id, ("taskName", Make.Literal("job"))),
            _ => Make.Say(id, "`${variables.N} ${variables.Text} ${newGuid().length}`"),
        };
    }

    private string Id(string kind) => kind + ++_count;

    private string Place(JsonObject activity)
    {
        _flow.Add(activity);
        return (string)activity["id"]!;
    }
}
