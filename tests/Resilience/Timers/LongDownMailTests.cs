using CaseFlow.RuntimeKit;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.TestKit.Time;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Waking;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseFlow.Resilience.Timers;

/// <summary>R8: what comes due in three days down may be more email than a server takes at once.</summary>
public sealed class LongDownMailTests
{
    private const int PerMinute = 600;

    [Fact]
    public async Task SendDue_SeventyTwoHoursDown_EachEmailGoesOnceAtThePaceAndAllWithinTenMinutes()
    {
        var emails = FullRun.Count(1_300, 5_000);
        await using var world = await World.Create(DatabaseKind.Sqlite, ContentLibrary.Load(Repository.Path("workflows-json", "forms"), ReferralScene.Templates));
        await world.Person("Ann", "COORD");
        await world.Publish(new FlowBuilder("one-shot")
            .Then("wait", "Elsa.Delay", "Done", ("timeSpan", "04:00:00"))
            .Then("tell", "CaseFlow.SendEmail", "Done", ("template", "EM-REF-01"), ("to", new[] { "COORD" })));
        var about = await world.Case();
        await Task.WhenAll(Enumerable.Range(0, emails).Select(_ => world.Run("one-shot", about)));

        world.Clock.Advance(TimeSpan.FromHours(72));
        await world.RunDue();
        var server = new TimedServer(world.Clock);
        using var sender = new OutboxSender(
            world.Get<IOutboxStore>(), new EmailTemplateFinder(ReferralScene.Templates, world.Get<IDefinitionStore>()), server, world.Get<BouncedEmails>(), world.Get<WorkBell>(),
            new OutboxSenderOptions { Host = "host", PublicAddress = new Uri("https://caseflow.example/"), MessageIdDomain = "caseflow.example", PerMinute = PerMinute },
            world.Clock, NullLogger<OutboxSender>.Instance);
        var begun = world.Clock.GetUtcNow();
        while ((await sender.SendDue(CancellationToken.None)).Next is { } next)
        {
            Assert.True(next > world.Clock.GetUtcNow(), "It says when to go on, and that is not now.");
            world.Clock.Set(next);
        }

        Assert.Equal(emails, server.Taken.Select(one => one.MessageId).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(emails, server.Taken.Count);
        Assert.All(server.Taken.Skip(PerMinute).Zip(server.Taken), pair => Assert.True(pair.First.At - pair.Second.At >= TimeSpan.FromMinutes(1)));
        var took = server.Taken[^1].At - begun;
        Assert.InRange(took, TimeSpan.FromMinutes((emails - 1) / PerMinute), TimeSpan.FromMinutes(10));
        await world.NothingIsBroken();
        Summary.Line($"R8 three days down: {emails:N0} emails that came due went once each, never more than {PerMinute} in any minute, all within {took.TotalMinutes:0} min (target 10 min for 5,000)");
    }

    private sealed class TimedServer(HandSetClock clock) : IMailTransport
    {
        public List<(string MessageId, DateTimeOffset At)> Taken { get; } = [];

        public Task<MailOutcome> Send(OutgoingEmail email, CancellationToken cancellationToken)
        {
            // Sending takes its time too.
            clock.Advance(TimeSpan.FromMilliseconds(7));
            Taken.Add((email.MessageId, clock.GetUtcNow()));
            return Task.FromResult<MailOutcome>(new MailAccepted());
        }
    }
}
