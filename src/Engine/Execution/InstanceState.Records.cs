namespace CaseFlow.Engine.Execution;

public sealed partial class InstanceState
{
    private void WriteRecords(ByteWriter writer)
    {
        writer.Number(WaitRecords.Count);
        foreach (var wait in WaitRecords)
        {
            writer.Number(wait.Id);
            writer.Number(wait.ExecutionId);
            writer.Text(wait.Kind);
            writer.Text(wait.Key);
        }

        writer.Number(TimerRecords.Count);
        foreach (var timer in TimerRecords)
        {
            writer.Number(timer.Id);
            writer.Number(timer.ExecutionId);
            writer.Text(timer.Name);
            writer.Instant(timer.Due);
        }

        writer.Number(IncidentRecords.Count);
        foreach (var incident in IncidentRecords)
        {
            writer.Number(incident.Id);
            writer.Number(incident.ExecutionId);
            writer.Text(incident.Cause);
            writer.Text(incident.Message);
            writer.Number(incident.Attempt);
            writer.Flag(incident.RetryAt.HasValue);
            if (incident.RetryAt is { } retryAt)
            {
                writer.Instant(retryAt);
            }
        }

        writer.Number(FactRecords.Count);
        foreach (var fact in FactRecords)
        {
            writer.Number(fact.Id);
            writer.Number(fact.ExecutionId);
            writer.Text(fact.Name);
            writer.Value(fact.Arguments);
        }

        writer.Number(Outputs.Count);
        foreach (var output in Outputs)
        {
            writer.Number(output.Node);
            writer.Text(output.ActivityId);
            writer.Text(output.Name);
            writer.Value(output.Value);
        }

        writer.Number(Queue.Length);
        foreach (var item in Queue)
        {
            writer.Number(item.Node);
            writer.Number(item.Owner?.Id ?? 0);
            writer.Flag(item.Backward);
            writer.Number(item.CurrentIndex);
            writer.Value(item.CurrentValue);
        }
    }

    private static void ReadRecords(ref ByteReader reader, InstanceState state)
    {
        for (var left = reader.Count(); left > 0; left--)
        {
            var wait = new WaitRecord(reader.Int(), reader.Int(), reader.Text(), reader.TextOrNull());
            state.WaitRecords.Add(wait);
            state.Find(wait.ExecutionId).Open++;
        }

        for (var left = reader.Count(); left > 0; left--)
        {
            var timer = new TimerRecord(reader.Int(), reader.Int(), reader.Text(), reader.Instant());
            state.TimerRecords.Add(timer);
            state.Find(timer.ExecutionId).Open++;
        }

        for (var left = reader.Count(); left > 0; left--)
        {
            var incident = new IncidentRecord(reader.Int(), reader.Int(), reader.Text(), reader.Text(), reader.Int(), reader.Flag() ? reader.Instant() : null);
            state.IncidentRecords.Add(incident);
            state.Find(incident.ExecutionId).Open++;
        }

        for (var left = reader.Count(); left > 0; left--)
        {
            var fact = new FactRecord(reader.Int(), reader.Int(), reader.Text(), reader.Value());
            state.FactRecords.Add(fact);
            state.Find(fact.ExecutionId).Open++;
        }

        for (var left = reader.Count(); left > 0; left--)
        {
            state.Outputs.Add(new OutputRecord(reader.Int(), reader.Text(), reader.Text(), reader.Value()));
        }

        state.Queue = new WorkItem[reader.Count()];
        for (var index = 0; index < state.Queue.Length; index++)
        {
            var node = reader.Int();
            var owner = reader.Int() is var id and not 0 ? state.Find(id) : null;
            state.Queue[index] = new WorkItem { Node = node, Owner = owner, Backward = reader.Flag(), CurrentIndex = reader.Int(), CurrentValue = reader.Value() };
            if (owner is not null)
            {
                owner.References++;
            }
        }
    }
}
