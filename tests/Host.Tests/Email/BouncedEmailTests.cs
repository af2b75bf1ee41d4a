using CaseFlow.Cases.CaseFiles;
using CaseFlow.Host.Email;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.TestKit.Smtp;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Processes;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;
using CaseFlow.Workflows.Waking;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseFlow.Host.Tests.Email;

/// <summary>An address that a real mail server refuses becomes a task for the co-ordinator.</summary>
public sealed class BouncedEmailTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task SendDue_AddressRefused_AsksTheCoordinatorAndSendsAgainToTheNewAddress(DatabaseKind kind)
    {
        await using var peer = await SmtpPeer.Start();
        await using var scene = await ReferralScene.Create(kind);
        var world = scene.World;
        var started = await world.Get<ProcessStart>().Referral(new ReferralOptions(await world.Pupil(), scene.School));
        await peer.Be(SmtpMode.Reject);
        using var sender = Sender(world, peer);

        await Everything(world, sender);

        var task = Assert.Single((await world.Tasks.List(scene.Coordinator, new InboxOptions())).Tasks);
        Assert.Equal(("This address did not work: sam@example.org", "Correct an email address", started.CaseReference), (task.Title, task.SafeTitle, task.CaseReference));
        var refused = Assert.Single(await world.Get<IOutboxStore>().Failed(10), email => email.Template == "EM-TASK-01").OutboxId;

        // Corrected, and sent again under the same id: once.
        await peer.Be(SmtpMode.Accept);
        await world.Write(data => data.People.Single(person => person.Id == scene.School).Email = "sam.right@example.org");
        await scene.Do(scene.Coordinator, "Correct an email address", "Address corrected, send again", "{}");
        await Everything(world, sender);
        await Everything(world, sender);

        var arrived = Assert.Single(await peer.Received(), mail => mail.MessageId.Contains(sender.MessageId(refused), StringComparison.Ordinal));
        Assert.Equal("sam.right@example.org", arrived.To);
        Assert.Equal(["An email to Sam Otter that could not be delivered is sent again."], Told(world, started, TimelineKind.EmailQueued));
        Assert.All(await peer.Received(), mail => Assert.DoesNotContain("sam@example.org", mail.Text + mail.Html + mail.Subject, StringComparison.Ordinal));
        await world.NothingIsBroken();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task SendDue_CoordinatorsAddressIsRefusedToo_OneTaskForEachEmailOfTheReferralAndNoMore(DatabaseKind kind)
    {
        await using var peer = await SmtpPeer.Start();
        await using var scene = await ReferralScene.Create(kind);
        var world = scene.World;
        var started = await world.Get<ProcessStart>().Referral(new ReferralOptions(await world.Pupil(), scene.School));
        await peer.Be(SmtpMode.Reject);
        using var sender = Sender(world, peer);
        using var other = Sender(world, peer, "host-2");

        // Three weeks in which everybody's address is refused: reminders, overdue tasks and escalations included.
        for (var day = 0; day < 21; day++)
        {
            await Task.WhenAll(Task.Run(() => sender.SendDue(CancellationToken.None)), Task.Run(() => other.SendDue(CancellationToken.None)));
            await Everything(world, sender);
            world.Clock.Advance(TimeSpan.FromDays(1));
        }

        var ofReferral = await world.Count("SELECT count(*) FROM outbox o JOIN instance i ON i.instance_id = o.instance_id WHERE o.status = 'Failed' AND i.definition_id = 'referral'");
        Assert.True(ofReferral >= 2);
        Assert.True(await world.Count("SELECT count(*) FROM outbox WHERE status = 'Failed'") > ofReferral + 5);
        Assert.Equal(ofReferral, await world.Count("SELECT count(*) FROM instance WHERE definition_id = 'email-bounced'"));
        Assert.Equal(ofReferral, (await world.Tasks.ForCase(started.CaseId!.Value)).Count(task => task.SafeTitle == "Correct an email address"));
        await world.NothingIsBroken();
    }

    [Fact]
    public async Task SendDue_ServerAsksToTryLater_AsksNobody()
    {
        await using var peer = await SmtpPeer.Start();
        await using var scene = await ReferralScene.Create(DatabaseKind.Sqlite);
        var world = scene.World;
        await world.Get<ProcessStart>().Referral(new ReferralOptions(await world.Pupil(), scene.School));
        await peer.Be(SmtpMode.Defer);
        using var sender = Sender(world, peer);

        await Everything(world, sender);

        Assert.Equal(new OutboxCounts(1, 0, 0), await world.Get<IOutboxStore>().Count());
        Assert.Empty((await world.Tasks.List(scene.Coordinator, new InboxOptions())).Tasks);
    }

    private static async Task Everything(World world, OutboxSender sender)
    {
        for (var round = 0; round < 3; round++)
        {
            await world.RunDue();
            await sender.SendDue(CancellationToken.None);
        }

        await world.RunDue();
    }

    private static OutboxSender Sender(World world, SmtpPeer peer, string host = "host-1") => new(
        world.Get<IOutboxStore>(),
        new EmailTemplateFinder(ReferralScene.Templates, world.Get<IDefinitionStore>()),
        MailTransports.Create(
            new()
            {
                Transport = "Smtp",
                Smtp = new() { Host = "localhost", Port = peer.Port, UserName = SmtpPeer.UserName, Password = SmtpPeer.Password, TrustedCertificate = peer.CertificatePath },
            },
            "unused"),
        world.Get<BouncedEmails>(),
        new WorkBell(),
        new() { Host = host, PublicAddress = new Uri("https://caseflow.example/"), MessageIdDomain = "caseflow.example" },
        world.Clock,
        NullLogger<OutboxSender>.Instance);

    private static List<string> Told(World world, ProcessStarted started, TimelineKind kind) =>
        world.Read(data => data.TimelineEntries.Where(entry => entry.CaseId == started.CaseId && entry.Kind == kind).Select(entry => entry.Text).ToList());
}
