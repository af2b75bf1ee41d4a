using FluentValidation;

namespace CaseFlow.Cases.Pupils;

/// <summary>What a pupil's core fields must be on the day they are submitted. Every message says what to do.</summary>
public sealed class PupilValidator : AbstractValidator<Pupil>
{
    public const int YoungestAge = 10;
    public const int OldestAge = 19;

    public PupilValidator(DateOnly today)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(pupil => pupil.Forename).IsPersonName("forename");
        RuleFor(pupil => pupil.Surname).IsPersonName("surname");
        RuleFor(pupil => pupil.KnownAs!).IsPersonName("name the child is known as").When(pupil => pupil.KnownAs is not null);

        RuleFor(pupil => pupil.DateOfBirth)
            .LessThanOrEqualTo(today).WithMessage("Date of birth must be in the past")
            .Must(born => YearGroups.AgeOn(born, today) is >= YoungestAge and <= OldestAge)
            .WithMessage($"The child must be between {YoungestAge} and {OldestAge} years old. Check the date of birth");
        RuleFor(pupil => pupil.YearGroupOverride)
            .InclusiveBetween(6, 14).WithMessage("Year group must be between 6 and 14")
            .When(pupil => pupil.YearGroupOverride is not null);
        RuleFor(pupil => pupil.YearGroupOverrideReason)
            .NotEmpty().WithMessage("Enter why the child is taught in another year group than their age gives")
            .When(pupil => pupil.YearGroupOverride is not null);

        RuleFor(pupil => pupil.Upn).Custom((upn, context) =>
        {
            if (Upn.Problem(upn!) is { } problem)
            {
                context.AddFailure(problem);
            }
        }).When(pupil => !string.IsNullOrWhiteSpace(pupil.Upn));
        RuleFor(pupil => pupil.UpnMissingReason)
            .NotEmpty().WithMessage("Enter the UPN, or why there is none")
            .When(pupil => string.IsNullOrWhiteSpace(pupil.Upn));

        RuleFor(pupil => pupil.AddressLine1)
            .NotEmpty().WithMessage("Enter the first line of the home address")
            .MaximumLength(100).WithMessage("The first line of the address must be 100 characters or fewer");
        RuleFor(pupil => pupil.Postcode)
            .NotEmpty().WithMessage("Enter the home postcode")
            .Must(Postcodes.IsValid).WithMessage("Enter a full UK postcode, like LE3 8RA");
        RuleFor(pupil => pupil.HomeAuthority).NotEmpty().WithMessage("Select the authority the child lives in");
        RuleFor(pupil => pupil.ResponsibleAuthority).NotEmpty().WithMessage("Select the authority responsible for the child");
        RuleFor(pupil => pupil.SchoolId).NotEmpty().WithMessage("Select the school whose roll the child is on");

        RuleFor(pupil => pupil.FreeSchoolMealsFrom).IsKnownPast(today, "free school meals began").When(pupil => pupil.FreeSchoolMeals);
        RuleFor(pupil => pupil.PupilPremiumFrom).IsKnownPast(today, "pupil premium began").When(pupil => pupil.PupilPremium);

        RuleFor(pupil => pupil.PrimaryNeed)
            .NotNull().WithMessage("Select the primary need")
            .When(pupil => pupil.SenStatus != SenStatus.None);
        RuleFor(pupil => pupil.SecondaryNeed)
            .Must((pupil, need) => need != pupil.PrimaryNeed).WithMessage("The secondary need must differ from the primary need")
            .When(pupil => pupil.SecondaryNeed is not null);
        RuleFor(pupil => pupil.CareAuthority)
            .NotEmpty().WithMessage("Enter the authority that looks after the child, or did")
            .When(pupil => pupil.CareStatus != CareStatus.None);
        RuleFor(pupil => pupil.SocialWorker)
            .NotEmpty().WithMessage("Enter the child’s social worker")
            .When(pupil => pupil.CareStatus == CareStatus.LookedAfter);
        RuleFor(pupil => pupil.VirtualSchoolContact)
            .NotEmpty().WithMessage("Enter the contact at the virtual school")
            .When(pupil => pupil.CareStatus == CareStatus.LookedAfter);
        RuleFor(pupil => pupil.PupilViews)
            .MaximumLength(4000).WithMessage("The child’s own views must be 4,000 characters or fewer");
    }
}
