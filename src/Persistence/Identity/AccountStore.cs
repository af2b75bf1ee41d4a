using CaseFlow.Persistence.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace CaseFlow.Persistence.Identity;

/// <summary>Identity's store: accounts, sign-in tokens and passkeys. Roles are CaseFlow's own, so it has none.</summary>
internal sealed class AccountStore(AccountContext context, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<Account, CaseFlowDb, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>(context.Data, describer);

/// <summary>The request's context for Identity: it tracks, and what it saves goes through the gate.</summary>
internal sealed class AccountContext(CaseFlowStorage storage) : IAsyncDisposable, IDisposable
{
    public CaseFlowDb Data { get; } = storage.OpenForIdentity();

    public void Dispose() => Data.Dispose();

    public ValueTask DisposeAsync() => Data.DisposeAsync();
}
