using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SmarticoAffiliates;

/// <summary>The names of <see cref="ReportDimension"/>s, here and on the wire.</summary>
public static class ReportDimensions
{
    private static readonly Dictionary<ReportDimension, string> s_wireNames = Enum.GetValues(typeof(ReportDimension))
        .Cast<ReportDimension>().ToDictionary(d => d, d => SnakeCase(d.ToString()));

    private static readonly Dictionary<string, ReportDimension> s_byName = s_wireNames
        .SelectMany(d => new[] { d.Key.ToString(), d.Value }.Distinct(StringComparer.OrdinalIgnoreCase).Select(n => (Name: n, Dimension: d.Key)))
        .ToDictionary(d => d.Name, d => d.Dimension, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name on the wire, such as <c>utm_campaign</c>.</summary>
    /// <exception cref="SmarticoException">It is none of the dimensions (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public static string WireName(ReportDimension dimension)
        => s_wireNames.TryGetValue(dimension, out string? name)
            ? name
            : throw new SmarticoException(SmarticoErrorKind.InvalidInput, FormattableString.Invariant($"{(int)dimension} is not one of {string.Join(", ", s_wireNames.Keys)}. Nothing was sent."));

    /// <summary>A row's value of a dimension in one type, however it came: ids of this API are numbers, the operator's own are text.</summary>
    public static object? Typed(string wireName, object? value) => (wireName, value) switch
    {
        ("affiliate_id" or "brand_id" or "campaign_id" or "deal_root_original_id" or "link_id" or "registration_id", long number and >= int.MinValue and <= int.MaxValue)
            => (int)number,
        ("affiliate_id" or "brand_id" or "campaign_id" or "deal_root_original_id" or "link_id" or "registration_id", string digits)
            when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int id) => id,
        ("ext_customer_id" or "username", long or decimal) => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => value,
    };

    /// <summary>Dimensions in one cell, by either name, or a collection of such cells. Null where there is none.</summary>
    /// <exception cref="FormatException">One of them is unknown; the message lists all.</exception>
    public static IReadOnlyList<ReportDimension>? Parse(object? cell)
    {
        List<ReportDimension> dimensions = CellText.Elements(cell).Select(One).Distinct().ToList();
        return dimensions.Count == 0 ? null : dimensions;
    }

    // A number stands for no dimension: the enumeration's are not the vendor's.
    private static ReportDimension One(object element) => element switch
    {
        ReportDimension dimension when s_wireNames.ContainsKey(dimension) => dimension,
        string text when s_byName.TryGetValue(text, out ReportDimension dimension) => dimension,
        _ => throw CellText.Wrong(element, $"one of {string.Join(", ", s_wireNames.Keys)}"),
    };

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (char c in name)
        {
            if (char.IsUpper(c) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(c));
        }

        return snake.ToString();
    }
}
