using System.Security.Cryptography;

namespace CaseFlow.Host.SignIn;

/// <summary>A password made up for somebody: read aloud or written down without mistaking one letter for another.</summary>
public static class MadePassword
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Length = 20;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);
}
