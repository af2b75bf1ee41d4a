using System.Globalization;
using CaseFlow.Host.Security;

namespace CaseFlow.Host.Tasks;

/// <summary>What was asked for by the button that sent a task's form.</summary>
public sealed class TaskPost(PostedForm form)
{
    public bool IsTrusted { get; } = form.IsTrusted;

    public IEnumerable<KeyValuePair<string, string>> Pairs { get; } =
        form.Fields.SelectMany(field => field.Value.OfType<string>().Select(value => KeyValuePair.Create(field.Key, value)));

    /// <summary>The outcome chosen, or null where the form was only saved.</summary>
    public string? Outcome { get; } = One(form, "outcome");

    public bool Continues { get; } = One(form, "next") is not null;

    /// <summary>The list to add a row to.</summary>
    public string? Add { get; } = One(form, "add");

    /// <summary>The row to remove: "tried[1]".</summary>
    public string? Remove { get; } = One(form, "remove");

    public bool ChangesRows => Add is not null || Remove is not null;

    /// <summary>Sent by the page's script while somebody types.</summary>
    public bool IsAutosave { get; } = One(form, "autosave") is not null;

    /// <summary>The version of the task the page was drawn from; zero, which none has, where it is not said.</summary>
    public long Version { get; } = long.TryParse(One(form, "version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static string? One(PostedForm form, string name) => form.Fields[name] is [{ Length: > 0 } value, ..] ? value : null;
}
