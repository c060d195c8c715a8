using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>A request in a person's words: <c>Company = Example Ltd, Skype = (nothing)</c>.</summary>
internal static class ChangeText
{
    /// <summary>The fields and what they are to hold.</summary>
    public static string Of(ChangeSet changes)
        => Of(changes.AsChanges());

    /// <summary>What changes, old to new: <c>Company: Old Ltd → New Ltd</c>.</summary>
    public static string Of(IEnumerable<FieldChange> changes)
        => string.Join(", ", changes.Select(c => c.IsOldKnown ? c.ToString() : $"{c.Name} = {c.NewText}"));
}
