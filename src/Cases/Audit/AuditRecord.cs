using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CaseFlow.Cases.Audit;

/// <summary>An entry as it is kept: a link of the chain.</summary>
/// <param name="Seq">1, 2, 3 … without a gap.</param>
/// <param name="At">Unix milliseconds, UTC.</param>
/// <param name="Subject">"kind:id".</param>
/// <param name="Detail">The facts as a JSON object.</param>
/// <param name="PreviousHash">The hash of the row before; empty for the first.</param>
public sealed record AuditRecord(
    long Seq, long At, Guid? PersonId, Guid? ForPersonId, string? Role, string? Organisation, string Action, string Subject, Guid? CaseId, string Detail, string? Reason, string PreviousHash)
{
    private const string Format = "caseflow-audit-1";
    private const int RoomForNumbers = 128;

    /// <summary>As it stands in the table, or as it is about to.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The link that follows.</summary>
    public static AuditRecord After(AuditHead head, AuditEntry entry)
    {
        var record = new AuditRecord(
            head.Seq + 1, entry.At.ToUnixTimeMilliseconds(), entry.By.PersonId, entry.By.ForPersonId, entry.By.Role, entry.By.Organisation, entry.Action, entry.Subject.ToString(), entry.CaseId,
            AuditDetail.Of(entry.Facts), entry.Reason, head.Hash);
        return record with { Hash = record.ComputeHash() };
    }

    /// <summary>
    /// SHA-256 over every field and the hash of the row before, each with its length in front, so that nothing can move from
    /// one field to the next.
    /// </summary>
    public string ComputeHash()
    {
        var texts = (ReadOnlySpan<string?>)[Format, Role, Organisation, Action, Subject, Detail, Reason, PreviousHash];
        var length = RoomForNumbers;
        foreach (var text in texts)
        {
            length += sizeof(int) + (text is null ? 0 : Encoding.UTF8.GetMaxByteCount(text.Length));
        }

        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var writer = new CanonicalWriter(buffer);
            writer.Number(Seq);
            writer.Number(At);
            writer.Id(PersonId);
            writer.Id(ForPersonId);
            writer.Id(CaseId);
            foreach (var text in texts)
            {
                writer.Text(text);
            }

            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(writer.Written, hash);
            return Convert.ToHexStringLower(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private ref struct CanonicalWriter(Span<byte> buffer)
    {
        private const int IdLength = 16;

        private readonly Span<byte> _buffer = buffer;
        private int _length;

        public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

        public void Number(long value)
        {
            BinaryPrimitives.WriteInt64BigEndian(_buffer[_length..], value);
            _length += sizeof(long);
        }

        public void Id(Guid? value)
        {
            _buffer[_length++] = value is null ? (byte)0 : (byte)1;
            if (value is { } id)
            {
                id.TryWriteBytes(_buffer[_length..], bigEndian: true, out _);
                _length += IdLength;
            }
        }

        public void Text(string? value)
        {
            var written = value is null ? -1 : Encoding.UTF8.GetBytes(value, _buffer[(_length + sizeof(int))..]);
            BinaryPrimitives.WriteInt32BigEndian(_buffer[_length..], written);
            _length += sizeof(int) + Math.Max(written, 0);
        }
    }
}
