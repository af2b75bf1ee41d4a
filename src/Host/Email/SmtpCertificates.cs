using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CaseFlow.Host.Email;

/// <summary>
/// Certificates accepted for the mail server besides those the machine trusts. SmtpClient offers only one hook for the
/// whole process; nothing else here uses it (HTTP clients have their own).
/// </summary>
internal static class SmtpCertificates
{
    private static readonly ConcurrentDictionary<string, bool> Trusted = new(StringComparer.Ordinal);

    /// <summary>Accepts exactly this certificate from now on.</summary>
    public static void Trust(string path)
    {
        using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(path));
        Trusted[Convert.ToHexString(certificate.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256))] = true;
#pragma warning disable SYSLIB0014, MA0039 // The only hook that SmtpClient has; it accepts what the machine trusts and the named certificates, nothing else.
        ServicePointManager.ServerCertificateValidationCallback = Accept;
#pragma warning restore SYSLIB0014, MA0039
    }

    private static bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
        || (certificate is not null && Trusted.ContainsKey(certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256)));
}
