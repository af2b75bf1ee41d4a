using CaseFlow.Persistence.Gate;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Engine;

/// <summary>A burst that had already taken its guard must not be kept: another was first.</summary>
internal sealed class BurstUndone(CommitResult result) : UndoneException("The burst was undone, because another came first.")
{
    public CommitResult Result => result;
}
