using System.Diagnostics;
using Bogus;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Clock;
using CaseFlow.Host.Installing;
using CaseFlow.Persistence.Service;
using Microsoft.Extensions.Options;

namespace CaseFlow.Host.Demo;

/// <summary>
/// Fills an empty database with an invented world: its clock stands in the past and walks to today, and on the way its
/// people start referrals, answer tasks or let them become overdue, while timers and emails happen as they would have.
/// </summary>
internal sealed class DemoSeeder(
    DemoWorld world, DemoCases play, ICaseDataFactory cases, DevelopmentClock clock, TimeWalk walk, ClockMoves moves, Settings settings, IOptions<DemoOptions> options, TextWriter console)
{
    private const int FixedSeed = 20262027;
    private const int WithoutCase = 3;
    private const string Setting = "demo-world";
    private const string Begun = "begun";
    private const string Finished = "finished";

    // Term dates are shipped for two academic years; outside them the world is set on this morning.
    private static readonly DateOnly FirstDay = new(2025, 12, 1);
    private static readonly DateOnly LastDay = new(2027, 6, 25);
    private static readonly DateTimeOffset Otherwise = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly RolesFrom = new(2025, 8, 1);
    private static readonly TimeSpan LongestPast = TimeSpan.FromDays(140);

    private DateTimeOffset _today;

    public async Task<bool> IsWanted(CancellationToken cancellationToken)
    {
        switch (await settings.Find(Setting, cancellationToken))
        {
            case Finished:
                return false;
            case Begun:
                throw new StartException("The demo world was not finished when CaseFlow last stopped. Delete the data folder (or empty the database) and start again; or set Demo:Enabled to false.");
        }

        await using var data = cases.Open();
        return !data.People.Any();
    }

    /// <summary>From here on it is some months ago.</summary>
    public void BeginInThePast()
    {
        _today = clock.GetUtcNow();
        if (LondonTime.DateOf(_today) is var date && (date < FirstDay || date > LastDay))
        {
            _today = Otherwise;
        }

        clock.StandAt(_today - LongestPast);
    }

    public async Task Seed(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await settings.Set(Setting, Begun, cancellationToken: cancellationToken);
        console.WriteLine("Making the demo world. This happens once.");
        var faker = new Faker("en_GB") { Random = new Randomizer(FixedSeed) };
        var schools = DemoSchools.Plan();
        var people = await world.AddPeople(faker, schools, RolesFrom, cancellationToken);
        console.WriteLine($"  {schools.Count} schools, {people.Count} people");

        var plans = Assign(faker, schools);
        var rolls = schools.Select(school => (school, plans.Count(plan => plan.School == school) + WithoutCase)).ToList();
        await world.AddPupils(faker, rolls, AcademicYear.Of(LondonTime.DateOf(_today)), people, cancellationToken);
        console.WriteLine($"  {rolls.Sum(roll => roll.Item2)} pupils");

        await PlayOut(faker, Begin(plans), cancellationToken);
        await settings.Set(Setting, Finished, cancellationToken: cancellationToken);
        console.WriteLine($"The demo world is ready: {plans.Count} cases in {watch.Elapsed.TotalSeconds:0.0} seconds.");
    }

    private async Task PlayOut(Faker faker, List<DemoCase> files, CancellationToken cancellationToken)
    {
        var answers = new DemoAnswers(faker);
        var events = files.SelectMany(Events).OrderBy(one => one.At).ToList();
        var shown = 0;
        for (var index = 0; index < events.Count; index++)
        {
            await walk.To(events[index].At, cancellationToken);
            await play.Play(events[index].File, events[index].Step, answers, cancellationToken);
            if ((index + 1) * 5 / events.Count > shown)
            {
                shown = (index + 1) * 5 / events.Count;
                console.WriteLine($"  {shown * 20}% of the year so far, at {EnglishDates.Long(LondonTime.DateOf(clock.GetUtcNow()))}");
            }
        }

        await walk.To(_today, cancellationToken);
        var ahead = _today == Otherwise ? _today - TimeProvider.System.GetUtcNow() : TimeSpan.Zero;
        clock.Run(ahead);
        await moves.Keep(ahead, cancellationToken);
    }

    /// <summary>Which schools refer whom: the groups' shares of the county's cases, spread over their schools.</summary>
    private List<(DemoSchool School, CasePlan Plan)> Assign(Faker faker, IReadOnlyList<DemoSchool> schools)
    {
        var drawn = new CasePlans(faker).Draw(options.Value.Cases).ToList();
        var guests = schools.First(school => school.GroupCode == DemoPeople.GuestGroup);
        var assigned = WaitingForGuests(drawn).Select(plan => (guests, plan)).ToList();
        drawn.RemoveAll(plan => assigned.Any(one => one.plan == plan));
        var plans = new Queue<CasePlan>(drawn);
        var total = DemoNames.Groups.Sum(group => group.Share);
        foreach (var group in DemoNames.Groups)
        {
            var members = schools.Where(school => school.GroupCode == group.Code && school.IsMember).ToList();
            var share = Math.Max(1, (int)Math.Round(group.Share * (double)options.Value.Cases / total)) - assigned.Count(one => one.guests.GroupCode == group.Code);
            for (var number = 0; number < share && plans.TryDequeue(out var plan); number++)
            {
                assigned.Add((members[number % members.Count], plan));
            }
        }

        // What rounding left over goes to the school that visitors sign in to.
        assigned.AddRange(plans.Select(plan => (guests, plan)));
        return assigned;
    }

    /// <summary>One case of each kind that waits for a school: whoever signs in there finds something to do.</summary>
    private static IEnumerable<CasePlan> WaitingForGuests(List<CasePlan> plans)
    {
        DemoStep[] left = [DemoStep.StartReferral, DemoStep.SendReferral, DemoStep.SendBack, DemoStep.TriageReturn, DemoStep.TriageDecline];
        return left.Select(step => plans.Find(plan => plan.Steps[^1].Step == step && plan.SchoolDaysSince <= 8)).OfType<CasePlan>();
    }

    private List<DemoCase> Begin(List<(DemoSchool School, CasePlan Plan)> plans)
    {
        using var data = cases.Open();
        var urns = data.Schools.ToDictionary(school => school.Id, school => school.Urn);
        var bySchool = data.Pupils.ToList().GroupBy(pupil => urns[pupil.SchoolId], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new Queue<Cases.Pupils.Pupil>(group.OrderBy(pupil => pupil.Upn, StringComparer.Ordinal)), StringComparer.Ordinal);
        return [.. plans.Select(plan => new DemoCase(plan.Plan, plan.School, bySchool[plan.School.Urn].Dequeue()))];
    }

    /// <summary>When each step was: counted back in school days from the last one before today.</summary>
    private IEnumerable<(DateTimeOffset At, DemoCase File, DemoStep Step)> Events(DemoCase file)
    {
        using var data = cases.Open();
        var calendar = CalendarSet.Load(data, schoolId: null).School;
        var day = calendar.Before(calendar.OnOrBefore(LondonTime.DateOf(_today).AddDays(-1)), file.Plan.SchoolDaysInAll);
        var minute = 0;
        foreach (var (step, days) in file.Plan.Steps)
        {
            day = calendar.After(day, days);

            // Steps of one day follow each other; cases of one morning do not all begin at once.
            minute += 70;
            yield return (LondonTime.At(day, new TimeOnly(8, 30)).AddMinutes(minute + (file.Pupil.Upn![^1] % 10 * 6)), file, step);
        }
    }
}
