using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Values;

namespace CaseFlow.Workflows.Facts;

/// <summary>
/// Answers one kind of question the engine cannot answer itself. The answer is journaled, so a replay needs none of
/// this. What cannot be answered is answered with { problem }: words for a process owner that say what to do.
/// </summary>
public interface IFactSource
{
    string Name { get; }

    Value Answer(ICaseData data, Value arguments, DateTimeOffset now);
}
