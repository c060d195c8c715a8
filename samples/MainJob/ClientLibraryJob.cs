using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using CsvHelper;
using SmarticoAffiliates.Sandbox;

namespace SmarticoAffiliates.Samples;

/// <summary>Promo codes from a CSV file, one outcome a row: what the cmdlet does, as a .NET program would do it.</summary>
internal static class ClientLibraryJob
{
    public static async Task RunAsync(string path)
    {
        var sandbox = new SmarticoSandbox();
        var client = new SmarticoClient(
            new SmarticoClientOptions { BaseUri = sandbox.BaseUri, ApiKey = sandbox.GetApiKey() }, sandbox.CreateHandler());
        var problems = new List<string>();

        const string format = "{0,11} {1,-20} {2,-8} {3,11} {4,8} {5,-16} {6,-16}";
        Print(format, "PromoCodeId", "PromoCode", "Status", "AffiliateId", "DealId", "StartDate (UTC)", "EndDate (UTC)");
        using var csv = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
        await csv.ReadAsync();
        csv.ReadHeader();
        while (await csv.ReadAsync())
        {
            try
            {
                PromoCode created = await client.PromoCodes.CreateAsync(Read(csv));
                Print(format, created.PromoCodeId, created.PromoCode, created.Status, created.AffiliateId, created.DealId, Shown(created.StartDate), Shown(created.EndDate));
            }
            catch (Exception problem) when (problem is SmarticoException or FormatException)
            {
                problems.Add($"row {csv.Context.Parser!.Row}, {csv.GetField("PromoCode")}: {problem.Message}");
            }
        }

        Console.WriteLine();
        Console.WriteLine($"{problems.Count} rows were not carried out:");
        problems.ForEach(p => Console.WriteLine("  " + p));
    }

    private static PromoCodeCreate Read(CsvReader row) => new()
    {
        PromoCode = row.GetField("PromoCode")!,
        AffiliateId = Given(Cell(row, "AffiliateId", CellText.Id)),
        DealId = Given(Cell(row, "DealId", CellText.Id)),
        Status = Cell(row, "Status", c => (ActiveStatus?)CellText.Enum(c, typeof(ActiveStatus))) ?? ActiveStatus.Active,
        StartDate = Cell(row, "StartDate", CellText.Date),
        EndDate = Cell(row, "EndDate", CellText.Date),
        DescriptionPublic = row.GetField("DescriptionPublic"),
    };

    private static T? Cell<T>(CsvReader row, string column, Func<object?, T?> read)
        where T : struct
    {
        try
        {
            return read(row.GetField(column));
        }
        catch (FormatException problem)
        {
            throw new FormatException($"{column}: {problem.Message}", problem);
        }
    }

    private static Optional<int> Given(int? value) => value is { } id ? id : default(Optional<int>);

    private static string Shown(DateTimeOffset? date) => date?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? string.Empty;

    private static void Print(string format, params object?[] values)
        => Console.WriteLine(string.Format(CultureInfo.InvariantCulture, format, values).TrimEnd());
}
