using System.Diagnostics;
using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Simulation;
using CaseFlow.TestKit.Flows;

namespace CaseFlow.Engine.Tests.Expressions;

/// <summary>A file of 1 MB may declare tens of thousands of names: what looks one up must not cost a walk through all of them for one step.</summary>
public sealed class ManyNamesTests
{
    private const int Names = 20_000;

    // Far above what it takes on a busy machine (tenths of a second), far below what a walk for each step takes (minutes).
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static TimeSpan UntilItsStepsAreUsed(JsonObject json)
    {
        var (compiled, problems) = DefinitionCompiler.Compile(Flow.Read(json), Flow.Catalogue);
        Assert.Empty(problems);
        var simulation = new Engine.Simulation.Simulation(compiled!, new SimulationOptions());
        var watch = Stopwatch.StartNew();
        simulation.Start();
        Assert.Contains("500000 steps", Assert.Single(simulation.Main.State.Incidents).Message, StringComparison.Ordinal);
        return watch.Elapsed;
    }

    [Theory]
    [InlineData("variables", "while (true) variables.n19999")]
    [InlineData("variables", "while (true) getN19999()")]
    [InlineData("variables", "while (true) setN19999(1)")]
    [InlineData("variables", "while (true) 'n19999' in variables")]
    [InlineData("variables", "while (true) getVariable('none')")]
    [InlineData("inputs", "while (true) getInput('n19999')")]
    [InlineData("inputs", "while (true) getInput('none')")]
    [InlineData("inputs", "while (true) getN19999()")]
    public void Evaluate_NamesLookedUpForEver_UsesItsStepsUpSoon(string list, string script)
    {
        var json = new Flow().Root(Make.Activity("RunJavaScript", "js", ("script", Make.Script(script)))).Json();
        json[list] = new JsonArray([.. Enumerable.Range(0, Names).Select(number => (JsonNode)new JsonObject { ["name"] = $"n{number}" })]);

        Assert.InRange(UntilItsStepsAreUsed(json), TimeSpan.Zero, Limit);
    }

    [Theory]
    [InlineData("while (true) getResultFromNothing()")]
    [InlineData("while (true) getOutputFrom('nothing')")]
    public void Evaluate_OutputsLookedUpForEver_UsesItsStepsUpSoon(string script)
    {
        var steps = Enumerable.Range(0, 1_900).Select(number => Make.Activity("RunJavaScript", $"step-{number}", ("script", Make.Literal("1"))));
        var json = new Flow().Root(Make.Sequence("all", [.. steps, Make.Activity("RunJavaScript", "js", ("script", Make.Script(script)))])).Json();

        Assert.InRange(UntilItsStepsAreUsed(json), TimeSpan.Zero, Limit);
    }
}
