using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Names that are looked for, in any case; wildcards are understood. One without a wildcard that no record has is told.</summary>
internal sealed class NameFilter
{
    private readonly (string Text, WildcardPattern Pattern)[] _names;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Looks for any of these names; for all where none is given.</summary>
    public NameFilter(string what, IEnumerable<string>? names)
    {
        What = what;
        _names = names?.Where(n => !string.IsNullOrEmpty(n)).Select(n => (n, Wildcard.Of(n)!)).ToArray() ?? Array.Empty<(string, WildcardPattern)>();
    }

    /// <summary>What the names are, as an error says it: <c>e-mail address</c>.</summary>
    public string What { get; }

    /// <summary>Whether anything is looked for.</summary>
    public bool IsGiven => _names.Length > 0;

    /// <summary>The names without a wildcard that nothing had.</summary>
    public IEnumerable<string> Unseen => _names.Select(n => n.Text).Where(t => !WildcardPattern.ContainsWildcardCharacters(t) && !_seen.Contains(t));

    /// <summary>Whether a record of this name is one of them.</summary>
    public bool IsMatch(string? name)
    {
        if (!IsGiven)
        {
            return true;
        }

        bool isMatch = false;
        foreach ((string text, WildcardPattern pattern) in _names)
        {
            if (pattern.IsMatch(name ?? string.Empty))
            {
                _seen.Add(text);
                isMatch = true;
            }
        }

        return isMatch;
    }
}
