using System.Collections.Immutable;
using CaseFlow.Engine.Expressions.Evaluation;
using CaseFlow.Engine.Expressions.Library;

namespace CaseFlow.Engine.Expressions.Parsing;

/// <summary>Collects what an expression reads and writes of its workflow, and gives every name its meaning.</summary>
internal sealed class NameUse
{
    private readonly Dictionary<Node, bool> _written = new(ReferenceEqualityComparer.Instance);
    private readonly List<MemberNode> _members = [];
    private readonly HashSet<Node> _memberTargets = new(ReferenceEqualityComparer.Instance);
    private readonly List<CallNode> _calls = [];
    private readonly List<MethodCallNode> _methods = [];
    private readonly SortedSet<string> _accessorsRead = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _accessorsWritten = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _variablesRead = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _variablesWritten = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _inputsRead = new(StringComparer.Ordinal);

    public ImmutableArray<string> VariablesRead => [.. _variablesRead];

    public ImmutableArray<string> VariablesWritten => [.. _variablesWritten];

    public ImmutableArray<string> AccessorsRead => [.. _accessorsRead];

    public ImmutableArray<string> AccessorsWritten => [.. _accessorsWritten];

    public ImmutableArray<string> InputsRead => [.. _inputsRead];

    public bool UsesComputedNames { get; private set; }

    public void Written(TargetNode target, bool alsoRead) => _written[target] = alsoRead;

    public void Add(MemberNode member, Node target)
    {
        _members.Add(member);
        _memberTargets.Add(target);
    }

    public void Add(CallNode call) => _calls.Add(call);

    public void Add(MethodCallNode call) => _methods.Add(call);

    public void Clear()
    {
        _written.Clear();
        _members.Clear();
        _memberTargets.Clear();
        _calls.Clear();
        _methods.Clear();
    }

    public void Resolve(IEnumerable<IdentifierNode> unresolved, ExpressionOptions options)
    {
        foreach (var identifier in unresolved.OrderBy(identifier => identifier.Offset))
        {
            Resolve(identifier, options);
            UsesComputedNames |= identifier.IsVariables && !_memberTargets.Contains(identifier);
        }

        foreach (var member in _members.Where(member => member.IsVariable))
        {
            AddVariable(member.Name, member);
        }

        foreach (var method in _methods.Where(method => method.IsOnVariables))
        {
            _variablesRead.Add(method.Name);
        }

        foreach (var call in _calls)
        {
            AddCall(call);
        }
    }

    private void AddVariable(string name, Node node)
    {
        var isWritten = _written.TryGetValue(node, out var alsoRead);
        if (isWritten)
        {
            _variablesWritten.Add(name);
        }

        if (!isWritten || alsoRead)
        {
            _variablesRead.Add(name);
        }
    }

    private void AddCall(CallNode call)
    {
        if (call.Callee is not IdentifierNode { IsDeclared: false } callee || callee.Name is not ("getVariable" or "setVariable" or "getInput"))
        {
            return;
        }

        if (call.ArgumentNodes.FirstOrDefault() is not LiteralNode { Value.Text: { } name })
        {
            UsesComputedNames |= callee.Name != "getInput";
            return;
        }

        (callee.Name switch { "getVariable" => _variablesRead, "setVariable" => _variablesWritten, _ => _inputsRead }).Add(name);
    }

    private void Resolve(IdentifierNode identifier, ExpressionOptions options)
    {
        var name = identifier.Name;
        if (name == "variables")
        {
            identifier.ResolveVariables();
            return;
        }

        if (name == "args")
        {
            identifier.ResolveArguments();
            return;
        }

        if (identifier.IsWritten)
        {
            throw new ExpressionSyntaxException($"\"{name}\" is not declared. Write let {name} = …, or variables.{name} for a workflow variable.", identifier.Offset);
        }

        if (GlobalLibrary.Find(name, options.AllowOutcomes) is { } value)
        {
            identifier.ResolveGlobal(value);
        }
        else if (name is "getSecret" or "getConfig" or "streamToBytes" or "streamToBase64")
        {
            throw new ExpressionSyntaxException($"{name} cannot be used here: secrets, configuration and streams are outside what an expression may see. Use a variable or an input.", identifier.Offset);
        }
        else if (name is "setOutcome" or "setOutcomes")
        {
            throw new ExpressionSyntaxException($"{name} can only be used in a Run JavaScript activity.", identifier.Offset);
        }
        else if (IsAccessor(name))
        {
            ResolveAccessor(identifier);
        }
        else if (identifier.IsTypeOnly)
        {
            identifier.ResolveMissing();
        }
        else if (Hints.ForName(name) is { } hint)
        {
            throw new ExpressionSyntaxException($"\"{name}\" is not known here. {hint}", identifier.Offset);
        }
        else
        {
            throw new ExpressionSyntaxException($"\"{(name.Length > 60 ? name[..60] + "…" : name)}\" is not known here. For a workflow variable write variables.{name}; a text needs quotes.", identifier.Offset);
        }
    }

    private static bool IsAccessor(string name) =>
        name.Length > 3 && (name.StartsWith("get", StringComparison.Ordinal) || name.StartsWith("set", StringComparison.Ordinal))
        && (char.IsUpper(name[3]) || char.IsDigit(name[3]));

    private void ResolveAccessor(IdentifierNode identifier)
    {
        var name = identifier.Name[3..];
        if (identifier.Name[0] == 'g')
        {
            _accessorsRead.Add(name);
            identifier.ResolveGlobal(ScriptValue.Of(new BuiltInFunction(identifier.Name, (evaluation, _, _) => Accessors.Read(evaluation, name))));
        }
        else
        {
            _accessorsWritten.Add(name);
            identifier.ResolveGlobal(ScriptValue.Of(new BuiltInFunction(identifier.Name, (evaluation, _, arguments) => Accessors.Write(evaluation, name, arguments))));
        }
    }
}
