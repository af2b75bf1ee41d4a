using CaseFlow.Host.Files;
using CaseFlow.Host.Security;

namespace CaseFlow.Host.SignIn;

/// <summary>
/// A form that was sent after its session had ended. It travels through signing in as hidden fields of the sign-in page
/// and comes back to its own page without a token: there it is shown again, filled in, and changes nothing.
/// </summary>
public sealed record KeptForm(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    public const string AddressField = "kept-for";

    private const string Prefix = "kept:";
    private const string Token = "__RequestVerificationToken";

    /// <summary>The hidden fields of the sign-in form.</summary>
    public IEnumerable<KeyValuePair<string, string>> Hidden =>
        [KeyValuePair.Create(AddressField, Address), .. Fields.Select(one => KeyValuePair.Create(Prefix + one.Key, one.Value))];

    /// <summary>What was just sent to a page that keeps what is typed; null from elsewhere, where another site may have filled it in.</summary>
    public static async Task<KeptForm?> Sent(HttpContext http)
    {
        var request = http.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || http.GetEndpoint()?.Metadata.GetMetadata<KeepsTypingAttribute>() is null
            || !IsFromOurselves(request))
        {
            return null;
        }

        var form = PostedParts.AreTaken(http) ? (await PostedParts.Read(http, keepsFiles: false))?.Fields : await request.ReadFormAsync(http.RequestAborted);
        return form is null ? null : new KeptForm(request.Path, [.. Pairs(form).Where(field => field.Key != Token)]);
    }

    /// <summary>What the sign-in form carried, or null.</summary>
    public static KeptForm? Carried(IFormCollection form) =>
        form[AddressField].ToString() is { Length: > 0 } address && LocalAddress.IsLocal(address)
            ? new KeptForm(address, [.. Pairs(form).Where(field => field.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(field => KeyValuePair.Create(field.Key[Prefix.Length..], field.Value))])
            : null;

    // Pages send no referrer, and so no origin with their posts: browsers say instead where a request came from.
    private static bool IsFromOurselves(HttpRequest request) => request.Headers["Sec-Fetch-Site"] == "same-origin";

    private static IEnumerable<KeyValuePair<string, string>> Pairs(IFormCollection form) =>
        form.SelectMany(field => field.Value.OfType<string>().Select(value => KeyValuePair.Create(field.Key, value)));
}
