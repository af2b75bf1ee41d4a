using System.Globalization;
using System.Text.Json.Nodes;
using CaseFlow.Engine.Definitions;

namespace CaseFlow.Workflows.Definitions;

/// <summary>How many instances may run at a time. The database enforces it by a unique key that a running instance holds.</summary>
public enum ActivationStrategy
{
    Always,

    /// <summary>One of a definition.</summary>
    Singleton,

    /// <summary>One of a definition for a correlation id.</summary>
    CorrelatedSingleton,

    /// <summary>One for a correlation id among all definitions that say so.</summary>
    Correlation,
}

public static class ActivationStrategies
{
    /// <summary>Reads options.activationStrategyType, in any of the forms Elsa has written it: what counts is the last part of the type's name.</summary>
    public static ActivationStrategy Of(JsonObject definition)
    {
        if (definition["options"].At("activationStrategyType") is not JsonValue value || !value.TryGetValue<string>(out var type))
        {
            return ActivationStrategy.Always;
        }

        var name = type.Split(',', 2)[0].Trim();
        return name[(name.LastIndexOfAny(['.', ':']) + 1)..] switch
        {
            "SingletonStrategy" => ActivationStrategy.Singleton,
            "CorrelatedSingletonStrategy" => ActivationStrategy.CorrelatedSingleton,
            "CorrelationStrategy" => ActivationStrategy.Correlation,
            _ => ActivationStrategy.Always,
        };
    }

    /// <summary>What a running instance holds so that no second one starts; null where any number may run.</summary>
    public static string? Key(this ActivationStrategy strategy, string definitionId, string? correlationId) => strategy switch
    {
        ActivationStrategy.Singleton => $"definition:{definitionId}",
        // With the length of the first part, so that no other pair of ids gives the same key.
        ActivationStrategy.CorrelatedSingleton => string.Create(CultureInfo.InvariantCulture, $"correlated:{definitionId.Length}:{definitionId}:{correlationId}"),
        ActivationStrategy.Correlation when correlationId is not null => $"correlation:{correlationId}",
        _ => null,
    };
}
