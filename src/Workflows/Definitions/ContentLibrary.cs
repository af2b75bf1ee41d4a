using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using CaseFlow.Activities.Forms;
using CaseFlow.Workflows.Emails;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Definitions;

/// <summary>Something in workflows-json that could not be loaded, with what to do.</summary>
public sealed record LoadProblem(string File, string Message);

/// <summary>The forms and email templates that publishing takes its contents from.</summary>
public sealed class ContentLibrary
{
    private readonly FrozenDictionary<string, (FormDefinition Form, string Json)> _forms;
    private readonly EmailTemplateCatalogue _emails;

    private ContentLibrary(Dictionary<string, (FormDefinition, string)> forms, EmailTemplateCatalogue emails, ImmutableArray<LoadProblem> problems)
    {
        _forms = forms.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _emails = emails;
        Problems = problems;
    }

    public ImmutableArray<LoadProblem> Problems { get; }

    public IEnumerable<string> FormNames => _forms.Keys.Order(StringComparer.Ordinal);

    public static ContentLibrary Empty { get; } = new([], new EmailTemplateCatalogue([], []), []);

    /// <summary>Reads the forms of a folder; the templates are given.</summary>
    public static ContentLibrary Load(string formsFolder, EmailTemplateCatalogue emails)
    {
        var forms = new Dictionary<string, (FormDefinition, string)>(StringComparer.OrdinalIgnoreCase);
        var problems = ImmutableArray.CreateBuilder<LoadProblem>();
        if (Directory.Exists(formsFolder))
        {
            foreach (var path in Directory.EnumerateFiles(formsFolder, "*.json").Order(StringComparer.Ordinal))
            {
                var json = File.ReadAllText(path);
                var (form, found) = FormReader.Read(Encoding.UTF8.GetBytes(json));
                problems.AddRange(found.Select(problem => new LoadProblem(Path.GetFileName(path), $"{problem.Path}: {problem.Message}")));
                if (form is not null)
                {
                    forms[form.Name] = (form, json);
                }
            }
        }

        return new ContentLibrary(forms, emails, problems.ToImmutable());
    }

    /// <summary>The content of that name, with its hash; null where there is none.</summary>
    public PinnedContentRow? Find(PinKind kind, string name) => kind switch
    {
        PinKind.Form => _forms.TryGetValue(name, out var form) ? new(form.Form.ContentHash, kind, form.Json) : null,
        _ => _emails.Find(name) is { } email ? new(email.Hash, kind, email.Json) : null,
    };
}
