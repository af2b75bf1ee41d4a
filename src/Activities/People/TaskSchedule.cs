using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Activities.People;

/// <summary>What is still to happen to a task by itself, in order of time.</summary>
/// <param name="Offset">"half", "T-2", "due", "+1", "+2", "+3", "escalate-1" …: part of the key of the email it makes.</param>
public readonly record struct ScheduledNotice(string Offset, DateTimeOffset At)
{
    public bool IsEscalation => Offset.StartsWith("escalate", StringComparison.Ordinal);

    public bool IsOverdue => Offset.StartsWith('+');

    /// <summary>A list of { offset, at } as the fact "task-plan" answers it, or of ["offset", at] as an execution keeps it.</summary>
    public static ImmutableArray<ScheduledNotice> Read(Value list) =>
    [
        .. list.AsList
            .Select(item => item.Kind == ValueKind.List
                ? new ScheduledNotice(item.AsList[0].AsText ?? "", item.AsList[1].AsDate ?? default)
                : new ScheduledNotice(item["offset"].AsText ?? "", item["at"].AsDate ?? default))
            .Where(notice => notice.Offset.Length > 0 && notice.At != default)
            .OrderBy(notice => notice.At),
    ];

    public static Value Write(IEnumerable<ScheduledNotice> notices) =>
        Value.Of(notices.Select(notice => Value.Of([Value.Of(notice.Offset), Value.Of(notice.At)])));
}
