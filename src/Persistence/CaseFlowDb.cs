using System.Data.Common;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Exclusions;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Identity;
using CaseFlow.Persistence.Mapping;
using CaseFlow.Persistence.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Persistence;

/// <summary>
/// The one model of both databases. Reading contexts come from <see cref="ICaseDataFactory"/>; only the one that the
/// gate hands out can save, and only while its work runs.
/// </summary>
public sealed class CaseFlowDb
    : IdentityUserContext<Account, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>, ICaseReader
{
    private readonly IWriteGate? _carrier;
    private bool _open;

    /// <summary>What is written in one transaction with the next changes that are carried through the gate.</summary>
    internal List<Action<WriteScope>> CarriedWork { get; } = [];

    public CaseFlowDb(DbContextOptions<CaseFlowDb> options)
        : base(options)
    {
    }

    /// <summary>For Identity, which saves by itself: its changes are carried through the gate.</summary>
    internal CaseFlowDb(DbContextOptions<CaseFlowDb> options, IWriteGate carrier)
        : base(options) => _carrier = carrier;

    public DbSet<Partnership> Partnerships => Set<Partnership>();

    public DbSet<SchoolMembership> SchoolMemberships => Set<SchoolMembership>();

    public DbSet<School> Schools => Set<School>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<RoleAssignment> RoleAssignments => Set<RoleAssignment>();

    public DbSet<CalendarEntry> CalendarEntries => Set<CalendarEntry>();

    public DbSet<BankHolidayOverride> BankHolidayOverrides => Set<BankHolidayOverride>();

    public DbSet<Pupil> Pupils => Set<Pupil>();

    public DbSet<Enrolment> Enrolments => Set<Enrolment>();

    public DbSet<Carer> Carers => Set<Carer>();

    public DbSet<Case> Cases => Set<Case>();

    public DbSet<CaseSequence> CaseSequences => Set<CaseSequence>();

    public DbSet<CaseParticipant> CaseParticipants => Set<CaseParticipant>();

    public DbSet<TimelineEntry> TimelineEntries => Set<TimelineEntry>();

    public DbSet<DecisionRecord> Decisions => Set<DecisionRecord>();

    public DbSet<DecisionParty> DecisionParties => Set<DecisionParty>();

    public DbSet<DecisionEvidence> DecisionEvidence => Set<DecisionEvidence>();

    public DbSet<Exclusion> Exclusions => Set<Exclusion>();

    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        if (!_open)
        {
            throw OutsideTheGate();
        }

        RowVersions.Advance(ChangeTracker);
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (_carrier is null)
        {
            return SaveChanges(acceptAllChangesOnSuccess);
        }

        var changes = CarriedChanges.Of(ChangeTracker);
        Action<WriteScope>[] work = [.. CarriedWork];
        CarriedWork.Clear();
        var saved = changes.Count + work.Length == 0 ? 0 : await _carrier.Run(scope => Save(scope, work, changes), cancellationToken);
        ChangeTracker.AcceptAllChanges();
        return saved;
    }

    /// <param name="transaction">Null where the connection is in a transaction that was begun by hand.</param>
    internal void OpenForWriting(DbTransaction? transaction)
    {
        // The transaction is the gate's. An item that fails is undone as a whole by it, so a savepoint for each save would only cost.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        Database.AutoSavepointsEnabled = false;
        Database.UseTransaction(transaction);
        _open = true;
    }

    internal void CloseForWriting()
    {
        _open = false;
        ChangeTracker.Clear();
        Database.UseTransaction(null);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        IdentityMapping.Map(builder);
        PeopleMapping.Map(builder);
        PupilMapping.Map(builder);
        CaseMapping.Map(builder);
        EngineTables.Map(builder, Database.IsSqlite() ? StorageProvider.Sqlite : StorageProvider.PostgreSql);
        TaskTables.Map(builder);
        ServiceTables.Map(builder);
        Names.Apply(builder);
    }

    private static int Save(WriteScope scope, Action<WriteScope>[] work, List<Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry> changes)
    {
        foreach (var one in work)
        {
            one(scope);
        }

        return CarriedChanges.Save((CaseFlowDb)scope.Data, changes);
    }

    private static InvalidOperationException OutsideTheGate() =>
        new("This context only reads. Save inside IWriteGate.Run, on the context that its scope hands out.");
}
