using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CaseFlow.Persistence.Mapping;

/// <summary>Counts a row's version up with every change, so that the second of two writers is refused.</summary>
internal static class RowVersions
{
    private const string Name = "RowVersion";

    public static void Advance(ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries())
        {
            if (entry.State == EntityState.Modified && entry.Metadata.FindProperty(Name) is not null)
            {
                var version = entry.Property(Name);
                version.CurrentValue = (long)version.OriginalValue! + 1;
            }
        }
    }
}
