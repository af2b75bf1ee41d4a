using System.Data.Common;
using CaseFlow.Host.Email;
using CaseFlow.Persistence;
using CaseFlow.Persistence.Schema;
using CaseFlow.Persistence.Storage;
using CaseFlow.TestKit.Databases;
using CaseFlow.TestKit.Smtp;
using CaseFlow.TestKit.Time;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;
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

    public static async Task<OutboxHarness> Create(DatabaseKind kind = DatabaseKind.Sqlite)
    {
        var harness = new OutboxHarness(await TestDatabase.Create(kind), await SmtpPeer.Start());
        await SchemaMigrator.Migrate(harness.Storage, harness.Clock);
        return harness;
    }

    public OutboxSender Sender(string host = "host-1", int perMinute = 0, IMailTransport? transport = null) => new(
        Store,
        new EmailTemplateFinder(new EmailTemplateCatalogue([Template], []), _services.GetRequiredService<IDefinitionStore>()),
        transport ?? Smtp(),
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
