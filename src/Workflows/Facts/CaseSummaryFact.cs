using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Pupils;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Values;

namespace CaseFlow.Workflows.Facts;

/// <summary>What a workflow may know of its case: nothing that names or describes the child.</summary>
public sealed class CaseSummaryFact : IFactSource
{
    public string Name => "case-summary";

    public Value Answer(ICaseData data, Value arguments, DateTimeOffset now)
    {
        var id = DueText.CaseId(arguments);
        if (data.Cases.FirstOrDefault(one => one.Id == id) is not { } file)
        {
            return FactAnswers.Problem("The case of this process is not there any more. Cancel the process.");
        }

        var pupil = data.Pupils.First(one => one.Id == file.PupilId);
        var governance = data.Partnerships.Where(one => one.Id == file.PartnershipId).Select(one => one.Governance).First();
        return Value.Map(
            ("reference", file.Reference),
            ("stage", file.Stage.ToString()),
            ("urgency", file.Urgency.ToString()),
            ("purpose", file.Purpose is { } purpose ? purpose.ToString() : null),
            ("flags", Value.Of(Enum.GetValues<CaseFlags>().Where(flag => flag != CaseFlags.None && file.Flags.HasFlag(flag)).Select(flag => Value.Of(flag.ToString())))),
            ("governance", governance.ToString()),
            ("yearGroup", (double)YearGroups.Of(pupil, LondonTime.DateOf(now))));
    }
}
