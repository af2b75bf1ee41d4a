using System.Collections.Frozen;
using System.Collections.Immutable;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Workflows.Facts;

/// <summary>Answers the facts of a burst from the domain as it stands.</summary>
public sealed class FactAnswers(ICaseDataFactory cases, IEnumerable<IFactSource> sources)
{
    private readonly FrozenDictionary<string, IFactSource> _sources = sources.ToFrozenDictionary(source => source.Name, StringComparer.Ordinal);

    public FactsAnswered Answer(ImmutableArray<FactRequested> facts, DateTimeOffset now)
    {
        using var data = cases.Open();
        return new FactsAnswered(facts.ToImmutableSortedDictionary(
            fact => fact.FactId,
            fact => _sources.TryGetValue(fact.Name, out var source)
                ? source.Answer(data, fact.Arguments, now)
                : Problem($"CaseFlow cannot look up \"{fact.Name}\". Use an activity of this version in its place, publish, and retry."),
            StringComparer.Ordinal));
    }

    internal static Value Problem(string message) => Value.Map(("problem", message));
}
