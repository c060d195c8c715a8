using System;
using System.Globalization;
using SmarticoAffiliates.Commands;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What a culture writes is read as it is meant, and what might mean two things is refused.</summary>
public sealed class CultureTextTests
{
    [Theory]
    [InlineData("de-DE", "31.12.2026", "2026-12-31")]
    [InlineData("de-DE", "1.2.2026", "2026-02-01")]
    [InlineData("de-DE", " 01.02.2026\u00A0", "2026-02-01")]
    [InlineData("de-DE", "31.12.2026 10:30", "2026-12-31T10:30:00Z")]
    [InlineData("de-DE", "31.12.2026 23:59:59", "2026-12-31T23:59:59Z")]
    [InlineData("de-DE", "2026-12-31", "2026-12-31")]
    [InlineData("de-DE", "2026-12-31T10:00:00+01:00", "2026-12-31T10:00:00+01:00")]
    [InlineData("de-DE", "2026-12-31 10:30", "2026-12-31T10:30:00Z")]
    [InlineData("en-US", "1/2/2026", "2026-01-02")]
    [InlineData("en-US", "12/31/2026 1:05 PM", "2026-12-31T13:05:00Z")]
    [InlineData("en-US", "12/31/2026 12:00 AM", "2026-12-31T00:00:00Z")]
    [InlineData("en-GB", "01/02/2026", "2026-02-01")]
    [InlineData("fr-FR", "31/12/2026", "2026-12-31")]
    [InlineData("pt-BR", "31/12/2026 08:00", "2026-12-31T08:00:00Z")]
    [InlineData("tr-TR", "1.02.2026", "2026-02-01")]
    [InlineData("sv-SE", "2026-02-01 10:30", "2026-02-01T10:30:00Z")]
    [InlineData("ar-SA", "31/12/2026", "2026-12-31")]
    [InlineData("ar-SA", "\u0663\u0661\u200F/\u0661\u0662\u200F/\u0662\u0660\u0662\u0666", "2026-12-31")]
    [InlineData("hu-HU", "2026. 12. 31.", "2026-12-31")]
    [InlineData("fa-IR", "2026/12/31", "2026-12-31")]
    public void Date_is_read_by_the_culture(string culture, string cell, string expected)
        => Assert.Equal(expected, Of(culture).Read(cell, ColumnKind.Date));

    [Theory]
    [InlineData("de-DE", "31/12/2026")]
    [InlineData("de-DE", "12.31.2026")]
    [InlineData("de-DE", "31.12.26")]
    [InlineData("de-DE", "29.02.2026")]
    [InlineData("de-DE", "31.12.2026 25:00")]
    [InlineData("de-DE", "31. Dezember 2026")]
    [InlineData("de-DE", "46387")]
    [InlineData("en-US", "31/12/2026")]
    [InlineData("en-US", "12/31/2026 13:05 PM")]
    [InlineData("ar-SA", "22/07/1448")]
    [InlineData("th-TH", "31/12/2569")]
    [InlineData("fa-IR", "1405/10/10")]
    public void Date_of_another_form_culture_or_calendar_is_refused(string culture, string cell)
        => Assert.Contains($"'{cell}'", Assert.Throws<FormatException>(() => Of(culture).Read(cell, ColumnKind.Date)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("de-DE", "10,50", "10.50")]
    [InlineData("de-DE", "1.234,56", "1234.56")]
    [InlineData("de-DE", "1.234.567", "1234567")]
    [InlineData("de-DE", "-0,10", "-0.10")]
    [InlineData("de-DE", "7", "7")]
    [InlineData("fr-FR", "1\u202F234,5", "1234.5")]
    [InlineData("fr-FR", "1\u00A0234", "1234")]
    [InlineData("fr-FR", "12 345", "12345")]
    [InlineData("en-GB", "1,234.50", "1234.50")]
    [InlineData("en-GB", "10.5", "10.5")]
    [InlineData("de-CH", "1'234.50", "1234.50")]
    [InlineData("de-CH", "1\u2019234", "1234")]
    [InlineData("sv-SE", "\u22125,5", "-5.5")]
    [InlineData("ar-SA", "1234\u066B5", "1234.5")]
    [InlineData("ar-SA", "\u0661\u0662\u066B\u0665", "12.5")]
    [InlineData("ar-SA", "12.5", "12.5")]
    [InlineData("ar-SA", "\u061C-3", "-3")]
    public void Decimal_is_read_by_the_culture_to_its_last_digit(string culture, string cell, string expected)
        => Assert.Equal(expected, Of(culture).Read(cell, ColumnKind.Decimal));

    [Theory]
    [InlineData("de-DE", "10.5")]
    [InlineData("de-DE", "1.234")]
    [InlineData("de-DE", "12.34,5")]
    [InlineData("de-DE", "1.2345,6")]
    [InlineData("de-DE", "10,5 \u20AC")]
    [InlineData("de-DE", "1,5E3")]
    [InlineData("de-DE", "10,")]
    [InlineData("de-DE", ",5")]
    [InlineData("de-DE", "--1")]
    [InlineData("en-GB", "1,234")]
    [InlineData("en-GB", "10,5")]
    [InlineData("fr-FR", "10.5")]
    [InlineData("fr-FR", "1 23,5")]
    public void Decimal_that_the_culture_would_not_write_or_that_means_two_things_is_refused(string culture, string cell)
        => Assert.Contains($"'{cell}'", Assert.Throws<FormatException>(() => Of(culture).Read(cell, ColumnKind.Decimal)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("de-DE", "WAHR", "true")]
    [InlineData("de-DE", "nein", "false")]
    [InlineData("fr-FR", "Faux", "false")]
    [InlineData("pt-BR", "Verdadeiro", "true")]
    [InlineData("tr-TR", "yanl\u0131\u015F", "false")]
    [InlineData("tr-TR", "DO\u011ERU", "true")]
    [InlineData("en-GB", "yes", "true")]
    [InlineData("ar-SA", "\u0644\u0627", "false")]
    [InlineData("tr-TR", "inactive", "false")]
    public void True_and_false_are_read_in_the_culture_s_words(string culture, string cell, string expected)
        => Assert.Equal(expected, Of(culture).Read(cell, ColumnKind.Boolean));

    [Theory]
    [InlineData("de-DE", "vrai")]
    [InlineData("fr-FR", "WAHR")]
    [InlineData("en-GB", "vielleicht")]
    public void Word_of_another_language_is_refused(string culture, string cell)
        => Assert.Throws<FormatException>(() => Of(culture).Read(cell, ColumnKind.Boolean));

    [Theory]
    [InlineData("de-DE", "falsch", "false")]
    [InlineData("de-DE", "Active", "Active")]
    [InlineData("de-DE", "Pending", "Pending")]
    public void Status_is_a_name_or_the_culture_s_true_and_false(string culture, string cell, string expected)
        => Assert.Equal(expected, Of(culture).Read(cell, ColumnKind.Status));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Blank_cell_stays_blank(string cell)
    {
        foreach (ColumnKind kind in Enum.GetValues<ColumnKind>())
        {
            Assert.Equal(cell, Of("de-DE").Read(cell, kind));
            Assert.Equal(cell, Of("de-DE").Write(cell, kind));
        }
    }

    /// <summary>The cultures of this system, all of them: what is written is read as it was.</summary>
    [Fact]
    public void Every_culture_reads_what_it_writes()
    {
        foreach (CultureInfo culture in CultureInfo.GetCultures(CultureTypes.SpecificCultures))
        {
            var text = new CultureText(culture);
            foreach (string date in new[] { "2026-12-31", "2026-02-01", "2026-02-03T10:30:00Z", "2026-12-31T23:59:59.999Z", "1850-01-01", "2026-12-31T00:00:00Z" })
            {
                Assert.Equal((culture.Name, date), (culture.Name, text.Read(text.Write(date, ColumnKind.Date), ColumnKind.Date)));
            }

            foreach (string number in new[] { "0", "10.50", "-0.10", "1234", "1234567.891", "79228162514264337593543950.33", "-3" })
            {
                Assert.Equal((culture.Name, number), (culture.Name, text.Read(text.Write(number, ColumnKind.Decimal), ColumnKind.Decimal)));
            }

            foreach (string flag in new[] { "true", "false" })
            {
                Assert.Equal((culture.Name, flag), (culture.Name, text.Read(text.Write(flag, ColumnKind.Boolean), ColumnKind.Boolean)));
            }
        }
    }

    [Theory]
    [InlineData("de-DE", ';')]
    [InlineData("pt-BR", ';')]
    [InlineData("en-GB", ',')]
    public void Delimiter_is_what_the_culture_s_spreadsheets_write(string culture, char delimiter)
        => Assert.Equal(delimiter, Of(culture).Delimiter);

    private static CultureText Of(string culture) => new(CultureInfo.GetCultureInfo(culture));
}
