using CaseFlow.Cases.Storage;

namespace CaseFlow.Cases.CaseFiles;

/// <summary>What to change on a case; null leaves it as it is.</summary>
public sealed record CaseChange
{
    public required Guid CaseId { get; init; }

    public required DateTimeOffset At { get; init; }

    public CaseStage? Stage { get; init; }

    public CaseFlags Raise { get; init; }

    public CaseFlags Lower { get; init; }

    public ReferralPurpose? Purpose { get; init; }

    public Urgency? Urgency { get; init; }

    /// <summary>Why a case is closed, in general words.</summary>
    public string? Reason { get; init; }

    public Guid? ByPersonId { get; init; }
}

/// <summary>Moves cases along the graduated response, and writes each move on the timeline.</summary>
public static class CaseStages
{
    /// <summary>
    /// Applies a change inside the caller's transaction and saves it. A change that alters nothing leaves no trace.
    /// </summary>
    /// <exception cref="CaseRuleException">The case does not exist or may not go to that stage.</exception>
    public static Case Apply(ICaseData data, CaseChange change)
    {
        var file = data.Cases.FirstOrDefault(one => one.Id == change.CaseId)
            ?? throw new CaseRuleException("The case no longer exists. Cancel this process.");
        var touched = Move(data, file, change) | Flag(data, file, change);
        if (change.Purpose is { } purpose && purpose != file.Purpose)
        {
            file.Purpose = purpose;
            touched = true;
        }

        if (change.Urgency is { } urgency && urgency != file.Urgency)
        {
            file.Urgency = urgency;
            touched = true;
        }

        if (touched)
        {
            file.RowVersion++;
            data.SaveChanges();
        }

        return file;
    }

    private static bool Move(ICaseData data, Case file, CaseChange change)
    {
        if (change.Stage is not { } next || next == file.Stage)
        {
            return false;
        }

        if (!StageRules.MayFollow(next, file.Stage))
        {
            throw new CaseRuleException(
                $"{file.Reference} is at “{CaseWords.Of(file.Stage)}” and cannot go to “{CaseWords.Of(next)}” from there. Choose another stage in the workflow, publish it, and retry.");
        }

        var from = file.Stage;
        file.Stage = next;
        file.ClosedAt = next == CaseStage.Closed ? change.At : null;
        file.ClosedReason = next == CaseStage.Closed ? change.Reason : null;
        if (from == CaseStage.Draft && next != CaseStage.Closed)
        {
            file.SubmittedAt ??= change.At;
        }

        var reason = next == CaseStage.Closed && !string.IsNullOrWhiteSpace(change.Reason) ? $": {change.Reason}" : "";
        Timeline.Add(data, new TimelineOptions
        {
            CaseId = file.Id,
            At = change.At,
            Kind = next == CaseStage.Submitted ? TimelineKind.Submitted : TimelineKind.StageChanged,
            Text = $"{CaseWords.Of(from)} → {CaseWords.Of(next)}{reason}",
            ByPersonId = change.ByPersonId,
        });
        return true;
    }

    private static bool Flag(ICaseData data, Case file, CaseChange change)
    {
        var raised = change.Raise & ~file.Flags;
        var lowered = change.Lower & file.Flags & ~change.Raise;
        if ((raised | lowered) == CaseFlags.None)
        {
            return false;
        }

        file.Flags = (file.Flags | raised) & ~lowered;

        // MASH keeps its own history: an entry here would say when a concern was raised.
        var told = (raised | lowered) & ~CaseFlags.MashOpen;
        if (told != CaseFlags.None)
        {
            var parts = CaseWords.Of(raised & told).Concat(CaseWords.Of(lowered & told).Select(words => $"no longer: {words}"));
            Timeline.Add(data, new TimelineOptions
            {
                CaseId = file.Id,
                At = change.At,
                Kind = TimelineKind.FlagsChanged,
                Text = string.Join("; ", parts),
                ByPersonId = change.ByPersonId,
            });
        }

        return true;
    }
}
