using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CaseFlow.Persistence.Identity;

/// <summary>
/// What a tracking context would save, applied on the gate's context instead. Identity's store knows only "save changes";
/// this carries its changes through the gate, with the values it read, so that a second writer is refused.
/// </summary>
internal static class CarriedChanges
{
    public static List<EntityEntry> Of(ChangeTracker tracker)
    {
        tracker.DetectChanges();
        return [.. tracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && !entry.Metadata.IsOwned())];
    }

    public static int Save(CaseFlowDb target, List<EntityEntry> changes)
    {
        foreach (var change in changes)
        {
            switch (change.State)
            {
                case EntityState.Added:
                    target.Add(change.Entity);
                    break;
                case EntityState.Modified when change.Navigations.Any():
                    // A passkey and the document it owns are written as a whole.
                    target.Update(change.Entity);
                    break;
                default:
                    Apply(target, change);
                    break;
            }
        }

        return target.SaveChanges();
    }

    private static void Apply(CaseFlowDb target, EntityEntry change)
    {
        var entry = target.Attach(change.Entity);
        entry.State = change.State;

        // By name: each of the two contexts has a model object of its own.
        foreach (var property in change.Properties.Where(property => !property.Metadata.IsPrimaryKey()))
        {
            var same = entry.Property(property.Metadata.Name);
            same.OriginalValue = property.OriginalValue;
            same.IsModified = change.State == EntityState.Modified && property.IsModified;
        }
    }
}
