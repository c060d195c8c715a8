using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Names with wildcards, in any case and by no culture.</summary>
internal static class Wildcard
{
    /// <summary>The pattern; null where none is given.</summary>
    public static WildcardPattern? Of(string? pattern)
        => string.IsNullOrEmpty(pattern) ? null : WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
}
