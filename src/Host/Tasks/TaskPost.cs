using System.Globalization;
using CaseFlow.Host.Forms;
using CaseFlow.Host.Security;

namespace CaseFlow.Host.Tasks;

/// <summary>The post of a task's page.</summary>
public sealed class TaskPost(PostedForm form) : FormPost(form)
{
    /// <summary>The outcome chosen, or null where the form was only saved.</summary>
    public string? Outcome => One("outcome");

    public bool Continues => One("next") is not null;

    /// <summary>Sent by the page's script while somebody types.</summary>
    public bool IsAutosave => One("autosave") is not null;

    /// <summary>The version of the task the page was drawn from; zero, which none has, where it is not said.</summary>
    public long Version => long.TryParse(One("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
