using System;
using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// The pages of the list of balances. To an affiliate's own key there is none: it is answered one record, its own
/// (<c>af2_balance_af/1</c>, FA), of which what the list's filter asks for is asked here.
/// </summary>
internal sealed class BalanceRecords : IPageRecords<AffiliateBalance>
{
    private readonly KnownRecords<AffiliateBalance> _list = new();
    private readonly KeyIdentity _key;
    private readonly BalanceFilter _filter;
    private readonly long _skip;

    public BalanceRecords(KeyIdentity key, BalanceFilter filter, long skip)
    {
        _key = key;
        _filter = filter;
        _skip = skip;
    }

    public IReadOnlyList<AffiliateBalance> Read(Answer answer, Action<AffiliateBalance, int> begun)
    {
        if (_key.Owner != KeyOwner.Affiliate)
        {
            return _list.Read(answer, begun);
        }

        if (_filter.To is not null)
        {
            throw new SmarticoException(
                SmarticoErrorKind.InvalidInput,
                FormattableString.Invariant($"This API key is affiliate {_key.AffiliateId}'s own: it reads the present balance, and none of an earlier moment."));
        }

        AffiliateBalance own = answer.ReadRecord<AffiliateBalance>(Check);
        return _skip > 0 || (_filter.AffiliateId is { } id && id != own.AffiliateId) || (_filter.AboveThreshold && !IsDue(own))
            ? Array.Empty<AffiliateBalance>()
            : new[] { own };
    }

    public int? KeyOf(AffiliateBalance record) => _list.KeyOf(record);

    public bool IsNew(AffiliateBalance record) => _list.IsNew(record);

    public IEnumerable<AffiliateBalance> NewOf(IReadOnlyList<AffiliateBalance> page) => _list.NewOf(page);

    /// <summary>P: positive, and above the threshold where there is one.</summary>
    private static bool IsDue(AffiliateBalance balance) => balance.Balance > 0 && !(balance.Balance < balance.Threshold);

    /// <summary>Undocumented: whether the record says whose it is. Its id may be the 1 of the path; another affiliate's it must not be.</summary>
    private void Check(JObject record)
    {
        int owner = _key.AffiliateId!.Value;
        if (record["affiliate_id"] is null or { Type: JTokenType.Null })
        {
            record["affiliate_id"] = owner;
        }
        else if (record["affiliate_id"]!.ToString() != owner.ToString(CultureInfo.InvariantCulture))
        {
            throw new SmarticoException(
                SmarticoErrorKind.InvalidResponse,
                FormattableString.Invariant($"The server answered the balance of another affiliate to the own key of affiliate {owner}."));
        }
    }
}
