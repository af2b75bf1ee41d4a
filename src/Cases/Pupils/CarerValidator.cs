using FluentValidation;

namespace CaseFlow.Cases.Pupils;

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
