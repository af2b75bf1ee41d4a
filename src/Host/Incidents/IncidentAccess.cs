using CaseFlow.Cases.Access;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.People;

namespace CaseFlow.Host.Incidents;

/// <summary>Who deals with processes that have stopped.</summary>
public static class IncidentAccess
{
    /// <summary>The authority's process owners and administrators see all of them, by reference only: they see no child's data.</summary>
    public static bool Operates(Viewer viewer) => viewer.HoldsAtAuthority(Roles.ProcessOwner) || viewer.HoldsAtAuthority(Roles.Administrator);

    /// <summary>Whoever leads the case decides about its own: the partnership's co-ordinator and the inclusion officers. That they may see the case is checked besides.</summary>
    public static bool MayDecide(Viewer viewer, Case file) => viewer.HoldsAtPartnership(Roles.Coordinator, file.PartnershipId) || viewer.HoldsAtAuthority(Roles.Inclusion);
}
