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

    /// <inheritdoc/>
    protected override object? Read(object? cell) => cell switch
    {
        _ when CellText.IsBlank(cell) => null,
        Uri { IsAbsoluteUri: true } uri => uri,
        _ => Parse(cell!.ToString()!) ?? throw new FormatException("The address of the API is given as https://boapi.smartico.ai/."),
    };
}
