using System.Collections.Immutable;
using System.Globalization;
using CaseFlow.Activities.Forms;
using CaseFlow.Cases.Access;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Schools;
using NodaTime;

namespace CaseFlow.Host.People;

/// <summary>The questions about a person and the roles they hold, and what the answers say.</summary>
public static class PersonForm
{
    public const string EmailField = "email";
    public const string RoleField = "role";
    public const string Now = "now";

    private const string EndChoice = "when";
    private const string LastDay = "lastDay";
    private const int NameLength = 60;

    public static ImmutableArray<FormField> About { get; } =
    [
        Question("firstName", FieldKind.Text, "First name", "the first name", required: true) with { Limits = new() { MaxLength = NameLength } },
        Question("lastName", FieldKind.Text, "Last name", "the last name", required: true) with { Limits = new() { MaxLength = NameLength } },
        Question(EmailField, FieldKind.Email, "Email address", "the email address", required: true) with { Hint = "They sign in with it, and their tasks and reminders are sent to it" },
        Question("phone", FieldKind.Phone, "Phone", "the phone number", required: false),
    ];

    public static ImmutableArray<FormField> End { get; } =
    [
        Question(EndChoice, FieldKind.Radios, "When does it end?", "when the role ends", required: true) with
        {
            Options = [new(Now, "Now", "What the role lets them see is closed to them at once"), new("later", "After a day I choose", "They hold the role until the end of that day")],
        },
        Question(LastDay, FieldKind.Date, "Last day", "the last day", required: true) with
        {
            Hint = "For example, 31 8 2027",
            VisibleIf = new(ConditionKind.In) { Field = EndChoice, Values = ["later"] },
            Limits = new() { Future = true },
        },
    ];

    public static ImmutableArray<FormField> Role(RolePlaces places) =>
    [
        Question(RoleField, FieldKind.Select, "Role", "the role", required: true) with { Options = [.. Roles.All.Select(role => new FormOption(role.Code, $"{role.Name} ({Word(role.Place)})"))] },
        At(RolePlace.School, "school", FieldKind.Select, "School", "the school", places.Schools, "There is no school yet. Import the schools first"),
        At(RolePlace.Partnership, "partnership", FieldKind.Select, "Partnership", "the partnership", places.Partnerships, "There is no partnership yet"),
        At(RolePlace.Organisation, "organisation", FieldKind.Text, "Organisation", "the organisation", [], "Its name as it is written on cases") with { Limits = new() { MaxLength = 120 } },
        Question("from", FieldKind.Date, "First day", "the first day", required: true) with { Hint = "For example, 1 9 2026" },
        Question("to", FieldKind.Date, "Last day", "the last day", required: false) with { Hint = "Leave this empty if it is not known", Limits = new() { NotBefore = "from" } },
    ];

    /// <summary>A role begins today unless somebody says otherwise.</summary>
    public static FormAnswers Empty(DateOnly today) => new(new() { ["from"] = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });

    public static FormCheck Check(ImmutableArray<FormField> fields, FormAnswers answers, DateOnly today) => FormValidator.Validate(
        new FormDefinition { Name = "person", Title = "Person", Parts = [new() { Id = "person", Title = "Person", Fields = fields }], ContentHash = "" },
        answers,
        LocalDate.FromDateOnly(today));

    /// <summary>A person from checked answers.</summary>
    public static Person PersonFrom(FormAnswers answers, Guid id) => new()
    {
        Id = id,
        FirstName = answers.Text("firstName"),
        LastName = answers.Text("lastName"),
        Email = answers.Text(EmailField),
        Phone = answers.Text("phone") is { Length: > 0 } phone ? phone : null,
    };

    /// <summary>A role from checked answers. What was chosen for another kind of role is left aside.</summary>
    public static RoleAssignment RoleFrom(FormAnswers answers, Guid id, Guid personId)
    {
        var role = answers.Text(RoleField);
        var at = Roles.PlaceOf(role);
        return new()
        {
            Id = id,
            PersonId = personId,
            Role = role,
            SchoolId = at == RolePlace.School ? Guid.Parse(answers.Text("school")) : null,
            PartnershipId = at == RolePlace.Partnership ? Guid.Parse(answers.Text("partnership")) : null,
            Authority = at == RolePlace.Authority ? LocalAuthorities.Own : null,
            OrganisationName = at == RolePlace.Organisation ? answers.Text("organisation") : null,
            From = answers.Date("from")!.Value.ToDateOnly(),
            To = answers.Date("to")?.ToDateOnly(),
        };
    }

    /// <summary>The last day that was chosen for a role, or null for now.</summary>
    public static DateOnly? EndFrom(FormAnswers answers) => answers.Text(EndChoice) == Now ? null : answers.Date(LastDay)?.ToDateOnly();

    private static FormField At(RolePlace place, string name, FieldKind kind, string label, string subject, IReadOnlyList<Place> choices, string hint) => Question(name, kind, label, subject, required: true) with
    {
        Hint = choices.Count == 0 ? hint : null,
        Options = [.. choices.Select(choice => new FormOption(choice.Id.ToString(), choice.Name))],
        VisibleIf = new(ConditionKind.In) { Field = RoleField, Values = [.. Roles.All.Where(role => role.Place == place).Select(role => role.Code)] },
    };

    private static FormField Question(string name, FieldKind kind, string label, string subject, bool required) =>
        new() { Name = name, Kind = kind, Label = label, Subject = subject, Required = required, DataClass = DataClass.Identity };

    private static string Word(RolePlace place) => place switch
    {
        RolePlace.School => "school",
        RolePlace.Partnership => "partnership",
        RolePlace.Authority => "authority",
        _ => "organisation",
    };
}
