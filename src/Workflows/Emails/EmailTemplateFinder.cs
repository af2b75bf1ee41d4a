using System.Collections.Concurrent;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Emails;

/// <summary>Finds a template by the content a published definition pinned, so that a running case keeps the words it was given.</summary>
public sealed class EmailTemplateFinder(EmailTemplateCatalogue catalogue, IDefinitionStore definitions)
{
    private readonly ConcurrentDictionary<string, EmailTemplate> _byHash = new(StringComparer.Ordinal);

    /// <summary>The template, or null where its content is nowhere.</summary>
    public async Task<EmailTemplate?> Find(string name, string hash, CancellationToken cancellationToken)
    {
        if (_byHash.TryGetValue(hash, out var known))
        {
            return known;
        }

        if (catalogue.Find(name) is { } current && current.Hash == hash)
        {
            return _byHash.GetOrAdd(hash, current);
        }

        var content = await definitions.Content(hash, cancellationToken);
        return content is not null && EmailTemplateReader.Read(content.Content, name).Template is { } pinned ? _byHash.GetOrAdd(hash, pinned) : null;
    }
}
