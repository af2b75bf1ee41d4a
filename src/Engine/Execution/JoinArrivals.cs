namespace CaseFlow.Engine.Execution;

/// <summary>
/// How often a WaitAllActive join may go on, counted from a journal alone: once for each arrival at which every branch has
/// arrived more often than the join has ended. A branch that arrives again before the join has ended counts once more.
/// </summary>
internal sealed class JoinArrivals(int branches)
{
    private readonly int[] _counts = new int[branches];
    private readonly int[] _settled = new int[branches];
    private int _ends;
    private int _settledEnds;

    /// <summary>How often the join may have gone on by the last turn that was counted.</summary>
    public int Allowed { get; private set; }

    public void Arrived(int branch) => _counts[branch]++;

    public void Ended() => _ends++;

    /// <summary>
    /// Counts what arrived in one turn. The journal does not say in which order the connections of a turn were visited, so
    /// the most that any order allows is taken: all arrivals but those that were needed before every branch had arrived.
    /// </summary>
    public void Settle()
    {
        var (arrivals, needed) = (0, 0);
        for (var branch = 0; branch < _counts.Length; branch++)
        {
            arrivals += _counts[branch] - _settled[branch];
            needed += Math.Max(0, _settledEnds + 1 - _settled[branch]);
        }

        if (arrivals > 0 && _counts.Min() > _settledEnds)
        {
            Allowed += needed > 0 ? arrivals - needed + 1 : arrivals;
        }

        _counts.CopyTo(_settled, 0);
        _settledEnds = _ends;
    }
}
