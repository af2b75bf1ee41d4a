using System.Collections.Immutable;
using CaseFlow.Activities.Effects;
using CaseFlow.Engine.Execution;

namespace CaseFlow.Workflows.Execution;

/// <summary>
/// A burst's effects by kind, in one pass, because every burst pays for it: what was opened and closed again in the same
/// burst is in neither list of the opened.
/// </summary>
public sealed class SortedEffects
{
    private readonly List<WaitOpened> _waits = [];
    private readonly List<TimerRequested> _timers = [];
    private readonly List<TaskRequested> _tasks = [];
    private readonly List<IncidentOpened> _incidents = [];

    public SortedEffects(ImmutableArray<Effect> effects)
    {
        foreach (var effect in effects)
        {
            Add(effect);
        }

        if (WaitsClosed.Count > 0)
        {
            WaitsClosed.Sort((one, other) => string.CompareOrdinal(one.WaitId, other.WaitId));
            var closed = Set(WaitsClosed.ConvertAll(wait => wait.WaitId));
            _waits.RemoveAll(wait => closed.Contains(wait.WaitId));
            _tasks.RemoveAll(task => closed.Contains(task.WaitId));
        }

        if (TimersCancelled.Count > 0)
        {
            var cancelled = Set(TimersCancelled);
            _timers.RemoveAll(timer => cancelled.Contains(timer.TimerId));
            TimersCancelled = [.. cancelled.Order(StringComparer.Ordinal)];
        }

        _incidents.RemoveAll(incident => IncidentsClosed.Exists(closed => closed.IncidentId == incident.IncidentId));
    }

    public IReadOnlyList<WaitOpened> WaitsOpened => _waits;

    public List<WaitClosed> WaitsClosed { get; } = [];

    public IReadOnlyList<TimerRequested> TimersStarted => _timers;

    public List<string> TimersCancelled { get; private set; } = [];

    public IReadOnlyList<TaskRequested> TasksOpened => _tasks;

    public List<string> TasksWithdrawn { get; } = [];

    public List<TaskEscalated> TasksEscalated { get; } = [];

    public List<EmailRequested> Emails { get; } = [];

    public IReadOnlyList<IncidentOpened> IncidentsOpened => _incidents;

    public List<IncidentClosed> IncidentsClosed { get; } = [];

    /// <summary>What concerns other instances, in the order it was asked for.</summary>
    public List<Effect> ForOthers { get; } = [];

    public string? Name { get; private set; }

    public bool ChangesCorrelation { get; private set; }

    private void Add(Effect effect)
    {
        switch (effect)
        {
            case WaitOpened wait:
                _waits.Add(wait);
                break;
            case WaitClosed wait:
                WaitsClosed.Add(wait);
                break;
            case TimerRequested timer:
                _timers.Add(timer);
                break;
            case TimerCancelled timer:
                TimersCancelled.Add(timer.TimerId);
                break;
            case TaskRequested task:
                _tasks.Add(task);
                break;
            case TaskWithdrawn task:
                TasksWithdrawn.Add(task.WaitId);
                break;
            case TaskEscalated task:
                TasksEscalated.Add(task);
                break;
            case EmailRequested email:
                Emails.Add(email);
                break;
            case IncidentOpened incident:
                Open(incident);
                break;
            case IncidentClosed incident:
                IncidentsClosed.Add(incident);
                break;
            case ChildRequested or ChildCancelRequested or EventPublished or InstanceEnded:
                ForOthers.Add(effect);
                break;
            case NameChanged name:
                Name = name.Name;
                break;
            case CorrelationChanged:
                ChangesCorrelation = true;
                break;
        }
    }

    /// <summary>Of an incident that a failed retry opened again only the last counts.</summary>
    private void Open(IncidentOpened incident)
    {
        var index = _incidents.FindIndex(other => other.IncidentId == incident.IncidentId);
        if (index < 0)
        {
            _incidents.Add(incident);
        }
        else
        {
            _incidents[index] = incident;
        }
    }

    private static ICollection<string> Set(List<string> ids) => ids.Count == 1 ? ids : ids.ToHashSet(StringComparer.Ordinal);
}
