using Microsoft.AspNetCore.Identity;

namespace CaseFlow.Persistence.Identity;

/// <summary>How a person signs in. What they may see hangs on the person's role assignments, never on the account.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public Guid? PersonId { get; set; }
}
