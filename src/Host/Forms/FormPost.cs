using System.Globalization;
using CaseFlow.Activities.Forms;
using CaseFlow.Host.Files;
using CaseFlow.Host.Security;
using CaseFlow.Host.Shell;

namespace CaseFlow.Host.Forms;

/// <summary>A posted form, and what was asked for by the button that sent it.</summary>
public class FormPost(PostedForm form)
{
    public static PageError Expired { get; } = new("Your page was open for too long, so nothing was sent. Check your answers and try again");

    public bool IsTrusted { get; } = form.IsTrusted;

    public IEnumerable<KeyValuePair<string, string>> Pairs { get; } =
        form.Fields.SelectMany(field => field.Value.OfType<string>().Select(value => KeyValuePair.Create(field.Key, value)));

    /// <summary>The list to add a row to.</summary>
    public string? Add => One("add");

    /// <summary>The row to remove: "tried[1]".</summary>
    public string? Remove => One("remove");

    public bool ChangesRows => Add is not null || Remove is not null;

    public IReadOnlyList<PostedFile> Files { get; } = form.Files;

    public bool IsCutOff { get; } = form.IsCutOff;

    /// <summary>The question whose file is taken away: "tried[1].evidence".</summary>
    public string? RemovedFile => One("removeFile");

    /// <summary>The question whose file is sent before the rest of the form.</summary>
    public string? SentFile => One("sendFile");

    /// <summary>Whether the same page is to be shown again, with every row in its place.</summary>
    public bool StaysOnPage => ChangesRows || RemovedFile is not null || SentFile is not null;

    /// <summary>What the page is about then: a list or a question.</summary>
    public string? Place => ChangedList ?? RemovedFile ?? SentFile;

    /// <summary>The list whose rows change.</summary>
    public string? ChangedList => Add ?? Remove?.Split('[')[0];

    public string? One(string name) => form.Fields[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>The answers with the row added or removed that was asked for.</summary>
    public FormAnswers Edited(FormAnswers answers)
    {
        if (Add is { } list)
        {
            answers.AddRow(list);
        }
        else if (Remove?.Split('[', ']') is [var from, var index, ..] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var row))
        {
            answers.RemoveRow(from, row);
        }

        return answers;
    }
}
