using System;
using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Records in the order of their creation, found at once by id and by the affiliate they belong to. Not thread-safe: the router's lock is.</summary>
internal sealed class Table
{
    private readonly List<Record> _rows;
    private readonly Dictionary<int, int> _places;
    private readonly Dictionary<int, List<int>>? _byAffiliate;
    private int _lastId;

    public Table(bool ownedByAffiliates, int capacity)
    {
        _rows = new List<Record>(capacity);
        _places = new Dictionary<int, int>(capacity);
        _byAffiliate = ownedByAffiliates ? new Dictionary<int, List<int>>(capacity) : null;
    }

    public IReadOnlyList<Record> Rows => _rows;

    public int NextId => _lastId + 1;

    public Record? Find(int id) => _places.TryGetValue(id, out int place) ? _rows[place] : null;

    public IEnumerable<Record> OwnedBy(int affiliateId)
        => _byAffiliate!.TryGetValue(affiliateId, out List<int>? ids) ? ids.Select(id => _rows[_places[id]]) : [];

    public void Add(Record record)
    {
        _places.Add(record.Id, _rows.Count);
        _rows.Add(record);
        _lastId = Math.Max(_lastId, record.Id);
        Own(record);
    }

    public void Replace(Record record)
    {
        int place = _places[record.Id];
        Record before = _rows[place];
        _rows[place] = record;
        if (_byAffiliate is not null && before.Number("affiliate_id") != record.Number("affiliate_id"))
        {
            _byAffiliate[before.Number("affiliate_id") ?? 0].Remove(record.Id);
            Own(record);
        }
    }

    private void Own(Record record)
    {
        if (_byAffiliate is null)
        {
            return;
        }

        int affiliate = record.Number("affiliate_id") ?? 0;
        if (!_byAffiliate.TryGetValue(affiliate, out List<int>? ids))
        {
            _byAffiliate.Add(affiliate, ids = new List<int>(capacity: 1));
        }

        ids.Add(record.Id);
    }
}
