using CaseFlow.Cases.Calendars;

namespace CaseFlow.Host.People;

/// <summary>A school or a group of schools to choose.</summary>
public sealed record Place(Guid Id, string Name);

public sealed record RolePlaces(IReadOnlyList<Place> Schools, IReadOnlyList<Place> Partnerships);

/// <summary>A role of somebody's in words. <paramref name="To"/> is the last day, or null while it lasts.</summary>
public sealed record HeldRole(Guid Id, Guid PersonId, string Role, string Place, DateOnly From, DateOnly? To)
{
    public string Words => Place.Length == 0 ? Role : $"{Role}, {Place}";

    public bool HasEndedOn(DateOnly today) => To < today || IsTakenBack;

    /// <summary>Ended on its first day or before it: it stays on record, and gives access on no day.</summary>
    public bool IsTakenBack => To < From;

    public string Period(DateOnly today) => this switch
    {
        { IsTakenBack: true } => $"Given from {EnglishDates.Long(From)}, then taken back",
        { To: { } to } when From > today => $"Begins {EnglishDates.Long(From)}, until {EnglishDates.Long(to)}",
        { To: { } to } => $"{EnglishDates.Long(From)} until {EnglishDates.Long(to)}",
        _ when From > today => $"Begins {EnglishDates.Long(From)}",
        _ => $"Since {EnglishDates.Long(From)}",
    };
}
