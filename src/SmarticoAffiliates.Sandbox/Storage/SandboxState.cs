using System;
using System.Collections.Generic;

namespace SmarticoAffiliates.Sandbox;

/// <summary>All that the sandbox knows, with the indexes behind the rules on unique names.</summary>
internal sealed class SandboxState
{
    public SandboxState(SandboxOptions options)
    {
        Affiliates = new Table(ownedByAffiliates: false, options.AffiliateCount);
        Deals = new Table(ownedByAffiliates: true, options.AffiliateCount * 2);
        Links = new Table(ownedByAffiliates: false, capacity: 25);
        Pixels = new Table(ownedByAffiliates: true, options.AffiliateCount);
        PromoCodes = new Table(ownedByAffiliates: false, options.PromoCodeCount);
        Emails = new Dictionary<string, int>(options.AffiliateCount, StringComparer.OrdinalIgnoreCase);
    }

    public Table Affiliates { get; }

    public Table Deals { get; }

    public Table Links { get; }

    public Table Pixels { get; }

    public Table PromoCodes { get; }

    /// <summary>Affiliate ids by e-mail.</summary>
    public Dictionary<string, int> Emails { get; }

    public SandboxNames Names { get; } = new();

    public HashSet<string> Usernames { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Promo code ids by name.</summary>
    public Dictionary<string, int> PromoCodeNames { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void AddAffiliate(Record affiliate)
    {
        Affiliates.Add(affiliate);
        if (affiliate.Text("bo_user_email") is { Length: > 0 } email && !Emails.ContainsKey(email))
        {
            Emails.Add(email, affiliate.Id);
        }

        if (affiliate.Text("username") is { Length: > 0 } username)
        {
            Usernames.Add(username);
        }
    }

    public void AddPromoCode(Record promoCode)
    {
        PromoCodes.Add(promoCode);
        PromoCodeNames[promoCode.Text("promocode")!] = promoCode.Id;
    }

    /// <summary>The affiliate's deal, or the refusal that S000 words for promo codes.</summary>
    public Record DealOf(int affiliateId, int dealId)
        => Deals.Find(dealId) is { } deal && deal.Number("affiliate_id") == affiliateId ? deal : throw Refusals.InvalidDeal();
}
