using System.Globalization;
using System.Text;

namespace SmarticoAffiliates.Commands;

/// <summary>The text of a column's header as a person reads it.</summary>
internal static class HeaderText
{
    /// <summary>
    /// Without what nobody sees: white space around it, no-break spaces, zero-width characters, marks of direction and of
    /// the encoding. Several spaces inside are one.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        bool isSpace = false;
        foreach (char c in text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format || c == '\0')
            {
                continue;
            }

            if (char.IsWhiteSpace(c))
            {
                isSpace = true;
                continue;
            }

            if (isSpace && clean.Length > 0)
            {
                clean.Append(' ');
            }

            isSpace = false;
            clean.Append(c);
        }

        return clean.ToString();
    }
}
