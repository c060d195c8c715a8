using System.Text.RegularExpressions;

namespace SmarticoAffiliates.Commands;

/// <summary>Whether a cell looks as people write dates and decimals somewhere, and not as cells are read without a culture.</summary>
internal static class LocalWriting
{
    private static readonly Regex s_date = new(@"^\s*(\d{1,4}\s?[./]\s?\d{1,2}\s?[./]\s?\d{1,4}|\d{1,2}\s?-\s?\d{1,2}\s?-\s?\d{2,4}|\d{1,2}\.?\s+\p{L}+\.?,?\s+\d{2,4})\b");
    private static readonly Regex s_decimal = new(@"^[\s\p{Sc}+-]*(\d[\d.'\s]*)?,[\d.,'\s]*\d[\s\p{Sc}]*$|^\s*[-+]?\d{1,3}(\.\d{3}){2,}\s*$");

    public static bool Is(string cell, ColumnKind kind) => kind switch
    {
        ColumnKind.Date => s_date.IsMatch(cell),
        ColumnKind.Decimal => s_decimal.IsMatch(cell),
        _ => false,
    };
}
