using System.Collections.Frozen;

namespace CaseFlow.Engine.Activities;

/// <summary>The activity types a host knows. Types named in a file resolve only from here. Immutable, thread-safe.</summary>
public sealed class ActivityCatalogue
{
    private readonly FrozenDictionary<string, Activity> _byType;

    public ActivityCatalogue(IEnumerable<Activity> activities) =>
        _byType = activities.ToFrozenDictionary(activity => activity.Descriptor.Type, StringComparer.Ordinal);

    public IEnumerable<Activity> Activities => _byType.Values.OrderBy(activity => activity.Descriptor.Type, StringComparer.Ordinal);

    public Activity? Find(string type) => _byType.GetValueOrDefault(type);
}
