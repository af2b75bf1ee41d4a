using System.Runtime.CompilerServices;

namespace CaseFlow.Engine.Expressions.Evaluation;

/// <summary>A JavaScript value while an expression runs: a number, or a reference that says what it is. The default is undefined.</summary>
internal readonly struct ScriptValue
{
    private static readonly object NumberTag = new();
    private static readonly object NullTag = new();
    private static readonly object TrueTag = new();
    private static readonly object FalseTag = new();
    private static readonly object UnsetTag = new();
    private static readonly object StoppedTag = new();

    private readonly object? _reference;
    private readonly double _number;

    private ScriptValue(object? reference, double number = 0) => (_reference, _number) = (reference, number);

    public static ScriptValue Undefined => default;

    public static ScriptValue Null => new(NullTag);

    public static ScriptValue True => new(TrueTag);

    public static ScriptValue False => new(FalseTag);

    /// <summary>A let or const before its declaration has run.</summary>
    public static ScriptValue Unset => new(UnsetTag);

    /// <summary>Passed along an optional chain that ended early; never seen outside it.</summary>
    public static ScriptValue Stopped => new(StoppedTag);

    public static ScriptValue EmptyText => new("");

    public bool IsUndefined => _reference is null;

    public bool IsNull => ReferenceEquals(_reference, NullTag);

    public bool IsNullish => _reference is null || ReferenceEquals(_reference, NullTag);

    public bool IsNumber => ReferenceEquals(_reference, NumberTag);

    public bool IsText => _reference is string;

    public bool IsTrue => ReferenceEquals(_reference, TrueTag);

    public bool IsBoolean => ReferenceEquals(_reference, TrueTag) || ReferenceEquals(_reference, FalseTag);

    public bool IsUnset => ReferenceEquals(_reference, UnsetTag);

    public bool IsStopped => ReferenceEquals(_reference, StoppedTag);

    public bool IsFunction => _reference is ScriptFunction;

    /// <summary>An object, list, date or function.</summary>
    public bool IsObject => _reference is ScriptReference;

    public double Number => _number;

    public string? Text => _reference as string;

    public ScriptArray? Array => _reference as ScriptArray;

    public ScriptObject? Object => _reference as ScriptObject;

    public ScriptDate? Date => _reference as ScriptDate;

    public ScriptFunction? Function => _reference as ScriptFunction;

    public ScriptReference? Reference => _reference as ScriptReference;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScriptValue Of(double number) => new(NumberTag, number);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScriptValue Of(bool value) => new(value ? TrueTag : FalseTag);

    public static ScriptValue Of(string? text) => text is null ? Null : new(text);

    public static ScriptValue Of(ScriptReference reference) => new(reference);

    public bool IsSameReference(ScriptValue other) => ReferenceEquals(_reference, other._reference);

    public string TypeOf => _reference switch
    {
        null => "undefined",
        string => "string",
        ScriptFunction => "function",
        _ => IsNumber ? "number" : IsBoolean ? "boolean" : "object",
    };
}

/// <summary>What is compared by identity: objects, lists, dates, functions.</summary>
internal abstract class ScriptReference;
