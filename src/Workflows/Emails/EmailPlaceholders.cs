using System.Collections.Frozen;
using CaseFlow.Activities.People;

namespace CaseFlow.Workflows.Emails;

/// <summary>The only words an email may be filled with. None of them can say anything about a child.</summary>
public static class EmailPlaceholders
{
    public const string CaseRef = "CaseRef";
    public const string TaskTitleSafe = "TaskTitleSafe";
    public const string DueDate = "DueDate";
    public const string DueIn = "DueIn";
    public const string ActorFirstName = "ActorFirstName";
    public const string OrgName = "OrgName";
    public const string DeepLink = "DeepLink";
    public const string ContactRole = "ContactRole";
    public const string ContactPhone = "ContactPhone";
    public const string MeetingDate = "MeetingDate";
    public const string CountOverdue = "CountOverdue";

    /// <summary>Only in the digest, as <c>{{#each Items}}</c>.</summary>
    public const string Items = "Items";

    public static FrozenSet<string> Allowed { get; } = FrozenSet.ToFrozenSet(
    [
        CaseRef, TaskTitleSafe, DueDate, DueIn, ActorFirstName, OrgName, DeepLink, ContactRole, ContactPhone, MeetingDate, CountOverdue,
    ]);

    public static FrozenSet<string> AllowedInItems { get; } = FrozenSet.ToFrozenSet([CaseRef, TaskTitleSafe, DueDate, DeepLink]);

    /// <summary>Whether a template of this name lists several tasks. Only the daily digest does.</summary>
    public static bool IsDigest(string templateName) => templateName.StartsWith("EM-DIG-", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// What stands in where the case gave no value, so that the sentence still reads and the duty to tell is still met.
    /// </summary>
    internal static FrozenDictionary<string, string> FallbackWords { get; } = new Dictionary<string, string>
    {
        [CaseRef] = "a case",
        [TaskTitleSafe] = SafeTaskTitles.Fallback,
        [DueDate] = "the date shown on the task",
        [DueIn] = "the time shown on the task",
        [ActorFirstName] = "colleague",
        [OrgName] = "your organisation",
        [ContactRole] = "the partnership co-ordinator",
        [ContactPhone] = "the number you have for them",
        [MeetingDate] = "the date shown on the case",
        [CountOverdue] = "0",
    }.ToFrozenDictionary();
}
