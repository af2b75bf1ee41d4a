using System.Globalization;
using System.Text.Json.Nodes;
using Bogus;
using CaseFlow.Cases.Pupils;

namespace CaseFlow.Host.Demo;

/// <summary>Answers as the people of the demo world would give them. They name no child.</summary>
internal sealed class DemoAnswers(Faker faker)
{
    private static readonly string[] Behaviours =
    [
        "Leaves lessons without permission most days, usually before writing tasks, and refuses to come back with any adult but one.",
        "Arguments with other pupils in unstructured time turn into fights; afterwards there is shame and several days of silence.",
        "Refuses work in English and humanities, shouts when pressed, and has twice thrown furniture when the room was full and loud.",
        "Walks the corridors with two older pupils, does not respond to staff, and has started to arrive late and tired.",
        "Calm in practical lessons and with the mentor, but unable to sit in a class of thirty for more than ten minutes.",
    ];

    private static readonly string[] Needs =
    [
        "Staff think unmet speech and language need lies beneath it: instructions of more than one step are lost.",
        "Staff think anxiety lies beneath it, since a change at home in the spring; sleep is poor and breakfast is missed.",
        "Staff think reading far below age lies beneath it; work is avoided before it can be failed at.",
        "Staff think a bereavement that has not been spoken of lies beneath it; the dates of the worst weeks fit.",
    ];

    private static readonly string[] Strategies =
    [
        "Key worker at the start and end of each day", "Time-out card and a quiet room", "Reduced group for English", "Report card agreed with the family", "Weekly mentoring",
        "Breakfast club", "Seating and staffing changed", "Reading intervention", "Restorative meeting", "Phased return after suspension",
    ];

    private static readonly string[] Reasons =
    [
        "The school has tried two cycles of support with records of each; what is asked for fits the need that they describe.",
        "The evidence is clear, the family agrees, and the partnership has somebody who can start within two weeks.",
        "The risk of losing the place is high and the school’s own support has been used up, as the record shows.",
    ];

    public DemoReferral Referral(ReferralPurposeChoice purpose, string urgency, Pupil pupil, DateOnly today)
    {
        var suspended = faker.Random.Bool(0.6f);
        var days = suspended ? faker.Random.Int(1, 24) * 0.5m : 0;
        var tried = faker.Random.Shuffle(Strategies).Take(faker.Random.Int(2, 4)).ToList();
        var cycles = faker.Random.Int(1, 3);
        var answers = new JsonObject
        {
            ["pupilChecked"] = true,
            ["purpose"] = purpose.ToString(),
            ["urgency"] = urgency,
            ["concernDate"] = Date(today.AddDays(-faker.Random.Int(30, 90))),
            ["behaviour"] = $"{faker.PickRandom(Behaviours)} {faker.PickRandom(Needs)}",
            ["tried"] = new JsonArray([.. tried.Select(strategy => Tried(strategy, today))]),
            ["apdrCycles"] = cycles,
            ["apdrDates"] = new JsonArray([.. Enumerable.Range(1, cycles).Select(cycle => (JsonNode)new JsonObject
            {
                ["start"] = Date(today.AddDays(-35 * (cycle + 1))),
                ["review"] = Date(today.AddDays(-35 * cycle)),
            })]),
            ["attendanceThisYear"] = Percent(74, 14),
            ["attendanceLastYear"] = Percent(83, 9),
            ["suspensionDaysTerm"] = Math.Min(days, 10),
            ["suspensionCountTerm"] = suspended ? faker.Random.Int(1, 3) : 0,
            ["suspensionDaysYear"] = days,
            ["suspensionCountYear"] = suspended ? faker.Random.Int(3, 5) : 0,
            ["partTime"] = false,
            ["learningNote"] = "Works two years below age in English and at age in practical subjects; responds to short tasks with a clear end.",
            ["healthNeeds"] = false,
            ["agenciesNone"] = true,
            ["familySituation"] = "The family comes to every meeting and is tired. There is a younger child at home and one parent works nights.",
            ["familySupport"] = "Early Help was offered and taken up in the summer; a parenting course has been offered for next term.",
            ["outcomes"] = new JsonArray(new JsonObject
            {
                ["measure"] = "Lessons stayed in from start to end each week",
                ["baseline"] = $"{faker.Random.Int(8, 14)} of 25",
                ["target"] = "20 of 25",
                ["by"] = Date(today.AddDays(70)),
            }),
            ["support"] = new JsonArray("advice", "mentoring"),
            ["parentInformedOn"] = Date(today.AddDays(-faker.Random.Int(1, 10))),
            ["parentInformedHow"] = faker.PickRandom("meeting", "phone", "visit"),
            ["parentViews"] = "Wants the place to be kept and for lessons to be calmer. Agrees with the referral.",
            ["pupilInformedOn"] = Date(today.AddDays(-faker.Random.Int(0, 5))),
            ["pupilViews"] = "Likes the workshop and the mentor. Says that classrooms are too loud to think in.",
            ["declaration"] = true,
        };
        if (urgency == "Emergency")
        {
            answers["emergencyReason"] = "The place cannot be held beyond this week without help from outside the school.";
        }

        if (pupil.SenStatus != SenStatus.None)
        {
            answers["senDetail"] = "Small-group teaching four times a week and a key worker; reviewed with the family each half-term.";
        }

        if (pupil.SenStatus == SenStatus.Plan)
        {
            answers["planSectionF"] = "Daily check-in, a quiet place to work, and weekly work on language with a trained adult.";
            answers["annualReview"] = Date(today.AddDays(-faker.Random.Int(30, 300)));
        }

        if (purpose is ReferralPurposeChoice.PanelPartialPm or ReferralPurposeChoice.PanelFullPm)
        {
            AddPlacement(answers, purpose, today);
        }

        return new(answers.ToJsonString());
    }

    public string Authorisation(string head) => new JsonObject { ["decision"] = "authorise", ["signature"] = head, ["authorised"] = true }.ToJsonString();

    public string SendBack() => new JsonObject
    {
        ["decision"] = "send-back",
        ["sendBackReason"] = "Please say more about what changed after the second strategy, and add the date of the review.",
    }.ToJsonString();

    public string Triage(string route)
    {
        var answers = new JsonObject { ["route"] = route, ["reasons"] = faker.PickRandom(Reasons), ["consulted"] = "The school’s pastoral lead" };
        if (route == "redirect")
        {
            answers["redirectTo"] = faker.PickRandom("early-help", "sena", "health");
        }

        if (route == "return")
        {
            answers["reasons"] = "Please send the dates of each review and what the family said at the last of them.";
        }

        return answers.ToJsonString();
    }

    public string Information() => new JsonObject
    {
        ["information"] = "The reviews were held in the last week of each half-term. The family asked for help with mornings.",
        ["urgencyNow"] = "Routine",
    }.ToJsonString();

    public string UrgentDecision(string decision, DateOnly today) => new JsonObject
    {
        ["conflict"] = false,
        ["decision"] = decision,
        ["reasons"] = faker.PickRandom(Reasons),
        ["reviewOn"] = Date(today.AddDays(28)),
    }.ToJsonString();

    public string Ratification(DateOnly today) => new JsonObject
    {
        ["panelDate"] = Date(today),
        ["decision"] = "ratified",
        ["reasons"] = "The panel read the decision and its reasons and agreed with them.",
    }.ToJsonString();

    public string DeclinedResponse(bool askPanel)
    {
        var answers = new JsonObject { ["response"] = askPanel ? "ask-panel" : "accept" };
        if (askPanel)
        {
            answers["why"] = "The school has no further support of its own to try and asks the panel to look at the evidence.";
        }

        return answers.ToJsonString();
    }

    private JsonNode Tried(string strategy, DateOnly today)
    {
        var start = today.AddDays(-faker.Random.Int(60, 160));
        return new JsonObject
        {
            ["strategy"] = strategy,
            ["start"] = Date(start),
            ["end"] = Date(start.AddDays(faker.Random.Int(20, 55))),
            ["who"] = faker.PickRandom("Head of year", "SENCo", "Pastoral lead", "Form tutor"),
            ["impact"] = faker.Random.Int(2, 4).ToString(CultureInfo.InvariantCulture),
        };
    }

    private void AddPlacement(JsonObject answers, ReferralPurposeChoice purpose, DateOnly today)
    {
        answers["support"] = new JsonArray(purpose == ReferralPurposeChoice.PanelFullPm ? "full-ap" : "part-ap");
        answers["commissioning"] = new JsonObject
        {
            ["payer"] = faker.PickRandom("school", "partnership", "shared"),
            ["weeks"] = faker.Random.Int(8, 26),
            ["maxWeeklyCost"] = faker.Random.Int(160, 640),
        };
        var risks = new JsonObject();
        foreach (var risk in new[] { "self", "others", "staff", "property", "weapons", "substances", "exploitation", "absconding", "online", "allegations" })
        {
            var likelihood = faker.Random.Int(1, 4);
            risks[risk] = new JsonObject
            {
                ["likelihood"] = likelihood.ToString(CultureInfo.InvariantCulture),
                ["impact"] = faker.Random.Int(1, 4).ToString(CultureInfo.InvariantCulture),
                ["controls"] = "Supervised at change-over; staff briefed each Monday.",
                ["owner"] = "Pastoral lead",
                ["reviewDate"] = Date(today.AddDays(42)),
            };
        }

        answers["risk"] = risks;
    }

    private decimal Percent(double mean, double spread) =>
        Math.Round((decimal)Math.Clamp(mean + (spread * (faker.Random.Double() + faker.Random.Double() + faker.Random.Double() - 1.5)), 20, 98), 1);

    private static string Date(DateOnly date) => DemoCsv.Date(date);
}

/// <summary>A filled-in referral form.</summary>
internal sealed record DemoReferral(string Json);

/// <summary>The purposes that the demo world's schools refer for, as the form names them.</summary>
internal enum ReferralPurposeChoice
{
    AdviceGuidance,
    InclusionForum,
    PanelPartialPm,
    PanelFullPm,
    UrgentPreExclusion,
}
