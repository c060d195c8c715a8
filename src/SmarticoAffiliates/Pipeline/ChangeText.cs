using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>A request in a person's words: <c>Company = Example Ltd, Skype = (nothing)</c>.</summary>
internal static class ChangeText
{
    public static string Of(ChangeSet changes)
    {
        IEnumerable<string> given = FieldMap.Fields(changes.GetType()).Where(f => f.IsGiven(changes)).Select(f => $"{f.Name} = {(Redactor.IsSecret(f.WireName) ? Redactor.Mask : Text(f.Get(changes)))}");
        IEnumerable<string> extra = changes.ExtraFields().Select(f => $"{f.Key} = {Text(f.Value)}");
        return string.Join(", ", given.Concat(extra));
    }

    /// <summary>What changes, old to new: <c>Company: Old Ltd → New Ltd</c>.</summary>
    public static string Of(IEnumerable<FieldDifference> differences)
        => string.Join(", ", differences.Select(d => $"{d.Name}: {Text(d.Present)} → {Text(d.Wanted)}"));

    private static string? Text(object? value) => value switch
    {
        null or "" or ICollection { Count: 0 } => "(nothing)",
        DateTimeOffset date => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
