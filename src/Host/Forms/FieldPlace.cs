using CaseFlow.Activities.Forms;

namespace CaseFlow.Host.Forms;

/// <summary>A field where it stands in a page: its path and everything that is named after it.</summary>
public sealed record FieldPlace(FormField Field, string? Parent, FormView View)
{
    public string Path { get; } = FormPath.Member(Parent, Field.Name);

    public string Id => FormPath.ElementId(Path);

    public string? Error => View.MessageFor(Path);

    public string Text => View.Answers.Text(Path);

    public string GroupClass => Error is null ? "govuk-form-group" : "govuk-form-group govuk-form-group--error";

    public string ReasonPath => FormPath.Member(Parent, Field.ReasonName);

    public string NonePath => FormPath.Member(Parent, Field.NoneName);

    /// <summary>Optional questions say so; a question that is sometimes needed says nothing either way.</summary>
    public string Label => Field.Required || Field.RequiredIf is not null || Field.Kind is FieldKind.Group or FieldKind.PupilSummary ? Field.Label : Field.Label + " (optional)";

    /// <summary>The ids of what describes the control, in reading order.</summary>
    public string? DescribedBy(string? extra = null)
    {
        var ids = string.Join(' ', new[] { extra, Field.Hint is null ? null : Id + "-hint", Error is null ? null : Id + "-error" }.OfType<string>());
        return ids.Length == 0 ? null : ids;
    }

    public string InputClass(string width) => $"govuk-input {width}" + (Error is null ? "" : " govuk-input--error");
}
