using CaseFlow.Engine.Definitions;

namespace CaseFlow.Engine.Soundness.Rules;

/// <summary>One rule. It holds nothing, so that one instance serves every definition.</summary>
internal abstract class SoundnessRule
{
    public abstract IEnumerable<Problem> Check(CheckedDefinition definition);
}
