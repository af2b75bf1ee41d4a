using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Partnerships;
using CaseFlow.TestKit.Databases;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Cases.Tests.CaseFiles;

public sealed class CaseOpeningTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Apply_ManyAtOnce_GivesEachItsOwnReferenceWithoutGaps(DatabaseKind kind)
    {
        await using var world = await CaseWorld.Create(kind);
        var pupil = await world.Pupil(world.Ashlow);

        var files = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Open(world, pupil)));

        Assert.Equal(
            Enumerable.Range(1, 20).Select(number => $"NC-26-{number:0000}"),
            files.Select(file => file.Reference).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2027-07-31T22:00:00Z", "NC-26-0001")]
    [InlineData("2027-07-31T23:30:00Z", "NC-27-0001")] // half past midnight in London
    public async Task Apply_AroundTheFirstOfAugust_TakesTheYearOfTheDayInLondon(string at, string reference)
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var pupil = await world.Pupil(world.Ashlow);
        var instant = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);

        var file = await world.Write(data => CaseOpening.Apply(data, new CaseOpeningOptions { PupilId = pupil, At = instant }));

        Assert.Equal(reference, file.Reference);
        Assert.Equal(AcademicYear.Of(LondonTime.DateOf(instant)), file.AcademicYear);
    }

    [Fact]
    public async Task Apply_SchoolInNoGroup_SaysWhatToDo()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);
        var pupil = await world.Pupil(world.Ashlow);
        await world.Write(data =>
        {
            data.SchoolMemberships.Single(one => one.SchoolId == world.Ashlow).To = CaseWorld.Today.AddDays(-1);
        });

        var problem = await Assert.ThrowsAsync<CaseRuleException>(() =>
            world.Write(data => CaseOpening.Apply(data, new CaseOpeningOptions { PupilId = pupil, At = CaseWorld.Now })));

        Assert.Contains("belongs to no partnership", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, world.Read(data => data.Cases.Count()));
    }

    [Fact]
    public async Task Load_ShippedPartnerships_AddsThoseThatAreMissingOnly()
    {
        await using var world = await CaseWorld.Create(DatabaseKind.Sqlite);

        Assert.Equal(3, await world.Write(data => ShippedPartnerships.Load(data, CaseWorld.Now)));
        Assert.Equal(0, await world.Write(data => ShippedPartnerships.Load(data, CaseWorld.Now)));
        Assert.Equal(["HB", "MSC", "NC", "NW", "SL"], world.Read(data => data.Partnerships.Select(group => group.Code).ToList()).Order(StringComparer.Ordinal));
    }

    private static async Task<Case> Open(CaseWorld world, Guid pupil)
    {
        while (true)
        {
            try
            {
                return await world.Write(data => CaseOpening.Apply(data, new CaseOpeningOptions { PupilId = pupil, At = CaseWorld.Now }));
            }
            catch (DbUpdateException)
            {
                // Somebody else took the number; on PostgreSQL only.
            }
        }
    }
}
