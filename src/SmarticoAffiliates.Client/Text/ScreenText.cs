using System.Text;

namespace SmarticoAffiliates;

/// <summary>
/// The one place through which text of the server, of a row or of a file goes before it is shown: what would move the cursor,
/// colour the screen, ring, break the line or turn the direction of writing is named instead, as <c>&lt;U+001B&gt;</c>.
/// </summary>
public static class ScreenText
{
    /// <summary>The text as it may be shown. Done twice, it is the same.</summary>
    public static string Of(string text)
    {
        int i = 0;
        while (i < text.Length && !CellText.IsInvisible(text, i))
        {
            i++;
        }

        if (i == text.Length)
        {
            return text;
        }

        StringBuilder shown = new StringBuilder(text.Length + 8).Append(text, 0, i);
        for (; i < text.Length; i++)
        {
            if (!CellText.IsInvisible(text, i))
            {
                shown.Append(text[i]);
                continue;
            }

            shown.Append('<').Append(CellText.CodeOf(text, i)).Append('>');
            i += char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 1 : 0;
        }

        return shown.ToString();
    }
}
