using CaseFlow.Engine.Activities;

namespace CaseFlow.Activities;

/// <summary>CaseFlow's own activities. Each is one file here: a class that derives from Activity is found by itself.</summary>
public static class CaseFlowActivities
{
    public static IReadOnlyList<Activity> All { get; } =
    [
        .. typeof(CaseFlowActivities).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(Activity)))
            .Select(type => (Activity)Activator.CreateInstance(type)!)
            .OrderBy(activity => activity.Descriptor.Type, StringComparer.Ordinal),
    ];
}
