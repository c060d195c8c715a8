using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>The words for true and false in a language: first what its spreadsheets show, then what people write.</summary>
internal static class LocalWords
{
    private static readonly string[] s_true = { "TRUE", "YES", "1", "ACTIVE" };
    private static readonly string[] s_false = { "FALSE", "NO", "0", "INACTIVE" };

    private static readonly Dictionary<string, (string[] True, string[] False)> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ar"] = (new[] { "TRUE", "نعم", "صواب", "صحيح" }, new[] { "FALSE", "لا", "خطأ" }),
        ["cs"] = (new[] { "PRAVDA", "ANO" }, new[] { "NEPRAVDA", "NE" }),
        ["da"] = (new[] { "SAND", "JA" }, new[] { "FALSK", "NEJ" }),
        ["de"] = (new[] { "WAHR", "JA" }, new[] { "FALSCH", "NEIN" }),
        ["el"] = (new[] { "TRUE", "ΑΛΗΘΕΣ", "ΑΛΗΘΗΣ", "ΝΑΙ" }, new[] { "FALSE", "ΨΕΥΔΕΣ", "ΨΕΥΔΗΣ", "ΟΧΙ" }),
        ["en"] = (new[] { "TRUE" }, new[] { "FALSE" }),
        ["es"] = (new[] { "VERDADERO", "SÍ", "SI" }, new[] { "FALSO", "NO" }),
        ["fi"] = (new[] { "TOSI", "KYLLÄ" }, new[] { "EPÄTOSI", "EI" }),
        ["fr"] = (new[] { "VRAI", "OUI" }, new[] { "FAUX", "NON" }),
        ["hu"] = (new[] { "IGAZ", "IGEN" }, new[] { "HAMIS", "NEM" }),
        ["it"] = (new[] { "VERO", "SÌ", "SI" }, new[] { "FALSO", "NO" }),
        ["nb"] = (new[] { "SANN", "JA" }, new[] { "USANN", "NEI" }),
        ["nl"] = (new[] { "WAAR", "JA" }, new[] { "ONWAAR", "NEE" }),
        ["pl"] = (new[] { "PRAWDA", "TAK" }, new[] { "FAŁSZ", "NIE" }),
        ["pt"] = (new[] { "VERDADEIRO", "SIM" }, new[] { "FALSO", "NÃO" }),
        ["ro"] = (new[] { "ADEVĂRAT", "DA" }, new[] { "FALS", "NU" }),
        ["ru"] = (new[] { "ИСТИНА", "ДА" }, new[] { "ЛОЖЬ", "НЕТ" }),
        ["sv"] = (new[] { "SANT", "JA" }, new[] { "FALSKT", "NEJ" }),
        ["tr"] = (new[] { "DOĞRU", "EVET" }, new[] { "YANLIŞ", "HAYIR" }),
        ["uk"] = (new[] { "ІСТИНА", "ТАК" }, new[] { "ХИБНІСТЬ", "НІ" }),
    };

    /// <summary>What a word means; null where it is neither.</summary>
    public static bool? Read(string word, CultureInfo culture)
    {
        (string[] yes, string[] no) = Of(culture);
        return s_true.Contains(word, StringComparer.OrdinalIgnoreCase) || IsAmong(yes) ? true
            : s_false.Contains(word, StringComparer.OrdinalIgnoreCase) || IsAmong(no) ? false
            : null;

        // By the culture: in Turkish i and İ are a pair, and so are ı and I.
        bool IsAmong(string[] words) => words.Any(w => culture.CompareInfo.Compare(w, word, CompareOptions.IgnoreCase) == 0);
    }

    /// <summary>The word that a spreadsheet of this culture shows.</summary>
    public static string Write(bool value, CultureInfo culture) => value ? Of(culture).True[0] : Of(culture).False[0];

    private static (string[] True, string[] False) Of(CultureInfo culture)
        => s_words.TryGetValue(culture.TwoLetterISOLanguageName is "no" ? "nb" : culture.TwoLetterISOLanguageName, out (string[], string[]) words) ? words : s_words["en"];
}
