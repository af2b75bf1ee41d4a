namespace CaseFlow.Workflows.Processes;

/// <summary>Opens a case and starts its process, in one transaction.</summary>
public sealed class ProcessStart
{
    /// <summary>Starts the referral of a pupil by somebody at the pupil's school. Their first task is the referral form.</summary>
    public Task<ProcessStarted> Referral(ReferralOptions options, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}

/// <param name="PupilId">A pupil on the roll of a school the person may refer from.</param>
public sealed record ReferralOptions(Guid PupilId, Guid PersonId);

/// <summary>What came of a start.</summary>
/// <param name="FirstTaskId">The first task of the one who started it, where there is one.</param>
/// <param name="Problem">Why it did not start and what to do; null where it did.</param>
public sealed record ProcessStarted(Guid? CaseId, string? CaseReference, string? InstanceId, Guid? FirstTaskId, string? Problem);
