using System.Collections.Immutable;

namespace CaseFlow.Activities.Forms;

/// <summary>
/// A form as its file says it: parts, each a page or a task in a task list, with their fields. Named by the workflows
/// that use it and pinned by <see cref="ContentHash"/> when one of them is published. Immutable.
/// </summary>
public sealed record FormDefinition
{
    /// <summary>Kebab-case; the file's name without its extension.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>Shown under the title.</summary>
    public string? Hint { get; init; }

    public required ImmutableArray<FormPart> Parts { get; init; }

    /// <summary>SHA-256 of the form's canonical JSON, lower-case hex: the same words give the same hash whatever the white space.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Outcomes of a task that may be chosen whatever the answers are: withdrawing needs no completed form.</summary>
    public ImmutableArray<string> OutcomesWithoutAnswers { get; init; } = [];

    public FormPart? Part(string id) => Parts.FirstOrDefault(part => part.Id == id);

    /// <summary>The top-level fields of all parts, in order. Their names are unique.</summary>
    public IEnumerable<FormField> Fields => Parts.SelectMany(part => part.Fields);
}

/// <summary>One page of a form.</summary>
public sealed record FormPart
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public string? Hint { get; init; }

    public required ImmutableArray<FormField> Fields { get; init; }

    /// <summary>Parts that must be completed before this one can be started (a declaration follows everything else).</summary>
    public ImmutableArray<string> After { get; init; } = [];

    /// <summary>The part is only asked where this holds; null means always.</summary>
    public FormCondition? VisibleIf { get; init; }
}
