using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Schools;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence;
using CaseFlow.Persistence.Storage;
using CaseFlow.TestKit.Databases;
using CaseFlow.TestKit.People;
using CaseFlow.TestKit.Time;
using CaseFlow.Workflows;
using CaseFlow.Workflows.Checks;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Execution;
using CaseFlow.Workflows.Pumps;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.RuntimeKit;

/// <summary>
/// The runtime on a real database, with one partnership, one school and the people a test adds. It is Monday
/// 23 November 2026, ten in the morning, in the middle of the autumn term.
/// </summary>
public sealed class World : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database;
    private readonly ContentLibrary _contents;
    private readonly ServiceProvider _services;

    private World(TestDatabase database, HandSetClock clock, ContentLibrary contents, PumpOptions pumps, Func<IWriteGate, IWriteGate>? around = null)
    {
        (_database, _contents, Clock) = (database, contents, clock);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:CaseFlow", database.ConnectionString)]).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(contents)
            .AddCaseFlowPersistence(configuration)
            .AddSingleton(_ => CaseFlowStorage.Open(database.ConnectionString, gate => Gate = new CountingGate(around?.Invoke(gate) ?? gate)))
            .AddWorkflows(pumps)
            .BuildServiceProvider();
    }

    public HandSetClock Clock { get; }

    /// <summary>What has been written, all of it.</summary>
    public CountingGate Gate { get; private set; } = null!;

    public Guid Partnership { get; private set; }

    public Guid School { get; private set; }

    public WorkflowRunner Runner => Get<WorkflowRunner>();

    public TaskService Tasks => Get<TaskService>();

    public IInstanceStore Instances => Get<IInstanceStore>();

    public static async Task<World> Create(DatabaseKind kind, ContentLibrary? contents = null, PumpOptions? pumps = null)
    {
        var world = new World(await MigratedDatabase.Create(kind), new HandSetClock(Start), contents ?? ContentLibrary.Empty, pumps ?? new PumpOptions());
        await world.Populate();
        return world;
    }

    /// <summary>Another host on the same database; its writes pass what is put around the gate.</summary>
    public World SecondHost(string name, ContentLibrary? contents = null, Func<IWriteGate, IWriteGate>? around = null) =>
        new(_database, Clock, contents ?? _contents, new PumpOptions { Host = name }, around) { Partnership = Partnership, School = School };

    /// <summary>A host on a copy of this world's file, with a clock of its own; its writes pass what is put around the gate. Nobody writes to the file meanwhile.</summary>
    public World Copy(Func<IWriteGate, IWriteGate>? around = null) =>
        new(_database.CopyFile(), new HandSetClock(Clock.GetUtcNow()), _contents, new PumpOptions(), around) { Partnership = Partnership, School = School };

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Gives up the services only: the database goes on for another host.</summary>
    public ValueTask StopHost() => _services.DisposeAsync();

    public Task Write(Action<ICaseData> work) => Get<IWriteGate>().Run(scope =>
    {
        var data = scope.Data;
        work(data);
        return data.SaveChanges();
    });

    public T Read<T>(Func<ICaseData, T> read)
    {
        using var data = Get<ICaseDataFactory>().Open();
        return read(data);
    }

    public Task<int> Sql(string sql) => Get<IWriteGate>().Run(scope => scope.Command(sql).ExecuteNonQuery());

    public Task<long> Count(string sql) => Get<IWriteGate>().Run(scope => Convert.ToInt64(scope.Command(sql).ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture));

    public async Task<Guid> Person(string name, params string[] roles)
    {
        var id = Guid.CreateVersion7(Clock.GetUtcNow());
        await Write(data => data.People.Add(new Person { Id = id, FirstName = name, LastName = "Otter", Email = $"{name.ToLowerInvariant()}@example.org", Phone = $"0116 496 {name.Length:0000}" }));
        foreach (var role in roles)
        {
            await Give(id, role);
        }

        return id;
    }

    public Task Give(Guid personId, string role) => Write(data => data.RoleAssignments.Add(new RoleAssignment
    {
        Id = Guid.CreateVersion7(Clock.GetUtcNow()),
        PersonId = personId,
        Role = role,
        SchoolId = Roles.PlaceOf(role) == RolePlace.School ? School : null,
        PartnershipId = Roles.PlaceOf(role) == RolePlace.Partnership ? Partnership : null,
        Authority = Roles.PlaceOf(role) == RolePlace.Authority ? LocalAuthorities.Own : null,
        From = new DateOnly(2026, 8, 1),
    }));

    public async Task<Guid> Pupil()
    {
        var pupil = InventedPupil.At(School, Clock.GetUtcNow());
        await Write(data => data.Pupils.Add(pupil));
        return pupil.Id;
    }

    public async Task<Case> Case()
    {
        var pupil = await Pupil();
        return await Get<IWriteGate>().Run(scope => CaseOpening.Apply(scope.Data, new CaseOpeningOptions { PupilId = pupil, At = Clock.GetUtcNow() }));
    }

    /// <summary>Publishes a flowchart.</summary>
    public async Task<DefinitionVersionRow> Publish(FlowBuilder flow)
    {
        var result = await Get<DefinitionCatalogue>().Publish(flow.ToJson(), "test");
        return result.Version ?? throw new InvalidOperationException(string.Join('\n', result.Problems));
    }

    public async Task<string> Run(string definitionId, Case? about = null)
    {
        var result = await Runner.Start(new StartOptions
        {
            DefinitionId = definitionId,
            Input = Engine.Values.Value.Map(("caseId", about?.Id.ToString("D")), ("caseRef", about?.Reference)),
            CorrelationId = about?.Id.ToString("D"),
            CaseId = about?.Id,
        });
        return result is Ran ran ? ran.State.InstanceId : throw new InvalidOperationException($"{definitionId} did not start: {result}");
    }

    /// <summary>Runs timers and the inbox until nothing is due.</summary>
    public async Task RunDue()
    {
        while (await Get<TimerPump>().RunDue() + await Get<InboxPump>().RunDue() > 0)
        {
        }
    }

    public async Task NothingIsBroken(CheckOptions? options = null)
    {
        var violations = (await Get<InvariantChecker>().Report(options ?? new CheckOptions())).Violations.ToList();
        if (violations.Count > 0)
        {
            throw new InvalidOperationException(string.Join('\n', violations));
        }
    }

    private async Task Populate()
    {
        var now = Clock.GetUtcNow();
        (Partnership, School) = (Guid.CreateVersion7(now), Guid.CreateVersion7(now));
        await Write(data =>
        {
            data.Partnerships.Add(new Partnership { Id = Partnership, Code = "NC", Name = "North County", ValidFrom = new DateOnly(2020, 9, 1) });
            data.Schools.Add(new School { Id = School, Urn = "100001", Name = "Ashlow Academy", LocalAuthority = LocalAuthorities.Own });
            data.SchoolMemberships.Add(new SchoolMembership { Id = Guid.CreateVersion7(now), SchoolId = School, PartnershipId = Partnership, From = new DateOnly(2020, 9, 1) });
            data.CalendarEntries.AddRange(Terms());
        });
    }

    private static IEnumerable<CalendarEntry> Terms()
    {
        (int Year, string Start, string End)[] terms =
        [
            (2026, "2026-08-27", "2026-12-18"), (2026, "2027-01-04", "2027-03-24"), (2026, "2027-04-12", "2027-07-14"),
            (2027, "2027-08-26", "2027-12-17"), (2027, "2028-01-04", "2028-04-07"), (2027, "2028-04-24", "2028-07-14"),
        ];
        return terms.Select(term => new CalendarEntry
        {
            Id = Guid.CreateVersion7(Start),
            AcademicYear = term.Year,
            Type = CalendarEntryType.Term,
            Start = DateOnly.Parse(term.Start, System.Globalization.CultureInfo.InvariantCulture),
            End = DateOnly.Parse(term.End, System.Globalization.CultureInfo.InvariantCulture),
        });
    }
}
