using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>A request in a person's words: <c>Company = Example Ltd, Skype = (nothing)</c>.</summary>
internal static class ChangeText
{
    /// <summary>The fields and what they are to hold.</summary>
    public static string Of(ChangeSet changes)
        => string.Join(", ", changes.AsChanges().Select(d => $"{d.Name} = {Of(d.Wanted)}"));

    /// <summary>What changes, old to new: <c>Company: Old Ltd → New Ltd</c>.</summary>
    public static string Of(IEnumerable<FieldDifference> differences)
        => string.Join(", ", differences.Select(d => d.IsPresentKnown ? $"{d.Name}: {Of(d.Present)} → {Of(d.Wanted)}" : $"{d.Name} = {Of(d.Wanted)}"));

    /// <summary>A value.</summary>
    public static string Of(object? value) => value switch
    {
        null or "" or ICollection { Count: 0 } => "(nothing)",
        DateTimeOffset date => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };
}
