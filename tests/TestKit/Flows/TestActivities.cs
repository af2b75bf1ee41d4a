using CaseFlow.Engine.Activities;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.TestKit.Flows;

/// <summary>Faults while the variable it is given is true; asks for a line first, to see that a failed call leaves nothing.</summary>
public sealed class FailingActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Test.Failing",
        DisplayName = "Fails",
        Inputs = [new InputDescriptor("Fails", "Boolean"), new InputDescriptor("Throws", "Boolean"), new InputDescriptor("Retries", "Boolean")],
        Outcomes = ["Done", "Other"],
    };

    public override void Execute(ActivityContext context)
    {
        context.Emit(new LineWritten("tried"));
        context.OpenWait("Test", null, Value.Undefined);
        context.StartTimer("late", context.Now.AddDays(1));
        if (context.Input("Throws").AsBoolean)
        {
            throw new InvalidOperationException("The detail is for nobody.");
        }

        if (context.Input("Fails").AsBoolean)
        {
            context.Fault(context.Input("Retries").AsBoolean ? "try-again" : "broken", "It is broken. Mend it.");
            return;
        }

        context.Complete();
    }

    public override TimeSpan? RetryDelay(string cause, int attempt) => cause == "try-again" && attempt <= 3 ? TimeSpan.FromMinutes(Math.Pow(2, attempt)) : null;
}

/// <summary>Asks a fact and leaves by the answer.</summary>
public sealed class FactActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Test.Fact",
        DisplayName = "Asks a fact",
        Inputs = [new InputDescriptor("Name", "String")],
        Outcomes = ["Yes", "No"],
    };

    public override void Execute(ActivityContext context) => context.AskFact(ValueConversion.ToText(context.Input("Name")), Value.Map(("of", context.ActivityId)));

    public override void FactAnswered(ActivityContext context, string factName, Value answer) => context.Complete(answer.AsBoolean ? "Yes" : "No");
}

/// <summary>Waits for a person with a timer running beside, like a task; counts its reminders.</summary>
public sealed class PatientActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Test.Patient",
        DisplayName = "Waits for a person",
        Outputs = [new OutputDescriptor("Result", "Object")],
        Outcomes = ["Done", "Overdue"],
        IsBlocking = true,
    };

    public override void Execute(ActivityContext context)
    {
        context.OpenWait("Task", context.ActivityId, Value.Undefined);
        context.StartTimer("reminder", context.Now.AddDays(1));
    }

    public override void Resumed(ActivityContext context, string waitKind, Value payload)
    {
        context.SetOutput("Result", payload);
        context.Complete(payload["outcome"].AsText ?? "Done");
    }

    public override void TimerFired(ActivityContext context, string timerName)
    {
        var reminders = context.State["reminders"].Kind == ValueKind.Number ? context.State["reminders"].AsNumber + 1 : 1;
        context.State = Value.Map(("reminders", reminders));
        context.Emit(new LineWritten($"reminder {reminders} for {context.ActivityId}"));
        if (reminders < 3)
        {
            context.StartTimer("reminder", context.Now.AddDays(reminders));
        }
        else
        {
            context.Complete("Overdue");
        }
    }

    public override void Signalled(ActivityContext context, string name, Value payload) => context.StartTimer("reminder", payload.AsDate!.Value);

    public override void Cancelled(ActivityContext context) => context.Emit(new LineWritten($"withdrawn {context.ActivityId}"));
}
