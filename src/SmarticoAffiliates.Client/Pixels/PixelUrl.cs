using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SmarticoAffiliates;

/// <summary>What can be told of a pixel's URL before it is sent.</summary>
internal static class PixelUrl
{
    private static readonly TimeSpan s_regexTimeout = TimeSpan.FromSeconds(1);
    private static readonly Regex s_placeholder = new(@"\{\{(?<name>[^{}]*)\}\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, s_regexTimeout);

    // The vendor's own are afp, deal_id, registration_id and the like (S000, S001, P); any name of a link's parameter is one, too.
    private static readonly Regex s_usualName = new("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant, s_regexTimeout);

    /// <summary>Whether it is an absolute http or https URL. A placeholder may stand anywhere behind the scheme; a digit can stand for a host, a port and a part of a path alike.</summary>
    public static bool IsWebAddress(string url)
        => Regex.IsMatch(url, "^https?://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, s_regexTimeout)
            && Uri.TryCreate(s_placeholder.Replace(url, "1"), UriKind.Absolute, out Uri? parsed)
            && parsed.Host.Length > 0;

    /// <summary>What looks like a mistake in the placeholders. Which names exist is not documented, so none of it is an error.</summary>
    public static IEnumerable<string> Warnings(string url)
    {
        foreach (string name in s_placeholder.Matches(url).Cast<Match>().Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal))
        {
            if (!s_usualName.IsMatch(name))
            {
                yield return $"'{{{{{name}}}}}' does not look like a placeholder: its name has letters, digits and underscores, such as {{{{deal_id}}}}.";
            }
        }

        string rest = s_placeholder.Replace(url, string.Empty);
        if (rest.Contains("{{") || rest.Contains("}}"))
        {
            yield return "a placeholder is opened and not closed, or closed and not opened: it is written as {{deal_id}}.";
        }
        else if (rest.Any(c => c is '{' or '}'))
        {
            yield return "a single brace is no placeholder: one is written with two, as {{deal_id}}.";
        }
    }
}
