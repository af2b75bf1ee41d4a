using System.Collections.Immutable;
using CaseFlow.Activities.Forms;
using CaseFlow.Host.Forms;
using CaseFlow.Host.Shell;
using NodaTime;

namespace CaseFlow.Host.People;

/// <summary>A page's questions with what was typed and what is wrong with it.</summary>
public sealed record PersonEdit(ImmutableArray<FormField> Fields, FormAnswers Answers, DateOnly Today)
{
    public FormCheck? Check { get; init; }

    public IReadOnlyList<PageError> Refusals { get; init; } = [];

    public PersonEdit Posted(FormPost post) => this with { Answers = PostedAnswers.Read(Fields, post.Pairs) };

    public PersonEdit Checked() => this with { Check = PersonForm.Check(Fields, Answers, Today) };

    public PersonEdit Refused(PageError error) => this with { Refusals = [error] };

    public PersonEdit Refused(PersonProblem problem) =>
        Refused(new PageError(problem.Message, problem.Field is { } field ? FormPath.ElementId(Fields.First(one => one.Name == field) is { Kind: FieldKind.Date } ? field + ".day" : field) : null));

    public FormView Draw() => new(Answers, new FormContext(LocalDate.FromDateOnly(Today)), Check);

    public IReadOnlyList<PageError> Errors(FormView view) => [.. Refusals, .. view.Errors];
}
