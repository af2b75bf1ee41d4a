using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Schools;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Persistence.Mapping;

/// <summary>Schools, the groups they belong to, their calendars, and the adults who work with them.</summary>
internal static class PeopleMapping
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<Partnership>().HasIndex(row => row.Code).IsUnique();
        builder.Entity<School>().HasIndex(row => row.Urn).IsUnique();
        builder.Entity<SchoolMembership>(membership =>
        {
            membership.HasOne<School>().WithMany().HasForeignKey(row => row.SchoolId).OnDelete(DeleteBehavior.Restrict);
            membership.HasOne<Partnership>().WithMany().HasForeignKey(row => row.PartnershipId).OnDelete(DeleteBehavior.Restrict);
            membership.HasIndex(row => new { row.SchoolId, row.From }).IsUnique();
        });

        // Unique without regard to case: by a computed column, which both databases have.
        builder.Entity<Person>(person =>
        {
            person.Ignore(row => row.Name);
            person.Property<string>("EmailKey").HasComputedColumnSql("lower(email)", stored: true);
            person.HasIndex("EmailKey").IsUnique();
        });
        builder.Entity<RoleAssignment>(assignment =>
        {
            assignment.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Restrict);
            assignment.HasOne<School>().WithMany().HasForeignKey(row => row.SchoolId).OnDelete(DeleteBehavior.Restrict);
            assignment.HasOne<Partnership>().WithMany().HasForeignKey(row => row.PartnershipId).OnDelete(DeleteBehavior.Restrict);
            assignment.Ignore(row => row.Place);
            assignment.HasIndex(row => row.Role);
        });

        builder.Entity<CalendarEntry>(entry =>
        {
            entry.HasOne<School>().WithMany().HasForeignKey(row => row.SchoolId).OnDelete(DeleteBehavior.Restrict);
            entry.HasIndex(row => new { row.SchoolId, row.AcademicYear });
        });
        builder.Entity<BankHolidayOverride>().HasIndex(row => row.Date).IsUnique();
    }
}
