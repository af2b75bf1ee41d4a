using System.Security.Claims;
using CaseFlow.Cases.Access;

namespace CaseFlow.Host.Access;

/// <summary>
/// Who is looking in this request: the person behind the session and the roles they hold today. Everything a page reads
/// is cut down to what they may see. Scoped to the request.
/// </summary>
public sealed class CurrentViewer(IHttpContextAccessor http, ViewerLookup viewers)
{
    /// <summary>The claim that names the person; sign-in puts it into the session.</summary>
    public const string PersonClaim = "caseflow:person";

    private readonly Lazy<Viewer?> _viewer = new(() =>
        PersonIdOf(http.HttpContext?.User) is { } person ? viewers.Find(person) : null);

    /// <summary>Null where nobody is signed in or their account is closed: they see nothing.</summary>
    public Viewer? Viewer => _viewer.Value;

    public static Guid? PersonIdOf(ClaimsPrincipal? user) =>
        Guid.TryParse(user?.FindFirst(PersonClaim)?.Value, out var person) ? person : null;
}
