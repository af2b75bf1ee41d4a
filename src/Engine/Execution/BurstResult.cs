using System.Collections.Immutable;

namespace CaseFlow.Engine.Execution;

/// <summary>What one burst came to.</summary>
/// <param name="State">The new state. Commit it only when <paramref name="Facts"/> is empty.</param>
/// <param name="Journal">What happened, enough to replay it.</param>
/// <param name="Effects">In the order they were asked for.</param>
/// <param name="Facts">Facts to answer before the burst can go on: run again with <see cref="FactsAnswered"/> on <paramref name="State"/>, and merge the two results with <see cref="Merge"/>.</param>
public sealed record BurstResult(
    InstanceState State, BurstJournal Journal, ImmutableArray<Effect> Effects, ImmutableArray<FactRequested> Facts)
{
    /// <summary>This result followed by the one that answered its facts, as one burst.</summary>
    public BurstResult Merge(BurstResult next) =>
        new(next.State, Journal.Append(next.Journal), Effects.AddRange(next.Effects), next.Facts);
}
