using CaseFlow.Cases.Storage;

namespace CaseFlow.Persistence.Gate;

/// <summary>
/// A statement of the hot path, without the cost of a DbCommand. Its parameters are $1, $2 … in the order in which they
/// first appear, and are given in that order; then it is executed and can be given again.
/// </summary>
internal abstract class GateStatement
{
    public abstract GateStatement Text(string? value);

    public abstract GateStatement Number(long? value);

    public abstract GateStatement Id(Guid? value);

    public abstract GateStatement Bytes(byte[] value);

    public abstract GateStatement Date(DateOnly? value);

    public GateStatement Instant(DateTimeOffset? value) => Number(value?.ToUnixTimeMilliseconds());

    /// <summary>How many rows it changed.</summary>
    public abstract int Execute();

    /// <summary>Executed before anything that is asked for after it, and before the commit; nobody waits for its answer.</summary>
    public abstract void Later();

    /// <summary>
    /// Executes what must change a row. False where it did not; where statements go together the answer comes later, and
    /// the item is undone by <paramref name="otherwise"/>.
    /// </summary>
    public abstract bool MustChange(Func<UndoneException> otherwise);
}

internal static class GateStatements
{
    public static GateStatement Statement(this WriteScope scope, string sql) => ((GateScope)scope).Statement(sql);
}
