using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CaseFlow.Workflows.Emails;

/// <summary>The templates of this installation, by name. Those that were refused are not in it; <see cref="Problems"/> says why.</summary>
public sealed class EmailTemplateCatalogue
{
    private readonly FrozenDictionary<string, EmailTemplate> _byName;

    public EmailTemplateCatalogue(IEnumerable<EmailTemplate> templates, ImmutableArray<EmailTemplateProblem> problems)
    {
        _byName = templates.ToFrozenDictionary(template => template.Name, StringComparer.OrdinalIgnoreCase);
        Problems = problems;
    }

    public ImmutableArray<EmailTemplateProblem> Problems { get; }

    public IEnumerable<EmailTemplate> Templates => _byName.Values.OrderBy(template => template.Name, StringComparer.Ordinal);

    public EmailTemplate? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Reads every *.json file of a folder. A folder that is not there gives an empty catalogue with a problem.</summary>
    public static EmailTemplateCatalogue Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return new([], [new("(all)", $"the folder {folder} is not there. Point Workflows:Folder at the folder that holds emails/.")]);
        }

        var templates = new Dictionary<string, EmailTemplate>(StringComparer.OrdinalIgnoreCase);
        var problems = ImmutableArray.CreateBuilder<EmailTemplateProblem>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var file = Path.GetFileName(path);
            var (template, found) = EmailTemplateReader.Read(File.ReadAllText(path), file);
            problems.AddRange(found);
            if (template is not null && !templates.TryAdd(template.Name, template))
            {
                problems.Add(new(template.Name, $"{file} repeats a name that another file has. Give it a name of its own."));
            }
        }

        return new(templates.Values, problems.ToImmutable());
    }
}
