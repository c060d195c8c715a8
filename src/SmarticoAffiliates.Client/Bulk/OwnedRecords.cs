using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Records that belong to an affiliate, are listed by affiliate and have no unique name: deals (S003) and pixels (S001).</summary>
/// <typeparam name="T">The record's type.</typeparam>
internal sealed class OwnedRecords<T>
    where T : SmarticoObject
{
    private readonly Transport _transport;
    private readonly CreatedRecords _created;
    private readonly string _path;
    private readonly string _fieldOfWhole;
    private readonly string[] _idNames;

    /// <summary>Makes the records of one resource reachable.</summary>
    /// <param name="transport">Carries the requests.</param>
    /// <param name="created">Keeps creates of the same content apart.</param>
    /// <param name="path">The resource.</param>
    /// <param name="fieldOfWhole">A field that a whole record has, and an answer of an id and a word of success has not.</param>
    /// <param name="idNames">The fields that hold the id.</param>
    public OwnedRecords(Transport transport, CreatedRecords created, string path, string fieldOfWhole, params string[] idNames)
    {
        _transport = transport;
        _created = created;
        _path = path;
        _fieldOfWhole = fieldOfWhole;
        _idNames = idNames;
    }

    /// <summary>All of one affiliate's; no paging is documented.</summary>
    public Task<IReadOnlyList<T>> ListAsync(int affiliateId, CancellationToken cancellationToken)
        => _transport.SendAsync(
            new SmarticoRequest("GET", _path, new[] { new KeyValuePair<string, string>("affiliate_id", affiliateId.ToString(CultureInfo.InvariantCulture)) }) { IsLongList = true },
            answer => answer.ReadList<T>(),
            cancellationToken);

    /// <summary>Creates one, once. It costs one more read for each affiliate: the ids before are what tells an old record from a new one.</summary>
    public Task<T> CreateAsync(int affiliateId, ChangeSet create, ResumedCreate? resumed, CancellationToken cancellationToken)
    {
        string owner = OwnerOf(affiliateId);
        return _created.CreateAsync(
            owner,
            create,
            async pending =>
            {
                var creation = new Creation(this, affiliateId, owner, pending);
                if (resumed is not null)
                {
                    pending.IsSent = true;
                    pending.IsResumed = true;
                    pending.IdsBefore = resumed.IdsBefore is { } ids ? new HashSet<int>(ids) : null;
                    pending.IsBeforeKnown = pending.IdsBefore is not null;
                }
                else
                {
                    await creation.ReadIdsBeforeAsync(cancellationToken).ConfigureAwait(false);
                }

                return await new ExactlyOnce<T>(creation, _transport).CreateAsync(resumed is not null, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>The ids that an affiliate has before something is created; the list is read once for all creates of a while.</summary>
    /// <exception cref="SmarticoException">The list can't be read.</exception>
    public async Task<HashSet<int>> IdsBeforeAsync(int affiliateId, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await _created.IdsBeforeAsync(
                    OwnerOf(affiliateId),
                    _transport.Now,
                    async () => new HashSet<int>((await ListAsync(affiliateId, cancellationToken).ConfigureAwait(false)).Select(r => r.Key))).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Another row's read was cancelled.
            }
        }
    }

    private string OwnerOf(int affiliateId) => FormattableString.Invariant($"{_path} {affiliateId}");

    private (T? Whole, int? Id) Read(Answer answer, int affiliateId)
    {
        Written written = answer.ReadWritten(new Expected(null, _idNames).With("affiliate_id", affiliateId));
        int? id = written.Id;
        return (id is not null && written.Record?[_fieldOfWhole] is not null ? WireJson.Read<T>(written.Record) : null, id);
    }

    private async Task<T?> ListedAsync(int affiliateId, int id, CancellationToken cancellationToken)
    {
        try
        {
            return (await ListAsync(affiliateId, cancellationToken).ConfigureAwait(false)).FirstOrDefault(r => r.Key == id);
        }
        catch (SmarticoException)
        {
            // It was written: that it can't be read now is no failure of the write.
            return null;
        }
    }

    private static T Sent(SmarticoRequest request, int id)
    {
        var record = (JObject)request.Body!.DeepClone();
        record["id"] = id;
        return WireJson.Read<T>(record);
    }

    /// <summary>One create, and the looks for it.</summary>
    private sealed class Creation : ICreation<T>
    {
        private readonly OwnedRecords<T> _records;
        private readonly int _affiliateId;
        private readonly string _owner;
        private readonly PendingCreate _pending;
        private readonly SmarticoRequest _request;

        public Creation(OwnedRecords<T> records, int affiliateId, string owner, PendingCreate pending)
        {
            _records = records;
            _affiliateId = affiliateId;
            _owner = owner;
            _pending = pending;

            // That what is turned away for the account's limit was not acted upon is assumed: clients of the live API get
            // through by waiting and sending it again (field). A limit that strikes after the commit looks just the same, so
            // what has no unique name is looked for before.
            _request = new SmarticoRequest("POST", records._path, body: pending.Create.ToJson()) { MayBeSentAgainAsync = IsNotThereAsync };
        }

        public bool HasUniqueName => false;

        /// <summary>
        /// Reads what is there before. That ids grow is not documented, and a pixel has no date: only the list tells. Where it
        /// can't be read the create goes out all the same; where its answer is lost, too, nothing is taken for it.
        /// </summary>
        public async Task ReadIdsBeforeAsync(CancellationToken cancellationToken)
        {
            try
            {
                _pending.IdsBefore = await _records.IdsBeforeAsync(_affiliateId, cancellationToken).ConfigureAwait(false);
            }
            catch (SmarticoException failure)
            {
                _pending.IsBeforeKnown = false;
                _records._transport.Log?.Verbose($"What affiliate {_affiliateId} has could not be read before the create: {failure.Message}");
            }
        }

        public async Task<T> PostAsync(CancellationToken cancellationToken)
        {
            _pending.IsSent = true;
            (T? whole, int? id) = await _records._transport.SendAsync(_request, answer => _records.Read(answer, _affiliateId), cancellationToken).ConfigureAwait(false);
            if (id is null)
            {
                throw Unclear("The server accepted it without answering what it made of it.");
            }

            if (_pending.IdsBefore?.Contains(id.Value) == true)
            {
                throw Unclear(FormattableString.Invariant($"The server answered the id {id} of a record that was there before."));
            }

            T? made = whole ?? await _records.ListedAsync(_affiliateId, id.Value, cancellationToken).ConfigureAwait(false);
            if (made is null)
            {
                _records._transport.Log?.Verbose(FormattableString.Invariant($"{_request}: the server answered the id {id} alone and does not list it yet; the rest of the record is what was sent."));
                return Sent(_request, id.Value);
            }

            return whole is not null || Sameness.Of(_pending.Create, made, out string differences) >= Likeness.Tolerated
                ? made
                : throw Unclear(FormattableString.Invariant($"The server answered the id {id}, and {made} is another: {differences}."));
        }

        public async Task<Sighting<T>> LookAsync(bool isThorough, CancellationToken cancellationToken)
            => _records._created.Recognise(_owner, _pending, await _records.ListAsync(_affiliateId, cancellationToken).ConfigureAwait(false));

        private async Task<bool> IsNotThereAsync(CancellationToken cancellationToken)
        {
            try
            {
                return await LookAsync(isThorough: false, cancellationToken).ConfigureAwait(false) is { Own: null, Near: null };
            }
            catch (SmarticoException)
            {
                return false;
            }
        }

        private SmarticoException Unclear(string why)
            => new(SmarticoErrorKind.Indeterminate, $"{_request}: {why} {Advice.For(SmarticoErrorKind.Indeterminate)}")
            {
                Request = _request.ToString(),
                WasAccepted = true,
            };
    }
}
