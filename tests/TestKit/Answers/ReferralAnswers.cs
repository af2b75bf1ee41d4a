namespace CaseFlow.TestKit.Answers;

/// <summary>A referral that is complete on any day, as the pages would post it part by part.</summary>
public static class ReferralAnswers
{
    public static IReadOnlyList<(string Part, Dictionary<string, string> Fields)> Parts { get; } =
    [
        ("pupil", new() { ["pupilChecked"] = "true" }),
        ("purpose", new() { ["purpose"] = "AdviceGuidance", ["urgency"] = "Routine", ["concernDate.day"] = "7", ["concernDate.month"] = "9", ["concernDate.year"] = "2025" }),
        ("behaviour", new() { ["behaviour"] = "Leaves lessons before writing tasks most days. Staff think unmet language need lies beneath it: instructions of several steps are lost." }),
        ("tried", new()
        {
            ["tried[0].strategy"] = "Key worker", ["tried[0].start.day"] = "8", ["tried[0].start.month"] = "9", ["tried[0].start.year"] = "2025", ["tried[0].who"] = "Pastoral lead", ["tried[0].impact"] = "3",
            ["tried[1].strategy"] = "Time-out card", ["tried[1].start.day"] = "1", ["tried[1].start.month"] = "10", ["tried[1].start.year"] = "2025", ["tried[1].who"] = "Form tutor", ["tried[1].impact"] = "2",
            ["apdrCycles"] = "0",
        }),
        ("attendance", new()
        {
            ["attendanceThisYear"] = "81.5", ["attendanceLastYear"] = "88", ["suspensionDaysTerm"] = "0", ["suspensionCountTerm"] = "0",
            ["suspensionDaysYear"] = "0", ["suspensionCountYear"] = "0", ["partTime"] = "false",
        }),
        ("learning", new() { ["learningNote"] = "Two years below age in English and at age in practical subjects." }),
        ("health", new() { ["healthNeeds"] = "false" }),
        ("agencies", new() { ["agenciesNone"] = "true" }),
        ("family", new() { ["familySituation"] = "The family comes to every meeting and is tired.", ["familySupport"] = "Early Help was offered and taken up." }),
        ("outcomes", new()
        {
            ["outcomes[0].measure"] = "Lessons stayed in from start to end", ["outcomes[0].baseline"] = "10 of 25", ["outcomes[0].target"] = "20 of 25",
            ["outcomes[0].by.day"] = "27", ["outcomes[0].by.month"] = "3", ["outcomes[0].by.year"] = "2099",
        }),
        ("support", new() { ["support"] = "advice" }),
        ("views", new()
        {
            ["parentInformedOn.day"] = "3", ["parentInformedOn.month"] = "11", ["parentInformedOn.year"] = "2025", ["parentInformedHow"] = "meeting", ["parentViews"] = "Agrees with the referral.",
            ["pupilInformedOn.day"] = "3", ["pupilInformedOn.month"] = "11", ["pupilInformedOn.year"] = "2025", ["pupilViews"] = "Likes the workshop.",
        }),
        ("declaration", new() { ["declaration"] = "true" }),
    ];
}
