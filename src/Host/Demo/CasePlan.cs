using Bogus;

namespace CaseFlow.Host.Demo;

/// <summary>What somebody does on a case of the demo world.</summary>
internal enum DemoStep
{
    StartReferral,
    SendReferral,
    SendBack,
    Authorise,
    TriageToAdvice,
    TriageToPanel,
    TriageToUrgent,
    TriageReturn,
    TriageRedirect,
    TriageDecline,
    SendInformation,
    DecideUrgent,
    Ratify,
    AcceptDecline,
    AskPanel,
}

/// <summary>A step and how many school days after the one before.</summary>
internal readonly record struct PlannedStep(DemoStep Step, int SchoolDays);

/// <summary>One case from its start to where it stands today: its steps, and how many school days the last lies back.</summary>
internal sealed record CasePlan(IReadOnlyList<PlannedStep> Steps, int SchoolDaysSince, ReferralPurposeChoice Purpose, string Urgency)
{
    public int SchoolDaysInAll => Steps.Sum(step => step.SchoolDays) + SchoolDaysSince;
}

/// <summary>
/// Draws up cases so that every stage of the referral is there, overdue ones among them. Weights follow the profile of
/// the demo year: about one deadline in eight is missed, and two cases in three lead to advice and guidance.
/// </summary>
internal sealed class CasePlans(Faker faker)
{
    private readonly record struct Shape(int Weight, Func<Faker, (PlannedStep[] Steps, int Since)> Steps, bool IsUrgent = false, bool IsPanel = false);

    private static readonly Shape[] Shapes =
    [
        // Drafts: fresh, being reminded about, and lapsed after 20 school days.
        new(6, f => ([Start()], f.Random.Int(1, 8))),
        new(4, f => ([Start()], f.Random.Int(12, 18))),
        new(2, f => ([Start()], f.Random.Int(21, 25))),

        // With the headteacher: fresh, late (asked again), sent back.
        new(5, f => ([Start(), Send(f)], f.Random.Int(0, 4))),
        new(3, f => ([Start(), Send(f)], f.Random.Int(11, 15))),
        new(2, f => ([Start(), Send(f), new(DemoStep.SendBack, f.Random.Int(1, 3))], f.Random.Int(1, 6))),

        // Waiting for triage, in time and overdue.
        new(9, f => ([Start(), Send(f), Head(f)], f.Random.Int(0, 4))),
        new(8, f => ([Start(), Send(f), Head(f)], f.Random.Int(6, 12))),
        new(2, f => ([Start(), Send(f), Head(f)], 0), IsUrgent: true),
        new(2, f => ([Start(), Send(f), Head(f)], f.Random.Int(2, 5)), IsUrgent: true),

        // Returned for information: waiting, answered, lapsed.
        new(5, f => ([Start(), Send(f), Head(f), Triage(f, DemoStep.TriageReturn)], f.Random.Int(1, 8))),
        new(2, f => ([Start(), Send(f), Head(f), Triage(f, DemoStep.TriageReturn), new(DemoStep.SendInformation, f.Random.Int(2, 7))], f.Random.Int(0, 3))),
        new(2, f => ([Start(), Send(f), Head(f), Triage(f, DemoStep.TriageReturn)], f.Random.Int(11, 16))),

        // Routed.
        new(24, f => ([Start(), Send(f), Head(f), Triage(f, DemoStep.TriageToAdvice)], f.Random.Int(1, 20))),
        new(14, f => ([Start(), Send(f), Head(f), Triage(f, DemoStep.TriageToPanel)], f.Random.Int(1, 15)), IsPanel: true),
        new(4, f => ([Start(), Send(f), Head(f), Triage(f, DemoStep.TriageRedirect)], f.Random.Int(1, 15))),

        // Urgent: with the chair, decided and to be ratified, ratified.
        new(2, f => ([Start(), Send(f), Head(f), new(DemoStep.TriageToUrgent, f.Random.Int(0, 1))], f.Random.Int(0, 3)), IsUrgent: true),
        new(3, f => ([Start(), Send(f), Head(f), new(DemoStep.TriageToUrgent, f.Random.Int(0, 1)), new(DemoStep.DecideUrgent, f.Random.Int(0, 1))], f.Random.Int(2, 12)), IsUrgent: true),
        new(2, f => ([Start(), Send(f), Head(f), new(DemoStep.TriageToUrgent, 1), new(DemoStep.DecideUrgent, 1), new(DemoStep.Ratify, f.Random.Int(6, 12))], f.Random.Int(1, 6)), IsUrgent: true),

        // Declined: the school thinks about it, accepts, or asks the panel.
        new(3, f => ([Start(), Send(f), Head(f), Triage(f, DemoStep.TriageDecline)], f.Random.Int(1, 8))),
        new(2, f => ([Start(), Send(f), Head(f), Triage(f, DemoStep.TriageDecline), new(DemoStep.AcceptDecline, f.Random.Int(1, 5))], f.Random.Int(1, 8))),
        new(2, f => ([Start(), Send(f), Head(f), Triage(f, DemoStep.TriageDecline), new(DemoStep.AskPanel, f.Random.Int(1, 5))], f.Random.Int(1, 8))),
    ];

    /// <summary>So many cases; each shape at least once where there are enough.</summary>
    public IReadOnlyList<CasePlan> Draw(int count)
    {
        var total = Shapes.Sum(shape => shape.Weight);
        var plans = new List<CasePlan>();
        foreach (var shape in Shapes)
        {
            var share = Math.Max(1, (int)Math.Round(shape.Weight * (double)count / total));
            plans.AddRange(Enumerable.Range(0, share).Select(_ => Plan(shape)));
        }

        return [.. faker.Random.Shuffle(plans).Take(count)];
    }

    private CasePlan Plan(Shape shape)
    {
        var (steps, since) = shape.Steps(faker);
        var purpose = shape.IsUrgent ? ReferralPurposeChoice.UrgentPreExclusion
            : shape.IsPanel ? faker.PickRandom(ReferralPurposeChoice.PanelPartialPm, ReferralPurposeChoice.PanelFullPm)
            : faker.Random.WeightedRandom([ReferralPurposeChoice.AdviceGuidance, ReferralPurposeChoice.InclusionForum, ReferralPurposeChoice.PanelPartialPm], [0.7f, 0.15f, 0.15f]);
        return new(steps, since, purpose, shape.IsUrgent ? faker.PickRandom("Urgent", "Emergency") : "Routine");
    }

    private static PlannedStep Start() => new(DemoStep.StartReferral, 0);

    private static PlannedStep Send(Faker faker) => new(DemoStep.SendReferral, faker.Random.Int(1, 6));

    private static PlannedStep Head(Faker faker) => new(DemoStep.Authorise, faker.Random.Int(0, 3));

    // One triage in eight is late.
    private static PlannedStep Triage(Faker faker, DemoStep step) => new(step, faker.Random.Bool(0.12f) ? faker.Random.Int(6, 8) : faker.Random.Int(1, 5));
}
