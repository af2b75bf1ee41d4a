using System.Globalization;

namespace CaseFlow.Cases.Audit;

/// <summary>The last link: kept elsewhere, it shows whether anything was cut off or written anew since.</summary>
public readonly record struct AuditHead(long Seq, string Hash)
{
    /// <summary>Before the first entry.</summary>
    public static AuditHead Empty { get; } = new(0, "");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seq}:{Hash}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out AuditHead head)
    {
        head = Empty;
        if (text?.Split(':') is not [var seq, var hash] || !long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        head = new(number, hash.Trim().ToLowerInvariant());
        return true;
    }
}

/// <summary>Reads the log in order and says at which row it stops being the one that was written.</summary>
/// <param name="exported">A head printed earlier, or null.</param>
public sealed class AuditChain(AuditHead? exported = null)
{
    private bool _sawExported = exported is null or { Seq: 0 };

    public AuditHead Head { get; private set; } = AuditHead.Empty;

    /// <summary>What is wrong with the next row; null where it follows.</summary>
    public string? Next(AuditRecord record)
    {
        var problem = Problem(record);
        Head = new(record.Seq, record.Hash);
        return problem;
    }

    /// <summary>What is wrong with where the log ends; null where nothing is.</summary>
    public string? End() => _sawExported ? null
        : string.Create(CultureInfo.InvariantCulture, $"The log ends at row {Head.Seq}, but row {exported!.Value.Seq} was there when its head was printed: rows are missing.");

    private string? Problem(AuditRecord record)
    {
        if (record.Seq != Head.Seq + 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Row {record.Seq} follows row {Head.Seq}: rows are missing or were put in.");
        }

        if (record.PreviousHash != Head.Hash)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Row {record.Seq} does not follow the row before it: one of them was changed.");
        }

        if (record.ComputeHash() != record.Hash)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Row {record.Seq} is not as it was written: its hash is another.");
        }

        if (exported is { } head && head.Seq == record.Seq)
        {
            _sawExported = true;
            return head.Hash == record.Hash ? null
                : string.Create(CultureInfo.InvariantCulture, $"Row {record.Seq} is not the one whose head was printed: the log was written anew.");
        }

        return null;
    }
}
