using System.Collections.Immutable;

namespace CaseFlow.Engine.Soundness;

/// <summary>The names a definition may use that the engine itself does not know. Null leaves the names of that kind unchecked.</summary>
public sealed record SoundnessContext
{
    /// <summary>Codes of the roles that people can hold.</summary>
    public ImmutableHashSet<string>? Roles { get; init; }

    /// <summary>Codes of the email templates.</summary>
    public ImmutableHashSet<string>? Templates { get; init; }

    /// <summary>Names of the forms.</summary>
    public ImmutableHashSet<string>? Forms { get; init; }

    /// <summary>Definition ids of the processes that can be started.</summary>
    public ImmutableHashSet<string>? Processes { get; init; }
}
