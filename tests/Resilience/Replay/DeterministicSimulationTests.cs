using System.Collections.Concurrent;
using System.Security.Cryptography;
using CaseFlow.Engine.Definitions;
using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;
using CaseFlow.TestKit;

namespace CaseFlow.Resilience.Replay;

/// <summary>
/// R4: a runtime with a faulty store on a virtual clock. Commits are lost and run again, stimuli come twice, late, early and
/// after their wait is gone. The same seed gives the same history; what the runtime holds always agrees with the state.
/// </summary>
public sealed class DeterministicSimulationTests
{
    private static readonly ConcurrentDictionary<int, CompiledDefinition> Definitions = [];

    [Fact]
    public void Seeds_RunTwice_GiveOneHistoryAndKeepTheInvariants()
    {
        var seeds = FullRun.Count(2_000, 100_000);
        var simulated = TimeSpan.Zero;
        var bursts = 0;
        for (var seed = 1; seed <= seeds; seed++)
        {
            try
            {
                var first = new FaultyRuntime(seed);
                var second = new FaultyRuntime(seed);
                Assert.Equal(first.Run(), second.Run());
                simulated += first.Elapsed;
                bursts += first.Bursts;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed} failed: {exception.Message}", exception);
            }
        }

        Summary.Line($"R4 deterministic simulation: {seeds:N0} seeds, {bursts:N0} bursts, {simulated.TotalDays / 365:N0} simulated years, no violation");
    }

    private sealed class FaultyRuntime(int seed)
    {
        private static readonly DateTimeOffset Begin = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);
        private readonly Random _random = new(seed);
        private readonly CompiledDefinition _definition = Definitions.GetOrAdd(seed % 500, static flow => RandomFlow.Of(flow).Compile());
        private readonly TokenLedger _ledger = new(Definitions.GetOrAdd(seed % 500, static flow => RandomFlow.Of(flow).Compile()));
        private readonly HashSet<string> _waits = new(StringComparer.Ordinal);
        private readonly Dictionary<string, DateTimeOffset> _timers = new(StringComparer.Ordinal);
        private readonly HashSet<string> _incidents = new(StringComparer.Ordinal);
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private byte[] _state = InstanceState.New($"i{seed}", "flow-v1").ToBytes();
        private DateTimeOffset _now = Begin;

        public int Bursts { get; private set; }

        public TimeSpan Elapsed => _now - Begin;

        public string Run()
        {
            Offer(new Start(Value.EmptyMap, "NC-1"));
            for (var step = 0; step < 25 && InstanceState.FromBytes(_state).Status == WorkflowStatus.Running; step++)
            {
                Offer(Choose());
            }

            return Convert.ToHexString(_hash.GetHashAndReset());
        }

        private Stimulus Choose()
        {
            var stale = _random.Next(8) == 0;
            switch (_random.Next(10))
            {
                case 0 when stale:
                    return new CancelInstance("enough");
                case < 4 when _timers.Count > 0:
                    var timer = _timers.OrderBy(item => item.Value).ThenBy(item => item.Key, StringComparer.Ordinal).First();
                    _now = stale || timer.Value <= _now ? _now : timer.Value;
                    return new TimerDue(timer.Key);
                case < 6 when _incidents.Count > 0:
                    var incident = _incidents.Order(StringComparer.Ordinal).First();
                    return _random.Next(2) == 0 ? new RetryIncident(incident) : new SkipIncident(incident, "Done");
                case < 9 when _waits.Count > 0:
                    var wait = _waits.Order(StringComparer.Ordinal).ElementAt(_random.Next(_waits.Count));
                    return new ResumeWait(wait, Value.Map(("outcome", "Done")));
                default:
                    return stale ? new ResumeWait($"{_random.Next(60)}", Value.Null) : new TimerDue($"{_random.Next(60)}");
            }
        }

        private void Offer(Stimulus stimulus)
        {
            var lost = _random.Next(6) == 0;
            var result = Execute(stimulus);
            if (lost)
            {
                // The commit failed and nothing of it counts; what woke the instance comes again.
                var rerun = Execute(stimulus);
                Assert.True(result.State.ToBytes().AsSpan().SequenceEqual(rerun.State.ToBytes()), "The burst ran differently the second time.");
                result = rerun;
            }

            if (!result.Journal.IsEmpty)
            {
                Commit(result);
            }

            var again = Execute(stimulus);
            Assert.True(again.Journal.IsEmpty || stimulus is SignalActivity, $"{stimulus} ran twice.");
        }

        private BurstResult Execute(Stimulus stimulus)
        {
            var result = WorkflowEngine.Run(_definition, InstanceState.FromBytes(_state), stimulus, _now);
            while (!result.Facts.IsEmpty)
            {
                result = result.Merge(WorkflowEngine.Run(_definition, result.State, new FactsAnswered(result.Facts.ToDictionary(fact => fact.FactId, _ => Value.True)), _now));
            }

            return result;
        }

        private void Commit(BurstResult result)
        {
            Bursts++;
            foreach (var effect in result.Effects)
            {
                Apply(effect);
            }

            _state = result.State.ToBytes();
            _hash.AppendData(_state);
            _hash.AppendData(result.Journal.ToBytes());
            var state = result.State;
            Assert.True(_waits.SetEquals(state.Waits.Select(wait => wait.WaitId)), "The waits told of are not those of the state.");
            Assert.True(_timers.Keys.ToHashSet(StringComparer.Ordinal).SetEquals(state.Timers.Select(timer => timer.TimerId)), "The timers told of are not those of the state.");
            Assert.True(_incidents.SetEquals(state.Incidents.Select(incident => incident.IncidentId)), "The incidents told of are not those of the state.");
            Assert.Empty(_ledger.Add(result.Journal.Trace).Concat(_ledger.Close(state)));
            var pending = _waits.Count + _timers.Count + _incidents.Count;
            Assert.True(state.Status == WorkflowStatus.Finished ? pending == 0 && state.Executions.IsEmpty : pending > 0, "A running instance must be woken by something, an ended one by nothing.");
        }

        private void Apply(Effect effect)
        {
            switch (effect)
            {
                case WaitOpened wait:
                    Assert.True(_seen.Add(wait.WaitId) && _waits.Add(wait.WaitId), $"Wait {wait.WaitId} was opened twice.");
                    break;
                case WaitClosed wait:
                    Assert.True(_waits.Remove(wait.WaitId), $"Wait {wait.WaitId} was closed without being open.");
                    break;
                case TimerRequested timer:
                    Assert.True(_seen.Add(timer.TimerId) && _timers.TryAdd(timer.TimerId, timer.Due), $"Timer {timer.TimerId} was asked for twice.");
                    break;
                case TimerCancelled timer:
                    Assert.True(_timers.Remove(timer.TimerId), $"Timer {timer.TimerId} was cancelled without running.");
                    break;
                case IncidentOpened incident:
                    Assert.True(_seen.Add(incident.IncidentId) && _incidents.Add(incident.IncidentId), $"Incident {incident.IncidentId} was opened twice.");
                    break;
                case IncidentClosed incident:
                    Assert.True(_incidents.Remove(incident.IncidentId), $"Incident {incident.IncidentId} was closed without being open.");
                    break;
            }
        }
    }
}
