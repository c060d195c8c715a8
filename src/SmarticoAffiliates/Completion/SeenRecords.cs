using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>What the records that were seen can complete.</summary>
internal enum SeenKind
{
    Affiliate,
    Manager,
    PromoCode,
    PromoCodeName,
    Brand,
    BrandName,
}

/// <summary>
/// What commands of one connection, and reads for its prompt, have seen of the account: the newest of each record, up to a
/// bound. It costs no request.
/// </summary>
internal sealed class SeenRecords
{
    /// <summary>More than this nobody looks through, and memory must not grow with the account.</summary>
    private const int Most = 30_000;

    private readonly object _lock = new();
    private readonly Dictionary<(SeenKind Kind, int Id), Candidate> _seen = new();

    /// <summary>Keeps what records of any kind can complete.</summary>
    public void Add(IEnumerable<object> records)
    {
        foreach (object record in records)
        {
            Add(record);
        }
    }

    /// <summary>Keeps what a record can complete; of another object nothing.</summary>
    public void Add(object? record)
    {
        switch (record is PSObject wrapped ? wrapped.BaseObject : record)
        {
            case Affiliate affiliate:
                Keep(SeenKind.Affiliate, affiliate.AffiliateId, AffiliateIdCompleter.Of(affiliate));
                if (affiliate.ManagerId is { } manager)
                {
                    Keep(SeenKind.Manager, manager, Candidate.ForRecord(manager, affiliate.ManagerUsername));
                }

                break;
            case PromoCode code:
                Keep(SeenKind.PromoCode, code.PromoCodeId, PromoCodeIdCompleter.Of(code));
                if (code.PromoCode is { } name)
                {
                    Keep(SeenKind.PromoCodeName, code.PromoCodeId, Candidate.ForName(name, PromoCodeIdCompleter.DetailsOf(code)));
                }

                break;
            case DestinationLink { BrandId: { } brand } link:
                Keep(SeenKind.Brand, brand, Candidate.ForRecord(brand, link.BrandName));
                if (link.BrandName is { } brandName)
                {
                    Keep(SeenKind.BrandName, brand, Candidate.ForName(brandName));
                }

                break;
        }
    }

    /// <summary>All of a kind, by their ids.</summary>
    public IReadOnlyList<Candidate> Of(SeenKind kind)
    {
        lock (_lock)
        {
            return _seen.Where(s => s.Key.Kind == kind).OrderBy(s => s.Key.Id).Select(s => s.Value).ToArray();
        }
    }

    /// <summary>The one of an id; null where it was not seen.</summary>
    public Candidate? Find(SeenKind kind, int id)
    {
        lock (_lock)
        {
            return _seen.TryGetValue((kind, id), out Candidate? candidate) ? candidate : null;
        }
    }

    private void Keep(SeenKind kind, int id, Candidate candidate)
    {
        lock (_lock)
        {
            if (_seen.Count < Most || _seen.ContainsKey((kind, id)))
            {
                _seen[(kind, id)] = candidate;
            }
        }
    }
}
