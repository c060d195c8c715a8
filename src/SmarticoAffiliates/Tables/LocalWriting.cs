using System.Text.RegularExpressions;

namespace SmarticoAffiliates.Commands;

/// <summary>Whether a cell looks as people write dates and decimals somewhere, and not as cells are read without a culture.</summary>
internal static class LocalWriting
{
    private static readonly Regex s_date = new(@"^\s*\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}\b");
    private static readonly Regex s_decimal = new(@"^\s*[-+]?\d[\d.\s'\u00A0\u202F]*,\d+\s*$");

    public static bool Is(string cell, ColumnKind kind) => kind switch
    {
        ColumnKind.Date => s_date.IsMatch(cell),
        ColumnKind.Decimal => s_decimal.IsMatch(cell),
        _ => false,
    };
}
