using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Persistence.Mapping;

internal static class CaseMapping
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<Case>(file =>
        {
            file.HasIndex(row => row.Reference).IsUnique();
            file.HasOne<Pupil>().WithMany().HasForeignKey(row => row.PupilId).OnDelete(DeleteBehavior.Restrict);
            file.HasOne<School>().WithMany().HasForeignKey(row => row.SchoolId).OnDelete(DeleteBehavior.Restrict);
            file.HasOne<Partnership>().WithMany().HasForeignKey(row => row.PartnershipId).OnDelete(DeleteBehavior.Restrict);
            file.HasOne<Person>().WithMany().HasForeignKey(row => row.LeadPersonId).OnDelete(DeleteBehavior.Restrict);
            file.HasIndex(row => new { row.PartnershipId, row.Stage });

            // Flags are a set: their number, not their names.
            file.Property(row => row.Flags).HasConversion<int>();
        });
        builder.Entity<CaseParticipant>(participant =>
        {
            participant.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
            participant.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<TimelineEntry>(entry =>
        {
            entry.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
            entry.HasIndex(row => new { row.CaseId, row.At, row.Id });
        });
        MapDecisions(builder);
    }

    private static void MapDecisions(ModelBuilder builder)
    {
        builder.Entity<DecisionRecord>(decision =>
        {
            decision.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
            decision.HasOne<DecisionRecord>().WithMany().HasForeignKey(row => row.SupersedesId).OnDelete(DeleteBehavior.Restrict);
            decision.HasIndex(row => row.SupersedesId).IsUnique();
            decision.HasMany(row => row.Parties).WithOne().HasForeignKey(row => row.DecisionRecordId).OnDelete(DeleteBehavior.Restrict);
            decision.HasMany(row => row.Evidence).WithOne().HasForeignKey(row => row.DecisionRecordId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
