using CaseFlow.Cases.Access;
using CaseFlow.Cases.Audit;
using CaseFlow.Cases.Storage;
using CaseFlow.Persistence.Identity;

namespace CaseFlow.Host.SignIn;

/// <summary>Puts into the audit log who came in, who did not, and from where. The address that was typed is not kept: it may be a mistyped password.</summary>
public sealed class SignInAudit(IWriteGate gate, ViewerLookup people, IHttpContextAccessor http, TimeProvider clock)
{
    public Task SignedIn(Account account) => Write(AuditActions.SignedIn, account);

    public Task Failed(Account? account) => Write(AuditActions.SignInFailed, account);

    public Task Locked(Account account) => Write(AuditActions.AccountLocked, account);

    private Task<bool> Write(string action, Account? account)
    {
        var actor = account?.PersonId is not { } person ? AuditActor.Nobody : people.Find(person) is { } viewer ? AuditActor.Of(viewer) : new AuditActor(person);
        var entry = new AuditEntry(clock.GetUtcNow(), action, new("account", account?.Id.ToString("D") ?? ""), actor)
        {
            Facts = [new("from", http.HttpContext?.Connection.RemoteIpAddress?.ToString())],
        };
        return gate.Run(scope =>
        {
            scope.Audit(entry);
            return true;
        });
    }
}
