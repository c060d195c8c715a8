using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>Rows of any kind, as columns of numbers, days and texts.</summary>
internal sealed class PageTable
{
    private static readonly string[] s_ids = { "Id", "Ids", "_id", "Number", "Code", "Line", "Row", "Owner" };
    private static readonly string[] s_noSums = { "Rate", "Percent", "Threshold", "Qualifier", "Level", "Step", "Year", "Month" };
    private static readonly string[] s_days = { "Date", "Day", "dt", "Time", "Timestamp", "At", "When", "Started", "Finished" };

    private PageTable(IReadOnlyList<PageColumn> columns, IReadOnlyList<object?[]> rows, PageColumn? day, PageColumn? currency)
    {
        Columns = columns;
        Rows = rows;
        Day = day;
        Currency = currency;
    }

    /// <summary>The columns in which any row has a value.</summary>
    public IReadOnlyList<PageColumn> Columns { get; }

    /// <summary>The rows: <see cref="decimal"/>, <see cref="PageDay"/>, <see cref="string"/> or null, one a column.</summary>
    public IReadOnlyList<object?[]> Rows { get; }

    /// <summary>The column that says of which day a row is.</summary>
    public PageColumn? Day { get; }

    /// <summary>The column with the currency of the amounts.</summary>
    public PageColumn? Currency { get; }

    /// <summary>Makes a table of rows of named values.</summary>
    public static PageTable Of(IEnumerable<IReadOnlyList<KeyValuePair<string, object?>>> rows)
    {
        var names = new List<string>();
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var table = new List<object?[]>();
        foreach (IReadOnlyList<KeyValuePair<string, object?>> row in rows)
        {
            foreach (KeyValuePair<string, object?> cell in row)
            {
                if (!places.ContainsKey(cell.Key))
                {
                    places.Add(cell.Key, names.Count);
                    names.Add(cell.Key);
                }
            }

            var values = new object?[names.Count];
            foreach (KeyValuePair<string, object?> cell in row)
            {
                values[places[cell.Key]] = cell.Value;
            }

            table.Add(values);
        }

        var columns = new List<PageColumn>();
        var kept = new List<int>();
        for (int i = 0; i < names.Count; i++)
        {
            List<object> values = table.Where(r => i < r.Length && r[i] is not null).Select(r => r[i]!).ToList();
            if (values.Count == 0)
            {
                continue;
            }

            bool isId = IsId(names[i]);
            bool isNumber = !isId && values.TrueForAll(v => v is decimal or long);
            bool isSum = isNumber && !s_noSums.Any(n => names[i].IndexOf(n, StringComparison.OrdinalIgnoreCase) >= 0);
            columns.Add(new PageColumn(names[i], kept.Count, isNumber, isSum, isNumber && values.TrueForAll(v => v is long)));
            kept.Add(i);
        }

        List<object?[]> shown = table.ConvertAll(r => kept.Select((from, to) => Shown(from < r.Length ? r[from] : null, columns[to].IsNumber)).ToArray());
        PageColumn? day = s_days.Select(n => columns.Find(c => c.Name.Equals(n, StringComparison.OrdinalIgnoreCase) && shown.TrueForAll(r => r[c.Index] is PageDay))).FirstOrDefault(c => c is not null);

        // A balance is of a moment: those of several days do not add up.
        if (day is not null)
        {
            columns = columns.ConvertAll(c => c.Name.Equals("Balance", StringComparison.OrdinalIgnoreCase) ? new PageColumn(c.Name, c.Index, c.IsNumber, isSum: false, c.IsCount) : c);
        }

        return new PageTable(columns, shown, day, columns.Find(c => c.Name is "OperatorCurrency" or "Currency" or "operator_currency"));
    }

    /// <summary>The column of a name; null where no row has it.</summary>
    public PageColumn? Find(params string[] names)
        => names.Select(n => Columns.FirstOrDefault(c => c.Name.Equals(n, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(c => c is not null);

    /// <summary>The same columns, other rows.</summary>
    public PageTable With(IReadOnlyList<object?[]> rows) => new(Columns, rows, Day, Currency);

    /// <summary>
    /// The rows of all days as one, where they agree in everything but day and numbers. Numbers that do not add up are left out.
    /// </summary>
    public PageTable WithoutDays()
    {
        List<PageColumn> old = Columns.Where(c => c != Day && (!c.IsNumber || c.IsSum)).ToList();
        List<PageColumn> columns = old.Select((c, i) => new PageColumn(c.Name, i, c.IsNumber, c.IsSum, c.IsCount)).ToList();
        var groups = new Dictionary<string, object?[]>(StringComparer.Ordinal);
        foreach (object?[] row in Rows)
        {
            string key = string.Join("\u0001", old.Where(c => !c.IsNumber).Select(c => row[c.Index]?.ToString() ?? "\u0002"));
            if (!groups.TryGetValue(key, out object?[]? sums))
            {
                groups.Add(key, old.Select(c => row[c.Index]).ToArray());
                continue;
            }

            for (int i = 0; i < old.Count; i++)
            {
                if (old[i].IsNumber && row[old[i].Index] is decimal number)
                {
                    sums[i] = (sums[i] as decimal? ?? 0) + number;
                }
            }
        }

        return new PageTable(columns, groups.Values.ToList(), null, columns.Find(c => c.Name == Currency?.Name));
    }

    private static bool IsId(string name) => name.Equals("id", StringComparison.OrdinalIgnoreCase) || s_ids.Any(e => name.EndsWith(e, StringComparison.Ordinal));

    private static object? Shown(object? value, bool isNumber) => value switch
    {
        long number when isNumber => (decimal)number,
        decimal or long when !isNumber => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => value,
    };
}
