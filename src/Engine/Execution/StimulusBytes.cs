using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Execution;

/// <summary>Stimuli in the journal's compact form.</summary>
internal static class StimulusBytes
{
    private enum Kind : byte
    {
        Start = 1,
        ResumeWait,
        TimerDue,
        FactsAnswered,
        SignalActivity,
        ChildEnded,
        RetryIncident,
        SkipIncident,
        CancelInstance,
    }

    public static void Write(ByteWriter writer, Stimulus stimulus)
    {
        switch (stimulus)
        {
            case Start start:
                writer.Byte((byte)Kind.Start);
                writer.Value(start.Input);
                writer.Text(start.CorrelationId);
                writer.Text(start.TriggerActivityId);
                break;
            case ResumeWait resume:
                writer.Byte((byte)Kind.ResumeWait);
                writer.Text(resume.WaitId);
                writer.Value(resume.Payload);
                break;
            case TimerDue due:
                writer.Byte((byte)Kind.TimerDue);
                writer.Text(due.TimerId);
                break;
            case FactsAnswered answered:
                writer.Byte((byte)Kind.FactsAnswered);
                writer.Number(answered.Answers.Count);
                foreach (var (id, answer) in answered.Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal))
                {
                    writer.Text(id);
                    writer.Value(answer);
                }

                break;
            case SignalActivity signal:
                writer.Byte((byte)Kind.SignalActivity);
                writer.Text(signal.ExecutionId);
                writer.Text(signal.Name);
                writer.Value(signal.Payload);
                break;
            case ChildEnded child:
                writer.Byte((byte)Kind.ChildEnded);
                writer.Text(child.ChildInstanceId);
                writer.Byte((byte)child.Outcome);
                writer.Value(child.Output);
                break;
            case RetryIncident retry:
                writer.Byte((byte)Kind.RetryIncident);
                writer.Text(retry.IncidentId);
                break;
            case SkipIncident skip:
                writer.Byte((byte)Kind.SkipIncident);
                writer.Text(skip.IncidentId);
                writer.Text(skip.Outcome);
                break;
            case CancelInstance cancel:
                writer.Byte((byte)Kind.CancelInstance);
                writer.Text(cancel.Reason);
                break;
            default:
                throw new NotSupportedException($"The stimulus {stimulus.GetType().Name} cannot be journaled.");
        }
    }

    public static Stimulus Read(ref ByteReader reader) => (Kind)reader.Byte() switch
    {
        Kind.Start => new Start(reader.Value(), reader.TextOrNull(), reader.TextOrNull()),
        Kind.ResumeWait => new ResumeWait(reader.Text(), reader.Value()),
        Kind.TimerDue => new TimerDue(reader.Text()),
        Kind.FactsAnswered => new FactsAnswered(Answers(ref reader)),
        Kind.SignalActivity => new SignalActivity(reader.Text(), reader.Text(), reader.Value()),
        Kind.ChildEnded => new ChildEnded(reader.Text(), (ChildOutcome)reader.Byte(), reader.Value()),
        Kind.RetryIncident => new RetryIncident(reader.Text()),
        Kind.SkipIncident => new SkipIncident(reader.Text(), reader.Text()),
        Kind.CancelInstance => new CancelInstance(reader.Text()),
        _ => throw ByteReader.Malformed(),
    };

    private static SortedDictionary<string, Value> Answers(ref ByteReader reader)
    {
        var answers = new SortedDictionary<string, Value>(StringComparer.Ordinal);
        for (var left = reader.Count(); left > 0; left--)
        {
            answers[reader.Text()] = reader.Value();
        }

        return answers;
    }
}
