namespace CaseFlow.Cases.Audit;

/// <summary>What is audited, in the past tense.</summary>
public static class AuditActions
{
    public const string TaskCompleted = "task.completed";
    public const string TaskClaimed = "task.claimed";
    public const string TaskPutBack = "task.put-back";
    public const string TaskReassigned = "task.reassigned";
    public const string ReferralStarted = "referral.started";
    public const string ProcessStarted = "process.started";
    public const string SignedIn = "sign-in.done";
    public const string SignInFailed = "sign-in.failed";
    public const string AccountLocked = "account.locked";
    public const string PasswordMade = "password.made";
    public const string PasswordChanged = "password.changed";
    public const string PersonAdded = "person.added";
    public const string PersonChanged = "person.changed";
    public const string PersonClosed = "person.closed";
    public const string PersonReopened = "person.reopened";
    public const string RoleGiven = "role.given";
    public const string RoleTaken = "role.taken";
    public const string PupilAdded = "pupil.added";
    public const string PupilChanged = "pupil.changed";
    public const string ImportRun = "import.run";
    public const string DefinitionPublished = "definition.published";
    public const string IncidentRetried = "incident.retried";
    public const string IncidentSkipped = "incident.skipped";
    public const string InstanceCancelled = "instance.cancelled";
    public const string InstanceUnparked = "instance.unparked";
    public const string FileDownloaded = "file.downloaded";
    public const string Exported = "export.made";
    public const string ClockMoved = "clock.moved";
}
