using System.Text;

namespace SmarticoAffiliates.Commands;

/// <summary>A text as a script writes it.</summary>
internal static class Quote
{
    /// <summary>What PowerShell takes for a single quotation mark.</summary>
    private const string Marks = "'\u2018\u2019\u201A\u201B";

    /// <summary>In single quotation marks, with those in it doubled.</summary>
    public static string Of(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (char c in text)
        {
            quoted.Append(c, Marks.IndexOf(c) >= 0 ? 2 : 1);
        }

        return quoted.Append('\'').ToString();
    }
}
