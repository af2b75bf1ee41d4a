using System.Globalization;
using CaseFlow.Cases.Access;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Calendars;
using CaseFlow.Cases.CaseFiles;
using CaseFlow.Cases.Partnerships;
using CaseFlow.Cases.People;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Values;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Execution;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Workflows.Processes;

/// <param name="PupilId">A child on the roll of a school the person may refer from.</param>
public sealed record ReferralOptions(Guid PupilId, Guid PersonId)
{
    public bool IsSynthetic { get; init; }
}

/// <summary>What came of a start.</summary>
/// <param name="FirstTaskId">The first task it gave, where there is one.</param>
/// <param name="Problem">Why it did not start and what to do; null where it did.</param>
public sealed record ProcessStarted(Guid? CaseId, string? CaseReference, string? InstanceId, Guid? FirstTaskId, string? Problem);

/// <summary>Opens a case and starts its process in one transaction, or starts a further process of a case.</summary>
public sealed class ProcessStart(ICaseDataFactory cases, WorkflowRunner runner, RoleDirectory directory, TimeProvider clock)
{
    public const string ReferralProcess = "referral";

    private const int MostTries = 200;

    private static readonly string[] MayRefer = [Roles.SchoolReferrer, Roles.SchoolHead, Roles.SchoolSafeguardingLead];

    // Starts of this host go one after another, so that each knows the reference the next case gets.
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Starts the referral of a child by somebody at the child's school. Their first task is the referral form.</summary>
    public async Task<ProcessStarted> Referral(ReferralOptions options, CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 0; attempt < MostTries; attempt++)
            {
                if (await TryReferral(options, cancellationToken) is { } started)
                {
                    return started;
                }
            }
        }
        catch (CaseRuleException exception)
        {
            return Failed(exception.Message);
        }
        finally
        {
            _one.Release();
        }

        return Failed("Too many referrals are being started at this moment. Try again.");
    }

    /// <summary>Starts another process of a case, for a caller who has checked that the person may.</summary>
    public async Task<ProcessStarted> ForCase(Guid caseId, string process, Guid personId, Value input = default, CancellationToken cancellationToken = default)
    {
        if (directory.CaseOf(caseId) is not { } places)
        {
            return Failed("There is no such case.");
        }

        var start = Options(process, places, personId, input) with { Audit = [Started(AuditActions.ProcessStarted, places, process, directory.Actor(personId))] };
        return Answer(await runner.Start(start, cancellationToken), places, process)
            ?? Failed("The process could not be started. Try again.");
    }

    private async Task<ProcessStarted?> TryReferral(ReferralOptions options, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        if (Expected(options, at) is not { } places)
        {
            return Failed("There is no such child on the roll of a school you refer for. Import or add the child first.");
        }

        var opening = new CaseOpeningOptions { Id = places.CaseId, PupilId = options.PupilId, At = at, ByPersonId = options.PersonId, IsSynthetic = options.IsSynthetic };
        void Open(WriteScope scope)
        {
            if (CaseOpening.Apply(scope.Data, opening).Reference != places.Reference)
            {
                throw new ReferenceTakenException();
            }
        }

        try
        {
            var start = Options(ReferralProcess, places, options.PersonId, Value.EmptyMap) with
            {
                Before = [Open],
                Audit = [Started(AuditActions.ReferralStarted, places, ReferralProcess, directory.Actor(options.PersonId, MayRefer)) with { Facts = [new("pupil", options.PupilId.ToString("D"))] }],
            };
            return Answer(await runner.Start(start, cancellationToken), places, ReferralProcess);
        }
        catch (Exception exception) when (exception is ReferenceTakenException or DbUpdateException)
        {
            // Another host opened a case of the group in between.
            return null;
        }
    }

    /// <summary>The case as it will be; null where this person may not refer this child.</summary>
    private CasePlaces? Expected(ReferralOptions options, DateTimeOffset at)
    {
        using var data = cases.Open();
        var today = LondonTime.DateOf(at);
        var viewer = ViewerLookup.Load(data, options.PersonId, today);
        var pupil = viewer is null ? null : data.Pupils.VisibleTo(viewer, data).FirstOrDefault(one => one.Id == options.PupilId);
        if (viewer is null || pupil is null || !MayRefer.Any(role => viewer.HoldsAtSchool(role, pupil.SchoolId)))
        {
            return null;
        }

        var group = Membership.GroupOf(data, pupil.SchoolId, today)
            ?? throw new CaseRuleException("The child’s school belongs to no partnership or trust group today. Ask the inclusion team to record its membership.");
        return new CasePlaces(Guid.CreateVersion7(at), CaseOpening.NextReference(data, group, today), pupil.SchoolId, group.Id);
    }

    private AuditEntry Started(string action, CasePlaces places, string process, AuditActor by) =>
        new(clock.GetUtcNow(), action, new("case", places.CaseId), by) { CaseId = places.CaseId, Facts = [new("process", process)] };

    private static StartOptions Options(string process, CasePlaces places, Guid personId, Value input) => new()
    {
        DefinitionId = process,
        Input = (input.Kind == ValueKind.Map ? input : Value.EmptyMap)
            .With("caseId", places.CaseId.ToString("D"))
            .With("caseRef", places.Reference)
            .With("byPersonId", personId.ToString("D")),
        CorrelationId = places.CaseId.ToString("D"),
        CaseId = places.CaseId,
        ByPersonId = personId,
        Places = places,
    };

    private static ProcessStarted? Answer(RunResult result, CasePlaces places, string process) => result switch
    {
        Ran ran => new ProcessStarted(places.CaseId, places.Reference, ran.State.InstanceId, ran.Commit.TasksOpened is [{ TaskId: var task }, ..] ? task : null, null),
        AlreadyRunning => Failed("This process is running for the case already. Finish or cancel that one first."),
        DefinitionNotFound => Failed(string.Create(CultureInfo.InvariantCulture, $"The process “{process}” is not published. Ask the process owner to publish it.")),
        _ => null,
    };

    private static ProcessStarted Failed(string problem) => new(null, null, null, null, problem);

    private sealed class ReferenceTakenException : Exception;
}
