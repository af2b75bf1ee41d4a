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

    public GateStatement Instant(DateTimeOffset? value) => Number(value?.ToUnixTimeMilliseconds());

    /// <summary>How many rows it changed.</summary>
    public abstract int Execute();
}

/// <summary>What both gates hand to their work.</summary>
internal abstract class GateScope : WriteScope
{
    public abstract GateStatement Statement(string sql);
}

internal static class GateStatements
{
    public static GateStatement Statement(this WriteScope scope, string sql) => ((GateScope)scope).Statement(sql);
}
