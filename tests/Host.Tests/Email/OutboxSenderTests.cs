using CaseFlow.Cases.CaseFiles;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.TestKit.Smtp;
using CaseFlow.Workflows.Emails;

namespace CaseFlow.Host.Tests.Email;

public sealed class OutboxSenderTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task SendDue_RowsWaiting_EachArrivesOnceUnderTheIdOfItsRow(DatabaseKind kind)
    {
        await using var harness = await OutboxHarness.Create(kind);
        var ids = await harness.Queue(45);
        using var sender = harness.Sender();

        var round = await sender.SendDue(CancellationToken.None);

        Assert.Equal(new SendingRound(45, 0, 0, null), round);
        Assert.Equal(ids.Select(sender.MessageId).Order(), (await harness.Peer.Received()).Select(mail => mail.MessageId).Order());
        Assert.Equal(new OutboxCounts(0, 45, 0), await harness.Store.Count());
        Assert.Equal(0, (await sender.SendDue(CancellationToken.None)).Sent);
    }

    [Fact]
    public async Task SendDue_ServerAwayForSixHours_NothingIsLostTheLadderIsFollowedAndItDrains()
    {
        const int mails = 200;
        await using var harness = await OutboxHarness.Create();
        await harness.Peer.Close();
        var ids = await harness.Queue(mails);
        using var sender = harness.Sender();

        var attempts = new List<TimeSpan>();
        var back = OutboxHarness.Start.AddHours(6);
        while (harness.Clock.GetUtcNow() < back)
        {
            var round = await sender.SendDue(CancellationToken.None);
            Assert.Equal((0, 1, 0), (round.Sent, round.Deferred, round.Failed));
            attempts.Add(harness.Clock.GetUtcNow() - OutboxHarness.Start);
            harness.Clock.Set(round.Next!.Value < back ? round.Next.Value : back);
        }

        // One probe at a time: at once, after 5 seconds, and then every 5 minutes.
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(305), TimeSpan.FromSeconds(605)], attempts.Take(4));
        Assert.Equal(new OutboxCounts(mails, 0, 0), await harness.Store.Count());

        await harness.Peer.Open();
        var sent = 0;
        for (var round = await sender.SendDue(CancellationToken.None); ; round = await sender.SendDue(CancellationToken.None))
        {
            sent += round.Sent;
            if (round.Next is not { } next)
            {
                break;
            }

            harness.Clock.Set(next);
        }

        var drained = harness.Clock.GetUtcNow() - back;
        var received = await harness.Peer.Received();
        Assert.Equal(mails, sent);
        Assert.Equal(ids.Select(sender.MessageId).Order(), received.Select(mail => mail.MessageId).Order());
        Assert.True(drained <= TimeSpan.FromMinutes(10), $"drained after {drained}");
        Summary.Line($"smtp away 6 h with {mails} emails queued: {attempts.Count} probes, 0 lost, 0 doubled, drained {drained.TotalMinutes:0} min after it came back");
    }

    [Fact]
    public async Task SendDue_OneMessageDeferred_FollowsTheWholeLadderThenFailsVisiblyWhileOthersGo()
    {
        await using var harness = await OutboxHarness.Create();
        await harness.Peer.Be(SmtpMode.Defer);
        var id = Assert.Single(await harness.Queue(1));
        using var sender = harness.Sender();

        var waits = new List<TimeSpan>();
        while ((await sender.SendDue(CancellationToken.None)).Next is { } next)
        {
            waits.Add(next - harness.Clock.GetUtcNow());
            harness.Clock.Set(next);
        }

        Assert.Equal(RetryLadder.Steps, waits);
        var failed = Assert.Single(await harness.Store.Failed(10));
        Assert.Equal(id, failed.OutboxId);
        Assert.Contains("451", failed.Reason, StringComparison.Ordinal);

        await harness.Peer.Be(SmtpMode.Accept);
        Assert.True(await harness.Store.Retry(id, harness.Clock.GetUtcNow()));
        Assert.Equal(1, (await sender.SendDue(CancellationToken.None)).Sent);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task SendDue_AddressRefusedFor550_FailsAtOnceAndTheCaseIsTold(DatabaseKind kind)
    {
        await using var harness = await OutboxHarness.Create(kind);
        await harness.Peer.Be(SmtpMode.Reject);
        var caseId = await harness.OpenCase();
        await harness.Queue(1, caseId: caseId);
        using var sender = harness.Sender();

        var round = await sender.SendDue(CancellationToken.None);

        Assert.Equal(new SendingRound(0, 0, 1, null), round);
        Assert.Contains("550", Assert.Single(await harness.Store.Failed(10)).Reason, StringComparison.Ordinal);
        await using var data = harness.Storage.OpenForReading();
        var told = Assert.Single(data.TimelineEntries.Where(entry => entry.CaseId == caseId && entry.Kind == TimelineKind.EmailFailed));
        Assert.Contains("could not be delivered", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendDue_CrashBetween250AndTheMark_OneExtraCopyUnderTheSameMessageId()
    {
        await using var harness = await OutboxHarness.Create();
        await harness.Queue(5);
        await CannotMark(harness);
        using (var crashed = harness.Sender())
        {
            await Assert.ThrowsAnyAsync<Exception>(() => crashed.SendDue(CancellationToken.None));
        }

        await CanMarkAgain(harness);
        using var restarted = harness.Sender();
        await restarted.SendDue(CancellationToken.None);

        var received = await harness.Peer.Received();
        Assert.Equal(6, received.Count);
        Assert.Equal(5, received.Select(mail => mail.MessageId).Distinct().Count());
        Assert.Equal(new OutboxCounts(0, 5, 0), await harness.Store.Count());
    }

    [Fact]
    public async Task SendDue_MarkCouldNotBeWrittenAndThenCan_MarksWithoutSendingAgain()
    {
        await using var harness = await OutboxHarness.Create();
        await harness.Queue(3);
        await CannotMark(harness);
        using var sender = harness.Sender();
        await Assert.ThrowsAnyAsync<Exception>(() => sender.SendDue(CancellationToken.None));
        await Assert.ThrowsAnyAsync<Exception>(() => sender.SendDue(CancellationToken.None));
        Assert.Single(await harness.Peer.Received());

        await CanMarkAgain(harness);
        await sender.SendDue(CancellationToken.None);

        Assert.Equal(3, (await harness.Peer.Received()).Count);
        Assert.Equal(new OutboxCounts(0, 3, 0), await harness.Store.Count());
    }

    [Fact]
    public async Task SendDue_MoreThanThePace_KeepsToItEachMinute()
    {
        await using var harness = await OutboxHarness.Create();
        await harness.Queue(25);
        using var sender = harness.Sender(perMinute: 10);

        var first = await sender.SendDue(CancellationToken.None);
        Assert.Equal(10, first.Sent);
        Assert.Equal(OutboxHarness.Start.AddMinutes(1), first.Next);
        Assert.Equal(0, (await sender.SendDue(CancellationToken.None)).Sent);

        harness.Clock.Set(first.Next!.Value);
        Assert.Equal(10, (await sender.SendDue(CancellationToken.None)).Sent);
        harness.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(5, (await sender.SendDue(CancellationToken.None)).Sent);
    }

    [Theory]
    [InlineData("EM-GONE-01", "0000", """{"CaseRef":"NC-26-0147"}""")]
    [InlineData("EM-TEST-01", null, """{"PupilName":"nobody"}""")]
    [InlineData("EM-TEST-01", null, "not json")]
    public async Task SendDue_TemplateOrValuesCannotBeRead_FailsVisiblyAndTheOthersGo(string template, string? hash, string data)
    {
        await using var harness = await OutboxHarness.Create();
        await harness.Queue(1, template, hash, data);
        await harness.Queue(1);
        using var sender = harness.Sender();

        var round = await sender.SendDue(CancellationToken.None);

        Assert.Equal(new SendingRound(1, 0, 1, null), round);
        Assert.DoesNotContain("nobody", Assert.Single(await harness.Store.Failed(10)).Reason, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task SendDue_TwoHostsAtOnce_EachMessageOnce(DatabaseKind kind)
    {
        await using var harness = await OutboxHarness.Create(kind);
        await harness.Queue(60);
        using var one = harness.Sender("host-1");
        using var two = harness.Sender("host-2");

        var rounds = await Task.WhenAll(Task.Run(() => one.SendDue(CancellationToken.None)), Task.Run(() => two.SendDue(CancellationToken.None)));

        Assert.Equal(60, rounds.Sum(round => round.Sent));
        Assert.Equal(60, (await harness.Peer.Received()).Select(mail => mail.MessageId).Distinct().Count());
        Assert.Equal(60, (await harness.Peer.Received()).Count);
    }

    [Fact]
    public async Task RemoveSent_OldRecords_GoAndOthersStay()
    {
        await using var harness = await OutboxHarness.Create();
        await harness.Queue(3);
        using var sender = harness.Sender();
        await sender.SendDue(CancellationToken.None);
        harness.Clock.Advance(TimeSpan.FromDays(400));
        await harness.Queue(2);
        await sender.SendDue(CancellationToken.None);

        Assert.Equal(2, await harness.Store.RemoveSent(harness.Clock.GetUtcNow().AddDays(-365), 2));
        Assert.Equal(1, await harness.Store.RemoveSent(harness.Clock.GetUtcNow().AddDays(-365), 2));
        Assert.Equal(new OutboxCounts(0, 2, 0), await harness.Store.Count());
    }

    private static Task CannotMark(OutboxHarness harness) =>
        harness.Execute("CREATE TRIGGER no_mark BEFORE UPDATE OF sent_at ON outbox BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");

    private static Task CanMarkAgain(OutboxHarness harness) => harness.Execute("DROP TRIGGER no_mark");
}
