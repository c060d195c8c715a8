namespace SmarticoAffiliates.Commands;

/// <summary>
/// Cells that a spreadsheet would take for a formula: they get an apostrophe in front, which makes them text, and lose it on
/// the way back. What has apostrophes already gets one more, so that every text comes back as it was.
/// </summary>
internal static class FormulaCell
{
    /// <summary>The text as a spreadsheet leaves it alone.</summary>
    public static string Disarm(string text) => IsFormula(text) ? "'" + text : text;

    /// <summary>The text that <see cref="Disarm"/> was given.</summary>
    public static string Restore(string text) => text.Length > 0 && text[0] == '\'' && IsFormula(text) ? text.Substring(1) : text;

    private static bool IsFormula(string text)
    {
        foreach (char c in text)
        {
            // Full-width forms are formulas to spreadsheets of East Asia. Some skip white space in front; none skips a tab.
            switch (c)
            {
                case '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20':
                    return true;
                case '\'' or ' ' or '\u00A0':
                    continue;
                default:
                    return false;
            }
        }

        return false;
    }
}
