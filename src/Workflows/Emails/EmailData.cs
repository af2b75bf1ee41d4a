using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseFlow.Activities.People;

namespace CaseFlow.Workflows.Emails;

/// <summary>What an email is filled with: the allowed placeholders and nothing else. Stored in the outbox row as JSON.</summary>
public sealed record EmailData
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public string? CaseRef { get; init; }

    /// <summary>Always one of <see cref="SafeTaskTitles"/>: anything else is replaced.</summary>
    public string? TaskTitleSafe { get; init => field = value is null ? null : SafeTaskTitles.Or(value); }

    public string? DueDate { get; init; }

    public string? DueIn { get; init; }

    public string? ActorFirstName { get; init; }

    public string? OrgName { get; init; }

    /// <summary>A path of this service ("/tasks/…"); the sender puts the public address before it.</summary>
    public string? DeepLink { get; init; }

    public string? ContactRole { get; init; }

    public string? ContactPhone { get; init; }

    public string? MeetingDate { get; init; }

    public int? CountOverdue { get; init; }

    /// <summary>The digest's tasks.</summary>
    public ImmutableArray<EmailItem> Items { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">The text is not JSON or holds a member that is no allowed placeholder.</exception>
    public static EmailData FromJson(string json) =>
        JsonSerializer.Deserialize<EmailData>(json, Json) ?? throw new JsonException("The email's data is empty.");
}

/// <summary>One task of the digest.</summary>
public sealed record EmailItem
{
    public string? CaseRef { get; init; }

    public string? TaskTitleSafe { get; init => field = value is null ? null : SafeTaskTitles.Or(value); }

    public string? DueDate { get; init; }

    public string? DeepLink { get; init; }
}

/// <summary>An email as its reader sees it.</summary>
public sealed record RenderedEmail(string Subject, string Text, string Html);
