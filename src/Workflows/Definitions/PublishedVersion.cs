using System.Collections.Frozen;
using CaseFlow.Engine.Definitions;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Workflows.Definitions;

/// <summary>A published version ready to run, with what it pinned. Immutable, so it is kept for good.</summary>
/// <param name="Forms">Content hash by form name.</param>
/// <param name="Emails">Content hash by template name.</param>
public sealed record PublishedVersion(
    DefinitionVersionRow Row,
    CompiledDefinition Compiled,
    ActivationStrategy Activation,
    FrozenDictionary<string, string> Forms,
    FrozenDictionary<string, string> Emails);
