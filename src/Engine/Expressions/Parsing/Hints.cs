namespace CaseFlow.Engine.Expressions.Parsing;

/// <summary>What to write instead of what people bring from other languages, spreadsheets and word processors.</summary>
internal static class Hints
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["and"] = "Write && for \"and\".",
        ["or"] = "Write || for \"or\".",
        ["not"] = "Write ! for \"not\", for example !variables.Found.",
        ["is"] = "Write === to compare.",
        ["then"] = "Leave \"then\" out: if (…) … else ….",
        ["< >"] = "Write !== for \"is not\".",
        ["= <"] = "Write <= for \"at most\".",
        ["=>"] = "Write >= for \"at least\".",
    };

    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["true"] = "Write true.",
        ["false"] = "Write false.",
        ["null"] = "Write null.",
        ["none"] = "Write null.",
        ["nil"] = "Write null.",
        ["now"] = "Write new Date() for the present moment.",
        ["today"] = "Write new Date() for the present moment.",
        ["datetime"] = "Write new Date() for the present moment.",
        ["console"] = "Nothing can be printed here; the value of the expression is its result.",
    };

    private static readonly Dictionary<string, string> Statements = new(StringComparer.Ordinal)
    {
        ["switch"] = "Write if (…) … else if (…) … else …, or look the value up: ({ a: 1, b: 2 })[x].",
        ["try"] = "Check first what may be missing, with ?. and ??; any other fault becomes an incident that can be retried.",
        ["throw"] = "Return a value that the next step decides by, or use a Fault activity.",
        ["class"] = "Use objects { … } and functions.",
        ["debugger"] = "Leave it out.",
        ["with"] = "Write the object before each member.",
    };

    /// <summary>For a token that cannot stand where it does, by it and the one before; empty where there is nothing to say.</summary>
    public static string ForToken(Token before, Token token) =>
        (token.Kind is TokenKind.Name or TokenKind.Sign && Words.TryGetValue(token.Text, out var hint))
        || (before.Kind == TokenKind.Name && Words.TryGetValue(before.Text, out hint))
        || (before.Kind == TokenKind.Sign && before.End == token.Start && Words.TryGetValue(before.Text + " " + token.Text, out hint))
            ? " " + hint : "";

    public static string? ForName(string name) => Names.GetValueOrDefault(name);

    public static string ForStatement(string name) => Statements.GetValueOrDefault(name, "Nothing can be loaded here; all an expression can use is at hand.");

    public static string ForCharacter(char character) => character switch
    {
        '“' or '”' or '„' or '‘' or '’' => "Write straight quotes: ' or \".",
        '−' or '–' or '—' => "Write - for minus.",
        '≤' => "Write <=.",
        '≥' => "Write >=.",
        '≠' => "Write !==.",
        '×' => "Write * for times.",
        '÷' => "Write / for divided by.",
        '…' => "Write three full stops.",
        '£' or '€' or '$' => "Write the amount alone, for example 1000.",
        _ => "Remove it or put it inside quotes.",
    };
}
