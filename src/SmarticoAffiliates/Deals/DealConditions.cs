using System;
using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// The columns of an exported deal for which a new one has no field (S003): conditions, tiers, a cap. Without them a deal
/// for one country would be created for all, so a row in which they say anything is refused.
/// </summary>
internal static class DealConditions
{
    private static readonly Dictionary<string, string[]> s_saysNothing = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(Deal.LevelId)] = new[] { "1" },
        [nameof(Deal.IsRoot)] = new[] { "True" },
        [nameof(Deal.MatchBrandIds)] = new[] { "-1" },
        [nameof(Deal.MatchAfProductIds)] = new[] { "-1" },
        [nameof(Deal.MatchCountries)] = new[] { "ANY" },
        [nameof(Deal.MatchSourceIds)] = Array.Empty<string>(),
        [nameof(Deal.MatchCampaignIds)] = new[] { "-1" },
        [nameof(Deal.MatchDateFrom)] = Array.Empty<string>(),
        [nameof(Deal.MatchDateTill)] = Array.Empty<string>(),
        [nameof(Deal.CpaTiersEnabled)] = new[] { "False", "0" },
        [nameof(Deal.RevShareTiersEnabled)] = new[] { "False", "0" },
        [nameof(Deal.CloseDate)] = Array.Empty<string>(),
        [nameof(Deal.RevCapAmount)] = new[] { "0" },
        [nameof(Deal.RevOnCpaAmountQualifier)] = new[] { "0" },
        ["QuaRevOnCpaAmount"] = new[] { "0" },
    };

    /// <summary>Refuses a row that describes more than a new deal can be.</summary>
    /// <exception cref="SmarticoException">Such a column says something (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public static void Check(Row row)
    {
        if (row.Record is not null)
        {
            return;
        }

        foreach (Column column in row.Columns)
        {
            string name = column.Name.Replace("_", string.Empty);
            if (s_saysNothing.TryGetValue(name, out string[]? nothing)
                && Text(column) is { } text
                && !nothing.Contains(CellText.Trimmed(text), StringComparer.OrdinalIgnoreCase))
            {
                throw new SmarticoException(
                    SmarticoErrorKind.InvalidInput,
                    $"Column '{column.Header}' says '{text}', which a new deal can't be given: create that in BackOffice, or leave the column out for a deal without it. Nothing was sent.");
            }
        }
    }

    private static string? Text(Column column)
    {
        object? value = column.Read();
        return value is string or not System.Collections.IEnumerable
            ? CellText.Text(value)
            : string.Join(";", CellText.Elements(value)) is { Length: > 0 } list ? list : null;
    }
}
