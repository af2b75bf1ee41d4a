using CaseFlow.Cases.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CaseFlow.Persistence.Identity;

/// <summary>
/// The context that Identity's store works on. It reads and tracks like any other; saving carries the changes through the
/// gate, where they are applied on the gate's own context in one item.
/// </summary>
internal sealed class AccountDb(DbContextOptions<CaseFlowDb> options, IWriteGate gate) : CaseFlowDb(options)
{
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Identity saves asynchronously.");

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        var changes = ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        if (changes.Count == 0)
        {
            return 0;
        }

        var saved = await gate.Run(scope => Save((CaseFlowDb)scope.Data, changes), cancellationToken);
        if (acceptAllChangesOnSuccess)
        {
            ChangeTracker.AcceptAllChanges();
        }

        return saved;
    }

    private static int Save(CaseFlowDb target, List<EntityEntry> changes)
    {
        foreach (var change in changes)
        {
            var entry = target.Entry(change.Entity);
            entry.State = change.State;
            if (change.State == EntityState.Added)
            {
                continue;
            }

            // The original values hold the concurrency stamp that was read: a second writer is refused.
            entry.OriginalValues.SetValues(change.OriginalValues);
            foreach (var property in change.Properties)
            {
                entry.Property(property.Metadata.Name).IsModified = change.State == EntityState.Modified && property.IsModified;
            }
        }

        return target.SaveChanges();
    }
}
