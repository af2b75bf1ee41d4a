using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>Variables as one evaluation sees them: its own writes over those of the scope, made real when it has succeeded.</summary>
internal sealed partial class Evaluation
{
    private List<SeenVariable>? _variables;
    private List<Action<IExpressionScope>>? _writes;

    /// <summary>Whether anything reachable from outside may have been changed in place.</summary>
    public bool Mutated { get; set; }

    public ScriptValue ReadVariable(string name)
    {
        Name(name);
        if (_variables is not null)
        {
            Work(4L * _variables.Count);
            foreach (var seen in _variables)
            {
                if (seen.Name == name)
                {
                    return seen.Value;
                }
            }
        }

        var original = Scope.GetVariable(name);
        var value = ScriptValues.From(original);
        if (value.IsObject)
        {
            (_variables ??= []).Add(new SeenVariable(name, original, value));
        }

        return value;
    }

    public void WriteVariable(string name, ScriptValue value)
    {
        Name(name);
        Work(4L * (_variables?.Count ?? 0));
        foreach (var seen in _variables ??= [])
        {
            if (seen.Name == name)
            {
                seen.Value = value;
                seen.Written = true;
                return;
            }
        }

        Allocate(64);
        _variables.Add(new SeenVariable(name, Value.Undefined, value) { Written = true });
    }

    private ScriptValue? _correlationId;
    private ScriptValue? _instanceName;

    public ScriptValue CorrelationId
    {
        get => _correlationId ?? ScriptValue.Of(Scope.CorrelationId);
        set
        {
            _correlationId = value;
            AfterSuccess(scope => scope.SetCorrelationId(value.Text));
        }
    }

    public ScriptValue InstanceName
    {
        get => _instanceName ?? ScriptValue.Of(Scope.InstanceName);
        set
        {
            _instanceName = value;
            AfterSuccess(scope => scope.SetInstanceName(value.Text));
        }
    }

    /// <summary>Keeps a write to the instance for when the evaluation has succeeded.</summary>
    public void AfterSuccess(Action<IExpressionScope> write)
    {
        Allocate(200);
        (_writes ??= []).Add(write);
    }

    /// <summary>The result as a value, with all writes made.</summary>
    public Value Finish(ScriptValue result)
    {
        var output = new OutputBudget(_options.MaxOutputBytes);
        var value = ScriptValues.ToResult(this, result, output);
        if (_variables is not null)
        {
            WriteBack(output);
        }

        foreach (var write in _writes ?? [])
        {
            write(Scope);
        }

        return value;
    }

    private void WriteBack(OutputBudget output)
    {
        var changes = new List<(string Name, Value Value)>();
        foreach (var seen in _variables!)
        {
            if (!seen.Written && !(Mutated && IsOpened(seen.Value)))
            {
                continue;
            }

            if (seen.Value.IsFunction)
            {
                throw new ExpressionFault($"The variable \"{seen.Name}\" cannot hold a function. Call the function and keep its result.");
            }

            // What was only read is no output, however large it is.
            var size = new OutputBudget(seen.Written ? _options.MaxOutputBytes : long.MaxValue);
            var value = ScriptValues.ToResult(this, seen.Value, size);
            if (seen.Written || value != seen.Original)
            {
                output.Take(size.Used);
                changes.Add((seen.Name, value));
            }
        }

        // All names are checked before the first write, so that a mistyped one changes nothing.
        var known = changes.Count > 4 ? Scope.VariableNames.ToHashSet(StringComparer.Ordinal) : Scope.VariableNames;
        foreach (var (name, _) in changes)
        {
            if (!known.Contains(name))
            {
                throw NoSuchVariable(name);
            }
        }

        WriteAll(changes);
    }

    // A value may not fit its variable's type, which only the scope can tell: then those written before it are put back.
    private void WriteAll(List<(string Name, Value Value)> changes)
    {
        var before = changes.ConvertAll(change => Scope.GetVariable(change.Name));
        var written = 0;
        try
        {
            for (; written < changes.Count; written++)
            {
                if (!Scope.TrySetVariable(changes[written].Name, changes[written].Value))
                {
                    throw NoSuchVariable(changes[written].Name);
                }
            }
        }
        catch
        {
            while (--written >= 0)
            {
                Scope.TrySetVariable(changes[written].Name, before[written]);
            }

            throw;
        }
    }

    // A list or object that nobody looked into is as it came.
    private static bool IsOpened(ScriptValue value) => value.IsObject && value.Array?.Untouched is null && value.Object?.Untouched is null;

    private static ExpressionFault NoSuchVariable(string name) =>
        new($"There is no variable called \"{name}\" here. Add it to the workflow's variables or correct the name.");

    private sealed class SeenVariable(string name, Value original, ScriptValue value)
    {
        public string Name { get; } = name;

        public Value Original { get; } = original;

        public ScriptValue Value { get; set; } = value;

        public bool Written { get; set; }
    }
}
