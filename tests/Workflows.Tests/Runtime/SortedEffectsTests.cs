using CaseFlow.Activities.Effects;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;
using CaseFlow.Workflows.Execution;

namespace CaseFlow.Workflows.Tests.Runtime;

public sealed class SortedEffectsTests
{
    private static readonly DateTimeOffset Due = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void WaitsOpened_ClosedAgainInTheSameBurst_AreNotThere()
    {
        var sorted = Sort(Open("2"), Open("10"), Open("3"), new WaitClosed("2", "Event", "arrived"), new WaitClosed("10", "Event", "arrived"), new WaitClosed("1", "Task", null));

        Assert.Equal("3", Assert.Single(sorted.WaitsOpened).WaitId);
        Assert.Equal(["1", "10", "2"], sorted.WaitsClosed.Select(wait => wait.WaitId));
    }

    [Fact]
    public void TasksOpened_WithdrawnAgainInTheSameBurst_AreNotThere()
    {
        var sorted = Sort(Open("1"), Ask("1"), Open("2"), Ask("2"), new WaitClosed("1", "Task", null), new TaskWithdrawn("1"));

        Assert.Equal("2", Assert.Single(sorted.TasksOpened).WaitId);
    }

    [Fact]
    public void TimersStarted_CancelledAgainInTheSameBurst_AreNotThere()
    {
        var sorted = Sort(Timer("1"), Timer("2"), new TimerCancelled("2"), new TimerCancelled("0"), new TimerCancelled("2"));

        Assert.Equal("1", Assert.Single(sorted.TimersStarted).TimerId);
        Assert.Equal(["0", "2"], sorted.TimersCancelled);
    }

    [Fact]
    public void IncidentsOpened_OpenedTwice_TheLastCountsInTheFirstsPlace()
    {
        var sorted = Sort(Incident("1", attempt: 1), Incident("2", attempt: 1), Incident("1", attempt: 2), Incident("3", attempt: 1), new IncidentClosed("3", "step", "retried"));

        Assert.Equal([("1", 2), ("2", 1)], sorted.IncidentsOpened.Select(incident => (incident.IncidentId, incident.Attempt)));
        Assert.Equal("3", Assert.Single(sorted.IncidentsClosed).IncidentId);
    }

    [Fact]
    public void ForOthers_ChildrenEventsAndEnds_KeepTheirOrder()
    {
        Effect[] effects =
        [
            new EventPublished("arrived", null, IsLocal: false, Value.Undefined), new LineWritten("nobody's"), new ChildCancelRequested("c1", "why"),
            new InstanceEnded(WorkflowSubStatus.Finished, Value.EmptyMap),
        ];

        Assert.Equal([effects[0], effects[2], effects[3]], Sort(effects).ForOthers);
    }

    [Fact]
    public void Name_SetTwice_IsTheLast() => Assert.Equal("second", Sort(new NameChanged("first"), new NameChanged("second")).Name);

    private static SortedEffects Sort(params Effect[] effects) => new([.. effects]);

    private static WaitOpened Open(string id) => new(id, "e1", "step", "Event", "arrived", Value.Undefined);

    private static TaskRequested Ask(string id) => new(id, "e1", "step", "Decide", "Decide", null, null, ["Yes"], [], null, null);

    private static TimerRequested Timer(string id) => new(id, "e1", "step", "reminder", Due);

    private static IncidentOpened Incident(string id, int attempt) => new(id, "e1", "step", "fault", "It failed.", attempt, null);
}
