using CaseFlow.Engine.Execution;
using CaseFlow.Engine.Values;

namespace CaseFlow.Workflows.Execution;

/// <summary>A stimulus on its way through the inbox, in the journal's own bytes.</summary>
internal static class StimulusBytes
{
    public static byte[] Of(Stimulus stimulus) => new BurstJournal(DateTimeOffset.UnixEpoch, [stimulus], []).ToBytes();

    public static Stimulus Read(byte[] bytes) => BurstJournal.FromBytes(bytes).Stimuli[0];

    public static byte[] OfEvent(Value payload) => Of(new ResumeWait("", payload));

    public static Value ReadEvent(byte[] bytes) => Read(bytes) is ResumeWait resume ? resume.Payload : Value.Undefined;
}
