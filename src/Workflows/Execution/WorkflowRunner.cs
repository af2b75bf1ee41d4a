using System.Collections.Immutable;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Storage;
using CaseFlow.Engine.Execution;
using CaseFlow.Workflows.Contacts;
using CaseFlow.Workflows.Definitions;
using CaseFlow.Workflows.Facts;
using CaseFlow.Workflows.Storage;
using CaseFlow.Workflows.Waking;

namespace CaseFlow.Workflows.Execution;

/// <summary>
/// Runs a stimulus on an instance as one burst: load, run the engine to its next wait, answer its facts, and commit all
/// it caused in one transaction. When another burst of the instance comes first, it loads and runs again. The bytes of
/// the state may be those that this host committed last: should they be out of date, the commit says so. Thread-safe.
/// </summary>
public sealed class WorkflowRunner(
    IInstanceStore instances, RecentStates recent, PublishedVersions versions, FactAnswers facts, BurstWriter writer, RoleDirectory directory, WorkBell bell, TimeProvider clock)
{
    private const int MostReruns = 100;
    private const int MostRoundsOfFacts = 1_000;

    /// <summary>Starts an instance.</summary>
    public async Task<RunResult> Start(StartOptions options, CancellationToken cancellationToken = default)
    {
        var version = options.VersionId is { } versionId ? await versions.Find(versionId) : await versions.Current(options.DefinitionId);
        if (version is null)
        {
            return new DefinitionNotFound(options.DefinitionId);
        }

        var now = Now();
        var instanceId = options.InstanceId ?? Guid.CreateVersion7(now).ToString("N");
        var state = InstanceState.New(instanceId, version.Row.VersionId);
        var result = Run(version, state, new Start(options.Input, options.CorrelationId, options.TriggerActivityId), now);
        var burst = new Burst
        {
            Version = version,
            Result = result,
            Now = now,
            ExpectedRevision = 0,
            CaseId = options.CaseId,
            ParentInstanceId = options.ParentInstanceId,
            Guard = options.Guard,
            ByPersonId = options.ByPersonId,
            Before = options.Before,
            Timers = options.Timers,
            Places = options.Places ?? PlacesOf(options.CaseId),
            Audit = At(now, options.CaseId, options.Audit),
        };
        for (var attempt = 0; attempt < MostReruns; attempt++)
        {
            switch (await Commit(burst, cancellationToken))
            {
                case (Committed, { } commit):
                    return new Ran(result.State, commit);
                case (ActivationConflict conflict, _):
                    return new AlreadyRunning(conflict.RunningInstanceId);
                case (GuardFailed failed, _):
                    return new GuardLost(failed.Task);
                case (AlreadyStarted, _):
                    return new WasStarted();
            }
        }

        throw new TimeoutException($"{options.DefinitionId} was started by others {MostReruns} times in a row. Try again.");
    }

    /// <summary>Runs a stimulus on an instance that was started before.</summary>
    public async Task<RunResult> Resume(ResumeOptions options, CancellationToken cancellationToken = default)
    {
        for (var attempt = 0; attempt < MostReruns; attempt++)
        {
            var guess = attempt == 0 ? recent.Find(options.InstanceId) : null;
            try
            {
                if (await Try(options, guess, cancellationToken) is { } result)
                {
                    return result;
                }
            }
            catch (Exception exception) when (guess is not null && exception is not (StorageException or OperationCanceledException))
            {
                // It may have come of bytes that are out of date. Nothing was committed.
                recent.Forget(options.InstanceId);
            }
        }

        throw new TimeoutException($"Instance {options.InstanceId} was changed by others {MostReruns} times in a row. Try again.");
    }

    /// <summary>Takes a guard's row away where there is nothing to run for it.</summary>
    public Task<bool> Discard(CommitGuard guard, CancellationToken cancellationToken = default) => instances.Discard(guard, [], cancellationToken);

    /// <summary>Null where it has to be run again on what the database holds.</summary>
    private async Task<RunResult?> Try(ResumeOptions options, StoredInstance? guess, CancellationToken cancellationToken)
    {
        if ((guess ?? await instances.Load(options.InstanceId, cancellationToken)) is not { } stored)
        {
            return new InstanceNotFound();
        }

        if (stored.ParkedAt is not null)
        {
            return new InstanceParked();
        }

        var version = await versions.Find(stored.VersionId)
            ?? throw new InvalidDataException($"Version {stored.VersionId} of {stored.DefinitionId} is missing. Restore it from a backup.");
        var now = Now();
        var result = Run(version, InstanceState.FromBytes(stored.State), options.Stimulus, now);
        if (result.Journal.Stimuli.IsEmpty)
        {
            if (guess is not null)
            {
                return null;
            }

            await DiscardGuard(options.Guard, cancellationToken);
            return new NotApplicable();
        }

        var burst = new Burst
        {
            Version = version,
            Result = result,
            Now = now,
            ExpectedRevision = stored.Revision,
            CaseId = stored.CaseId,
            ParentInstanceId = stored.ParentInstanceId,
            Guard = options.Guard is TaskGuard task ? task with { At = now } : options.Guard,
            Submission = options.Submission is { } submission ? submission with { At = now } : null,
            ByPersonId = options.ByPersonId,
            Places = PlacesOf(stored.CaseId),
            Audit = At(now, stored.CaseId, options.Audit),
        };
        return await Commit(burst, cancellationToken) switch
        {
            (Committed, { } commit) => new Ran(result.State, commit),
            (GuardFailed failed, _) => new GuardLost(failed.Task),
            _ => null,
        };
    }

    private async Task<(CommitResult Result, BurstCommit Commit)> Commit(Burst burst, CancellationToken cancellationToken)
    {
        var commit = await writer.Prepare(burst, cancellationToken);
        var result = await instances.Commit(commit, cancellationToken);
        if (result is Committed)
        {
            recent.Keep(commit);
            bell.Ring(commit, burst.Now);
        }
        else
        {
            recent.Forget(commit.Instance.InstanceId);
        }

        return (result, commit);
    }

    private BurstResult Run(PublishedVersion version, InstanceState state, Stimulus stimulus, DateTimeOffset now)
    {
        var result = WorkflowEngine.Run(version.Compiled, state, stimulus, now);
        for (var round = 0; !result.Facts.IsEmpty; round++)
        {
            if (round == MostRoundsOfFacts)
            {
                throw new InvalidOperationException($"{version.Row.DefinitionId} asks for facts without end. Put a wait into its loop.");
            }

            result = result.Merge(WorkflowEngine.Run(version.Compiled, result.State, facts.Answer(result.Facts, now), now));
        }

        return result;
    }

    // A task's row is not the runner's to take away: it says why the task cannot be done.
    private async Task DiscardGuard(CommitGuard? guard, CancellationToken cancellationToken)
    {
        if (guard is TimerGuard or InboxGuard)
        {
            await instances.Discard(guard, [], cancellationToken);
        }
    }

    private static ImmutableArray<AuditEntry> At(DateTimeOffset now, Guid? caseId, ImmutableArray<AuditEntry> entries) =>
        entries.IsEmpty ? entries : [.. entries.Select(entry => entry with { At = now, CaseId = entry.CaseId ?? caseId })];

    private CasePlaces? PlacesOf(Guid? caseId) => caseId is { } id ? directory.CaseOf(id) : null;

    // The journal keeps milliseconds, and a replay must see the same instant.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
