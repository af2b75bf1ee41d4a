using System.Text;

namespace CaseFlow.Engine.Expressions;

/// <summary>The form of a name in generated functions: getPascalName().</summary>
public static class AccessorName
{
    /// <summary>"first name", "first-name" and "firstName" all give "FirstName".</summary>
    public static string Pascal(string name)
    {
        if (IsPascal(name))
        {
            return name;
        }

        var text = new StringBuilder(name.Length);
        var upper = true;
        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character))
            {
                upper = true;
                continue;
            }

            text.Append(upper ? char.ToUpperInvariant(character) : character);
            upper = false;
        }

        return text.ToString();
    }

    private static bool IsPascal(string name)
    {
        if (name.Length == 0 || char.ToUpperInvariant(name[0]) != name[0])
        {
            return false;
        }

        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character))
            {
                return false;
            }
        }

        return true;
    }
}
