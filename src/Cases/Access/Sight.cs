namespace CaseFlow.Cases.Access;

/// <summary>How much of a kind of content someone may see.</summary>
public enum Sight
{
    None,

    /// <summary>That it exists and where it stands.</summary>
    Status,

    /// <summary>What matters of it, without the detail.</summary>
    Summary,

    Full,
}
