using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.Access;

/// <summary>A case with what decides who may see how much of it.</summary>
public sealed record CaseAccess(Case Case, int YearGroup, bool IsLookedAfter, IReadOnlyList<CaseParticipant> Participants)
{
    public static CaseAccess Load(ICaseData data, Case file, DateOnly on)
    {
        var pupil = data.Pupils.Single(child => child.Id == file.PupilId);
        var participants = data.CaseParticipants
            .Where(one => one.CaseId == file.Id && one.From <= on && (one.To == null || one.To >= on))
            .ToList();
        return new CaseAccess(
            file,
            YearGroups.Of(pupil, on),
            pupil.CareStatus == CareStatus.LookedAfter,
            participants);
    }

    internal bool Names(RoleAssignment role) => Participants.Any(one => Matches(one, role));

    internal bool MashApproves(RoleAssignment role) => Participants.Any(one => one.MashApproved && Matches(one, role));

    private static bool Matches(CaseParticipant one, RoleAssignment role) =>
        one.Role == role.Role
        && (one.PersonId is null ? role.Role != Roles.Provider || one.OrganisationName is not null : one.PersonId == role.PersonId)
        && (one.OrganisationName is null || one.OrganisationName == role.OrganisationName);
}
