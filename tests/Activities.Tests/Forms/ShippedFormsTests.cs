using System.Collections.Immutable;
using CaseFlow.Activities.Forms;
using CaseFlow.Cases.Access;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.TestKit;

namespace CaseFlow.Activities.Tests.Forms;

/// <summary>The forms that CaseFlow ships: they load, and the referral form asks what the one standard form must ask.</summary>
public sealed class ShippedFormsTests
{
    private static readonly FormDefinition Referral = Load("referral");

    public static TheoryData<string> Names => [.. FormNames];

    private static IEnumerable<string> FormNames => Directory.GetFiles(Repository.Path("workflows-json", "forms"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file));

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_ShippedForm_HasNoProblemAndItsFilesName(string name)
    {
        Assert.Equal(name, Load(name).Name);
    }

    [Fact]
    public void Read_PurposeAndUrgency_AreThoseOfTheCase()
    {
        Assert.Equal(Enum.GetNames<ReferralPurpose>().Order(), Field("purpose").Options.Select(option => option.Value).Order());
        Assert.Equal(Enum.GetNames<Urgency>(), Field("urgency").Options.Select(option => option.Value));
    }

    [Fact]
    public void Exposed_OfEveryShippedForm_HoldsNoWords()
    {
        var words = FormNames.Select(Load).SelectMany(form => form.Fields).Where(field => field.Expose && field.Kind is FieldKind.Text or FieldKind.LongText or FieldKind.List or FieldKind.Group);

        Assert.Empty(words);
    }

    [Fact]
    public void Validate_EmptyReferral_AsksForEveryRequiredPart()
    {
        var parts = FormValidator.Validate(Referral, new FormAnswers(), TestForms.Today).Problems.Select(problem => problem.PartId).Distinct();

        // The risk assessment is asked only for a place in alternative provision, and nothing says yet that it is.
        Assert.Equal(Referral.Parts.Select(part => part.Id).Where(id => id != "risk"), parts);
    }

    [Theory]
    [InlineData("PanelPartialPm", true)]
    [InlineData("PanelFullPm", true)]
    [InlineData("AdviceGuidance", false)]
    public void Of_RiskAndCommissioning_AreAskedForAlternativeProvisionOnly(string purpose, bool asked)
    {
        var answers = Post(("purpose", purpose));
        var context = new FormContext(TestForms.Today);

        Assert.Equal(asked, FormProgress.Of(Referral, answers, context).Parts.Any(part => part.Part.Id == "risk"));
        Assert.Equal(asked, Messages(answers, "support").Contains("Select who pays"));
    }

    [Theory]
    [InlineData("Emergency", true)]
    [InlineData("Urgent", false)]
    public void Validate_Emergency_NeedsTheHeadteachersReason(string urgency, bool needed)
    {
        Assert.Equal(needed, Messages(Post(("urgency", urgency)), "purpose").Contains("Enter the headteacher's reason for an emergency"));
    }

    [Fact]
    public void Validate_BehaviourUnderAHundredCharacters_IsRefused()
    {
        Assert.Equal(["What you are seeing and what need may lie beneath it must be 100 characters or more"], Messages(Post(("behaviour", new string('a', 99))), "behaviour"));
        Assert.Empty(Messages(Post(("behaviour", new string('a', 100))), "behaviour"));
    }

    [Fact]
    public void Validate_OneStrategy_AsksForTwo()
    {
        var messages = Messages(Post(("tried[0].strategy", "Mentor"), ("tried[0].who", "Head of year"), ("tried[0].impact", "3"), ("tried[0].start.day", "1"), ("tried[0].start.month", "9"), ("tried[0].start.year", "2026"), ("apdrCycles", "0")), "tried");

        Assert.Equal(["Add at least two strategies"], messages);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("2", false)]
    public void Validate_FewerThanTwoCycles_WarnsOnly(string cycles, bool warned)
    {
        var check = FormValidator.Validate(Referral, Post(("apdrCycles", cycles)), TestForms.Today, "tried");

        Assert.Equal(warned, check.Warnings.Any(warning => warning.Path == "apdrCycles"));
        Assert.DoesNotContain(check.Problems, problem => problem.Path == "apdrCycles");
    }

    [Theory]
    [InlineData("45", false, false)]
    [InlineData("45.5", true, false)]
    [InlineData("2.3", false, true)]
    public void Validate_DaysSuspended_AreFlaggedAbove45AndCountedInHalves(string days, bool warned, bool refused)
    {
        var check = FormValidator.Validate(Referral, Post(("suspensionDaysYear", days)), TestForms.Today, "attendance");

        Assert.Equal(warned, check.Warnings.Any(warning => warning.Path == "suspensionDaysYear"));
        Assert.Equal(refused, check.Problems.Any(problem => problem.Path == "suspensionDaysYear"));
    }

    [Fact]
    public void Validate_PartTimeTimetable_NeedsItsPlannedEnd()
    {
        Assert.Contains("Enter the planned end of the part-time timetable", Messages(Post(("partTime", "yes")), "attendance"));
        Assert.DoesNotContain("Enter the planned end of the part-time timetable", Messages(Post(("partTime", "no")), "attendance"));
    }

    [Theory]
    [InlineData("plan", new[] { "Enter how the pupil is getting on with learning", "Enter what is in place for special educational needs", "Enter a summary of section F of the plan", "Enter the date of the last annual review" })]
    [InlineData("support", new[] { "Enter how the pupil is getting on with learning", "Enter what is in place for special educational needs" })]
    [InlineData("none", new[] { "Enter how the pupil is getting on with learning" })]
    public void Validate_Learning_AsksWhatThePupilsStatusCallsFor(string status, string[] messages)
    {
        var context = new FormContext(TestForms.Today, ImmutableDictionary<string, string>.Empty.Add("pupil.senStatus", status));

        Assert.Equal(messages, FormValidator.Validate(Referral, new FormAnswers(), context, "learning").Problems.Select(problem => problem.Message));
    }

    [Fact]
    public void Validate_TwoCaseLeaders_AsksForOne()
    {
        var answers = Post(
            ("agencies[0].agency", "CAMHS"), ("agencies[0].worker", "A Worker"), ("agencies[0].contact", "0116 496 0000"), ("agencies[0].caseLeader", "yes"),
            ("agencies[1].agency", "Early Help"), ("agencies[1].worker", "B Worker"), ("agencies[1].contact", "0116 496 0001"), ("agencies[1].caseLeader", "yes"));

        Assert.Equal(["Select only one agency as the case leader"], Messages(answers, "agencies"));
        Assert.Empty(Messages(Post(("agenciesNone", "true")), "agencies"));
    }

    [Fact]
    public void Validate_ParentToldTomorrow_IsRefused()
    {
        Assert.Contains("The date a parent or carer was told must be today or in the past", Messages(Post(("parentInformedOn.day", "24"), ("parentInformedOn.month", "11"), ("parentInformedOn.year", "2026")), "views"));
    }

    [Fact]
    public void Of_Declaration_CannotStartBeforeTheRest()
    {
        Assert.Equal(PartStatus.CannotStart, FormProgress.Of(Referral, new FormAnswers(), new FormContext(TestForms.Today)).Parts[^1].Status);
    }

    [Fact]
    public void Validate_TriageReasonsOf29Characters_AreRefused()
    {
        var triage = Load("triage");

        Assert.Equal(["Reasons must be 30 characters or more"], TestForms.Problems(triage, ("route", "panel"), ("reasons", new string('r', 29))));
        Assert.Empty(TestForms.Problems(triage, ("route", "panel"), ("reasons", new string('r', 30))));
        Assert.Contains("Select the service", TestForms.Problems(triage, ("route", "redirect"), ("reasons", new string('r', 30))));
    }

    [Fact]
    public void Health_EveryQuestionInIt_IsOfTheHealthClass()
    {
        var part = Referral.Part("health")!;

        Assert.All(part.Fields.Concat(part.Fields.SelectMany(field => field.Fields)), field => Assert.Equal(DataClass.Health, field.DataClass));
    }

    private static FormField Field(string name) => Referral.Fields.Single(field => field.Name == name);

    private static FormAnswers Post(params (string, string)[] pairs) => TestForms.Post(Referral, pairs);

    private static IEnumerable<string> Messages(FormAnswers answers, string part) =>
        FormValidator.Validate(Referral, answers, TestForms.Today, part).Problems.Select(problem => problem.Message);

    private static FormDefinition Load(string name)
    {
        var (form, problems) = FormReader.Read(File.ReadAllBytes(Repository.Path("workflows-json", "forms", name + ".json")));
        Assert.Empty(problems);
        return form!;
    }
}
