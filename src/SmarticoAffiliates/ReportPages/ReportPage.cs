using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// One page that one looks at: totals, a line by day, bars of the best, and the table. It needs nothing but itself: no
/// network, no script to be read, no font. Numbers are those of the rows, to the last digit.
/// </summary>
internal sealed class ReportPage
{
    private const int MostBars = 10;

    /// <summary>More rows than these are shown as the sums over their days, where they have days.</summary>
    private const int MostRows = 1000;

    /// <summary>A longer text does not stand in one line.</summary>
    private const int LongText = 30;

    private readonly StringBuilder _html = new();
    private readonly PageTable _table;
    private readonly PageMeasure _measure;
    private readonly string _title;
    private readonly string _made;
    private readonly IReadOnlyList<string> _facts;

    public ReportPage(PageTable table, PageMeasure measure, string title, string made, IReadOnlyList<string> facts)
    {
        _table = table;
        _measure = measure;
        _title = title;
        _made = made;
        _facts = facts;
    }

    /// <summary>The page's text.</summary>
    public override string ToString()
    {
        IReadOnlyList<PageSummary> summaries = PageSummary.Of(_table, _measure);
        _html.Clear();
        WriteHead(summaries);
        foreach (PageSummary summary in summaries)
        {
            if (summaries.Count > 1)
            {
                Write("<h2 class=\"currency\">").Text(summary.Currency ?? "No currency").Write("</h2>");
            }

            WriteSummary(summary);
        }

        WriteTable(_table.Rows.Count > MostRows && _table.Day is not null ? _table.WithoutDays() : _table, isOneCurrency: summaries.Count == 1);
        return Write("</main><footer>").Text(_made).Write("</footer><script>").Write(PageResource.Script).Write("</script></body></html>\n")._html.ToString();
    }

    private void WriteHead(IReadOnlyList<PageSummary> summaries)
    {
        Write("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src '").Write(PageResource.ScriptHash).Write("'; base-uri 'none'; form-action 'none'\">")
            .Write("<meta name=\"referrer\" content=\"no-referrer\"><link rel=\"icon\" href=\"data:,\"><title>").Text(_title).Write("</title><style>").Write(PageResource.Style)
            .Write("</style></head><body><header><div><h1><bdi>").Text(_title).Write("</bdi></h1><p>");
        var facts = new List<string>();
        if (new PageSummary(_table, null, _measure).Period() is { } period)
        {
            facts.Add(period.First == period.Last ? Day(period.First) : $"{Day(period.First)} to {Day(period.Last)}");
        }

        facts.Add(_table.Rows.Count == 1 ? "1 row" : $"{Grouped(_table.Rows.Count, ",")} rows");
        facts.AddRange(_facts);
        facts.AddRange(summaries.Select(s => s.Currency).OfType<string>());
        Text(string.Join(" · ", facts)).Write("</p></div></header><main>");
    }

    private void WriteSummary(PageSummary summary)
    {
        Write("<section><div class=\"cards\">");
        foreach ((PageMeasure measure, decimal sum) in summary.Totals())
        {
            Write("<div class=\"card\"><span>").Text(measure.Label).Write("</span><b").Write(sum < 0 ? " class=\"minus\">" : ">").Write(Grouped(Sum(sum)));
            if (!measure.IsCount && summary.Currency is not null)
            {
                Write("<small>").Text(summary.Currency).Write("</small>");
            }

            IReadOnlyList<(DateTime, decimal)> line = summary.ByDay(measure);
            Write("</b>").Write(line.Count > 0 ? PageChart.Spark(line) : string.Empty).Write("</div>");
        }

        Write("</div>");
        string unit = summary.Measure.IsCount || summary.Currency is null ? string.Empty : " " + summary.Currency;
        IReadOnlyList<(DateTime Day, decimal Value)> days = summary.ByDay(summary.Measure);
        if (days.Count > 0)
        {
            Write("<div class=\"panel line\"><h2>").Text(summary.Measure.Label).Write(" by day<small>").Text(unit.Trim()).Write("</small></h2>")
                .Write(PageChart.Line(days, summary.Measure.Label, v => Plain(v) + unit))
                .Write("<details><summary>The same in numbers</summary><ul class=\"days\">");
            foreach ((DateTime day, decimal value) in days)
            {
                Write("<li><span>").Write(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Write("</span><b>").Write(Plain(value)).Write("</b></li>");
            }

            Write("</ul></details></div>");
        }

        Write("<div class=\"two\">");
        foreach (PageGroup group in summary.Groups())
        {
            WriteBars(group, summary.Measure, unit);
        }

        Write("</div></section>");
    }

    private void WriteBars(PageGroup group, PageMeasure measure, string unit)
    {
        Write("<div class=\"panel\"><h2>").Text(group.Title).Write("<small>").Text(measure.Label).Text(unit.Length == 0 ? string.Empty : "," + unit).Write("</small></h2><ul class=\"bars\">");

        // One more than fits is worth a line of its own: "1 other" says less.
        int shown = group.Values.Count <= MostBars + 1 ? group.Values.Count : MostBars;
        decimal most = group.Values.Max(v => Math.Abs(v.Value));
        foreach ((string name, string? id, decimal value) in group.Values.Take(shown))
        {
            string width = most == 0 ? "0" : (100 * Math.Abs((double)value) / (double)most).ToString("0.#", CultureInfo.InvariantCulture);
            Write("<li><span class=\"who\"><bdi>").Text(name).Write("</bdi>");
            if (id is not null)
            {
                Write("<small>").Text(id).Write("</small>");
            }

            Write("</span><span class=\"track\"><i").Write(value < 0 ? " class=\"minus\"" : string.Empty).Write(value == 0 ? " hidden" : string.Empty).Write(" style=\"width:").Write(width).Write("%\"></i></span><b")
                .Write(value < 0 ? " class=\"minus\">" : ">").Write(Grouped(value)).Write("</b></li>");
        }

        if (shown < group.Values.Count)
        {
            decimal rest = group.Values.Skip(shown).Aggregate(0m, (sum, v) => sum + v.Value);
            Write("<li class=\"rest\"><span class=\"who\">").Text($"{group.Values.Count - shown} others").Write("</span><b>").Write(Grouped(rest)).Write("</b></li>");
        }

        Write("</ul></div>");
    }

    private void WriteTable(PageTable table, bool isOneCurrency)
    {
        List<PageColumn> empty = table.Columns.Where(c => c.IsNumber && c.Name != _measure.Name && table.Rows.All(r => r[c.Index] is null or 0m)).ToList();
        PageColumn? first = _measure.Name is null ? null : table.Find(_measure.Name);
        PageColumn? currency = isOneCurrency ? table.Currency : null;
        List<PageColumn> columns = table.Columns.Where(c => c != currency && !empty.Contains(c))
            .OrderBy(c => c == table.Day ? 0 : !c.IsNumber ? (c.Name.StartsWith("Affiliate", StringComparison.Ordinal) ? 1 : 2) : c == first ? 3 : 4)
            .ToList();
        IEnumerable<object?[]> rows = first is null ? table.Rows : table.Rows.OrderByDescending(r => r[first.Index] as decimal? ?? decimal.MinValue);

        Write("<div class=\"panel\"><h2>").Text(table.Columns.Count == _table.Columns.Count ? "All rows" : "All days together").Write("<small>").Text(Grouped(table.Rows.Count, ",")).Write("</small></h2>");
        string note = string.Join(" ", Notes(table, empty));
        if (note.Length > 0)
        {
            Write("<p class=\"note\">").Text(note).Write("</p>");
        }

        Write("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
        foreach (PageColumn column in columns)
        {
            Write(column.IsNumber ? "<th scope=\"col\" class=\"n\" title=\"" : "<th scope=\"col\" title=\"").Text(column.Name).Write("\"").Write(column == first ? " aria-sort=\"descending\">" : ">").Text(column.Label).Write("</th>");
        }

        Write("</tr></thead><tbody>");
        foreach (object?[] row in rows)
        {
            Write("<tr>");
            foreach (PageColumn column in columns)
            {
                WriteCell(row[column.Index]);
            }

            Write("</tr>");
        }

        Write("</tbody>");
        if (isOneCurrency && table.Rows.Count > 1 && columns.Exists(c => c.IsSum))
        {
            Write("<tfoot><tr>");
            for (int i = 0; i < columns.Count; i++)
            {
                WriteCell(columns[i].IsSum ? Sum(table.Rows.Aggregate(0m, (sum, r) => sum + (r[columns[i].Index] as decimal? ?? 0))) : i == 0 ? "Total" : null);
            }

            Write("</tr></tfoot>");
        }

        Write("</table></div></div>");
    }

    private IEnumerable<string> Notes(PageTable table, List<PageColumn> empty)
    {
        if (table.Columns.Count != _table.Columns.Count)
        {
            yield return $"The {Grouped(_table.Rows.Count, ",")} rows are added up over their days.";
        }

        if (empty.Count > 0)
        {
            yield return $"Left out, because they are 0 in every row: {string.Join(", ", empty.Select(c => c.Label))}.";
        }
    }

    private void WriteCell(object? value)
    {
        switch (value)
        {
            case null:
                Write("<td></td>");
                break;
            case decimal number:
                Write(number < 0 ? "<td class=\"n minus\">" : "<td class=\"n\">").Write(Plain(number)).Write("</td>");
                break;
            case PageDay day:
                Write("<td>").Write(day.ToString()).Write("</td>");
                break;
            default:
                // Words can be wrapped, so that nothing is hidden that somebody is to approve; an address is cut, and tells itself whole to who points at it.
                string text = value.ToString()!;
                bool isLong = text.Length > LongText;
                bool isCut = isLong && text.IndexOf("://", StringComparison.Ordinal) >= 0;
                Write(isCut ? "<td class=\"t\" title=\"" : isLong ? "<td class=\"w\"" : "<td class=\"t\"").Write(isCut ? PageText.Encode(text) + "\"" : string.Empty).Write("><bdi>").Text(text).Write("</bdi></td>");
                break;
        }
    }

    /// <summary>A sum has as many places as the longest of its values; zeros behind the second say nothing.</summary>
    private static decimal Sum(decimal sum)
    {
        while (DecimalPlaces.Of(sum) > 2 && decimal.Round(sum, DecimalPlaces.Of(sum) - 1) == sum)
        {
            sum = decimal.Round(sum, DecimalPlaces.Of(sum) - 1);
        }

        return sum;
    }

    private static string Day(DateTime day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Plain(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number with room between its thousands, which is no part of what one copies.</summary>
    private static string Grouped(decimal number) => Grouped(number, "</i><i>").Replace("</i><i>", "<i></i>");

    private static string Grouped(decimal number, string separator)
    {
        string text = Plain(number);
        int point = text.IndexOf('.');
        int end = point < 0 ? text.Length : point;
        var grouped = new StringBuilder(text);
        for (int i = end - 3; i > (number < 0 ? 1 : 0); i -= 3)
        {
            grouped.Insert(i, separator);
        }

        return grouped.ToString();
    }

    private ReportPage Write(string html)
    {
        _html.Append(html);
        return this;
    }

    private ReportPage Text(string text) => Write(PageText.Encode(text));
}
