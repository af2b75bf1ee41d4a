namespace CaseFlow.Workflows.Emails;

/// <summary>A way out for email whose receiver is our own, so that what has arrived can be looked at.</summary>
public interface ISentEmails
{
    /// <summary>The Message-ID of every copy that arrived, without the angle brackets.</summary>
    IEnumerable<string> MessageIds();
}
