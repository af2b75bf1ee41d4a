using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Exclusions;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CaseFlow.Cases.Storage;

/// <summary>
/// The domain's tables, as the domain's services see them. Reads may use it anywhere; SaveChanges only works on the
/// one handed out by <see cref="WriteScope.Data"/>.
/// </summary>
public interface ICaseData
{
    DbSet<Partnership> Partnerships { get; }

    DbSet<SchoolMembership> SchoolMemberships { get; }

    DbSet<School> Schools { get; }

    DbSet<Person> People { get; }

    DbSet<RoleAssignment> RoleAssignments { get; }

    DbSet<CalendarEntry> CalendarEntries { get; }

    DbSet<BankHolidayOverride> BankHolidayOverrides { get; }

    DbSet<Pupil> Pupils { get; }

    DbSet<Enrolment> Enrolments { get; }

    DbSet<Carer> Carers { get; }

    DbSet<Case> Cases { get; }

    DbSet<CaseSequence> CaseSequences { get; }

    DbSet<CaseParticipant> CaseParticipants { get; }

    DbSet<TimelineEntry> TimelineEntries { get; }

    DbSet<DecisionRecord> Decisions { get; }

    DbSet<DecisionParty> DecisionParties { get; }

    DbSet<DecisionEvidence> DecisionEvidence { get; }

    DbSet<Exclusion> Exclusions { get; }

    /// <summary>What is known of a loaded row: imports ask it whether anything changed.</summary>
    EntityEntry Entry(object entity);

    int SaveChanges();
}
