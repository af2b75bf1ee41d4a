using FluentValidation;

namespace CaseFlow.Cases.Pupils;

/// <summary>A child's details with their carers, as they are handed in.</summary>
public sealed record PupilDetails(Pupil Pupil, IReadOnlyList<Carer> Carers);

/// <summary>A child's core fields and their carers: somebody has parental responsibility, or it is said why nobody has.</summary>
public sealed class PupilDetailsValidator : AbstractValidator<PupilDetails>
{
    public PupilDetailsValidator(DateOnly today)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(details => details.Pupil).SetValidator(new PupilValidator(today));
        RuleForEach(details => details.Carers).SetValidator(new CarerValidator());
        RuleFor(details => details.Carers)
            .Must(carers => carers.Any(carer => carer.HasParentalResponsibility))
            .WithMessage("Add a parent or carer with parental responsibility, or enter why there is none")
            .When(details => string.IsNullOrWhiteSpace(details.Pupil.NoResponsibleCarerReason))
            .OverridePropertyName(nameof(Pupil.NoResponsibleCarerReason));
    }
}
