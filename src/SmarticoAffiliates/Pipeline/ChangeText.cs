using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>A request in a person's words: <c>Company = Example Ltd, Skype = (cleared)</c>.</summary>
internal static class ChangeText
{
    public static string Of(ChangeSet changes)
    {
        IEnumerable<string> given = FieldMap.Fields(changes.GetType()).Where(f => f.IsGiven(changes)).Select(f => $"{f.Name} = {Text(f.Get(changes))}");
        IEnumerable<string> extra = changes.ExtraFields().Select(f => $"{f.Key} = {Text(f.Value)}");
        return string.Join(", ", given.Concat(extra));
    }

    private static string? Text(object? value) => value switch
    {
        null or ICollection { Count: 0 } => "(cleared)",
        DateTimeOffset date => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
