using CaseFlow.RuntimeKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Processes;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;
using CaseFlow.Workflows.Waking;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseFlow.Resilience.Crashes;

/// <summary>
/// One referral from its start to the panel: a reminder falls due, the headteacher sends it back once, the co-ordinator
/// asks for more once. What is left to do is read from the database, so that any host can go on where another died.
/// </summary>
internal sealed class CrashedReferral(ReferralScene scene, Guid pupil, List<string> taken, MortalHost host) : IDisposable
{
    private readonly OutboxSender _sender = new(
        scene.World.Get<IOutboxStore>(),
        new EmailTemplateFinder(ReferralScene.Templates, scene.World.Get<IDefinitionStore>()),
        new MortalTransport(taken, host),
        scene.World.Get<BouncedEmails>(),
        scene.World.Get<WorkBell>(),
        new OutboxSenderOptions { Host = "host", PublicAddress = new Uri("https://caseflow.example/"), MessageIdDomain = "caseflow.example" },
        scene.World.Clock,
        NullLogger<OutboxSender>.Instance);

    /// <summary>Before the referral: everything published, everybody there.</summary>
    public static async Task<(ReferralScene Scene, Guid Pupil)> Prepare()
    {
        var scene = await ReferralScene.Create(DatabaseKind.Sqlite);
        var pupil = await scene.World.Pupil();
        await scene.World.StopHost();
        return (scene, pupil);
    }

    public async Task RunToTheEnd()
    {
        do
        {
            await scene.World.RunDue();
            await _sender.SendDue(CancellationToken.None);
        }
        while (await Next());
    }

    public void Dispose() => _sender.Dispose();

    private async Task<bool> Next()
    {
        var world = scene.World;
        if (world.Read(data => data.Cases.Select(one => (Guid?)one.Id).FirstOrDefault()) is not { } caseId)
        {
            return (await world.Get<ProcessStart>().Referral(new ReferralOptions(pupil, scene.School))).Problem is { } problem ? throw new InvalidOperationException(problem) : true;
        }

        if (world.Clock.GetUtcNow() == World.Start)
        {
            world.Clock.Set(await world.Get<ITimerStore>().EarliestDue() ?? throw new InvalidOperationException("No reminder was asked for."));
            return true;
        }

        var tasks = await world.Tasks.ForCase(caseId);
        if (tasks.FirstOrDefault(task => task.Status == TaskState.Open) is not { } open)
        {
            return false;
        }

        var again = tasks.Any(task => task.Status == TaskState.Completed && task.SafeTitle == open.SafeTitle);
        var (who, outcome, answers) = open.FormName switch
        {
            "referral" => (scene.School, "Send to the headteacher", ReferralAnswers.Referral()),
            "head-authorisation" => (scene.Head, "Send the decision", again ? ReferralAnswers.Authorise : ReferralAnswers.SendBack),
            "triage" => (scene.Coordinator, "Send the decision", ReferralAnswers.Triage(again ? "panel" : "return")),
            _ => (scene.School, "Send the information", ReferralAnswers.Information),
        };
        var done = await world.Tasks.Complete(open.TaskId, open.Version, outcome, answers, who);
        return done is TaskDone ? true : throw new InvalidOperationException(done is TaskRefused refused ? string.Join('\n', refused.Problems) : done.ToString());
    }
}
