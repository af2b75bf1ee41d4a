using CaseFlow.RuntimeKit;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.Resilience.People;

/// <summary>R9: two people, one task; a stale page; a double click.</summary>
public sealed class TaskRaceTests
{
    private static readonly int Races = FullRun.Count(200, 1_000);

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Complete_TwoAtOnceManyTimes_OneWinsAndTheOtherKeepsTheAnswersAndLearnsWhoAndWhen(DatabaseKind kind)
    {
        await using var world = await World.Create(kind);
        var ann = await world.Person("Ann", "COORD");
        var ben = await world.Person("Ben", "COORD");
        await world.Publish(new FlowBuilder("race").Ask("decide", ["Yes", "No"]));
        var wins = new Dictionary<Guid, int> { [ann] = 0, [ben] = 0 };

        for (var race = 0; race < Races; race++)
        {
            var file = await world.Case();
            await world.Run("race", file);
            var task = (await world.Tasks.ForCase(file.Id)).Single(one => one.Status == TaskState.Open);
            using var start = new Barrier(2);
            Task<TaskAnswer> Send(Guid who, string outcome, string answers) => Task.Run(() =>
            {
                start.SignalAndWait(TimeSpan.FromSeconds(30));
                return world.Tasks.Complete(task.TaskId, task.Version, outcome, answers, who);
            });

            var answers = await Task.WhenAll(Send(ann, "Yes", "{\"by\":\"ann\"}"), Send(ben, "No", "{\"by\":\"ben\"}"));

            var winner = answers[0] is TaskDone ? ann : ben;
            var (loser, lost) = winner == ann ? (ben, answers[1]) : (ann, answers[0]);
            wins[winner]++;
            var taken = Assert.IsType<TaskTaken>(lost);
            Assert.Equal(winner, taken.Task.CompletedById);
            Assert.Contains($"{(winner == ann ? "Ann" : "Ben")} Otter completed this task at 10:00am on 23 November 2026", taken.Message, StringComparison.Ordinal);
            Assert.Equal(loser == ann ? "{\"by\":\"ann\"}" : "{\"by\":\"ben\"}", (await world.Tasks.Find(task.TaskId, loser))!.DraftJson);
            Assert.Null((await world.Tasks.Find(task.TaskId, winner))!.DraftJson);
            Assert.Equal(winner == ann ? "Yes" : "No", (await world.Tasks.Find(task.TaskId, winner))!.Task.Outcome);
        }

        Assert.Equal(Races, wins.Values.Sum());
        await world.NothingIsBroken();
        Summary.Line($"R9 two people, one task ({kind}): {Races} races, {Races} single winners, {Races} losers told who and when");
    }

    [Fact]
    public async Task Complete_Twice_SecondIsToldItWasThem()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        var ann = await world.Person("Ann", "COORD");
        await world.Publish(new FlowBuilder("race").Ask("decide", ["Yes"]));
        var file = await world.Case();
        await world.Run("race", file);
        var task = Assert.Single(await world.Tasks.ForCase(file.Id));

        Assert.IsType<TaskDone>(await world.Tasks.Complete(task.TaskId, task.Version, "Yes", null, ann));

        var again = Assert.IsType<TaskTaken>(await world.Tasks.Complete(task.TaskId, task.Version, "Yes", null, ann));
        Assert.StartsWith("You completed this task at 10:00am", again.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_ClaimedByAnother_IsRefusedWithTheirName()
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        var ann = await world.Person("Ann", "COORD");
        var ben = await world.Person("Ben", "COORD");
        await world.Publish(new FlowBuilder("race").Ask("decide", ["Yes"]));
        var file = await world.Case();
        await world.Run("race", file);
        var task = Assert.Single(await world.Tasks.ForCase(file.Id));
        var claimed = Assert.IsType<TaskDone>(await world.Tasks.Claim(task.TaskId, task.Version, ann)).Task;

        var taken = Assert.IsType<TaskTaken>(await world.Tasks.Complete(task.TaskId, claimed.Version, "Yes", "{}", ben));
        Assert.StartsWith("Ann Otter has claimed this task.", taken.Message, StringComparison.Ordinal);

        var given = Assert.IsType<TaskDone>(await world.Tasks.Reassign(task.TaskId, claimed.Version, ben, ann)).Task;
        Assert.Equal((ben, "Ben Otter"), (given.HolderId, given.HolderName));
        Assert.IsType<TaskDone>(await world.Tasks.Complete(task.TaskId, given.Version, "Yes", "{}", ben));
    }
}
