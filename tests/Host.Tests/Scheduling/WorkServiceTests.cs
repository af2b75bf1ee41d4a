using Bogus;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Demo;
using CaseFlow.Host.Tests.Demo;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CaseFlow.Host.Tests.Scheduling;

[Collection(DemoCollection.Name)]
public sealed class WorkServiceTests(DemoHost host)
{
    [Fact]
    public async Task Commit_LeavesAnEmail_IsSentByTheBellWhileQuartzStandsStill()
    {
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.Standby();
        var outbox = host.Services.GetRequiredService<IOutboxStore>();
        var before = await outbox.Count();

        await AuthoriseAReferral();

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await outbox.Count()).Sent <= before.Sent)
        {
            await poll.WaitForNextTickAsync(patience.Token);
        }

        await scheduler.Start();
    }

    private async Task AuthoriseAReferral()
    {
        var tasks = host.Services.GetRequiredService<TaskService>();
        using var data = host.Services.GetRequiredService<ICaseDataFactory>().Open();
        foreach (var file in data.Cases.ToList())
        {
            if ((await tasks.ForCase(file.Id)).FirstOrDefault(task => task.Status == TaskState.Open && task.SafeTitle == "Authorise the referral") is not { } task)
            {
                continue;
            }

            var head = data.People.First(person => data.RoleAssignments.Any(role => role.PersonId == person.Id && role.Role == Roles.SchoolHead && role.SchoolId == file.SchoolId));
            Assert.IsType<TaskDone>(await tasks.Complete(task.TaskId, task.Version, "Send the decision", new DemoAnswers(new Faker()).Authorisation(head.Name), head.Id));
            return;
        }

        Assert.Fail("The demo world has no referral that waits for its headteacher.");
    }
}
