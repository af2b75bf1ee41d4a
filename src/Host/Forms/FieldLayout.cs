using System.Collections.Immutable;
using CaseFlow.Activities.Forms;

namespace CaseFlow.Host.Forms;

/// <summary>
/// Where a field that depends on another is drawn. Beneath the option that reveals it where there is exactly one such
/// option beside it; otherwise in a block that the page's script shows and hides; and where what it depends on is on
/// another page, the server decides. Without the script everything that might be asked is shown.
/// </summary>
public sealed class FieldLayout(ImmutableArray<FormField> siblings, string? parent, FormView view)
{
    /// <summary>What the page's script takes away and puts back; without the script it hides nothing.</summary>
    public const string HiddenClass = "app-hidden";

    public bool IsUnderAnOption(FormField field) => RevealedBy(field) is not null;

    /// <summary>The fields drawn beneath one option of a choice.</summary>
    public IReadOnlyList<FormField> Under(FormField choice, string option) =>
        [.. siblings.Where(field => RevealedBy(field) is { } by && by.Choice == choice.Name && by.Option == option)];

    /// <summary>The condition the page's script follows, or null where nothing on this page decides.</summary>
    public string? Live(FormField field) =>
        field.VisibleIf is { } condition && condition.FieldNames.Any(IsOnPage) ? ScriptCondition.Write(condition, Resolve, Holds) : null;

    /// <summary>The class of a field's block as the answers stand.</summary>
    public string? Hidden(FormField field) => field.VisibleIf is { } condition && !Holds(condition) ? HiddenClass : null;

    /// <summary>Whether the field is drawn at all.</summary>
    public bool IsDrawn(FormField field) => field.VisibleIf is not { } condition || condition.FieldNames.Any(IsOnPage) || Holds(condition);

    private (string Choice, string Option)? RevealedBy(FormField field)
    {
        if (field.IsNested || field.VisibleIf is not { Kind: ConditionKind.In, Values.Length: 1 } condition)
        {
            return null;
        }

        var choice = siblings.FirstOrDefault(other => other.Name == condition.Field);
        return choice is { Kind: FieldKind.Radios or FieldKind.Checkboxes or FieldKind.YesNo, VisibleIf: null }
            && Options(choice).Any(option => option.Value == condition.Values[0]) ? (choice.Name, condition.Values[0]) : null;
    }

    public static ImmutableArray<FormOption> Options(FormField choice) =>
        choice.Kind == FieldKind.YesNo ? [new("true", "Yes"), new("false", "No")] : choice.Options;

    private bool Holds(FormCondition condition) => condition.Holds(view.Beside(parent), view.Answers.Json, view.Context);

    private bool IsOnPage(string name) => siblings.Any(field => field.Name == name) || view.OnPage.Contains(name);

    private string? Resolve(string name) =>
        siblings.Any(field => field.Name == name) ? FormPath.Member(parent, name) : view.OnPage.Contains(name) ? name : null;
}
