using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SmarticoAffiliates.Commands;

/// <summary>Lines by day as SVG. Places are rounded to what one can see; the numbers beside them are not.</summary>
internal static class PageChart
{
    private const double Width = 1000;
    private const double Height = 240;
    private const int MostDates = 5;

    /// <summary>A small line without axes.</summary>
    public static string Spark(IReadOnlyList<(DateTime Day, decimal Value)> days)
    {
        (double low, double high) = (Math.Min(0, (double)days.Min(d => d.Value)), Math.Max(0, (double)days.Max(d => d.Value)));
        return high - low <= 0
            ? string.Empty
            : $"<svg viewBox=\"0 -2 {N(Width)} 104\" preserveAspectRatio=\"none\" aria-hidden=\"true\">{Shapes(days, low, high, 100, "spark")}</svg>";
    }

    /// <summary>A line with its axes; each day tells its number to the pointer and to readers of the screen.</summary>
    public static string Line(IReadOnlyList<(DateTime Day, decimal Value)> days, string label, Func<decimal, string> text)
    {
        (double low, double high, double step) = Scale((double)days.Min(d => d.Value), (double)days.Max(d => d.Value));
        var html = new StringBuilder("<div class=\"chart\"><div class=\"ys\" aria-hidden=\"true\">");
        int steps = (int)Math.Round((high - low) / step);
        for (int i = steps; i >= 0; i--)
        {
            html.Append("<span>").Append(Short(low + (i * step))).Append("</span>");
        }

        html.Append("</div><svg viewBox=\"0 0 ").Append(N(Width)).Append(' ').Append(N(Height)).Append("\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"").Append(PageText.Encode(label)).Append(" by day\">");
        for (int i = 0; i <= steps; i++)
        {
            double y = Height * (1 - ((double)i / steps));
            bool isZero = low < 0 && Math.Abs(low + (i * step)) < step / 2;
            html.Append(isZero ? "<line class=\"zero\"" : "<line").Append(" x1=\"0\" x2=\"").Append(N(Width)).Append("\" y1=\"").Append(N(y)).Append("\" y2=\"").Append(N(y)).Append("\"/>");
        }

        html.Append(Shapes(days, low, high, Height, "trend"));
        for (int i = 0; i < days.Count; i++)
        {
            double left = i == 0 ? 0 : (X(days, i - 1) + X(days, i)) / 2;
            double right = i == days.Count - 1 ? Width : (X(days, i) + X(days, i + 1)) / 2;
            html.Append("<rect class=\"hit\" x=\"").Append(N(left)).Append("\" y=\"0\" width=\"").Append(N(right - left)).Append("\" height=\"").Append(N(Height))
                .Append("\"><title>").Append(Iso(days[i].Day)).Append(": ").Append(PageText.Encode(text(days[i].Value))).Append("</title></rect>");
        }

        html.Append("</svg><div class=\"xs\" aria-hidden=\"true\">");
        int count = Math.Min(MostDates, days.Count);
        foreach (int i in Enumerable.Range(0, count).Select(k => (int)Math.Round(k * (days.Count - 1.0) / (count - 1))).Distinct())
        {
            html.Append("<span style=\"left:").Append(N(X(days, i) / Width * 100)).Append("%\">").Append(days[i].Day.ToString("d MMM", CultureInfo.InvariantCulture)).Append("</span>");
        }

        return html.Append("</div></div>").ToString();
    }

    private static string Shapes(IReadOnlyList<(DateTime Day, decimal Value)> days, double low, double high, double height, string style)
    {
        double Y(double value) => height * (1 - ((value - low) / (high - low)));

        var points = new StringBuilder();
        for (int i = 0; i < days.Count; i++)
        {
            points.Append(i == 0 ? 'M' : 'L').Append(N(X(days, i))).Append(' ').Append(N(Y((double)days[i].Value)));
        }

        string zero = N(Y(0));
        return $"<path class=\"fill\" d=\"{points}L{N(Width)} {zero}L0 {zero}Z\"/><path class=\"{style}\" d=\"{points}\"/>";
    }

    private static double X(IReadOnlyList<(DateTime Day, decimal Value)> days, int i)
        => Width * (days[i].Day - days[0].Day).Ticks / Math.Max(1, (days[days.Count - 1].Day - days[0].Day).Ticks);

    // From a round number below to one above, zero among them, in three to seven equal steps.
    private static (double Low, double High, double Step) Scale(double least, double most)
    {
        double low = Math.Min(0, least);
        double high = Math.Max(0, most);
        if (high - low <= 0)
        {
            return (0, 1, 1);
        }

        double raw = (high - low) / 5;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = new[] { 1, 2, 2.5, 5, 10 }.First(s => s * power >= raw * 0.999) * power;
        return (Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, step);
    }

    private static string Short(double value)
    {
        double size = Math.Abs(value);
        (double divisor, string unit) = size >= 1e9 ? (1e9, "bn") : size >= 1e6 ? (1e6, "m") : size >= 1e3 ? (1e3, "k") : (1, string.Empty);
        return (value / divisor).ToString("0.###", CultureInfo.InvariantCulture) + unit;
    }

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Iso(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
