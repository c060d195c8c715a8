using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>A cell is what it says or an error; under the decimal commas and dotted dates of this test run.</summary>
public sealed class CellTextTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\r\n")]
    [InlineData("\u00A0\u2003")]
    public void Blank_cell_is_nothing_given_whatever_the_kind(string? cell)
    {
        Assert.Null(CellText.Id(cell));
        Assert.Null(CellText.Decimal(cell));
        Assert.Null(CellText.Date(cell));
        Assert.Null(CellText.Boolean(cell));
        Assert.Null(CellText.Enum(cell, typeof(AffiliateStatus)));
        Assert.Null(CellText.Enum(cell, typeof(ActiveStatus)));
        Assert.True(CellText.IsBlank(cell));
    }

    [Fact]
    public void Blank_lists_and_database_nulls_are_nothing_given()
    {
        foreach (object? cell in new object?[] { null, "", " ; , ", DBNull.Value, Array.Empty<object>(), new object?[] { null, " " } })
        {
            Assert.Null(CellText.Ids(cell));
            Assert.Null(CellText.Enums(cell, typeof(AffiliateRole)));
        }

        Assert.Null(CellText.Id(DBNull.Value));
        Assert.Null(CellText.Decimal(DBNull.Value));
    }

    [Theory]
    [InlineData("35425", 35425)]
    [InlineData(" 7 ", 7)]
    [InlineData("007", 7)]
    [InlineData("2147483647", 2147483647)]
    public void Id_is_plain_digits(string cell, int expected) => Assert.Equal(expected, CellText.Id(cell));

    [Theory]
    [InlineData("10.6")]
    [InlineData("10,6")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("1,000")]
    [InlineData("1.000")]
    [InlineData("+5")]
    [InlineData("-5")]
    [InlineData("0")]
    [InlineData("1 000")]
    [InlineData("103,104")]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999")]
    [InlineData("00000000007")]
    [InlineData("١٢٣")]
    [InlineData("１２３")]
    [InlineData("5.")]
    [InlineData("(5)")]
    [InlineData("5-")]
    [InlineData("$5")]
    [InlineData("#5")]
    [InlineData("true")]
    [InlineData("5\u00A06")]
    [InlineData("NaN")]
    public void What_is_no_plain_id_is_an_error_that_quotes_it(string cell)
        => Assert.Contains($"'{CellText.Visible(cell)}'", Assert.Throws<FormatException>(() => CellText.Id(cell)).Message, StringComparison.Ordinal);

    [Fact]
    public void Id_as_a_number_is_taken_where_it_is_whole_and_fits()
    {
        foreach (object cell in new object[] { 5, 5L, (short)5, (byte)5, (sbyte)5, (ushort)5, 5u, 5ul, 5m, 5.0m, 5d, 5f })
        {
            Assert.Equal(5, CellText.Id(cell));
        }

        foreach (object cell in new object[] { 5.5, 5.5f, 5.5m, 0, -1, 0d, long.MaxValue, ulong.MaxValue, 1e20, double.NaN, double.PositiveInfinity, decimal.MaxValue, true, 'x', DateTime.UnixEpoch, new object(), new Hashtable(), new[] { 5 } })
        {
            Assert.Throws<FormatException>(() => CellText.Id(cell));
        }
    }

    [Theory]
    [InlineData("103,104")]
    [InlineData("103;104")]
    [InlineData("103 104")]
    [InlineData(" 103 ; 104 ;")]
    [InlineData("103, 104, 103")]
    [InlineData("103\n104")]
    [InlineData("103\t104")]
    public void Ids_in_one_cell_are_a_list(string cell) => Assert.Equal([103, 104], CellText.Ids(cell));

    [Fact]
    public void Ids_as_a_collection_of_cells_are_a_list()
    {
        Assert.Equal([1, 2, 3], CellText.Ids(new object?[] { 1, "2;3", null, "" }));
        Assert.Equal([1, 2], CellText.Ids(new[] { 1, 2 }));
        Assert.Equal([1, 2], CellText.Ids(new ArrayList { 1L, 2d }));
        Assert.Equal([7], CellText.Ids(7));
    }

    [Theory]
    [InlineData("103|104")]
    [InlineData("103-104")]
    [InlineData("103,1e3")]
    [InlineData("103,10.5")]
    [InlineData("103 0")]
    [InlineData("103,x")]
    [InlineData("[103,104]")]
    public void One_wrong_id_makes_the_list_an_error(string cell) => Assert.Throws<FormatException>(() => CellText.Ids(cell));

    [Theory]
    [InlineData("10.5", "10.5")]
    [InlineData("1000", "1000")]
    [InlineData("-10.5", "-10.5")]
    [InlineData("+10.5", "10.5")]
    [InlineData("0.1", "0.1")]
    [InlineData("30769.788354", "30769.788354")]
    [InlineData("  7.00 ", "7.00")]
    [InlineData("0", "0")]
    [InlineData("0.0000000001", "0.0000000001")]
    [InlineData("1234567890123456789012345678", "1234567890123456789012345678")]
    [InlineData("0.123456789012345678901234567", "0.123456789012345678901234567")]
    public void Decimal_is_written_with_a_point_and_kept_to_the_last_digit(string cell, string expected)
        => Assert.Equal(expected, CellText.Decimal(cell)!.Value.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("10,5")]
    [InlineData("1,234.56")]
    [InlineData("1.234,56")]
    [InlineData("1.234.567")]
    [InlineData("1 234.56")]
    [InlineData("1'234.56")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("--5")]
    [InlineData("5-")]
    [InlineData("(5)")]
    [InlineData("$5")]
    [InlineData("5 €")]
    [InlineData("5%")]
    [InlineData("١٠.٥")]
    [InlineData("１０.５")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("0.12345678901234567890123456789012345")]
    [InlineData("99999999999999999999999999999999999999")]
    public void What_is_no_such_decimal_or_would_be_rounded_is_an_error(string cell)
    {
        FormatException error = Assert.Throws<FormatException>(() => CellText.Decimal(cell));

        Assert.Contains($"'{cell}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("10.5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Doubles_of_a_spreadsheet_are_what_it_shows()
    {
        Assert.Equal(0.1m, CellText.Decimal(0.1));
        Assert.Equal(0.1m, CellText.Decimal(0.1f));
        Assert.Equal(10.5m, CellText.Decimal(10.5));
        Assert.Equal(30769.788354m, CellText.Decimal(30769.788354));
        Assert.Equal(100000000000000000000m, CellText.Decimal(1e20));
        Assert.Equal(0.00001m, CellText.Decimal(1e-5));
        Assert.Equal(5m, CellText.Decimal(5));
        Assert.Equal(5m, CellText.Decimal(5L));
        Assert.Equal(79228162514264337593543950335m, CellText.Decimal(decimal.MaxValue));
        foreach (object cell in new object[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e30, double.MaxValue, 1e-30, double.Epsilon, float.MaxValue, true, DateTime.UnixEpoch })
        {
            Assert.Throws<FormatException>(() => CellText.Decimal(cell));
        }
    }

    [Theory]
    [InlineData("2026-02-01", "2026-02-01T00:00:00.000Z")]
    [InlineData("2026-02-01T10:00", "2026-02-01T10:00:00.000Z")]
    [InlineData("2026-02-01T10:00:30", "2026-02-01T10:00:30.000Z")]
    [InlineData("2026-02-01T10:00:30Z", "2026-02-01T10:00:30.000Z")]
    [InlineData("2026-02-01t10:00:30z", "2026-02-01T10:00:30.000Z")]
    [InlineData("2026-02-01 10:00:30", "2026-02-01T10:00:30.000Z")]
    [InlineData(" 2026-02-01 ", "2026-02-01T00:00:00.000Z")]
    [InlineData("2026-02-01T10:00:30.123Z", "2026-02-01T10:00:30.123Z")]
    [InlineData("2026-02-01T10:00:30.1Z", "2026-02-01T10:00:30.100Z")]
    [InlineData("2026-02-01T10:00:30.1230000Z", "2026-02-01T10:00:30.123Z")]
    [InlineData("2026-02-01T10:00:00+02:00", "2026-02-01T08:00:00.000Z")]
    [InlineData("2026-02-01T10:00:00+0200", "2026-02-01T08:00:00.000Z")]
    [InlineData("2026-02-01T10:00:00-05:30", "2026-02-01T15:30:00.000Z")]
    [InlineData("2026-02-01T00:30:00+14:00", "2026-01-31T10:30:00.000Z")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00.000Z")]
    [InlineData("2024-02-29T23:59:59.999Z", "2024-02-29T23:59:59.999Z")]
    [InlineData("0001-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z")]
    [InlineData("0001-01-01", "0001-01-01T00:00:00.000Z")]
    [InlineData("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z")]
    public void Date_is_ISO_8601_and_UTC_unless_it_says_otherwise(string cell, string expected)
    {
        DateTimeOffset date = CellText.Date(cell)!.Value;

        Assert.Equal(expected, date.ToString(WireJson.DateFormat, CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.Zero, date.Offset);
    }

    [Theory]
    [InlineData("01/02/2026")]
    [InlineData("31.12.2026")]
    [InlineData("1.2.2026")]
    [InlineData("2026/02/01")]
    [InlineData("20260201")]
    [InlineData("26-02-01")]
    [InlineData("2026-2-1")]
    [InlineData("2026-02-30")]
    [InlineData("2026-13-01")]
    [InlineData("2025-02-29")]
    [InlineData("2026-02-01T24:00:00Z")]
    [InlineData("2026-02-01T23:59:60Z")]
    [InlineData("2025-02-29T00:00:00.000Z")]
    [InlineData("2026-02-01T24:00:00.000Z")]
    [InlineData("2026-02-01T23:60:00.000Z")]
    [InlineData("2026-02-01T23:59:60.000Z")]
    [InlineData("2026-00-01T00:00:00.000Z")]
    [InlineData("2026-01-00T00:00:00.000Z")]
    [InlineData("0000-01-01T00:00:00.000Z")]
    [InlineData("2026-01-01T00:00:00.00\u0660Z")]
    [InlineData("2026-02-01T10")]
    [InlineData("2026-02-01Z")]
    [InlineData("2026-02-01T10:00:00+15:00")]
    [InlineData("2026-02-01T10:00:00+02:60")]
    [InlineData("2026-02-01T10:00:00 UTC")]
    [InlineData("2026-02-01T10:00:00.12345678Z")]
    [InlineData("2026-02-01T10:00:00.0001Z")] // finer than the API keeps: would be cut off unseen
    [InlineData("2026-02-01T10:00:00,5Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("٢٠٢٦-٠٢-٠١")]
    [InlineData("2026-02-01\n2026-02-02")]
    [InlineData("1 February 2026")]
    [InlineData("tomorrow")]
    [InlineData("46054")] // Excel's serial number
    public void Date_in_another_form_is_an_error_that_shows_the_right_one(string cell)
    {
        FormatException error = Assert.Throws<FormatException>(() => CellText.Date(cell));

        Assert.Contains($"'{CellText.Visible(cell)}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Date_objects_pass_and_one_of_unspecified_kind_is_UTC()
    {
        var utc = new DateTimeOffset(2026, 2, 1, 10, 0, 0, TimeSpan.Zero);

        Assert.Equal(utc, CellText.Date(new DateTime(2026, 2, 1, 10, 0, 0, DateTimeKind.Unspecified)));
        Assert.Equal(utc, CellText.Date(new DateTime(2026, 2, 1, 10, 0, 0, DateTimeKind.Utc)));
        Assert.Equal(utc, CellText.Date(utc.LocalDateTime));
        Assert.Equal(utc, CellText.Date(utc.ToOffset(TimeSpan.FromHours(5))));
        Assert.Equal(TimeSpan.Zero, CellText.Date(utc.ToOffset(TimeSpan.FromHours(5)))!.Value.Offset);
        Assert.Equal(utc, CellText.Date(utc.AddTicks(9999))); // Get-Date has ticks: milliseconds are what can be kept
        Assert.Equal(DateTimeOffset.MinValue, CellText.Date(DateTime.MinValue));
        foreach (object cell in new object[] { 46054, 46054.5, true, TimeSpan.Zero })
        {
            Assert.Throws<FormatException>(() => CellText.Date(cell));
        }
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData(" True ", true)]
    [InlineData("1", true)]
    [InlineData("yes", true)]
    [InlineData("active", true)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("No", false)]
    [InlineData("INACTIVE", false)]
    public void Boolean_is_understood(string cell, bool expected)
    {
        Assert.Equal(expected, CellText.Boolean(cell));
        Assert.Equal(expected ? ActiveStatus.Active : ActiveStatus.Inactive, CellText.Enum(cell, typeof(ActiveStatus)));
    }

    [Theory]
    [InlineData("wahr")]
    [InlineData("ja")]
    [InlineData("y")]
    [InlineData("t")]
    [InlineData("on")]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("01")]
    [InlineData("1.0")]
    [InlineData("x")]
    [InlineData("$true")]
    [InlineData("ınactıve")]
    public void Other_words_are_no_boolean(string cell)
    {
        Assert.Throws<FormatException>(() => CellText.Boolean(cell));
        if (cell != "01")
        {
            Assert.Throws<FormatException>(() => CellText.Enum(cell, typeof(ActiveStatus)));
        }
    }

    [Fact]
    public void Boolean_objects_and_numbers_pass()
    {
        foreach (object cell in new object[] { true, 1, 1L, 1d, 1m })
        {
            Assert.True(CellText.Boolean(cell));
            Assert.Equal(ActiveStatus.Active, CellText.Enum(cell, typeof(ActiveStatus)));
        }

        foreach (object cell in new object[] { false, 0, 0L, 0d, 0m })
        {
            Assert.False(CellText.Boolean(cell));
            Assert.Equal(ActiveStatus.Inactive, CellText.Enum(cell, typeof(ActiveStatus)));
        }

        foreach (object cell in new object[] { 2, -1, 0.5, 'y', DateTime.UnixEpoch })
        {
            Assert.Throws<FormatException>(() => CellText.Boolean(cell));
        }
    }

    [Theory]
    [InlineData("Approved", AffiliateStatus.Approved)]
    [InlineData("approved", AffiliateStatus.Approved)]
    [InlineData(" VIEWONLY ", AffiliateStatus.ViewOnly)]
    [InlineData("2", AffiliateStatus.Approved)]
    [InlineData("6", (AffiliateStatus)6)] // in use on live accounts
    [InlineData("7", (AffiliateStatus)7)]
    public void Status_is_a_name_or_a_number_in_use(string cell, AffiliateStatus expected) => Assert.Equal(expected, CellText.Enum(cell, typeof(AffiliateStatus)));

    [Theory]
    [InlineData("9")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("8")]
    [InlineData("Approved, Declined")]
    [InlineData("View only")]
    [InlineData("2.0")]
    [InlineData("Aproved")]
    [InlineData("٢")]
    public void Unknown_status_is_an_error_that_lists_the_names(string cell)
    {
        FormatException error = Assert.Throws<FormatException>(() => CellText.Enum(cell, typeof(AffiliateStatus)));

        Assert.Contains("Pending, Approved, Declined, Suspended, ViewOnly", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Enum_numbers_and_objects_pass_as_they_are_known()
    {
        Assert.Equal(AffiliateStatus.Approved, CellText.Enum(2, typeof(AffiliateStatus)));
        Assert.Equal(AffiliateStatus.Approved, CellText.Enum(2.0, typeof(AffiliateStatus)));
        Assert.Equal((AffiliateStatus)6, CellText.Enum((AffiliateStatus)6, typeof(AffiliateStatus)));
        foreach (object cell in new object[] { 9, 2.5, true, long.MaxValue, DealType.CPL_CPA + 90 })
        {
            Assert.Throws<FormatException>(() => CellText.Enum(cell, typeof(AffiliateStatus)));
        }
    }

    [Theory]
    [InlineData("103,104,122")]
    [InlineData("FTDDate;FTDCount;FTDAmount")]
    [InlineData("ftddate 104, FTDAmount")]
    public void Roles_are_names_or_numbers(string cell)
        => Assert.Equal([AffiliateRole.FTDDate, AffiliateRole.FTDCount, AffiliateRole.FTDAmount], CellText.Enums(cell, typeof(AffiliateRole))!.Cast<AffiliateRole>());

    [Theory]
    [InlineData("103,999")]
    [InlineData("FTDDate,Nonsense")]
    [InlineData("103104")]
    public void One_unknown_role_makes_the_list_an_error(string cell) => Assert.Throws<FormatException>(() => CellText.Enums(cell, typeof(AffiliateRole)));

    [Fact]
    public void Text_of_a_list_reads_back()
    {
        var ids = new IdList([333, 334]);
        var roles = new RoleList([AffiliateRole.FTDDate, AffiliateRole.BonusAmount, (AffiliateRole)100]);

        Assert.Equal("333;334", ids.ToString());
        Assert.Equal(ids, CellText.Ids(ids.ToString()));
        Assert.Equal("FTDDate;BonusAmount;RegistrationsReport", roles.ToString());
        Assert.Equal(roles, CellText.Enums(roles.ToString(), typeof(AffiliateRole))!.Cast<AffiliateRole>());
    }

    [Fact]
    public void Long_cell_is_quoted_in_short()
    {
        string cell = new('x', 100_000);
        foreach (Func<object?> read in new Func<object?>[] { () => CellText.Id(cell), () => CellText.Decimal(cell), () => CellText.Date(cell), () => CellText.Boolean(cell), () => CellText.Enum(cell, typeof(AffiliateRole)), () => CellText.Ids(cell) })
        {
            Assert.InRange(Assert.Throws<FormatException>(read).Message.Length, 100, 600);
        }
    }

    [Theory]
    [InlineData("DE", "DE")]
    [InlineData(" de ", "de")]
    [InlineData("", null)]
    public void Country_or_language_is_a_code_of_two_letters(string cell, string? code) => Assert.Equal(code, CellText.Letters(cell));

    [Theory]
    [InlineData("Deutschland")]
    [InlineData("D E")]
    [InlineData("DEU")]
    [InlineData("D")]
    [InlineData("4A")]
    [InlineData("\u0414\u0415")]
    public void What_is_no_such_code_is_an_error_that_quotes_it(string cell)
        => Assert.Contains($"'{cell}'", Assert.Throws<FormatException>(() => CellText.Letters(cell)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0", 0)]
    [InlineData(" 5 ", 5)]
    [InlineData(5L, 5)]
    [InlineData(0.0, 0)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Count_is_plain_digits(object? cell, int? count) => Assert.Equal(count, CellText.Count(cell));

    [Theory]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData(2.5)]
    [InlineData(-1)]
    public void What_is_no_count_is_refused(object cell) => Assert.Throws<FormatException>(() => CellText.Count(cell));

    [Theory]
    [InlineData("93203", 93203)]
    [InlineData("All", Pixel.AllDeals)]
    [InlineData(" all ", Pixel.AllDeals)]
    [InlineData("-1", Pixel.AllDeals)]
    [InlineData(-1, Pixel.AllDeals)]
    [InlineData(-1L, Pixel.AllDeals)]
    [InlineData(7, 7)]
    [InlineData(" ", null)]
    public void Deal_of_a_pixel_is_an_id_or_all(object cell, int? deal) => Assert.Equal(deal, CellText.PixelDeal(cell));

    [Theory]
    [InlineData("-2")]
    [InlineData("0")]
    [InlineData("any")]
    [InlineData(-2)]
    public void What_is_no_deal_of_a_pixel_is_refused(object cell) => Assert.Throws<FormatException>(() => CellText.PixelDeal(cell));
}
