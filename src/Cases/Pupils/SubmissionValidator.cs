using FluentValidation;

namespace CaseFlow.Cases.Pupils;

/// <summary>
/// What must be known about a child before their referral is handed in, over and above the core fields: somebody with
/// parental responsibility, who was told and when, and what the child says.
/// </summary>
public sealed class SubmissionValidator : AbstractValidator<PupilDetails>
{
    public SubmissionValidator(DateOnly today)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(details => details.Pupil).SetValidator(new PupilValidator(today));
        RuleForEach(details => details.Carers).SetValidator(new CarerValidator());
        RuleFor(details => details.Carers)
            .Must(carers => carers.Any(carer => carer.HasParentalResponsibility))
            .WithMessage("Add a parent or carer with parental responsibility, or enter why there is none")
            .When(details => string.IsNullOrWhiteSpace(details.Pupil.NoResponsibleCarerReason));

        RuleFor(details => details.Pupil.ParentInformedOn).IsKnownPast(today, "the parent or carer was told");
        RuleFor(details => details.Pupil.ParentInformedHow).NotEmpty().WithMessage("Enter how the parent or carer was told");
        RuleFor(details => details.Pupil.PupilInformedOn).IsKnownPast(today, "the child was told");
        RuleFor(details => details.Pupil.PupilViewsMissingReason)
            .NotEmpty().WithMessage("Enter the child’s own views, or why they were not obtained")
            .When(details => string.IsNullOrWhiteSpace(details.Pupil.PupilViews));
    }
}

public sealed class CarerValidator : AbstractValidator<Carer>
{
    public CarerValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(carer => carer.Name)
            .NotEmpty().WithMessage("Enter the parent or carer’s name")
            .MaximumLength(120).WithMessage("The parent or carer’s name must be 120 characters or fewer");
        RuleFor(carer => carer.Relationship).NotEmpty().WithMessage("Enter how the parent or carer is related to the child");
        RuleFor(carer => carer.Email)
            .EmailAddress().WithMessage("Enter an email address in the correct format, like name@example.com")
            .When(carer => !string.IsNullOrWhiteSpace(carer.Email));
        RuleFor(carer => carer.Phone)
            .Must(phone => phone!.Count(char.IsAsciiDigit) is >= 10 and <= 15
                && phone!.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '(' or ')' or '-'))
            .WithMessage("Enter a telephone number, like 0116 496 0000")
            .When(carer => !string.IsNullOrWhiteSpace(carer.Phone));
    }
}
