using System.Runtime.CompilerServices;

namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>One evaluation under way: its budgets, what it wrote so far, and the scope it reads. Made for it and dropped after it.</summary>
internal sealed partial class Evaluation
{
    private readonly ExpressionOptions _options;
    private long _steps;
    private long _bytes;
    private int _depth;

    public Evaluation(IExpressionScope scope, ExpressionOptions options)
    {
        Scope = scope;
        _options = options;
        _steps = options.MaxSteps;
        _bytes = options.MaxAllocatedBytes;
    }

    public IExpressionScope Scope { get; }

    /// <summary>The value of the last expression statement of the body: the result where nothing is returned.</summary>
    public ScriptValue Last { get; set; }

    /// <summary>What a return statement under way returns.</summary>
    public ScriptValue Returned { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step()
    {
        if (--_steps < 0)
        {
            ThrowSteps();
        }
    }

    /// <summary>Counts work over a text or list of this length; 16 characters or items of native work are one step.</summary>
    public void Work(long length)
    {
        _steps -= 1 + (length >> 4);
        if (_steps < 0)
        {
            ThrowSteps();
        }
    }

    /// <summary>Counts the looking up of a name: a long one is read through to be found or compared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Name(string name)
    {
        Step();
        if (name.Length > 64)
        {
            Work(name.Length);
        }
    }

    /// <summary>An output of an activity. Counts the looking through all there are, whose names are compared in several forms.</summary>
    public ScriptValue ReadOutput(string activity, string output)
    {
        Work(16L * Scope.OutputCount);
        return ScriptValues.From(Scope.GetOutput(activity, output));
    }

    /// <summary>Counts bytes about to be allocated.</summary>
    public void Allocate(long bytes)
    {
        _bytes -= bytes;
        if (_bytes < 0)
        {
            throw new ExpressionFault($"The expression needs more than {_options.MaxAllocatedBytes / 1024:0} KB of memory. Make its texts and lists smaller.");
        }
    }

    /// <summary>Counts a text that was or will be made.</summary>
    public void AllocateText(long length)
    {
        Work(length);
        Allocate(24 + (2 * length));
    }

    /// <summary>A new text, counted.</summary>
    public ScriptValue NewText(string text)
    {
        AllocateText(text.Length);
        return ScriptValue.Of(text);
    }

    public void Enter(int levels)
    {
        _depth += levels;
        if (_depth > _options.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new ExpressionFault("The expression calls its own functions, or nests values, too deeply. Use a loop or flatten it.");
        }
    }

    public void Leave(int levels) => _depth -= levels;

    private void ThrowSteps() =>
        throw new ExpressionFault($"The expression did not finish within {_options.MaxSteps:0} steps. Check that its loops end, and make its texts and lists smaller.");
}
