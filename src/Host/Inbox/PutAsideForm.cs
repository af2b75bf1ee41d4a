using System.Text;
using CaseFlow.Activities.Forms;
using CaseFlow.Workflows.Storage;

namespace CaseFlow.Host.Inbox;

/// <summary>The one question of putting a task aside: until when.</summary>
public static class PutAsideForm
{
    public static FormDefinition Form { get; } = FormReader.Read(Encoding.UTF8.GetBytes(
        """
        { "name": "put-aside", "title": "Put a task aside", "parts": [ { "id": "until", "title": "Until when", "fields": [
          { "name": "until", "kind": "date", "label": "Put it aside until", "hint": "It comes back to your inbox that day. Its due date and reminders stay as they are. For example, 27 3 2027", "subject": "the day it comes back", "required": true, "future": true, "dataClass": "identity" } ] } ] }
        """)).Form!;

    public static FormAnswers AnswersOf(TaskRow task) =>
        task.FollowUp is { } day ? new(new() { ["until"] = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) }) : new();
}
