using CaseFlow.Cases.CaseFiles;
using CaseFlow.TestKit.Databases;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Cases.Tests.CaseFiles;

public sealed class DecisionsTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Record_Decision_KeepsEverythingItMustAnswerFor(DatabaseKind kind)
    {
        await using var world = await CaseWorld.Create(kind);
        var file = await world.Case(world.Ashlow);
        var options = Options(file) with
        {
            Consulted = [("Pat Otter", "LA-SENA", null)],
            Evidence = [("plan.pdf", new string('a', 64))],
            WorkflowDefinitionId = "referral",
            WorkflowVersion = 3,
            BasisCode = "DL45",
            NextReviewOn = new DateOnly(2027, 1, 11),
        };

        var id = (await world.Write(data => Decisions.Record(data, options))).Id;

        var record = world.Read(data => data.Decisions.Include(one => one.Parties).Include(one => one.Evidence).Single(one => one.Id == id));
        Assert.Equal(("ACCEPT-AG", "referral", 3, "DL45"), (record.Code, record.WorkflowDefinitionId, record.WorkflowVersion, record.BasisCode));
        Assert.Equal([DecisionPart.Consulted, DecisionPart.Decided], record.Parties.Select(party => party.Part).OrderByDescending(part => part));
        Assert.Equal("plan.pdf", Assert.Single(record.Evidence).FileName);
        Assert.Equal(TimelineKind.DecisionRecorded, world.Read(data => data.TimelineEntries.OrderBy(entry => entry.Id).Select(entry => entry.Kind).ToList())[^1]);
    }

    [Fact]
    public async Task Record_Correction_SupersedesOnce()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var file = await world.Case(world.Ashlow);
        var first = await world.Write(data => Decisions.Record(data, Options(file)));
        var correction = Options(file) with { SupersedesId = first.Id };

        await world.Write(data => Decisions.Record(data, correction));
        var problem = await Assert.ThrowsAsync<CaseRuleException>(() => world.Write(data => Decisions.Record(data, correction)));

        Assert.Contains("corrected already", problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, world.Read(data => data.Decisions.Count()));
    }

    [Fact]
    public async Task Record_SomethingMissing_SaysWhatToGive()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var file = await world.Case(world.Ashlow);

        Assert.Contains("at least 30 characters", await Problem(world, Options(file) with { Reasons = "Because." }), StringComparison.Ordinal);
        Assert.Contains("no code", await Problem(world, Options(file) with { Code = " " }), StringComparison.Ordinal);
        Assert.Contains("who decided", await Problem(world, Options(file) with { DecidedBy = [] }), StringComparison.Ordinal);
        Assert.Contains("not on this case", await Problem(world, Options(file) with { SupersedesId = Guid.NewGuid() }), StringComparison.Ordinal);
        Assert.Contains("no longer exists", await Problem(world, Options(file) with { CaseId = Guid.NewGuid() }), StringComparison.Ordinal);
    }

    private static async Task<string> Problem(CaseWorld world, DecisionOptions options) =>
        (await Assert.ThrowsAsync<CaseRuleException>(() => world.Write(data => Decisions.Record(data, options)))).Message;

    private static DecisionOptions Options(Case file) => new()
    {
        CaseId = file.Id,
        Code = "ACCEPT-AG",
        Reasons = "The school has tried two cycles and asks for specialist advice.",
        DecidedAt = CaseWorld.Now,
        RecordedAt = CaseWorld.Now,
        DecidedBy = [("Chris Dale", "COORD", null)],
    };
}
