using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Storage;
using CaseFlow.Workflows.Processes;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Tasks;

namespace CaseFlow.Host.Demo;

/// <summary>A case of the demo world while it is played.</summary>
internal sealed class DemoCase(CasePlan plan, DemoSchool school, Pupil pupil)
{
    public CasePlan Plan { get; } = plan;

    public DemoSchool School { get; } = school;

    public Pupil Pupil { get; } = pupil;

    public Guid CaseId { get; set; }
}

/// <summary>Plays the people of the demo world: each step is done by somebody who may, through the services the pages use.</summary>
internal sealed class DemoCases(ProcessStart processes, TaskService tasks, DemoFiles files, ICaseDataFactory cases, TimeProvider clock)
{
    public async Task Play(DemoCase file, DemoStep step, DemoAnswers answers, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        switch (step)
        {
            case DemoStep.StartReferral:
                await Start(file, cancellationToken);
                break;
            case DemoStep.SendReferral:
                await Do(file, Roles.SchoolReferrer, "Send to the headteacher", _ => answers.Referral(file.Plan.Purpose, file.Plan.Urgency, file.Pupil, today).Json, cancellationToken);
                break;
            case DemoStep.Authorise:
                await Do(file, Roles.SchoolHead, "Send the decision", answers.Authorisation, cancellationToken);
                break;
            case DemoStep.SendBack:
                await Do(file, Roles.SchoolHead, "Send the decision", _ => answers.SendBack(), cancellationToken);
                break;
            case DemoStep.SendInformation:
                await Do(file, Roles.SchoolReferrer, "Send the information", _ => answers.Information(), cancellationToken);
                break;
            case DemoStep.DecideUrgent:
                await Do(file, Roles.Chair, "Send the decision", _ => answers.UrgentDecision("advice", today), cancellationToken);
                break;
            case DemoStep.Ratify:
                await Do(file, Roles.Coordinator, "Send the decision", _ => answers.Ratification(today), cancellationToken);
                break;
            case DemoStep.AcceptDecline or DemoStep.AskPanel:
                await Do(file, Roles.SchoolHead, "Send the answer", _ => answers.DeclinedResponse(step == DemoStep.AskPanel), cancellationToken);
                break;
            default:
                await Do(file, Roles.Coordinator, "Send the decision", _ => answers.Triage(Route(step)), cancellationToken);
                break;
        }
    }

    private static string Route(DemoStep step) => step switch
    {
        DemoStep.TriageToAdvice => "advice",
        DemoStep.TriageToPanel => "panel",
        DemoStep.TriageToUrgent => "urgent",
        DemoStep.TriageReturn => "return",
        DemoStep.TriageRedirect => "redirect",
        _ => "decline",
    };

    private async Task Start(DemoCase file, CancellationToken cancellationToken)
    {
        var started = await processes.Referral(new ReferralOptions(file.Pupil.Id, Holder(file, Roles.SchoolReferrer).Id) { IsSynthetic = true }, cancellationToken);
        file.CaseId = started.CaseId ?? throw new InvalidOperationException($"A demo referral did not start: {started.Problem}");
    }

    private async Task Do(DemoCase file, string role, string outcome, Func<string, string> answers, CancellationToken cancellationToken)
    {
        var person = Holder(file, role);
        var task = (await tasks.ForCase(file.CaseId, cancellationToken)).FirstOrDefault(one => one.Status == TaskState.Open && one.Outcomes.Contains(outcome))
            ?? throw new InvalidOperationException($"A demo case has no open task that can end with “{outcome}”.");
        var sent = role == Roles.SchoolReferrer ? await files.Add(answers(person.Name), task, file.Pupil, person, cancellationToken) : answers(person.Name);
        var answer = await tasks.Complete(task.TaskId, task.Version, outcome, sent, person.Id, cancellationToken);
        if (answer is not TaskDone)
        {
            var why = answer is TaskRefused refused ? string.Join(" ", refused.Problems.Select(problem => $"{problem.Field}: {problem.Message}.")) : answer.GetType().Name;
            throw new InvalidOperationException($"The demo’s {Roles.NameOf(role)} could not finish “{task.SafeTitle}”: {why}");
        }
    }

    private Person Holder(DemoCase file, string role)
    {
        using var data = cases.Open();
        var holders = data.RoleAssignments.Where(one => one.Role == role);
        holders = Roles.PlaceOf(role) == RolePlace.School
            ? holders.Where(one => one.SchoolId == file.Pupil.SchoolId)
            : holders.Where(one => data.Partnerships.Any(group => group.Id == one.PartnershipId && group.Code == file.School.GroupCode));

        // Whose only role it is, so that a visitor finds the case with the one whom the role's name suggests.
        return data.People.Where(person => holders.Any(one => one.PersonId == person.Id))
            .OrderBy(person => data.RoleAssignments.Count(one => one.PersonId == person.Id)).ThenBy(person => person.Id).First();
    }
}
