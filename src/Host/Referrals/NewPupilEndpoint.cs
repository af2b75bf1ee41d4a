using CaseFlow.Activities.Forms;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Storage;
using CaseFlow.Host.Access;
using CaseFlow.Host.Forms;
using CaseFlow.Host.Security;
using CaseFlow.Host.Shell;
using CaseFlow.Workflows.Processes;
using NodaTime;

namespace CaseFlow.Host.Referrals;

/// <summary>Adds a pupil by hand and starts their referral.</summary>
public static class NewPupilEndpoint
{
    [KeepsTyping]
    public static async Task<IResult> Add(HttpContext http, CurrentViewer viewer, ReferablePupils referable, PupilAdding adding, ProcessStart processes, TimeProvider clock)
    {
        if (viewer.Viewer is not { } who || !ReferablePupils.MayRefer(who) || referable.Schools(who) is not [var first, ..] schools)
        {
            return Results.NotFound();
        }

        var post = new FormPost(http.PostedForm());
        var school = schools.FirstOrDefault(school => school.Id.ToString() == post.One("school")) ?? first;
        var answers = post.Edited(PostedAnswers.Read(NewPupilForm.Form.Fields, post.Pairs, post.ChangesRows));
        if (!post.IsTrusted)
        {
            return Draw(answers, school.Id, null, FormPost.Expired);
        }

        if (post.ChangesRows)
        {
            return Draw(answers, school.Id, null);
        }

        var context = new FormContext(LocalDate.FromDateOnly(who.On));
        var check = FormValidator.Validate(NewPupilForm.Form, answers, context);
        if (!check.IsValid)
        {
            return Draw(answers, school.Id, check);
        }

        var details = NewPupilForm.Details(answers.Asked(NewPupilForm.Form, context), school.Id, () => Guid.CreateVersion7(clock.GetUtcNow()));
        try
        {
            var added = await adding.Add(who, details, http.RequestAborted);
            if (!added.Problems.IsEmpty)
            {
                return Draw(answers, school.Id, Refused(added));
            }

            var started = await processes.Referral(new ReferralOptions(details.Pupil.Id, who.PersonId), http.RequestAborted);
            return started switch
            {
                { Problem: { } problem } => Pages.Render<NewReferralPage>(new() { [nameof(NewReferralPage.Errors)] = new[] { new PageError("The pupil was added, but the referral did not start: " + problem, "pupil") } }),
                { FirstTaskId: { } task } => Results.LocalRedirect($"/tasks/{task}"),
                _ => Results.LocalRedirect($"/cases/{started.CaseId}"),
            };
        }
        catch (StorageException exception)
        {
            return Draw(answers, school.Id, null, new PageError(exception.Message));
        }
    }

    private static FormCheck Refused(PupilAdded added) => new(
        [.. added.Problems.Select(problem => new AnswerProblem(NewPupilForm.InputOf(problem.Property).Split(".day")[0], "pupil", problem.Message, NewPupilForm.InputOf(problem.Property)))],
        []);

    private static IResult Draw(FormAnswers answers, Guid schoolId, FormCheck? check, params PageError[] errors) => Pages.Render<NewPupilPage>(
        new()
        {
            [nameof(NewPupilPage.Answers)] = answers,
            [nameof(NewPupilPage.SchoolId)] = schoolId,
            [nameof(NewPupilPage.Check)] = check,
            [nameof(NewPupilPage.Errors)] = errors,
        },
        check is null && errors.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
