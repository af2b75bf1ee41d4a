using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Execution;

public sealed partial class InstanceState
{
    private const byte FormatVersion = 1;

    [Flags]
    private enum ExecutionFlags : byte
    {
        None = 0,
        Ended = 1,
        Faulted = 2,
        Backward = 4,
        Leaving = 8,
        InLoop = 16,
        HasVariables = 32,
        HasCounters = 64,
        HasTokens = 128,
    }

    /// <summary>The whole state, compactly. Equal states give equal bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new ByteWriter();
        writer.Byte(FormatVersion);
        writer.Text(InstanceId);
        writer.Text(DefinitionVersionId);
        writer.Byte((byte)SubStatus);
        writer.Text(CorrelationId);
        writer.Text(Name);
        writer.Number(Sequence);
        writer.Number(RandomSequence);
        writer.Value(Input);
        writer.Value(Output);
        writer.Value(LastResult);
        writer.Number(VariableNames.Length);
        for (var index = 0; index < VariableNames.Length; index++)
        {
            writer.Text(VariableNames[index]);
            writer.Value(VariableValues[index]);
        }

        writer.Number(Live.Count);
        foreach (var execution in Live)
        {
            Write(writer, execution);
        }

        WriteRecords(writer);
        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote. Throws <see cref="InvalidDataException"/> for anything else.</summary>
    public static InstanceState FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() != FormatVersion)
        {
            throw ByteReader.Malformed();
        }

        var state = new InstanceState(reader.Text(), reader.Text())
        {
            SubStatus = (WorkflowSubStatus)reader.Byte(),
            CorrelationId = reader.TextOrNull(),
            Name = reader.TextOrNull(),
            Sequence = reader.Int(),
            RandomSequence = reader.Number(),
            Input = reader.Value(),
            Output = reader.Value(),
            LastResult = reader.Value(),
        };
        var variables = reader.Count();
        state.VariableNames = new string[variables];
        state.VariableValues = new Value[variables];
        for (var index = 0; index < variables; index++)
        {
            state.VariableNames[index] = reader.Text();
            state.VariableValues[index] = reader.Value();
        }

        for (var left = reader.Count(); left > 0; left--)
        {
            state.Live.Add(ReadExecution(ref reader, state));
        }

        ReadRecords(ref reader, state);
        state.Freeze();
        return reader.AtEnd ? state : throw ByteReader.Malformed();
    }

    private static void Write(ByteWriter writer, ActivityExecution execution)
    {
        var flags = (execution.Ended ? ExecutionFlags.Ended : ExecutionFlags.None)
            | (execution.Faulted ? ExecutionFlags.Faulted : ExecutionFlags.None)
            | (execution.Backward ? ExecutionFlags.Backward : ExecutionFlags.None)
            | (execution.Leaving ? ExecutionFlags.Leaving : ExecutionFlags.None)
            | (execution.CurrentIndex >= 0 ? ExecutionFlags.InLoop : ExecutionFlags.None)
            | (execution.Variables is null ? ExecutionFlags.None : ExecutionFlags.HasVariables)
            | (execution.Counters is null ? ExecutionFlags.None : ExecutionFlags.HasCounters)
            | (execution.Tokens is null ? ExecutionFlags.None : ExecutionFlags.HasTokens);
        writer.Byte((byte)flags);
        writer.Number(execution.Id);
        writer.Number(execution.Node);
        writer.Text(execution.ActivityId);
        writer.Text(execution.ActivityType);
        writer.Number(execution.Parent?.Id ?? 0);
        writer.Number(execution.Attempts);
        writer.Value(execution.State);
        if (execution.Leaving)
        {
            writer.Number(execution.LeavingOutcomes?.Length ?? 0);
            foreach (var outcome in execution.LeavingOutcomes ?? [])
            {
                writer.Text(outcome);
            }
        }

        if (execution.CurrentIndex >= 0)
        {
            writer.Number(execution.CurrentIndex);
            writer.Value(execution.CurrentValue);
        }

        if (execution.Variables is { } variables)
        {
            writer.Number(variables.Length);
            foreach (var variable in variables)
            {
                writer.Value(variable);
            }
        }

        WriteNumbers(writer, execution.Counters);
        WriteNumbers(writer, execution.Tokens);
    }

    private static void WriteNumbers(ByteWriter writer, IReadOnlyList<int>? numbers)
    {
        if (numbers is null)
        {
            return;
        }

        writer.Number(numbers.Count);
        foreach (var number in numbers)
        {
            writer.Number(number);
        }
    }

    private static ActivityExecution ReadExecution(ref ByteReader reader, InstanceState state)
    {
        var flags = (ExecutionFlags)reader.Byte();
        var execution = new ActivityExecution
        {
            Id = reader.Int(),
            Node = reader.Int(),
            ActivityId = reader.Text(),
            ActivityType = reader.Text(),
            Ended = flags.HasFlag(ExecutionFlags.Ended),
            Faulted = flags.HasFlag(ExecutionFlags.Faulted),
            Backward = flags.HasFlag(ExecutionFlags.Backward),
            Leaving = flags.HasFlag(ExecutionFlags.Leaving),
        };
        if (state.Live.Count > 0 && state.Live[^1].Id >= execution.Id)
        {
            throw ByteReader.Malformed();
        }

        if (reader.Int() is var parent and not 0)
        {
            execution.Parent = state.Find(parent);
            execution.Parent.References++;
            execution.Parent.LiveChildren += execution.Ended ? 0 : 1;
        }

        execution.Attempts = reader.Int();
        execution.State = reader.Value();
        if (execution.Leaving)
        {
            execution.LeavingOutcomes = new string[reader.Count()];
            for (var index = 0; index < execution.LeavingOutcomes.Length; index++)
            {
                execution.LeavingOutcomes[index] = reader.Text();
            }
        }

        if (flags.HasFlag(ExecutionFlags.InLoop))
        {
            execution.CurrentIndex = reader.Int();
            execution.CurrentValue = reader.Value();
        }

        if (flags.HasFlag(ExecutionFlags.HasVariables))
        {
            execution.Variables = new Value[reader.Count()];
            for (var index = 0; index < execution.Variables.Length; index++)
            {
                execution.Variables[index] = reader.Value();
            }
        }

        execution.Counters = flags.HasFlag(ExecutionFlags.HasCounters) ? ReadNumbers(ref reader) : null;
        execution.Tokens = flags.HasFlag(ExecutionFlags.HasTokens) ? [.. ReadNumbers(ref reader)] : null;
        return execution;
    }

    private static int[] ReadNumbers(ref ByteReader reader)
    {
        var numbers = new int[reader.Count()];
        for (var index = 0; index < numbers.Length; index++)
        {
            numbers[index] = reader.Int();
        }

        return numbers;
    }
}
