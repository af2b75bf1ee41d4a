using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Cases.CaseFiles;

/// <summary>The last number given to a case of a group in an academic year.</summary>
[PrimaryKey(nameof(GroupCode), nameof(AcademicYear))]
public sealed class CaseSequence
{
    public required string GroupCode { get; init; }

    public required int AcademicYear { get; init; }

    [ConcurrencyCheck]
    public int LastNumber { get; set; }
}
