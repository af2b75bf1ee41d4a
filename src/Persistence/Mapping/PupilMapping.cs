using CaseFlow.Cases.Exclusions;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Persistence.Mapping;

internal static class PupilMapping
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<Pupil>(pupil =>
        {
            pupil.Ignore(row => row.Name);
            pupil.HasIndex(row => row.Upn).IsUnique();
            pupil.HasOne<School>().WithMany().HasForeignKey(row => row.SchoolId).OnDelete(DeleteBehavior.Restrict);
            pupil.HasIndex(row => new { row.SchoolId, row.Surname });
        });
        builder.Entity<Enrolment>(enrolment =>
        {
            enrolment.HasOne<Pupil>().WithMany().HasForeignKey(row => row.PupilId).OnDelete(DeleteBehavior.Restrict);
            enrolment.HasOne<School>().WithMany().HasForeignKey(row => row.SchoolId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<Carer>().HasOne<Pupil>().WithMany().HasForeignKey(row => row.PupilId).OnDelete(DeleteBehavior.Cascade);
        builder.Entity<Exclusion>(exclusion =>
        {
            exclusion.HasOne<Pupil>().WithMany().HasForeignKey(row => row.PupilId).OnDelete(DeleteBehavior.Restrict);
            exclusion.HasOne<School>().WithMany().HasForeignKey(row => row.SchoolId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
