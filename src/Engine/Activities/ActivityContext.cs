using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Activities;

/// <summary>What an activity sees and may ask for while it runs. Valid only during the call.</summary>
public abstract class ActivityContext
{
    /// <summary>The burst's instant.</summary>
    public abstract DateTimeOffset Now { get; }

    public abstract string InstanceId { get; }

    public abstract string DefinitionId { get; }

    public abstract string? CorrelationId { get; }

    /// <summary>The activity's id in the definition.</summary>
    public abstract string ActivityId { get; }

    /// <summary>This run of the activity; unique within the instance and never used again.</summary>
    public abstract string ExecutionId { get; }

    /// <summary>Whether this activity is the trigger that started the instance in this very burst: a trigger then completes at once.</summary>
    public virtual bool IsTriggering => false;

    /// <summary>What this execution remembers between bursts: a small map.</summary>
    public abstract Value State { get; set; }

    /// <summary>An input's evaluated value, converted to the type its descriptor gives; undefined where the definition sets none.</summary>
    public abstract Value Input(string name);

    /// <summary>Sets an output: durable, readable by expressions, and copied to the variable it is bound to.</summary>
    public abstract void SetOutput(string name, Value value);

    /// <summary>A variable in scope by name, or undefined.</summary>
    public abstract Value Variable(string name);

    /// <summary>Sets a variable in scope by name; a fault where there is none.</summary>
    public abstract void SetVariable(string name, Value value);

    /// <summary>A workflow input by name, or undefined.</summary>
    public abstract Value WorkflowInput(string name);

    /// <summary>Completes the execution with these outcomes; none means "Done".</summary>
    public abstract void Complete(params string[] outcomes);

    /// <summary>Opens a wait and gives its id.</summary>
    public abstract string OpenWait(string kind, string? key, Value payload);

    /// <summary>Starts (or, where one of that name runs, replaces) a timer of this execution. A due instant in the past fires at once, as a timer.</summary>
    public abstract void StartTimer(string name, DateTimeOffset due);

    public abstract void CancelTimer(string name);

    /// <summary>Asks for a fact; <see cref="Activity.FactAnswered"/> is called within the same burst.</summary>
    public abstract void AskFact(string name, Value arguments);

    /// <summary>Starts a child instance and gives its id, which derives from this instance's.</summary>
    public abstract string StartChild(string definitionId, Value input, string? correlationId, bool waitForCompletion);

    /// <summary>Adds an effect to the burst.</summary>
    public abstract void Emit(Effect effect);

    /// <summary>Faults the execution: opens an incident. The message is for a process owner and says what to do.</summary>
    public abstract void Fault(string cause, string message);
}
