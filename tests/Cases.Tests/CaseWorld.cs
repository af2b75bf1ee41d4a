using System.Collections.Concurrent;
using CaseFlow.Cases.Access;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Storage;
using CaseFlow.TestKit.Databases;
using CaseFlow.TestKit.People;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Cases.Tests;

/// <summary>
/// A small county on a real database: two partnerships, three schools, and whoever a test adds. It is the middle of the
/// autumn term, Wednesday 18 November 2026, nine in the morning.
/// </summary>
internal sealed class CaseWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 18, 9, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 11, 18);

    private static readonly ConcurrentDictionary<DatabaseKind, string> Schemas = new();

    private readonly TestDatabase _database;
    private readonly CaseFlowStorage _storage;

    private CaseWorld(TestDatabase database, CaseFlowStorage storage) => (_database, _storage) = (database, storage);

    public IWriteGate Gate => _storage.Gate;

    public ICaseDataFactory Factory => _storage;

    public FixedClock Clock { get; } = new(Now);

    public Guid North { get; } = Guid.CreateVersion7(Now);

    public Guid South { get; } = Guid.CreateVersion7(Now);

    public Guid Ashlow { get; } = Guid.CreateVersion7(Now);

    public Guid Priory { get; } = Guid.CreateVersion7(Now);

    public Guid Sorrel { get; } = Guid.CreateVersion7(Now);

    public static async Task<CaseWorld> Create(DatabaseKind kind)
    {
        var database = await TestDatabase.Create(kind);
        var world = new CaseWorld(database, CaseFlowStorage.Open(database.ConnectionString));
        var schema = Schemas.GetOrAdd(kind, _ => world.Schema());
        await world.Gate.Run(scope =>
        {
            using var command = scope.Connection.CreateCommand();
            command.Transaction = scope.Transaction;
            command.CommandText = schema;
            return command.ExecuteNonQuery();
        });
        await world.Write(world.Populate);
        return world;
    }

    public Task Write(Action<ICaseData> work) => Gate.Run(scope =>
    {
        work(scope.Data);
        return scope.Data.SaveChanges();
    });

    public Task<T> Write<T>(Func<ICaseData, T> work) => Gate.Run(scope =>
    {
        var result = work(scope.Data);
        scope.Data.SaveChanges();
        return result;
    });

    public T Read<T>(Func<ICaseData, T> read)
    {
        using var data = Factory.Open();
        return read(data);
    }

    public async Task<Viewer> SomebodyWho(string role, Guid? school = null, Guid? partnership = null, string? authority = null, string? organisation = null, DateOnly? to = null)
    {
        var id = await Person();
        await Give(id, role, school, partnership, authority, organisation, to);
        return Viewer(id);
    }

    public Viewer Viewer(Guid personId) => Read(data => ViewerLookup.Load(data, personId, Today))!;

    public async Task<Guid> Person(string last = "Otter", bool isActive = true)
    {
        var id = Guid.CreateVersion7(Now);
        await Write(data => data.People.Add(new Person { Id = id, FirstName = "Pat", LastName = last, Email = $"{id:N}@example.org", IsActive = isActive }));
        return id;
    }

    public Task Give(Guid personId, string role, Guid? school = null, Guid? partnership = null, string? authority = null, string? organisation = null, DateOnly? to = null) =>
        Write(data => data.RoleAssignments.Add(new RoleAssignment
        {
            Id = Guid.CreateVersion7(Now),
            PersonId = personId,
            Role = role,
            SchoolId = school,
            PartnershipId = partnership,
            Authority = authority,
            OrganisationName = organisation,
            From = new DateOnly(2026, 8, 1),
            To = to,
        }));

    public async Task<Guid> Pupil(Guid school, Action<Pupil>? change = null)
    {
        var pupil = NewPupil(school);
        change?.Invoke(pupil);
        await Write(data => data.Pupils.Add(pupil));
        return pupil.Id;
    }

    public async Task<Case> Case(Guid school, CaseStage stage = CaseStage.Triage, Action<Pupil>? child = null) =>
        await CaseOf(await Pupil(school, child), stage);

    public Task<Case> CaseOf(Guid pupilId, CaseStage stage = CaseStage.Triage) => Write(data =>
    {
        var file = CaseOpening.Apply(data, new CaseOpeningOptions { PupilId = pupilId, At = Now });
        foreach (var next in new[] { CaseStage.Submitted, CaseStage.Triage, stage }.Where(_ => stage != CaseStage.Draft))
        {
            CaseStages.Apply(data, new CaseChange { CaseId = file.Id, At = Now, Stage = next });
            if (next == stage)
            {
                break;
            }
        }

        return file;
    });

    public static Pupil NewPupil(Guid school) => InventedPupil.At(school, Now);

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        await _database.DisposeAsync();
    }

    private string Schema()
    {
        using var context = _storage.OpenForReading();
        return context.Database.GenerateCreateScript();
    }

    private void Populate(ICaseData data)
    {
        data.Partnerships.Add(new Partnership { Id = North, Code = "NC", Name = "North Charnwood", ValidFrom = new DateOnly(2013, 9, 1) });
        data.Partnerships.Add(new Partnership { Id = South, Code = "SL", Name = "South Leicestershire", ValidFrom = new DateOnly(2013, 9, 1) });
        AddSchool(data, Ashlow, "900001", "Ashlow Vale School", North);
        AddSchool(data, Priory, "900002", "Priory Gate College", North);
        AddSchool(data, Sorrel, "900003", "Sorrel Hill School", South);
    }

    private static void AddSchool(ICaseData data, Guid id, string urn, string name, Guid partnership)
    {
        data.Schools.Add(new School { Id = id, Urn = urn, Name = name, LocalAuthority = LocalAuthorities.Leicestershire });
        data.SchoolMemberships.Add(new SchoolMembership
        {
            Id = Guid.CreateVersion7(Now),
            SchoolId = id,
            PartnershipId = partnership,
            From = new DateOnly(2013, 9, 1),
        });
    }
}

internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
