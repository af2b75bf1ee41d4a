using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Checks;

namespace CaseFlow.Workflows.Tests.Runtime;

public sealed class InvariantTests
{
    [Theory]
    [InlineData("I1", "DELETE FROM wait; DELETE FROM task; DELETE FROM task_candidate; DELETE FROM timer")]
    [InlineData("I2", "UPDATE journal SET entry = (SELECT entry FROM journal j WHERE j.instance_id = journal.instance_id AND j.seq = 1) WHERE seq = 2")]
    [InlineData("I2", "UPDATE instance SET status = 'Finished'")]
    [InlineData("I3", "DELETE FROM journal WHERE seq = 2")]
    [InlineData("I3", "UPDATE instance SET revision = revision + 1")]
    [InlineData("I4", "DELETE FROM timer")]
    [InlineData("I4", "UPDATE timer SET timer_id = 'other' WHERE kind = 'Activity'")]
    [InlineData("I4", "UPDATE timer SET due = due + 1, ready_at = ready_at + 1")]
    [InlineData("I4", "UPDATE task SET status = 'Withdrawn'")]
    [InlineData("I5", "UPDATE task SET completed_by_id = NULL WHERE status = 'Completed'")]
    [InlineData("I6", "UPDATE timer SET ready_at = due - 1")]
    [InlineData("I10", "DELETE FROM workflow_version")]
    [InlineData("I11", "UPDATE instance SET status = 'Finished', ended_at = updated_at")]
    public async Task Check_PlantedViolation_IsFound(string invariant, string sql)
    {
        await using var world = await World.Create(DatabaseKind.Sqlite);
        var ann = await world.Person("Ann", "COORD");
        await world.Publish(new FlowBuilder("two").Ask("first", ["On"]).Ask("second", ["Finish"], "On", more: [("due", "5 school days")]));
        await world.Publish(new FlowBuilder("other").Then("wait", "Elsa.Delay", "Done", ("timeSpan", "01:00:00")));
        var file = await world.Case();
        await world.Run("two", file);
        var task = Assert.Single(await world.Tasks.ForCase(file.Id));
        await world.Tasks.Complete(task.TaskId, task.Version, "On", "{}", ann);
        await world.Run("other", file);
        await world.NothingIsBroken();

        await world.Sql("PRAGMA defer_foreign_keys = ON");
        foreach (var statement in sql.Split(';', StringSplitOptions.TrimEntries))
        {
            await world.Sql(statement);
        }

        // The versions are cached for good: another host reads them anew.
        var fresh = world.SecondHost("fresh");
        Assert.Contains(await fresh.Get<InvariantChecker>().Check(), violation => violation.Invariant == invariant);
        await fresh.StopHost();
    }
}
