using System.Collections.Immutable;
using CaseFlow.Engine.Activities;

namespace CaseFlow.Engine.BuiltIn;

/// <summary>The activities the engine brings along. A new one is a class of its own in this folder; nothing else needs changing.</summary>
public static class BuiltInActivities
{
    /// <summary>One instance of each, by type name.</summary>
    public static ImmutableArray<Activity> All { get; } = [.. Discover()];

    private static IEnumerable<Activity> Discover() =>
        typeof(BuiltInActivities).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Activity)) && !type.IsAbstract && !typeof(IStructural).IsAssignableFrom(type))
            .Select(type => (Activity)Activator.CreateInstance(type, nonPublic: true)!)
            .OrderBy(activity => activity.Descriptor.Type, StringComparer.Ordinal);
}

/// <summary>Marks activities that no file names: the compiler puts them in.</summary>
internal interface IStructural;
