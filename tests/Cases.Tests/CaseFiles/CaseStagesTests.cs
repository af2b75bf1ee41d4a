using CaseFlow.Cases.CaseFiles;
using CaseFlow.TestKit.Databases;

namespace CaseFlow.Cases.Tests.CaseFiles;

public sealed class CaseStagesTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Apply_Submitted_MovesTheCaseAndWritesItOnTheTimeline(DatabaseKind kind)
    {
        await using var world = await CaseWorld.Create(kind);
        var draft = await world.Case(world.Ashlow, CaseStage.Draft);

        await Apply(world, new CaseChange { CaseId = draft.Id, At = CaseWorld.Now.AddHours(1), Stage = CaseStage.Submitted, Purpose = ReferralPurpose.AdviceGuidance, Urgency = Urgency.Urgent });

        var file = world.Read(data => data.Cases.Single());
        Assert.Equal((CaseStage.Submitted, CaseWorld.Now.AddHours(1), ReferralPurpose.AdviceGuidance, Urgency.Urgent), (file.Stage, file.SubmittedAt, file.Purpose, file.Urgency));
        Assert.Equal(["Referral started", "Draft → Submitted"], Lines(world));
        Assert.True(file.RowVersion > draft.RowVersion);
    }

    [Fact]
    public async Task Apply_SameAgain_LeavesNoTrace()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var file = await world.Case(world.Ashlow);
        var change = new CaseChange { CaseId = file.Id, At = CaseWorld.Now, Stage = CaseStage.Triage, Raise = CaseFlags.CrossBorder };
        await Apply(world, change);
        var before = world.Read(data => (Lines(world).Count, data.Cases.Single().RowVersion));

        await Apply(world, change);

        Assert.Equal(before, world.Read(data => (Lines(world).Count, data.Cases.Single().RowVersion)));
    }

    [Fact]
    public async Task Apply_ClosedAndReopened_KeepsThenForgetsWhyItWasClosed()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var file = await world.Case(world.Ashlow);

        await Apply(world, new CaseChange { CaseId = file.Id, At = CaseWorld.Now, Stage = CaseStage.Closed, Reason = "Redirected to Early Help" });
        var closed = world.Read(data => data.Cases.Single());
        await Apply(world, new CaseChange { CaseId = file.Id, At = CaseWorld.Now.AddDays(1), Stage = CaseStage.Triage });
        var open = world.Read(data => data.Cases.Single());

        Assert.Equal((CaseWorld.Now, "Redirected to Early Help"), (closed.ClosedAt!.Value, closed.ClosedReason));
        Assert.Equal((null, null), (open.ClosedAt, open.ClosedReason));
        Assert.Contains("Triage → Closed: Redirected to Early Help", Lines(world));
    }

    [Fact]
    public async Task Apply_IllegalStage_SaysWhyAndChangesNothing()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var file = await world.Case(world.Ashlow);

        var problem = await Assert.ThrowsAsync<CaseRuleException>(() =>
            Apply(world, new CaseChange { CaseId = file.Id, At = CaseWorld.Now, Stage = CaseStage.PmFull, Raise = CaseFlags.EhcOpen }));

        Assert.Equal("NC-26-0001 is at “Triage” and cannot go to “Programme managed, full” from there. Choose another stage in the workflow, publish it, and retry.", problem.Message);
        Assert.Equal((CaseStage.Triage, CaseFlags.None), world.Read(data => data.Cases.Select(one => ValueTuple.Create(one.Stage, one.Flags)).Single()));
    }

    [Fact]
    public async Task Apply_MashFlag_SaysNothingOnTheTimeline()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var file = await world.Case(world.Ashlow);
        var before = Lines(world).Count;

        await Apply(world, new CaseChange { CaseId = file.Id, At = CaseWorld.Now, Raise = CaseFlags.MashOpen });
        await Apply(world, new CaseChange { CaseId = file.Id, At = CaseWorld.Now, Raise = CaseFlags.PexActive | CaseFlags.DaySixRisk });
        await Apply(world, new CaseChange { CaseId = file.Id, At = CaseWorld.Now.AddMinutes(1), Lower = CaseFlags.DaySixRisk | CaseFlags.EhcOpen });

        Assert.Equal(["Permanently excluded; Day six at risk", "no longer: Day six at risk"], Lines(world).Skip(before));
        Assert.Equal(CaseFlags.MashOpen | CaseFlags.PexActive, world.Read(data => data.Cases.Single().Flags));
    }

    [Theory]
    [InlineData(CaseStage.Draft, CaseStage.Triage, false)]
    [InlineData(CaseStage.Draft, CaseStage.Closed, true)]
    [InlineData(CaseStage.Submitted, CaseStage.Draft, false)]
    [InlineData(CaseStage.Triage, CaseStage.ReturnedForInformation, true)]
    [InlineData(CaseStage.AdviceGuidance, CaseStage.ReturnedForInformation, false)]
    [InlineData(CaseStage.Triage, CaseStage.PanelDecided, true)]
    [InlineData(CaseStage.PmFull, CaseStage.AdviceGuidance, true)]
    [InlineData(CaseStage.AdviceGuidance, CaseStage.PmPartial, false)]
    [InlineData(CaseStage.UnderReview, CaseStage.PmFull, true)]
    [InlineData(CaseStage.Closed, CaseStage.PmFull, false)]
    [InlineData(CaseStage.Closed, CaseStage.Tracking, true)]
    public void MayFollow_Stage_FollowsTheGraduatedResponse(CaseStage now, CaseStage next, bool may) =>
        Assert.Equal(may, StageRules.MayFollow(next, now));

    private static List<string> Lines(CaseWorld world) =>
        world.Read(data => data.TimelineEntries.OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Select(entry => entry.Text).ToList());

    private static Task Apply(CaseWorld world, CaseChange change) => world.Write(data => CaseStages.Apply(data, change));
}
