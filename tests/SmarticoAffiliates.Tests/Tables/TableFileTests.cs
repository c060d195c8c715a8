using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using SmarticoAffiliates.Commands;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Bytes, delimiters, records and headers of files as people save them.</summary>
public sealed class TableFileTests
{
    private static readonly TableColumns s_columns = new(
    [
        ("PromoCode", ColumnKind.Text), ("promocode", ColumnKind.Text), ("AffiliateId", ColumnKind.Text), ("affiliate_id", ColumnKind.Text),
        ("StartDate", ColumnKind.Date), ("EndDate", ColumnKind.Date), ("end_date", ColumnKind.Date), ("CpaAmount", ColumnKind.Decimal), ("Status", ColumnKind.Text), ("Status", ColumnKind.Status),
    ]);

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+49")]
    [InlineData("-x")]
    [InlineData("@SUM")]
    [InlineData("\tx")]
    [InlineData("\r=x")]
    [InlineData("'=x")]
    [InlineData("'''-x")]
    [InlineData(" ' =x")]
    [InlineData("\uFF1Dx")]
    public void Formula_is_made_text_and_comes_back(string text)
    {
        string written = FormulaCell.Disarm(text);

        Assert.Equal("'" + text, written);
        Assert.Equal(text, FormulaCell.Restore(written));
    }

    [Theory]
    [InlineData("")]
    [InlineData("'")]
    [InlineData("'x")]
    [InlineData("''")]
    [InlineData("O'Neil")]
    [InlineData("x=1")]
    [InlineData("35425")]
    public void Other_text_stays_as_it_is_both_ways(string text)
    {
        Assert.Equal(text, FormulaCell.Disarm(text));
        Assert.Equal(text, FormulaCell.Restore(text));
    }

    [Fact]
    public void Any_text_comes_back_from_a_file()
    {
        const string letters = "=+-@\t '\"x,;\r\n5";
        var dice = new Random(7);
        for (int i = 0; i < 2000; i++)
        {
            string text = new(Enumerable.Range(0, dice.Next(6)).Select(_ => letters[dice.Next(letters.Length)]).ToArray());
            Assert.Equal(text, FormulaCell.Restore(FormulaCell.Disarm(text)));

            var table = new TableWriter(';');
            table.Add([("A", text), ("B", "y")]);
            using var writer = new StringWriter();
            table.Save(writer);
            TableRecord[] records = TableRecord.Split(writer.ToString(), ';').ToArray();
            Assert.Equal(2, records.Length);
            Assert.Equal(text, TableRecord.Unquote(records[1].Cells[0]));
        }
    }

    [Fact]
    public void Records_know_the_line_on_which_they_begin()
    {
        TableRecord[] records = TableRecord.Split("a,b\r\n1,\"x\r\ny\nz\"\n\r2,\"say \"\"no\"\"\"\r\n3, \"q\"r\"s,t", ',').ToArray();

        Assert.Equal([1, 2, 5, 6, 7], records.Select(r => r.Line));
        Assert.True(records[2].IsBlank);
        Assert.Equal([2, 2, 1, 2, 3], records.Select(r => r.Cells.Count));
        Assert.Equal("say \"no\"", TableRecord.Unquote(records[3].Cells[1]));
        Assert.Equal([true, true, true, true, false], records.Select(r => r.EndsLine));
    }

    [Fact]
    public void Quotation_mark_that_stays_open_is_told_with_its_line()
    {
        SmarticoException failure = Assert.Throws<SmarticoException>(() => TableRecord.Split("a,b\n1,2\n3,\"4\n5,6\n", ',').ToArray());

        Assert.Contains("on line 3 is never closed", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PromoCode;EndDate\nx;y", ';', 1)]
    [InlineData("PromoCode\tEndDate\nx\ty", '\t', 1)]
    [InlineData("PromoCode,EndDate\n\"x;y;z\",1", ',', 1)]
    [InlineData("\"Promo;Code\",EndDate\n1,2", ',', 1)]
    [InlineData("PromoCode\nx", ',', 1)]
    [InlineData("sep=;\r\na;b", ';', 2)]
    [InlineData("\"sep=|\"\na|b", '|', 2)]
    [InlineData("#TYPE System.X\nPromoCode,EndDate", ',', 2)]
    [InlineData("x,y;EndDate;PromoCode\n1,1;2;3", ';', 1)]
    public void Delimiter_is_found(string text, char delimiter, int line)
    {
        var found = TableDelimiter.Find(text, null, s_columns);

        Assert.Equal((delimiter, line), (found.Value, found.Line));
    }

    [Fact]
    public void Delimiter_that_nothing_tells_is_asked_for()
    {
        Assert.Throws<SmarticoException>(() => TableDelimiter.Find("x,y;z\n1,2;3\n", null, s_columns));
        Assert.Equal(';', TableDelimiter.Find("x,y;z\n1,2;3\n", ';', s_columns).Value);
    }

    [Theory]
    [InlineData("Promo Code", "PromoCode")]
    [InlineData("promo-code", "PromoCode")]
    [InlineData("PROMOCODE", "PromoCode")]
    [InlineData("\uFEFF Promo\u200BCode\u00A0", "PromoCode")]
    [InlineData("affiliate_id", "affiliate_id")]
    [InlineData("Affiliate-ID", "AffiliateId")]
    [InlineData("Custom Prop 155", "custom_prop_155")]
    [InlineData("custom_prop_155", "custom_prop_155")]
    [InlineData("Anmerkung", "Anmerkung")]
    public void Header_is_the_name_that_it_means(string header, string name)
    {
        TableHeader read = Header(header + ",X");

        Assert.Equal([name, "X"], read.Names);
        Assert.Empty(read.Warnings);
    }

    [Theory]
    [InlineData("PromoCod", "PromoCode")]
    [InlineData("AfilliateId", "AffiliateId")]
    [InlineData("EndDaet", "EndDate")]
    public void Header_that_is_nearly_known_is_told_and_stays(string header, string name)
    {
        TableHeader read = Header(header + ",X");

        Assert.Equal(header, read.Names[0]);
        Assert.Contains(name, Assert.Single(read.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Header_says_what_columns_hold()
    {
        Assert.Equal(
            [ColumnKind.Text, ColumnKind.Date, ColumnKind.Date, ColumnKind.Decimal, ColumnKind.Status, ColumnKind.Text],
            Header("PromoCode,end_date,End Date,cpa amount,Status,other").Kinds);
    }

    [Theory]
    [InlineData("A,a")]
    [InlineData("PromoCode,Promo Code")]
    public void Column_that_is_named_twice_is_refused(string header)
        => Assert.Throws<SmarticoException>(() => Header(header));

    [Theory]
    [InlineData(65001, true, "UTF-8", false)]
    [InlineData(65001, false, "UTF-8", false)]
    [InlineData(1200, true, "UTF-16", false)]
    [InlineData(1201, true, "UTF-16 (big-endian)", false)]
    [InlineData(1200, false, "UTF-16", true)]
    [InlineData(1201, false, "UTF-16 (big-endian)", true)]
    [InlineData(12000, true, "UTF-32", false)]
    [InlineData(28591, false, "windows-1252", true)]
    public void Encoding_is_found_and_a_guess_is_told(int codePage, bool hasMark, string name, bool isGuess)
    {
        const string text = "Name;Ort\r\nM\u00FCller;Gro\u00DFstadt\r\n";
        var encoding = Encoding.GetEncoding(codePage);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

        var found = TableEncoding.Read(bytes, null, CultureInfo.GetCultureInfo("de-DE"));

        Assert.Equal((text, name, isGuess), (found.Text, found.Name, found.IsGuess));
    }

    [Theory]
    [InlineData("utf8", 65001)]
    [InlineData("unicode", 1200)]
    [InlineData("1254", 1254)]
    [InlineData("windows-1251", 1251)]
    [InlineData("ansi", 1252)]
    [InlineData("iso-8859-15", 28605)]
    public void Encoding_has_a_name_or_a_number(string name, int codePage)
        => Assert.Equal(codePage, TableEncoding.Named(name, CultureInfo.GetCultureInfo("de-DE"))!.CodePage);

    [Theory]
    [InlineData("klingon")]
    [InlineData("99999")]
    public void Encoding_that_is_not_there_is_none(string name)
        => Assert.Null(TableEncoding.Named(name, CultureInfo.GetCultureInfo("de-DE")));

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4 })]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1 })]
    [InlineData(new byte[] { 0x61, 0, 0, 0x62 })]
    [InlineData(new byte[] { 0x61, 0x81, 0xFC })]
    public void Bytes_that_are_no_text_are_refused(byte[] bytes)
        => Assert.Throws<SmarticoException>(() => TableEncoding.Read(bytes, null, CultureInfo.GetCultureInfo("de-DE")));

    [Theory]
    [InlineData("Startdatum", "Startdatum")]
    [InlineData("start-datum", "Startdatum")]
    public void Header_is_what_the_caller_says_it_is(string said, string written)
        => Assert.Equal(["PromoCode", "StartDate"], Header($"PromoCode,{written}", (said, "start date")).Names);

    [Fact]
    public void Header_that_is_said_and_not_there_is_refused()
    {
        var refused = Assert.Throws<SmarticoException>(() => Header("PromoCode,Enddatum", ("Startdatum", "StartDate")));
        Assert.Contains("'Startdatum'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'PromoCode', 'Enddatum'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_that_is_said_to_be_another_ones_is_refused()
        => Assert.Contains("StartDate twice", Assert.Throws<SmarticoException>(() => Header("StartDate,Beginn", ("Beginn", "StartDate"))).Message, StringComparison.Ordinal);

    private static TableHeader Header(string line, params (string Header, string Name)[] named)
        => TableHeader.Read(TableRecord.Split(line, ',').Single(), s_columns, named.ToDictionary(n => n.Header, n => n.Name, StringComparer.Ordinal));
}
