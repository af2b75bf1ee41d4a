using CaseFlow.Cases.People;
using CaseFlow.Cases.Schools;
using CaseFlow.Host.People;
using CaseFlow.Persistence.Schema;
using CaseFlow.Persistence.Storage;
using CaseFlow.TestKit.Databases;
using CaseFlow.TestKit.Time;

namespace CaseFlow.Host.Tests.People;

public sealed class PersonSavingTests
{
    private readonly HandSetClock _clock = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Add_OneAddressManyTimesAtOnce_AddsOnePerson(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Create(kind);
        await using var storage = CaseFlowStorage.Open(database.ConnectionString);
        await SchemaMigrator.Migrate(storage, _clock);
        var saving = new PersonSaving(storage.Gate, storage, _clock);

        var problems = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(() => Add(saving, number % 2 == 0 ? "same@example.org" : "Same@Example.org"))));

        Assert.Single(problems, problem => problem is null);
        Assert.All(problems.OfType<PersonProblem>(), problem => Assert.Equal(PersonForm.EmailField, problem.Field));
        using var data = storage.Open();
        Assert.Single(data.People);
        Assert.Single(data.RoleAssignments);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Page_MorePeopleThanOnePage_ShowsEachOnceInOrder(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Create(kind);
        await using var storage = CaseFlowStorage.Open(database.ConnectionString);
        await SchemaMigrator.Migrate(storage, _clock);
        var saving = new PersonSaving(storage.Gate, storage, _clock);
        for (var number = 0; number < PeopleReading.PageSize + 5; number++)
        {
            Assert.Null(await Add(saving, $"person{number}@example.org"));
        }

        var reading = new PeopleReading(storage);
        var (first, next) = reading.Page("", null, new(2026, 11, 23));
        var (second, end) = reading.Page("", next, new(2026, 11, 23));

        Assert.Equal(PeopleReading.PageSize, first.Count);
        Assert.Equal(PeopleReading.PageSize + 5, first.Concat(second).Select(line => line.Id).Distinct().Count());
        Assert.Null(end);
        Assert.Equal("person7@example.org", Assert.Single(reading.Page("PERSON7@", null, new(2026, 11, 23)).Lines).Email);
    }

    [Fact]
    public async Task End_RoleThatBeganToday_GivesNoAccessAnyMoreAndStaysOnRecord()
    {
        await using var database = await TestDatabase.Create(DatabaseKind.Sqlite);
        await using var storage = CaseFlowStorage.Open(database.ConnectionString);
        await SchemaMigrator.Migrate(storage, _clock);
        var saving = new PersonSaving(storage.Gate, storage, _clock);
        await Add(saving, "mistake@example.org");
        var reading = new PeopleReading(storage);
        var file = reading.Find(reading.Page("", null, new(2026, 11, 23)).Lines[0].Id)!;

        Assert.Null(await saving.End(file.Person.Id, file.Roles[0].Id, null, default, CancellationToken.None));

        using var data = storage.Open();
        var role = Assert.Single(data.RoleAssignments);
        Assert.All(Enumerable.Range(-3, 400), days => Assert.False(role.IsHeldOn(new DateOnly(2026, 11, 23).AddDays(days))));
        Assert.Empty(reading.Page("", null, new(2026, 11, 23)).Lines[0].Roles);
        Assert.NotNull(await saving.End(file.Person.Id, file.Roles[0].Id, null, default, CancellationToken.None));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task End_TheLastTwoAdministratorsAtOnce_OneStays(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Create(kind);
        await using var storage = CaseFlowStorage.Open(database.ConnectionString);
        await SchemaMigrator.Migrate(storage, _clock);
        var saving = new PersonSaving(storage.Gate, storage, _clock);
        for (var round = 0; round < 10; round++)
        {
            using (var data = storage.Open())
            {
                var left = data.RoleAssignments.Where(role => role.Role == Roles.Administrator && role.To == null).ToList();
                for (var number = left.Count; number < 2; number++)
                {
                    await Add(saving, $"admin{round}{number}@example.org", Roles.Administrator);
                }
            }

            List<RoleAssignment> two;
            using (var data = storage.Open())
            {
                two = [.. data.RoleAssignments.Where(role => role.Role == Roles.Administrator && role.To == null)];
            }

            Assert.Equal(2, two.Count);
            var problems = await Task.WhenAll(two.Select((role, index) => Task.Run(() => index == round % 2
                ? saving.SetActive(role.PersonId, false, default, CancellationToken.None)
                : saving.End(role.PersonId, role.Id, null, default, CancellationToken.None))));

            Assert.Single(problems, problem => problem is not null);
            await Task.WhenAll(two.Select(role => saving.SetActive(role.PersonId, true, default, CancellationToken.None)));
        }
    }

    private static Task<PersonProblem?> Add(PersonSaving saving, string email, string role = Roles.Inclusion)
    {
        var person = new Person { Id = saving.NewId(), FirstName = "Sam", LastName = "Same", Email = email };
        return saving.Add(
            person,
            new() { Id = saving.NewId(), PersonId = person.Id, Role = role, Authority = LocalAuthorities.Own, From = new(2026, 11, 23) },
            default,
            null,
            CancellationToken.None);
    }
}
