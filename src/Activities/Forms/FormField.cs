using System.Collections.Immutable;
using CaseFlow.Activities.Forms.Files;
using CaseFlow.Cases.Access;

namespace CaseFlow.Activities.Forms;

/// <summary>The kinds of question. What each stores is said beside it.</summary>
public enum FieldKind
{
    /// <summary>One line; a string.</summary>
    Text,

    /// <summary>Several lines with a character count; a string.</summary>
    LongText,

    /// <summary>A whole number; a number, or what was typed where it is none.</summary>
    Integer,

    /// <summary>A number with at most <see cref="FieldLimits.Places"/> places; a number, or what was typed where it is none.</summary>
    Decimal,

    /// <summary>Posted as name.day, name.month, name.year; "yyyy-MM-dd", or { day, month, year } as typed where that is no date.</summary>
    Date,

    /// <summary>Posted as name.month, name.year; "yyyy-MM", or { month, year } as typed.</summary>
    Month,

    /// <summary>Posted "yes" or "no"; a boolean.</summary>
    YesNo,

    /// <summary>One option's value.</summary>
    Radios,

    /// <summary>An array of options' values; posted once per ticked box.</summary>
    Checkboxes,

    /// <summary>One option's value.</summary>
    Select,

    Email,

    Phone,

    Postcode,

    /// <summary>A unique pupil number; a string in capitals.</summary>
    Upn,

    /// <summary>Fields asked together; an object. Posted as name.field.</summary>
    Group,

    /// <summary>Repeating rows; an array of objects. Posted as name[0].field.</summary>
    List,

    /// <summary>A risk assessment: a group of rows, each a group of likelihood, impact, controls, owner, reviewDate. Posted as name.row.cell.</summary>
    Matrix,

    /// <summary>The pupil's record, read only. Stores nothing.</summary>
    PupilSummary,

    /// <summary>A box that must be ticked; posted "true"; true.</summary>
    Declaration,

    /// <summary>An uploaded file; { file, name, type, size, sha256 }. Posted as the id of one uploaded before, or as name.upload.</summary>
    File,
}

/// <summary>One question.</summary>
public sealed record FormField
{
    /// <summary>camelCase, unique among its siblings.</summary>
    public required string Name { get; init; }

    public required FieldKind Kind { get; init; }

    public required string Label { get; init; }

    public string? Hint { get; init; }

    /// <summary>How a message speaks of the answer: "the date the strategy started". Defaults to the label in lower case.</summary>
    public required string Subject { get; init; }

    public bool Required { get; init; }

    public FormCondition? RequiredIf { get; init; }

    public FormCondition? VisibleIf { get; init; }

    /// <summary>Where set, the field may stay empty if a reason is given, under the name <see cref="ReasonName"/>; this is that question's label.</summary>
    public string? ReasonIfMissing { get; init; }

    /// <summary>Which row of the access matrix decides who may read the answer.</summary>
    public DataClass DataClass { get; init; } = DataClass.Needs;

    /// <summary>Whether the workflow is given the answer. Only for what does not describe the child in words.</summary>
    public bool Expose { get; init; }

    public ImmutableArray<FormOption> Options { get; init; } = [];

    /// <summary>Fields of a group, a list's row, or (made by the reader) one group for each row of a matrix.</summary>
    public ImmutableArray<FormField> Fields { get; init; } = [];

    public FieldLimits Limits { get; init; } = FieldLimits.None;

    public ImmutableArray<FormWarningRule> Warnings { get; init; } = [];

    /// <summary>What to say where the answer is missing, in place of the words made from <see cref="Subject"/>.</summary>
    public string? RequiredMessage { get; init; }

    /// <summary>For a list: what one row is called ("strategy"), for its heading and the buttons "Add another strategy" and "Remove".</summary>
    public string ItemName { get; init; } = "row";

    /// <summary>For a list: the label of a box that says there are none (stored as true under <see cref="NoneName"/>); null where rows must be given.</summary>
    public string? NoneLabel { get; init; }

    /// <summary>For a list: a yes/no field of the row that at most one row may answer with yes.</summary>
    public string? AtMostOne { get; init; }

    /// <summary>For a file: the types taken; all of them where none is named.</summary>
    public ImmutableArray<FileType> FileTypes { get; init; } = [];

    public ImmutableArray<FileType> TakenTypes => FileTypes.IsEmpty ? FileType.All : FileTypes;

    public string ReasonName => Name + "Reason";

    public string NoneName => Name + "None";

    public bool IsNumber => Kind is FieldKind.Integer or FieldKind.Decimal;

    public bool IsNested => Kind is FieldKind.Group or FieldKind.List or FieldKind.Matrix;

    public bool HasOptions => Kind is FieldKind.Radios or FieldKind.Checkboxes or FieldKind.Select;

    public FormOption? Option(string? value) => Options.FirstOrDefault(option => option.Value == value);
}

/// <summary>A choice.</summary>
public sealed record FormOption(string Value, string Label, string? Hint = null);

/// <summary>Says something that does not stop the form.</summary>
public sealed record FormWarningRule(FormCondition If, string Message);

/// <summary>Limits of an answer; null where there is none.</summary>
public sealed record FieldLimits
{
    public static FieldLimits None { get; } = new();

    /// <summary>Characters.</summary>
    public int? MinLength { get; init; }

    /// <summary>Characters.</summary>
    public int? MaxLength { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    /// <summary>Decimal places allowed.</summary>
    public int Places { get; init; } = 2;

    /// <summary>The answer is a multiple of this.</summary>
    public decimal? Step { get; init; }

    /// <summary>A date that must be today or earlier.</summary>
    public bool Past { get; init; }

    /// <summary>A date that must be today or later.</summary>
    public bool Future { get; init; }

    /// <summary>A date that must not be before the date of this sibling.</summary>
    public string? NotBefore { get; init; }

    public int? MinRows { get; init; }

    public int? MaxRows { get; init; }

    /// <summary>Of a file; where there is none, what the service allows.</summary>
    public int? MaxMegabytes { get; init; }
}
