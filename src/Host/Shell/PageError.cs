namespace CaseFlow.Host.Shell;

/// <summary>One line of the error summary. <paramref name="FieldId"/> is the id of the control to put right, or null where the error is of the whole page.</summary>
public sealed record PageError(string Message, string? FieldId = null)
{
    /// <summary>The page the control is on, where it is not this one.</summary>
    public string? Page { get; init; }
}
