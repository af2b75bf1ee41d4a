namespace CaseFlow.RuntimeKit;

/// <summary>Answers to the shipped referral's forms, complete and fictional.</summary>
public static class ReferralAnswers
{
    private const string Words = "Calling out, leaving lessons and refusing to come in after break, mostly in the afternoon and mostly when work is written.";

    public static string Referral(string urgency = "Routine") => $$"""
        {
          "pupilChecked": true, "purpose": "AdviceGuidance", "urgency": "{{urgency}}", "concernDate": "2026-11-02", "emergencyReason": "{{Words}}",
          "behaviour": "{{Words}}",
          "tried": [
            { "strategy": "Mentor", "start": "2026-09-07", "end": "2026-10-09", "who": "Head of year", "impact": "2" },
            { "strategy": "Reduced writing", "start": "2026-10-12", "who": "SENCo", "impact": "3" }
          ],
          "apdrCycles": 0,
          "attendanceThisYear": 81.5, "attendanceLastYear": 90, "suspensionDaysTerm": 2.5, "suspensionCountTerm": 2, "suspensionDaysYear": 2.5, "suspensionCountYear": 2, "partTime": false,
          "learningNote": "Working below age in writing.", "healthNeeds": false, "agenciesNone": true,
          "familySituation": "Lives with one parent and two brothers.", "familySupport": "Offered and taken up.",
          "outcomes": [ { "measure": "Lessons left", "baseline": "9 a week", "target": "2 a week", "by": "2027-02-12" } ],
          "support": [ "advice" ],
          "parentInformedOn": "2026-11-16", "parentInformedHow": "meeting", "parentViews": "Wants help.", "pupilInformedOn": "2026-11-16", "pupilViews": "Wants to stay.",
          "declaration": true
        }
        """;

    public const string SendBack = """{ "decision": "send-back", "sendBackReason": "Please say more about what changed after the second strategy." }""";

    public const string Information = """{ "information": "The reviews were held in the last week of each half-term.", "urgencyNow": "Routine" }""";

    public const string Authorise = """{ "decision": "authorise", "signature": "Hal Otter", "authorised": true }""";

    public static string Triage(string route) =>
        $$"""{ "route": "{{route}}", "informationNeeded": "Say which agencies are involved.", "reasons": "The school has tried what it can, and the panel should look at it." }""";
}
