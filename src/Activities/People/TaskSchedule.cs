using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Activities.People;

/// <summary>Something that happens to a task by itself.</summary>
/// <param name="Offset">"first", "half", "T-2", "due", "+1" …, "escalate-1" …, "lapse": part of the key of the email it makes.</param>
public readonly record struct ScheduledNotice(string Offset, DateTimeOffset At)
{
    public const string First = "first";
    public const string Lapse = "lapse";

    public bool IsEscalation => Offset.StartsWith("escalate-", StringComparison.Ordinal);

    /// <summary>The number of an escalation, from 1.</summary>
    public int Step => int.TryParse(Offset.AsSpan(Offset.LastIndexOf('-') + 1), out var step) ? step : 1;

    /// <summary>What the email it makes is for.</summary>
    public string Message => Offset switch
    {
        First => "assigned",
        Lapse => "lapsed",
        ['+', ..] => "overdue",
        _ => IsEscalation ? "escalated" : "reminder",
    };

    /// <summary>A list of [offset, at] in order of time: as the fact "task-plan" answers it and an execution keeps it.</summary>
    public static ImmutableArray<ScheduledNotice> Read(Value list) =>
    [
        .. list.AsList
            .Select(item => item.AsList)
            .Where(item => item.Length >= 2 && item[1].AsDate is not null)
            .Select(item => new ScheduledNotice(item[0].AsText ?? "", item[1].AsDate!.Value))
            .OrderBy(notice => notice.At),
    ];

    public static Value Write(IEnumerable<ScheduledNotice> notices) =>
        Value.Of(notices.Select(notice => Value.Of([Value.Of(notice.Offset), Value.Of(notice.At)])));
}
