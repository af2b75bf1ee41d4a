using System.Data.Common;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Schools;
using CaseFlow.Host.Email;
using CaseFlow.Persistence;
using CaseFlow.RuntimeKit;
using CaseFlow.Persistence.Storage;
using CaseFlow.TestKit.Databases;
using CaseFlow.TestKit.Smtp;
using CaseFlow.TestKit.Time;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Waking;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseFlow.Host.Tests.Email;

/// <summary>A real database with an outbox, a real SMTP server, and a clock the test moves.</summary>
internal sealed class OutboxHarness : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private OutboxHarness(TestDatabase database, SmtpPeer peer)
    {
        (_database, Peer) = (database, peer);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:CaseFlow", database.ConnectionString)]).Build();
        _services = new ServiceCollection().AddCaseFlowPersistence(configuration).BuildServiceProvider();
    }

    public HandSetClock Clock { get; } = new(Start);

    public SmtpPeer Peer { get; }

    public CaseFlowStorage Storage => _services.GetRequiredService<CaseFlowStorage>();

    public IOutboxStore Store => _services.GetRequiredService<IOutboxStore>();

    public static async Task<OutboxHarness> Create(DatabaseKind kind = DatabaseKind.Sqlite) =>
        new(await MigratedDatabase.Create(kind), await SmtpPeer.Start());

    public OutboxSender Sender(string host = "host-1", int perMinute = 0, IMailTransport? transport = null) => new(
        Store,
        new EmailTemplateFinder(new EmailTemplateCatalogue([Template], []), _services.GetRequiredService<IDefinitionStore>()),
        transport ?? Smtp(),
        new BouncedEmails(_services.GetRequiredService<IInstanceStore>(), _services.GetRequiredService<IDefinitionStore>(), Clock),
        new WorkBell(),
        new() { Host = host, PublicAddress = new Uri("https://caseflow.example/"), MessageIdDomain = "caseflow.example", PerMinute = perMinute },
        Clock,
        NullLogger<OutboxSender>.Instance);

    public IMailTransport Smtp() => MailTransports.Create(
        new()
        {
            Transport = "Smtp",
            Smtp = new() { Host = "localhost", Port = Peer.Port, UserName = SmtpPeer.UserName, Password = SmtpPeer.Password, TrustedCertificate = Peer.CertificatePath },
        },
        "unused");

    public async Task<IReadOnlyList<Guid>> Queue(int count, string template = "EM-TEST-01", string? hash = null, string data = """{"CaseRef":"NC-26-0147"}""", Guid? caseId = null)
    {
        var ids = Enumerable.Range(0, count).Select(number => Guid.CreateVersion7(Clock.GetUtcNow().AddMilliseconds(number))).ToList();
        await Storage.Gate.Run(scope =>
        {
            foreach (var id in ids)
            {
                Fill(scope.Command(
                        """
                        INSERT INTO outbox (outbox_id, instance_id, activity_id, execution_id, message, offset_name, recipient, address, template, template_hash, data_json, status, task_id, case_id, created_at, attempts, turn_at, claimed_until, waits_for_server)
                        VALUES (@id, @instance, 'a', 'e', 'assigned', '', 'r', 'head@ashlow.example', @template, @hash, @data, 'Waiting', NULL, @case, @at, 0, @at, 0, 0)
                        """),
                    ("id", id), ("instance", id.ToString("N")), ("template", template), ("hash", hash ?? Template.Hash), ("data", data), ("case", caseId), ("at", Clock.GetUtcNow().ToUnixTimeMilliseconds()))
                    .ExecuteNonQuery();
            }

            return 0;
        });
        return ids;
    }

    /// <summary>A case of an invented child, for its timeline.</summary>
    public Task<Guid> OpenCase() => Storage.Gate.Run(scope =>
    {
        var data = scope.Data;
        var from = new DateOnly(2020, 9, 1);
        var group = new Partnership { Id = Guid.CreateVersion7(), Code = "NC", Name = "North", ValidFrom = from };
        var school = new School { Id = Guid.CreateVersion7(), Urn = "999001", Name = "Ashlow Vale School", LocalAuthority = LocalAuthorities.Own };
        var pupil = new Pupil
        {
            Id = Guid.CreateVersion7(),
            Forename = "Testa",
            Surname = "Samplechild",
            DateOfBirth = new DateOnly(2012, 5, 4),
            Sex = Sex.F,
            AddressLine1 = "1 Mill Lane",
            Postcode = "LE97 1AA",
            HomeAuthority = LocalAuthorities.Own,
            ResponsibleAuthority = LocalAuthorities.Own,
            SchoolId = school.Id,
        };
        data.Partnerships.Add(group);
        data.Schools.Add(school);
        data.SchoolMemberships.Add(new SchoolMembership { Id = Guid.CreateVersion7(), SchoolId = school.Id, PartnershipId = group.Id, From = from });
        data.Pupils.Add(pupil);
        data.SaveChanges();
        return CaseOpening.Apply(data, new CaseOpeningOptions { PupilId = pupil.Id, At = Start }).Id;
    });

    public Task<int> Execute(string sql) => Storage.Gate.Run(scope => scope.Command(sql).ExecuteNonQuery());

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        await Peer.DisposeAsync();
    }

    private static DbCommand Fill(DbCommand command, params (string Name, object? Value)[] parameters)
    {
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static EmailTemplate Template { get; } =
        EmailTemplateReader.Read("""{"name":"EM-TEST-01","subject":"CaseFlow: action needed on {{CaseRef}}","text":"Open {{DeepLink}}"}""", "test").Template!;
}
