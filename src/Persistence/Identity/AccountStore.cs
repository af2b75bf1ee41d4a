using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace CaseFlow.Persistence.Identity;

/// <summary>Identity's store over <see cref="AccountDb"/>: accounts, sign-in tokens and passkeys. Roles are CaseFlow's own, so it has none.</summary>
internal sealed class AccountStore(AccountDb context, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<Account, AccountDb, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>(context, describer);
