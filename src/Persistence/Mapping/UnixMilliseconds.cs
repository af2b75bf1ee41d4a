using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CaseFlow.Persistence.Mapping;

/// <summary>Instants are stored as integers, because SQLite cannot order a DateTimeOffset: milliseconds since 1970, UTC.</summary>
internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    instant => instant.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
