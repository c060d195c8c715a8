using System;

namespace SmarticoAffiliates.Commands;

/// <summary>The address of an API; a bare host name means https.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UriCellAttribute : CellAttribute
{
    internal static Uri? Parse(string text)
    {
        text = text.Trim();
        string absolute = text.Contains("://") ? text : "https://" + text;
        return Uri.TryCreate(absolute, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0 ? uri : null;
    }

    /// <summary>Whether a text that was given as a key is an address.</summary>
    internal static bool IsAddress(string text)
    {
        text = text.Trim();
        return text.Contains("://")
            || text.StartsWith("boapi", StringComparison.OrdinalIgnoreCase)
            || text.IndexOf("smartico.", StringComparison.OrdinalIgnoreCase) >= 0;
    }

    /// <summary>A word alone may be the key: a host of the API has a domain, or a scheme stands before it.</summary>
    private static bool MayBeKey(string text) => !text.Contains("://") && text.IndexOf('.') < 0 && !text.Trim().StartsWith("localhost", StringComparison.OrdinalIgnoreCase) && text.IndexOf('[') < 0;

    /// <inheritdoc/>
    protected override object? Read(object? cell) => cell switch
    {
        _ when CellText.IsBlank(cell) => null,
        Uri { IsAbsoluteUri: true } uri => uri,
        _ when MayBeKey(cell!.ToString()!) => throw new FormatException(
            "The address of the API is given as https://boapi.smartico.ai/. What was given is not shown, because it may be the API key: see that -Uri and -ApiKey are not swapped."),
        _ => Parse(cell!.ToString()!) ?? throw new FormatException("The address of the API is given as https://boapi.smartico.ai/."),
    };
}
