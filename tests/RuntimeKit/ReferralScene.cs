using CaseFlow.Cases.CaseFiles;
using CaseFlow.TestKit;
using CaseFlow.TestKit.Databases;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Processes;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.RuntimeKit;

/// <summary>The shipped referral with its forms, its emails and the people who do its tasks.</summary>
public sealed class ReferralScene : IAsyncDisposable
{
    public static EmailTemplateCatalogue Templates { get; } = EmailTemplateCatalogue.Load(Repository.Path("workflows-json", "emails"));

    public static ContentLibrary Contents { get; } = ContentLibrary.Load(Repository.Path("workflows-json", "forms"), Templates);

    public required World World { get; init; }

    public Guid School { get; private set; }

    public Guid Head { get; private set; }

    public Guid Coordinator { get; private set; }

    public Guid Chair { get; private set; }

    public static async Task<ReferralScene> Create(DatabaseKind kind)
    {
        var world = await World.Create(kind, Contents);
        await Publish(world);
        return new ReferralScene
        {
            World = world,
            School = await world.Person("Sam", "SCH-REF"),
            Head = await world.Person("Hal", "SCH-HEAD"),
            Coordinator = await world.Person("Ann", "COORD"),
            Chair = await world.Person("Cy", "CHAIR"),
        };
    }

    public static async Task Publish(World world)
    {
        var problems = await world.Get<DefinitionCatalogue>().LoadShipped(Repository.Path("workflows-json"));
        if (problems.Length > 0)
        {
            throw new InvalidOperationException(string.Join('\n', problems));
        }
    }

    /// <summary>The same people on another host, or on a copy of their database.</summary>
    public ReferralScene On(World world) => new() { World = world, School = School, Head = Head, Coordinator = Coordinator, Chair = Chair };

    public Case Case(ProcessStarted started) => World.Read(data => data.Cases.Single(one => one.Id == started.CaseId));

    public async Task Do(Guid who, string safeTitle, string outcome, string answers)
    {
        var task = (await World.Tasks.List(who, new InboxOptions())).Tasks.First(one => one.SafeTitle == safeTitle);
        var answer = await World.Tasks.Complete(task.TaskId, task.Version, outcome, answers, who);
        if (answer is not TaskDone)
        {
            throw new InvalidOperationException(answer is TaskRefused refused ? string.Join('\n', refused.Problems) : answer.ToString());
        }
    }

    public async Task<IReadOnlyList<OutboxRow>> Emails() =>
    [
        .. (await World.Get<IOutboxStore>().Claim(World.Clock.GetUtcNow().AddYears(1), 500, "reader", TimeSpan.Zero))
            .Select(email => email.Row).OrderBy(row => row.CreatedAt),
    ];

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
