using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>
/// The state of an account as it was read: the same ids, names, deals and codes. A field that the record does not have is
/// empty. Names that go with a number (of managers, of ways of payment) are learned from the records.
/// </summary>
internal static class GivenSeed
{
    private static readonly HashSet<string> s_amounts = new(StringComparer.Ordinal)
    {
        "commissions_total", "balance", "payments", "adjustments", "payment_threshold_oper_currency", "sub_commission_cut_percent",
    };

    private static readonly string[] s_amountEnds = ["_amount", "_percentage", "_fee"];

    public static SandboxState Create(SandboxOptions options, IEnumerable<SandboxRecord> records)
    {
        var state = new SandboxState(options);
        foreach (SandboxRecord given in records)
        {
            switch (given.Kind)
            {
                case "Affiliate":
                    Record affiliate = Read(given, AffiliateResource.Layout, "affiliate_id");
                    state.Names.Learn(affiliate);
                    state.AddAffiliate(affiliate);
                    break;
                case "PromoCode":
                    state.AddPromoCode(Read(given, PromoCodeResource.Layout, "promocode_id"));
                    break;
                case "DestinationLink":
                    state.Links.Add(Read(given, LinkResource.Layout, "link_id"));
                    break;
                case "Deal":
                    state.Deals.Add(Read(given, DealResource.Layout, "deal_id"));
                    break;
                case "Pixel":
                    state.Pixels.Add(Read(given, PixelResource.Layout, "id"));
                    break;
            }
        }

        return state;
    }

    /// <summary>The record, known by its id under both of its names.</summary>
    private static Record Read(SandboxRecord given, Layout layout, string idName)
    {
        var record = new Record(layout);
        foreach (JProperty field in given.Fields().Properties())
        {
            record[field.Name] = Value(field.Name, field.Value);
        }

        record["id"] = record["id"] ?? record[idName] ?? throw new InvalidOperationException($"A record of the kind {given.Kind} has no id.");
        if (layout.TryGetPlace(idName, out _))
        {
            record[idName] ??= record["id"];
        }

        return record;
    }

    private static object? Value(string name, JToken token) => token switch
    {
        JValue { Value: null } => null,
        JValue { Value: long number } when IsAmount(name) => (decimal)number,
        JValue { Value: long number and >= int.MinValue and <= int.MaxValue } => (int)number,
        JValue { Value: decimal number } => number,
        JValue { Value: bool flag } => flag,
        JValue { Value: string text } when name.EndsWith("_date", StringComparison.Ordinal) && DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset date) => date,
        JValue { Value: string text } => text,
        JArray list when list.All(v => v is JValue { Value: long and >= int.MinValue and <= int.MaxValue }) => list.Select(v => (int)v).ToArray(),
        _ => token,
    };

    private static bool IsAmount(string name)
        => s_amounts.Contains(name) || name.StartsWith("qua_", StringComparison.Ordinal) || Array.Exists(s_amountEnds, e => name.EndsWith(e, StringComparison.Ordinal));
}
