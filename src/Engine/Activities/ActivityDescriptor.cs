using System.Collections.Immutable;

namespace CaseFlow.Engine.Activities;

/// <summary>Everything the reader, validator and designer need to know of an activity type.</summary>
public sealed record ActivityDescriptor
{
    /// <summary>As in the JSON, for example "Elsa.FlowDecision" or "CaseFlow.AskPerson".</summary>
    public required string Type { get; init; }

    public int Version { get; init; } = 1;

    /// <summary>In words a process owner uses: "Ask a person".</summary>
    public required string DisplayName { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Where the palette shows it: "People", "Flow", "Time", "Data", "Other processes".</summary>
    public string Category { get; init; } = "Other";

    public ImmutableArray<InputDescriptor> Inputs { get; init; } = [];

    public ImmutableArray<OutputDescriptor> Outputs { get; init; } = [];

    /// <summary>Outcomes that always exist. See <see cref="DynamicOutcomes"/> for those read from an input.</summary>
    public ImmutableArray<string> Outcomes { get; init; } = ["Done"];

    /// <summary>Name of the input that lists further outcomes (FlowSwitch's cases, FlowFork's branches, AskPerson's outcomes), or null.</summary>
    public string? DynamicOutcomes { get; init; }

    /// <summary>The outcome every ending has beside its own ("Done" of a process that was waited for), or null. An arrow from it follows them all.</summary>
    public string? CommonOutcome { get; init; }

    /// <summary>Outcomes that only occur where a checkbox is ticked, or only where it is not.</summary>
    public ImmutableArray<OutcomeCondition> OutcomeConditions { get; init; } = [];

    /// <summary>Names of embedded child activities ("Body", "Then", "Else"), for containers.</summary>
    public ImmutableArray<string> EmbeddedPorts { get; init; } = [];

    /// <summary>Whether an execution may wait (for a person, an event, time or a child). A loop needs one of these or an exit.</summary>
    public bool IsBlocking { get; init; }

    /// <summary>Whether it can start a workflow (Event, Timer, Cron, StartAt).</summary>
    public bool IsTrigger { get; init; }

    /// <summary>Whether it ends its container (End, Finish, Complete, Break).</summary>
    public bool IsTerminal { get; init; }
}

/// <summary>One input.</summary>
/// <param name="Name">PascalCase; the JSON property is its camelCase form.</param>
/// <param name="Type">An alias of the format: "String", "Int32", "Boolean", "TimeSpan", "Object", "List&lt;String&gt;" …</param>
public sealed record InputDescriptor(string Name, string Type)
{
    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    /// <summary>The editor the designer offers: "text", "multiline", "checkbox", "dropdown", "expression", "duration", "form", "template", "roles", "outcomes", "process", "json".</summary>
    public string Editor { get; init; } = "text";

    public ImmutableArray<string> Choices { get; init; } = [];

    public bool Required { get; init; }

    /// <summary>A literal used where the definition sets none, as text; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether the engine evaluates it before Execute. False for conditions evaluated in each round.</summary>
    public bool AutoEvaluate { get; init; } = true;

    /// <summary>Plain JSON without an expression wrapper (FlowSwitch.cases).</summary>
    public bool IsRaw { get; init; }

    /// <summary>Whether the expression may choose outcomes with setOutcome (RunJavaScript's script).</summary>
    public bool AllowScriptOutcomes { get; init; }
}

/// <summary>Outcomes that occur only where a Boolean input has a value.</summary>
public sealed record OutcomeCondition(string Input, bool Is, ImmutableArray<string> Outcomes);

/// <summary>One output.</summary>
public sealed record OutputDescriptor(string Name, string Type)
{
    public string? Description { get; init; }
}
