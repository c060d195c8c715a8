using System;
using System.Globalization;
using System.Linq;

namespace SmarticoAffiliates;

/// <summary>Numbers and spans of them, written as one reads them in a table: <c>200 201 400-499</c>.</summary>
internal sealed class Numbers
{
    private readonly (long From, long To)[] _spans;

    private Numbers((long From, long To)[] spans) => _spans = spans;

    public static implicit operator Numbers(string text) => new(text.Split(' ').Select(Span).ToArray());

    public bool Has(long number) => Array.Exists(_spans, s => number >= s.From && number <= s.To);

    private static (long From, long To) Span(string text)
    {
        int dash = text.IndexOf('-', 1);
        return dash < 0 ? (Number(text), Number(text)) : (Number(text.Substring(0, dash)), Number(text.Substring(dash + 1)));
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
