using System.Diagnostics;
using System.Globalization;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Engine.Execution;
using CaseFlow.Persistence.Schema;
using CaseFlow.Persistence.Storage;
using CaseFlow.RuntimeKit;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.TestKit.Time;
using CaseFlow.Workflows.Checks;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Resilience.Crashes;

/// <summary>R2: a host dies before and after every single write and every single email, and the next one brings the work to the same end.</summary>
public sealed class CrashPointTests
{
    [Fact]
    public async Task Referral_HostDiesAtEveryPoint_TheNextOneEndsItWithNothingLostOrDoneTwice()
    {
        var watch = Stopwatch.StartNew();
        var (scene, pupil) = await CrashedReferral.Prepare();
        await using var _ = scene;
        var undisturbed = new MortalHost();
        var (expected, sent) = await Run(scene, pupil, undisturbed);
        Assert.Equal(expected.Emails, sent.Count);

        var copies = 0;
        var points = Points(Doing.Writing, undisturbed.Writes).Concat(Points(Doing.SendingMail, undisturbed.Messages)).ToList();
        foreach (var point in points)
        {
            var host = new MortalHost(point);
            try
            {
                var (outcome, taken) = await Run(scene, pupil, host);
                Assert.True(host.IsDead, "The host lived on.");
                Assert.Equal(expected, outcome);
                copies += (int)(taken.Count - outcome.Emails);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"{point}: {exception.Message}", exception);
            }
        }

        // Before the mark is committed, or straight after the server's word: each message has the two, and no other point has any.
        Assert.Equal(2 * undisturbed.Messages, copies);
        Summary.Line(string.Create(CultureInfo.InvariantCulture,
            $"R2 crash points: the referral's {undisturbed.Writes} writes and {undisturbed.Messages} emails, before and after each: {points.Count} of {points.Count} points recovered, 0 violations, {copies} extra copies (each under its own Message-ID), {watch.Elapsed.TotalSeconds:N0} s"));
    }

    [Fact]
    public async Task Publish_HostDiesAtEveryWrite_TheNextStartPublishesOnce()
    {
        await using var empty = await World.Create(DatabaseKind.Sqlite, ReferralScene.Contents);
        await empty.StopHost();
        var undisturbed = new MortalHost();
        var expected = await Published(undisturbed, empty);
        var points = Points(Doing.Writing, undisturbed.Writes).ToList();
        foreach (var point in points)
        {
            var host = new MortalHost(point);
            Assert.Equal(expected, await Published(host, empty));
            Assert.True(host.IsDead, $"{point}: the host lived on.");
        }

        Summary.Line($"R2 crash points: publishing what is shipped, {points.Count} of {points.Count} points recovered");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Migrate_HostDies_TheNextStartFindsNothingOrEverything(bool after)
    {
        await using var database = await TestDatabase.Create(DatabaseKind.Sqlite);
        var (clock, host) = (new HandSetClock(World.Start), new MortalHost(new CrashPoint(Doing.Writing, 1, after)));
        await using (var storage = CaseFlowStorage.Open(database.ConnectionString, gate => new MortalGate(gate, host)))
        {
            await Assert.ThrowsAsync<HostDiedException>(() => SchemaMigrator.Migrate(storage, clock));
        }

        await using var next = CaseFlowStorage.Open(database.ConnectionString);
        Assert.Equal(after, await Tables(next) > 1);
        await SchemaMigrator.Migrate(next, clock);
        Assert.True(await Tables(next) > 10);
    }

    private static async Task<(Outcome Outcome, List<string> Taken)> Run(ReferralScene prepared, Guid pupil, MortalHost host)
    {
        var taken = new List<string>();
        await using var world = prepared.World.Copy(gate => new MortalGate(gate, host));
        try
        {
            using var referral = new CrashedReferral(prepared.On(world), pupil, taken, host);
            await referral.RunToTheEnd();
            return (await Look(world, taken, crashes: 0), taken);
        }
        catch (Exception) when (host.IsDead)
        {
            await world.StopHost();
        }

        var next = world.SecondHost("host");
        using (var referral = new CrashedReferral(prepared.On(next), pupil, taken, new MortalHost()))
        {
            await referral.RunToTheEnd();
        }

        var outcome = await Look(next, taken, crashes: 1);
        await next.StopHost();
        return (outcome, taken);
    }

    // One message may go twice, and only where the death fell between the server's word and our commit.
    private static async Task<Outcome> Look(World world, List<string> taken, int crashes)
    {
        await world.NothingIsBroken(new CheckOptions { SentEmails = new TakenEmails(taken), Crashes = crashes });
        var file = world.Read(data => data.Cases.Single());
        var instance = Assert.Single(await world.Instances.ForCase(file.Id));
        var tasks = (await world.Tasks.ForCase(file.Id)).OrderBy(task => task.TaskId).Select(task => $"{task.SafeTitle}: {task.Status} {task.Outcome}");
        return new Outcome(
            file.Stage, instance.Status, instance.Revision, string.Join('\n', tasks.Order(StringComparer.Ordinal)),
            world.Read(data => data.Decisions.Count()), await world.Count("SELECT COUNT(*) FROM outbox WHERE status = 'Sent'"),
            await world.Count("SELECT COUNT(*) FROM outbox WHERE status <> 'Sent'") + await world.Count("SELECT COUNT(*) FROM timer") + await world.Count("SELECT COUNT(*) FROM stimulus_inbox"));
    }

    private static async Task<string> Published(MortalHost host, World empty)
    {
        await using var world = empty.Copy(gate => new MortalGate(gate, host));
        try
        {
            await ReferralScene.Publish(world);
            return await Versions(world);
        }
        catch (HostDiedException)
        {
            await world.StopHost();
        }

        var next = world.SecondHost("host");
        await ReferralScene.Publish(next);
        var versions = await Versions(next);
        await next.StopHost();
        return versions;
    }

    private static async Task<string> Versions(World world)
    {
        var store = world.Get<IDefinitionStore>();
        var lines = new List<string>();
        foreach (var definition in await store.List())
        {
            var pins = await store.Pins(definition.PublishedVersionId!);
            var kept = await Task.WhenAll(pins.Select(pin => store.Content(pin.Hash)));
            lines.Add($"{definition.DefinitionId} {definition.PublishedVersion} {definition.HasShippedDraft} {kept.Count(content => content is not null)} of {pins.Count}");
        }

        return string.Join('\n', lines);
    }

    private static Task<long> Tables(CaseFlowStorage storage) =>
        storage.Gate.Run(scope => (long)scope.Command("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'").ExecuteScalar()!);

    private static IEnumerable<CrashPoint> Points(Doing doing, int count) =>
        Enumerable.Range(1, count).SelectMany(number => new[] { new CrashPoint(doing, number, After: false), new CrashPoint(doing, number, After: true) });

    private sealed class TakenEmails(List<string> taken) : ISentEmails
    {
        public IEnumerable<string> MessageIds() => taken;
    }

    private sealed record Outcome(CaseStage Stage, WorkflowStatus Status, long Revision, string Tasks, int Decisions, long Emails, long Left);
}
