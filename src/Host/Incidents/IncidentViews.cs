using System.Globalization;
using CaseFlow.Workflows.Incidents;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Host.Incidents;

/// <summary>A cause with what people call its process and its step.</summary>
public sealed record CauseLine(CauseCount Cause, string Process, string Step);

/// <summary>A parked process: its case by reference only.</summary>
/// <param name="LastRelease">Who let it run before, and when; null where nobody did.</param>
public sealed record ParkedLine(ParkedInstance Parked, string Process, string? Reference, string? LastRelease);

/// <summary>What has stopped, by cause, and what is parked.</summary>
/// <param name="MoreParked">Where the next page of what is parked begins; null where there is none.</param>
public sealed record IncidentOverview(IReadOnlyList<CauseLine> Causes, int CausesLeftOut, IReadOnlyList<ParkedLine> Parked, IncidentKey? MoreParked);

public sealed record IncidentLine(IncidentRow Incident, string? Reference);

/// <summary>A page of the open incidents of one cause.</summary>
public sealed record CausePage(CauseLine Line, IReadOnlyList<IncidentLine> Lines, IncidentKey? Next);

/// <summary>One incident as its viewer may see it.</summary>
/// <param name="Ended">Who dealt with it and when; null for an open one.</param>
/// <param name="CaseAddress">The case's page, where the viewer may open it.</param>
/// <param name="Open">The process's incidents that are open now.</param>
public sealed record IncidentView(
    IncidentRow Incident, StoppedStep Step, string? Reference, string? CaseAddress, string? Ended, bool IsOperator, bool IsMine, IReadOnlyList<IncidentRow> Open)
{
    public string Address => AddressOf(Incident);

    public string Back => IsOperator || CaseAddress is null ? "/incidents" : CaseAddress;

    public static string AddressOf(IncidentRow incident) => $"/incidents/{Uri.EscapeDataString(incident.InstanceId)}/{Uri.EscapeDataString(incident.IncidentId)}";
}

/// <summary>Where a page begins: after this row. "unix milliseconds.instance.incident" in addresses.</summary>
public sealed record IncidentKey(DateTimeOffset At, string InstanceId, string IncidentId = "")
{
    public static IncidentKey? Read(string? text) =>
        text?.Split('.', 3) is [var at, var instance, var incident]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var moment) && moment < 253_402_300_799_000
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(moment), instance, incident)
            : null;

    public override string ToString() => Uri.EscapeDataString(string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}.{InstanceId}.{IncidentId}"));
}
