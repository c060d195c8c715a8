using System;
using System.Collections.Generic;
using System.Text;

namespace SmarticoAffiliates.Commands;

/// <summary>Text as a page may hold it: whatever a name is made of, it stays text.</summary>
internal static class PageText
{
    /// <summary>
    /// Encoded for elements and quoted attributes. Control characters, and marks that would turn the text around them, are
    /// shown as what they are.
    /// </summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            switch (c)
            {
                case '&':
                    encoded.Append("&amp;");
                    break;
                case '<':
                    encoded.Append("&lt;");
                    break;
                case '>':
                    encoded.Append("&gt;");
                    break;
                case '"':
                    encoded.Append("&quot;");
                    break;
                case '\'':
                    encoded.Append("&#39;");
                    break;
                case '\t' or '\n' or '\r':
                    encoded.Append(' ');
                    break;
                case < ' ':
                    encoded.Append((char)('\u2400' + c));
                    break;
                case '\u007F' or (>= '\u0080' and <= '\u009F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029':
                    encoded.Append('\uFFFD');
                    break;
                default:
                    encoded.Append(c);
                    break;
            }
        }

        return encoded.ToString();
    }

    /// <summary>What a person calls a property: CommissionsTotal is Commissions total.</summary>
    public static string Label(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            bool isBreak = c is '_' or ' ' or '.'
                || (char.IsUpper(c) && i > 0 && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]) && char.IsUpper(name[i - 1]))));
            if (isBreak && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (c is not ('_' or ' ' or '.'))
            {
                word.Append(c);
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        for (int i = 0; i < words.Count; i++)
        {
            string lower = words[i].ToLowerInvariant();
            bool isAbbreviation = words[i].Length > 1 && words[i].Equals(words[i].ToUpperInvariant(), StringComparison.Ordinal);
            words[i] = lower is "ftd" or "qftd" or "cpa" or "cpl" or "id" or "pl" or "url" or "utm" ? lower.ToUpperInvariant()
                : isAbbreviation ? words[i]
                : i == 0 ? char.ToUpperInvariant(lower[0]) + lower.Substring(1)
                : lower;
        }

        return string.Join(" ", words);
    }
}
