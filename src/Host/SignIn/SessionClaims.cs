using System.Security.Claims;
using CaseFlow.Cases.Access;
using CaseFlow.Host.Access;
using CaseFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CaseFlow.Host.SignIn;

/// <summary>What a session says of somebody: who they are and their name. Never their roles: those are read anew for every request.</summary>
public sealed class SessionClaims(UserManager<Account> accounts, IOptions<IdentityOptions> options, ViewerLookup people)
    : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (user.PersonId is { } personId && people.Find(personId) is { } person)
        {
            identity.AddClaim(new Claim(CurrentViewer.PersonClaim, personId.ToString()));
            identity.RemoveClaim(identity.FindFirst(identity.NameClaimType));
            identity.AddClaim(new Claim(identity.NameClaimType, person.Name));
        }

        return identity;
    }
}
