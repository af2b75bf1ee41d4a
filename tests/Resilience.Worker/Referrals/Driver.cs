using Bogus;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Demo;
using CaseFlow.Workflows.Processes;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.Resilience.Worker.Referrals;

/// <summary>
/// The people of the small world, all busy at once: referrals are started, sent, authorised and triaged until every pupil
/// has a referral and no task is open. Knows nothing of earlier runs: what is left to do is read from the database.
/// </summary>
internal sealed class Driver(ProcessStart processes, TaskService tasks, ICaseDataFactory cases, TimeProvider clock, int seed)
{
    private const int Hands = 2;

    // Ten hands that looked more often would take the processor from what they look for.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);
    private int _bursts;

    public async Task WorkUntilDone(CancellationToken cancellationToken)
    {
        var people = People();
        await Task.WhenAll(
            Refer(people[Roles.SchoolReferrer], cancellationToken),
            Task.WhenAll(people.SelectMany(one => Enumerable.Range(0, Hands).Select(hand => Work(one.Key, one.Value, hand, cancellationToken)))));
    }

    private async Task Refer(Guid person, CancellationToken cancellationToken)
    {
        foreach (var pupil in Unreferred())
        {
            var started = await processes.Referral(new ReferralOptions(pupil, person) { IsSynthetic = true }, cancellationToken);
            if (started.Problem is { } problem)
            {
                throw new InvalidOperationException(problem);
            }

            Tell();
        }
    }

    private async Task Work(string role, Guid person, int hand, CancellationToken cancellationToken)
    {
        var faker = new Faker { Random = new Randomizer(seed + hand) };
        var answers = new DemoAnswers(faker);
        using var pause = new PeriodicTimer(Pause);
        while (!cancellationToken.IsCancellationRequested)
        {
            var page = await tasks.List(person, new InboxOptions { Take = 40 }, cancellationToken);
            foreach (var task in faker.Random.Shuffle(page.Tasks))
            {
                var (outcome, json) = Answer(task, role, faker, answers);
                var answer = await tasks.Complete(task.TaskId, task.Version, outcome, json, person, cancellationToken);
                if (answer is TaskRefused refused)
                {
                    throw new InvalidOperationException($"{task.SafeTitle}: {string.Join(' ', refused.Problems)}");
                }

                if (answer is TaskDone)
                {
                    Tell();
                }
            }

            await pause.WaitForNextTickAsync(cancellationToken);
        }
    }

    private void Tell()
    {
        if (Interlocked.Increment(ref _bursts) == 1)
        {
            Console.WriteLine("working");
        }
    }

    private (string Outcome, string Json) Answer(TaskRow task, string role, Faker faker, DemoAnswers answers)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        return task.FormName switch
        {
            "referral" => ("Send to the headteacher", answers.Referral(ReferralPurposeChoice.AdviceGuidance, "Routine", PupilOf(task), today).Json),
            "head-authorisation" => faker.Random.Bool(0.9f) ? ("Send the decision", answers.Authorisation("Robin Otter")) : ("Send the decision", answers.SendBack()),
            "triage" => ("Send the decision", answers.Triage(faker.PickRandom("advice", "panel", "redirect", "return", "decline"))),
            "referral-information" => ("Send the information", answers.Information()),
            "declined-response" => ("Send the answer", answers.DeclinedResponse(faker.Random.Bool())),
            _ => throw new InvalidOperationException($"No answer is known for the form {task.FormName} ({task.SafeTitle}, asked of {role})."),
        };
    }

    private Cases.Pupils.Pupil PupilOf(TaskRow task)
    {
        using var data = cases.Open();
        return data.Pupils.Single(pupil => data.Cases.Any(one => one.Id == task.CaseId && one.PupilId == pupil.Id));
    }

    private List<Guid> Unreferred()
    {
        using var data = cases.Open();
        return [.. data.Pupils.Where(pupil => !data.Cases.Any(one => one.PupilId == pupil.Id)).OrderBy(pupil => pupil.Id).Select(pupil => pupil.Id)];
    }

    private Dictionary<string, Guid> People()
    {
        using var data = cases.Open();
        return data.RoleAssignments.ToDictionary(one => one.Role, one => one.PersonId);
    }
}
