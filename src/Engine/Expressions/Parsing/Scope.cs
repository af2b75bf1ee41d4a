using CaseFlow.Engine.Expressions.Evaluation;

namespace CaseFlow.Engine.Expressions.Parsing;

internal enum DeclarationKind
{
    Let,
    Const,
    Var,
    Parameter,
    Function,
}

/// <summary>A function or block being parsed: what it declares, and the names used in it that are not resolved yet.</summary>
internal sealed class Scope(Scope? parent, bool isFunction)
{
    private readonly Dictionary<string, (int Slot, DeclarationKind Kind)> _declared = new(StringComparer.Ordinal);
    private readonly List<(IdentifierNode Node, int Hops)> _open = [];

    public Scope? Parent { get; } = parent;

    public FrameLayout Layout { get; } = new();

    /// <summary>Function declarations, made when the scope is entered.</summary>
    public List<(int Slot, FunctionNode Function)> Functions { get; } = [];

    /// <summary>The scope that `var` declares into.</summary>
    public Scope FunctionScope => isFunction || Parent is null ? this : Parent.FunctionScope;

    public bool IsFunction => isFunction;

    public int Declare(string name, DeclarationKind kind, int offset)
    {
        if (_declared.TryGetValue(name, out var known))
        {
            var isOld = kind is DeclarationKind.Var or DeclarationKind.Function && known.Kind is DeclarationKind.Var or DeclarationKind.Parameter or DeclarationKind.Function;
            return isOld ? known.Slot : throw new ExpressionSyntaxException($"\"{name}\" is declared twice. Give the second one another name.", offset);
        }

        var slot = Layout.Add(startsUnset: kind is DeclarationKind.Let or DeclarationKind.Const);
        _declared.Add(name, (slot, kind));
        return slot;
    }

    public void Use(IdentifierNode node) => _open.Add((node, 0));

    /// <summary>Resolves what this scope declares and hands the rest to the surrounding one; at the outermost, returns it.</summary>
    public IEnumerable<IdentifierNode> Close()
    {
        var unresolved = new List<IdentifierNode>();
        foreach (var (node, hops) in _open)
        {
            if (_declared.TryGetValue(node.Name, out var known))
            {
                if (known.Kind == DeclarationKind.Const && node.IsWritten)
                {
                    throw new ExpressionSyntaxException($"\"{node.Name}\" is a const and cannot be changed. Declare it with let.", node.Offset);
                }

                node.Resolve(hops, known.Slot);
            }
            else if (Parent is null)
            {
                unresolved.Add(node);
            }
            else
            {
                Parent._open.Add((node, Layout.IsEmpty ? hops : hops + 1));
            }
        }

        return unresolved;
    }
}
