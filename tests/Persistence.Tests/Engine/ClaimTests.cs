using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Persistence.Tests.Engine;

/// <summary>Timers, stimuli and emails are claimed in pages, by one host each, and given back.</summary>
public sealed class ClaimTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task ClaimDue_ManyHostsAtOnce_EachTimerIsGivenOnce(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var timers = host.Get<ITimerStore>();
        await timers.Add([.. Enumerable.Range(0, 200).Select(number => Bursts.Timer($"i{number}", "t1", Bursts.Now.AddSeconds(number - 150)))]);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => timers.ClaimDue(Bursts.Now, 40, $"host {number}", Lease)));

        var claimed = claims.SelectMany(claim => claim).ToList();
        Assert.Equal(151, claimed.Count);
        Assert.Equal(151, claimed.DistinctBy(timer => timer.Timer.OwnerId).Count());
        Assert.All(claimed, timer => Assert.True(timer.Timer.Due <= Bursts.Now && timer.Attempts == 0));
        Assert.All(claims, claim => Assert.Equal(claim.OrderBy(timer => timer.Timer.Due), claim));
        Assert.Equal(Bursts.Now.AddSeconds(1), await timers.EarliestDue());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Release_OfAClaim_ComesBackWhenItShouldAndNeverBeforeItIsDue(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var timers = host.Get<ITimerStore>();
        await timers.Add([Bursts.Timer("i1", "t1", Bursts.Now), Bursts.Timer("i1", "t1", Bursts.Now.AddDays(9))]);

        Assert.Single(await timers.ClaimDue(Bursts.Now, 10, "a", Lease));
        Assert.Empty(await timers.ClaimDue(Bursts.Now.AddSeconds(59), 10, "b", Lease));
        Assert.Equal(1, Assert.Single(await timers.ClaimDue(Bursts.Now.AddSeconds(60), 10, "b", Lease)).Attempts);

        await timers.Release("i1", "t1", Bursts.Now.AddMinutes(30));
        Assert.Equal(Bursts.Now.AddMinutes(30), await timers.EarliestDue());

        Assert.Equal(1, Assert.Single(await timers.ClaimDue(Bursts.Now.AddMinutes(30), 10, "b", Lease)).Attempts);
        await timers.ReleaseHost("a");
        Assert.Equal(Bursts.Now.AddMinutes(31), await timers.EarliestDue());
        await timers.ReleaseHost("b");
        Assert.Equal(Bursts.Now, await timers.EarliestDue());

        await timers.Release("i1", "t1", Bursts.Now.AddDays(-1));
        Assert.Empty(await timers.ClaimDue(Bursts.Now.AddSeconds(-1), 10, "a", Lease));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task GiveBack_OfAClaim_LeavesItAsItWasTakenAndThoseOfOtherHostsAlone(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var timers = host.Get<ITimerStore>();
        var inbox = host.Get<IInboxStore>();
        await timers.Add([Bursts.Timer("i1", "t1", Bursts.Now)]);
        await inbox.Add([Bursts.Stimulus("i1")]);
        var timer = Assert.Single(await timers.ClaimDue(Bursts.Now, 1, "a", Lease));
        var row = Assert.Single(await inbox.Claim(Bursts.Now, 1, "a", Lease));
        Assert.True(await timers.CountAttempt(timer.Timer, "a"));
        Assert.True(await inbox.CountAttempt(row.Row.InboxId, "a"));

        await timers.GiveBack([timer], "b");
        await inbox.GiveBack([row], "b");
        Assert.Empty(await timers.ClaimDue(Bursts.Now, 1, "b", Lease));
        Assert.Empty(await inbox.Claim(Bursts.Now, 1, "b", Lease));
        await timers.GiveBack([timer], "a");
        await inbox.GiveBack([row], "a");

        Assert.Equal(0, Assert.Single(await timers.ClaimDue(Bursts.Now, 1, "b", Lease)).Attempts);
        Assert.Equal(0, Assert.Single(await inbox.Claim(Bursts.Now, 1, "b", Lease)).Attempts);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task ReleaseHost_ClaimsThatWereLeft_ComeBackWithOneAttemptAtLeast(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var timers = host.Get<ITimerStore>();
        var inbox = host.Get<IInboxStore>();
        await timers.Add([Bursts.Timer("i1", "t1", Bursts.Now)]);
        await inbox.Add([Bursts.Stimulus("i1")]);

        foreach (var (attempts, handedOver) in new[] { (0, false), (1, false), (1, true), (2, true), (3, false), (3, false) })
        {
            var timer = Assert.Single(await timers.ClaimDue(Bursts.Now, 1, "a", Lease));
            var row = Assert.Single(await inbox.Claim(Bursts.Now, 1, "a", Lease));
            Assert.Equal((attempts, attempts), (timer.Attempts, row.Attempts));
            if (handedOver)
            {
                await timers.CountAttempt(timer.Timer, "a");
                await inbox.CountAttempt(row.Row.InboxId, "a");
            }

            await timers.ReleaseHost("a");
            await inbox.ReleaseHost("a");
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task CountAttempt_OfAClaimAnotherHostHasTaken_CountsNothing(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var timers = host.Get<ITimerStore>();
        var inbox = host.Get<IInboxStore>();
        await timers.Add([Bursts.Timer("i1", "t1", Bursts.Now)]);
        await inbox.Add([Bursts.Stimulus("i1")]);
        var timer = Assert.Single(await timers.ClaimDue(Bursts.Now, 1, "a", Lease)).Timer;
        var row = Assert.Single(await inbox.Claim(Bursts.Now, 1, "a", Lease)).Row.InboxId;
        await timers.ClaimDue(Bursts.Now + Lease, 1, "b", Lease);
        await inbox.Claim(Bursts.Now + Lease, 1, "b", Lease);

        Assert.False(await timers.CountAttempt(timer, "a"));
        Assert.False(await inbox.CountAttempt(row, "a"));
        Assert.True(await timers.CountAttempt(timer, "b"));
        Assert.True(await inbox.CountAttempt(row, "b"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Claim_StimuliOfALeaseThatEnded_ComeInTheirOrderAndAreSuspects(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var inbox = host.Get<IInboxStore>();
        var rows = Enumerable.Range(1, 9).Select(number => Bursts.Stimulus("i1", Bursts.Now.AddSeconds(-number))).ToList();
        await inbox.Add(rows);

        var first = await inbox.Claim(Bursts.Now, 10, "a", Lease);
        Assert.Empty(await inbox.Claim(Bursts.Now + Lease - TimeSpan.FromMilliseconds(1), 10, "b", Lease));
        var second = await inbox.Claim(Bursts.Now + Lease, 10, "b", Lease);

        Assert.Equal(rows.Select(row => row.InboxId).Reverse(), first.Select(claim => claim.Row.InboxId));
        Assert.Equal(rows.Select(row => row.InboxId).Reverse(), second.Select(claim => claim.Row.InboxId));
        Assert.All(first, claim => Assert.Equal(0, claim.Attempts));
        Assert.All(second, claim => Assert.Equal(1, claim.Attempts));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Park_AnInstance_ItsTimersAndStimuliWait(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var (timers, inbox, incidents) = (host.Get<ITimerStore>(), host.Get<IInboxStore>(), host.Get<IIncidentStore>());
        await timers.Add([Bursts.Timer("i1", "t1", Bursts.Now), Bursts.Timer("i2", "t1", Bursts.Now.AddMinutes(5))]);
        await inbox.Add([Bursts.Stimulus("i1"), Bursts.Stimulus(null)]);
        await timers.ClaimDue(Bursts.Now, 1, "a", Lease);

        await incidents.Park("i1", Bursts.Now, "It ends its host.");

        Assert.Equal("It ends its host.", Assert.Single(await incidents.Parked()).Reason);
        Assert.Equal(Bursts.Now.AddMinutes(5), await timers.EarliestDue());
        Assert.Equal("i2", Assert.Single(await timers.ClaimDue(Bursts.Now.AddHours(1), 10, "a", Lease)).Timer.OwnerId);
        Assert.Equal(1, await inbox.Count());
        Assert.Null(Assert.Single(await inbox.Claim(Bursts.Now, 10, "a", Lease)).Row.TargetInstanceId);

        Assert.True(await incidents.Unpark(new ParkedRelease("i1", Bursts.Now, null)));

        Assert.Equal(0, Assert.Single(await timers.ClaimDue(Bursts.Now, 10, "a", Lease)).Attempts);
        Assert.Equal("i1", Assert.Single(await inbox.Claim(Bursts.Now, 10, "a", Lease)).Row.TargetInstanceId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Expand_AnEvent_BecomesARowForEachWhoWaitsOnce(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var inbox = host.Get<IInboxStore>();
        var row = Bursts.Stimulus(null) with { Kind = InboxKind.Event, Name = "arrived", CorrelationId = "c" };
        await inbox.Add([row]);
        Assert.Equivalent(row, Assert.Single(await inbox.Claim(Bursts.Now, 10, "a", Lease)).Row);

        var expanded = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => inbox.Expand(row.InboxId, [Bursts.Stimulus("i1"), Bursts.Stimulus("i2")])));

        Assert.Single(expanded, done => done);
        Assert.Equal(["i1", "i2"], (await inbox.Claim(Bursts.Now, 10, "a", Lease)).Select(claim => claim.Row.TargetInstanceId).Order());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Outbox_ThroughItsLife_IsSentOnceByItsHolder(DatabaseKind kind)
    {
        await using var host = await MigratedStorage.Create(kind);
        var outbox = host.Get<IOutboxStore>();
        await host.Get<IInstanceStore>().Commit(Bursts.Of("i1", 0) with { Outbox = [Bursts.Email("i1"), Bursts.Email("i1", "reminder"), Bursts.Email("i1", "overdue")] });

        var claimed = await outbox.Claim(Bursts.Now, 10, "a", Lease);
        Assert.Equal(3, claimed.Count);
        Assert.Empty(await outbox.Claim(Bursts.Now, 10, "b", Lease));
        Assert.Equal(Bursts.Now + Lease, await outbox.NextTurn());

        Assert.False(await outbox.MarkSent(claimed[0].Row.OutboxId, "b", Bursts.Now));
        Assert.True(await outbox.MarkSent(claimed[0].Row.OutboxId, "a", Bursts.Now));
        await outbox.Defer(claimed[1].Row.OutboxId, "a", Bursts.Now.AddHours(6), "The server is away.", forServer: true);
        await outbox.Fail(claimed[2], "a", Bursts.Now, "No such mailbox.");

        Assert.Equal(new OutboxCounts(1, 1, 1), await outbox.Count());
        Assert.Equal("No such mailbox.", Assert.Single(await outbox.Failed(10)).Reason);
        Assert.Empty(await outbox.Claim(Bursts.Now, 10, "a", Lease));
        Assert.Equal(1, await outbox.BringForward(Bursts.Now));
        Assert.Equal(1, Assert.Single(await outbox.Claim(Bursts.Now, 10, "a", Lease)).Attempts);
        Assert.True(await outbox.Retry(claimed[2].Row.OutboxId, Bursts.Now));
        Assert.Equal(0, Assert.Single(await outbox.Claim(Bursts.Now, 10, "b", Lease)).Attempts);
        Assert.Equal(1, await outbox.RemoveSent(Bursts.Now.AddDays(1), 10));
    }
}
