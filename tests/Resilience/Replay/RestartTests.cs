using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Simulation;
using CaseFlow.TestKit;

namespace CaseFlow.Resilience.Replay;

/// <summary>R3: a restart after every step changes nothing, bit for bit, and the journal gives the state again.</summary>
public sealed class RestartTests
{
    private const int MostSteps = 40;

    [Fact]
    public void RandomPaths_RestartedAfterEveryStep_AreBitEqualToUninterruptedOnesAndToTheirJournal()
    {
        var paths = FullRun.Count(300, 10_000);
        long steps = 0;
        for (var seed = 1; seed <= paths; seed++)
        {
            try
            {
                steps += Check(seed);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed} failed: {exception.Message}", exception);
            }
        }

        Summary.Line($"R3 restart after each step: {paths:N0} random paths, {steps:N0} steps, all bit-equal");
    }

    private static int Check(int seed)
    {
        var options = new SimulationOptions { Seed = (ulong)seed, Facts = (_, _) => seed % 2 == 0, MaxBursts = 200 };
        var plain = new Engine.Simulation.Simulation(RandomFlow.Of(seed).Compile(), options);
        var restarted = new Engine.Simulation.Simulation(RandomFlow.Of(seed).Compile(), options with { RestartEachBurst = true });
        plain.Start();
        restarted.Start();
        var steps = 0;
        for (var going = true; going && steps < MostSteps; steps++)
        {
            Assert.True(plain.Main.State.ToBytes().AsSpan().SequenceEqual(restarted.Main.State.ToBytes()), $"The state differs after step {steps}.");
            going = plain.Step();
            Assert.Equal(going, restarted.Step());
        }

        Assert.True(plain.Steps.SelectMany(step => step.Trace).SequenceEqual(restarted.Steps.SelectMany(step => step.Trace)), "The traces differ.");
        Assert.True(plain.Lines.SequenceEqual(restarted.Lines), "The lines differ.");
        Assert.True(plain.Main.State.ToBytes().AsSpan().SequenceEqual(Replay(plain).ToBytes()), "The journal gives another state.");
        return steps;
    }

    private static InstanceState Replay(Engine.Simulation.Simulation simulation)
    {
        var main = simulation.Main;
        var state = InstanceState.New(main.State.InstanceId, main.Definition.DefinitionVersionId);
        foreach (var row in main.Journal.Select(row => BurstJournal.FromBytes(row.ToBytes())))
        {
            foreach (var stimulus in row.Stimuli)
            {
                state = WorkflowEngine.Run(main.Definition, state, stimulus, row.At).State;
            }
        }

        return state;
    }
}
