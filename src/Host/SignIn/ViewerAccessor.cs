using System.Security.Claims;
using CaseFlow.Cases.Access;

namespace CaseFlow.Host.SignIn;

/// <summary>Who is looking at this request's page: the signed-in person with the roles they hold today.</summary>
public sealed class ViewerAccessor(IHttpContextAccessor http, ViewerLookup people)
{
    public const string PersonClaim = "caseflow:person";

    private readonly Lazy<Viewer?> _viewer = new(() => PersonId(http.HttpContext?.User) is { } id ? people.Find(id) : null);

    /// <summary>Null where nobody is signed in, or their account is closed.</summary>
    public Viewer? Find() => _viewer.Value;

    public Viewer Current => Find() ?? throw new InvalidOperationException("Nobody is signed in. Pages that need a viewer are closed to the signed out.");

    public static Guid? PersonId(ClaimsPrincipal? user) => Guid.TryParse(user?.FindFirstValue(PersonClaim), out var id) ? id : null;
}
