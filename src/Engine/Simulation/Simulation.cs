using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Simulation;

/// <summary>
/// Runs a definition, and what it starts, in memory on a virtual clock. What would be done to the world is only noted.
/// Go step by step (<see cref="Answer"/>, <see cref="FireNextTimer"/>, <see cref="AdvanceTo"/>) or let it run to the end.
/// Not thread-safe.
/// </summary>
public sealed partial class Simulation
{
    private readonly SimulationOptions _options;
    private readonly List<SimulatedInstance> _instances = [];
    private readonly List<SimulatedStep> _steps = [];
    private readonly Queue<(string InstanceId, Stimulus Stimulus)> _pending = [];
    private long _choices;

    public Simulation(CompiledDefinition definition, SimulationOptions? options = null)
    {
        _options = options ?? new SimulationOptions();
        Now = _options.Start;
        _instances.Add(new SimulatedInstance(definition, InstanceState.New(_options.InstanceId, definition.DefinitionVersionId), null));
    }

    /// <summary>The virtual clock.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>The instance asked for.</summary>
    public SimulatedInstance Main => _instances[0];

    /// <summary>All instances, children included, in order of start.</summary>
    public IReadOnlyList<SimulatedInstance> Instances => _instances;

    public IReadOnlyList<SimulatedStep> Steps => _steps;

    /// <summary>All effects so far, in order.</summary>
    public IEnumerable<Effect> Effects => _steps.SelectMany(step => step.Effects);

    /// <summary>Lines written so far.</summary>
    public IEnumerable<string> Lines => Effects.OfType<LineWritten>().Select(line => line.Text);

    /// <summary>Starts the instance.</summary>
    public void Start(string? triggerActivityId = null) =>
        Send(Main.State.InstanceId, new Start(_options.Input, _options.CorrelationId, triggerActivityId));

    /// <summary>Resumes the oldest open wait of the activity, in any instance. False where there is none.</summary>
    public bool Answer(string activityId, Value payload)
    {
        foreach (var instance in _instances)
        {
            foreach (var wait in instance.State.Waits)
            {
                if (wait.ActivityId == activityId && wait.Kind != Burst.ChildWait)
                {
                    Send(instance.State.InstanceId, new ResumeWait(wait.WaitId, payload));
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Publishes an event to all instances that wait for it.</summary>
    public void Publish(string name, Value payload, string? correlationId = null)
    {
        Broadcast(new EventPublished(name, correlationId, false, payload), Main.State.InstanceId);
        Settle();
    }

    /// <summary>Gives an instance any stimulus, now.</summary>
    public void Send(string instanceId, Stimulus stimulus)
    {
        _pending.Enqueue((instanceId, stimulus));
        Settle();
    }

    /// <summary>Moves the clock to the next timer and fires it. False where no timer runs.</summary>
    public bool FireNextTimer()
    {
        if (NextTimer() is not { } next)
        {
            return false;
        }

        Now = next.Timer.Due > Now ? next.Timer.Due : Now;
        Send(next.Instance.State.InstanceId, new TimerDue(next.Timer.TimerId));
        return true;
    }

    /// <summary>Moves the clock, firing each timer at its instant on the way.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        for (var left = _options.MaxBursts; left > 0 && NextTimer() is { } next && next.Timer.Due <= instant; left--)
        {
            FireNextTimer();
        }

        Now = instant > Now ? instant : Now;
    }

    /// <summary>Lets something happen: a wait is answered or time passes, as the options or the seed choose. False where nothing can.</summary>
    public bool Step()
    {
        var open = _instances.SelectMany(instance => instance.State.Waits, (instance, wait) => (Instance: instance, Wait: wait)).Where(item => item.Wait.Kind != Burst.ChildWait).ToList();
        var hasTimer = NextTimer() is not null;
        var choices = open.Count + (hasTimer ? 1 : 0);
        if (choices == 0)
        {
            return false;
        }

        var choice = Choose(choices);
        if (choice == open.Count)
        {
            return FireNextTimer();
        }

        var (chosen, wait) = open[choice];
        Send(chosen.State.InstanceId, new ResumeWait(wait.WaitId, _options.Answers(wait) ?? RandomAnswer(chosen.Definition, wait)));
        return true;
    }

    /// <summary>Steps until nothing can happen any more, or the budget of bursts is used up. True where the instance asked for has ended.</summary>
    public bool RunToEnd()
    {
        if (_steps.Count == 0)
        {
            Start();
        }

        while (Main.State.Status == WorkflowStatus.Running && _steps.Count < _options.MaxBursts && Step())
        {
        }

        return Main.State.Status == WorkflowStatus.Finished;
    }

    private (SimulatedInstance Instance, PendingTimer Timer)? NextTimer()
    {
        (SimulatedInstance Instance, PendingTimer Timer)? next = null;
        foreach (var instance in _instances)
        {
            foreach (var timer in instance.State.Timers)
            {
                if (next is not { } best || timer.Due < best.Timer.Due)
                {
                    next = (instance, timer);
                }
            }
        }

        return next;
    }

    /// <summary>An outcome among the ports that lead on from the waiting activity.</summary>
    private Value RandomAnswer(CompiledDefinition definition, OpenWait wait)
    {
        var ports = definition.PortsOf(wait.ActivityId);
        return ports.IsEmpty ? Value.EmptyMap : Value.Map(("outcome", ports[Choose(ports.Length)]));
    }

    private int Choose(int count) => (int)(Ids.Random("simulation", (long)_options.Seed + (++_choices << 20)) % (ulong)count);
}
