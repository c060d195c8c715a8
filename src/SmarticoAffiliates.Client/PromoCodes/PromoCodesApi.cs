using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Promo codes (S000; their path is undocumented, see <see cref="SmarticoClientOptions.DefaultPromoCodePath"/>).</summary>
public sealed class PromoCodesApi
{
    private readonly Transport _transport;
    private readonly CreatedRecords _created;
    private readonly string _path;

    internal PromoCodesApi(Transport transport, CreatedRecords created, string path)
    {
        _transport = transport;
        _created = created;
        _path = path.Trim().Trim('/');
    }

    /// <summary>Lists promo codes page by page.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="skip">How many to leave out at the beginning.</param>
    /// <param name="first">How many at most; null for all.</param>
    public PageReader<PromoCode> List(PromoCodeFilter? filter = null, long skip = 0, long? first = null)
        => PageReader.Of<PromoCode>(_transport, _path, (filter ?? new PromoCodeFilter()).ToJson(), skip, first);

    /// <summary>Gets one promo code by its id.</summary>
    /// <exception cref="SmarticoException">There is none (<see cref="SmarticoErrorKind.NotFound"/>), or another failure.</exception>
    public Task<PromoCode> GetAsync(int promoCodeId, CancellationToken cancellationToken = default)
        => _transport.SendAsync(SmarticoRequest.Get(PathOf(promoCodeId)), answer => answer.ReadRecord<PromoCode>(), cancellationToken);

    /// <summary>Finds a promo code by its whole name, in any case.</summary>
    /// <returns>The promo code, or null where there is none.</returns>
    /// <exception cref="SmarticoException">The list could not be read.</exception>
    public async Task<PromoCode?> FindAsync(string promoCode, CancellationToken cancellationToken = default)
    {
        using PageReader<PromoCode> pages = List(PromoCodeFilter.Named(promoCode));
        while (await pages.ReadPageAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            PromoCode? found = page.FirstOrDefault(p => string.Equals(p.PromoCode, promoCode, StringComparison.OrdinalIgnoreCase));
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Creates a promo code.</summary>
    /// <param name="create">Its fields.</param>
    /// <param name="isResumed">Whether an earlier run was cut off while it sent this: then the code is looked for first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The promo code as the server has it; read back where the server did not answer it whole.</returns>
    /// <exception cref="SmarticoException">
    /// A refusal (<see cref="SmarticoErrorKind.AlreadyExists"/>, <see cref="SmarticoErrorKind.InvalidDeal"/>, …), a failure, or
    /// <see cref="SmarticoErrorKind.Indeterminate"/> where the answer was lost.
    /// </exception>
    public async Task<PromoCode> CreateAsync(PromoCodeCreate create, bool isResumed = false, CancellationToken cancellationToken = default)
    {
        create.Check();
        return await _created.CreateAsync(
            $"{_path} {Sameness.KeyOf(create.PromoCode.Value)}",
            create,
            pending =>
            {
                pending.IsSent = true;
                return new ExactlyOnce<PromoCode>(new Creation(this, create, isResumed), _transport).CreateAsync(isResumed, cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<PromoCode> PostAsync(PromoCodeCreate create, SmarticoRequest request, CancellationToken cancellationToken)
    {
        Written written = await _transport.SendAsync(request, a => a.ReadWritten(ExpectedOf(null, request.Body!)), cancellationToken).ConfigureAwait(false);
        try
        {
            return await WholeAsync(written, written.Id, create, cancellationToken).ConfigureAwait(false)
                ?? await FindAsync(create.PromoCode.Value, cancellationToken).ConfigureAwait(false)
                ?? throw new SmarticoException(
                    SmarticoErrorKind.Indeterminate,
                    $"The server accepted promo code '{create.PromoCode.Value}' without answering it, and does not list it. {Advice.For(SmarticoErrorKind.Indeterminate)}");
        }
        catch (SmarticoException failure) when (failure.Kind != SmarticoErrorKind.Indeterminate)
        {
            // The create itself was not refused: it must not be sent again without a look.
            throw new SmarticoException(
                SmarticoErrorKind.Indeterminate,
                $"The server accepted promo code '{create.PromoCode.Value}' without answering it, and it could not be read back: {failure.Message} {Advice.For(SmarticoErrorKind.Indeterminate)}",
                failure)
            {
                StatusCode = failure.StatusCode,
                ServerMessage = failure.ServerMessage,
                Request = failure.Request,
            };
        }
    }

    /// <summary>Changes the given fields of one promo code.</summary>
    /// <param name="promoCodeId">The promo code.</param>
    /// <param name="update">What to change.</param>
    /// <param name="readBack">Whether to read the promo code where the server did not answer it whole.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The promo code as the server has it; null where it did not answer it and it was not to be read back.</returns>
    /// <exception cref="SmarticoException">A refusal or a failure.</exception>
    public async Task<PromoCode?> UpdateAsync(
        int promoCodeId, PromoCodeUpdate update, bool readBack = true, CancellationToken cancellationToken = default)
    {
        update.Check();
        try
        {
            return await PutAsync(promoCodeId, update, readBack, cancellationToken).ConfigureAwait(false);
        }
        catch (SmarticoException unclear) when (unclear.Kind == SmarticoErrorKind.Indeterminate)
        {
            return await UnclearUpdate.FindOutAsync(unclear, () => LookUpAsync(promoCodeId, cancellationToken), update, _transport.Log).ConfigureAwait(false);
        }
    }

    private async Task<PromoCode?> PutAsync(int promoCodeId, PromoCodeUpdate update, bool readBack, CancellationToken cancellationToken)
    {
        JObject body = update.ToJson();
        Written written = await _transport.SendAsync(
            SmarticoRequest.Put(PathOf(promoCodeId), body), a => a.ReadWritten(ExpectedOf(promoCodeId, body)), cancellationToken).ConfigureAwait(false);
        return readBack
            ? await WholeAsync(written, promoCodeId, update, cancellationToken).ConfigureAwait(false)
            : Whole(written.Record);
    }

    private static Expected ExpectedOf(int? id, JToken sent)
        => new Expected(id, "promocode_id", "id") { UniqueName = "promocode" }.With("promocode", sent["promocode"]).With("affiliate_id", sent["affiliate_id"]);

    /// <summary>One promo code by its id; where that read is not there, of the list. Null where there is none.</summary>
    private async Task<PromoCode?> LookUpAsync(int promoCodeId, CancellationToken cancellationToken)
    {
        try
        {
            PromoCode found = await GetAsync(promoCodeId, cancellationToken).ConfigureAwait(false);
            return found.PromoCodeId == promoCodeId ? found : null;
        }
        catch (SmarticoException failure) when (failure.Kind is SmarticoErrorKind.NotFound or SmarticoErrorKind.InvalidRequest or SmarticoErrorKind.InvalidResponse)
        {
            // "@123" searches by id (S000).
            var filter = new PromoCodeFilter { Search = FormattableString.Invariant($"@{promoCodeId}") };
            using PageReader<PromoCode> pages = List(filter);
            while (await pages.ReadPageAsync(cancellationToken).ConfigureAwait(false) is { } page)
            {
                if (page.FirstOrDefault(p => p.PromoCodeId == promoCodeId) is { } listed)
                {
                    return listed;
                }
            }

            return null;
        }
    }

    /// <summary>The promo code that a write answered; null where it is not whole, or holds something that can't be read.</summary>
    private static PromoCode? Whole(JObject? record)
    {
        try
        {
            return record?["promocode"] is not null && (record["id"] ?? record["promocode_id"]) is not null ? WireJson.Read<PromoCode>(record) : null;
        }
        catch (Exception exception) when (exception is not SmarticoException)
        {
            return null;
        }
    }

    private string PathOf(int promoCodeId) => FormattableString.Invariant($"{_path}/{promoCodeId}");

    /// <summary>The record that the answer holds, else the one that the server gives for the id, else what was sent and the id.</summary>
    private async Task<PromoCode?> WholeAsync(Written written, int? id, PromoCodeFields sent, CancellationToken cancellationToken)
    {
        if (Whole(written.Record) is { } whole)
        {
            return whole;
        }

        if (id is null)
        {
            return null;
        }

        try
        {
            PromoCode found = await GetAsync(id.Value, cancellationToken).ConfigureAwait(false);
            bool isAnother = sent is PromoCodeCreate && !Sameness.AreSameTexts(sent.PromoCode.Value, found.PromoCode);
            return isAnother ? null : found;
        }
        catch (SmarticoException)
        {
            // It was written: that it can't be read now is no failure of the write.
            _transport.Log?.Verbose(FormattableString.Invariant($"{PathOf(id.Value)} was written and can't be read; what is not its id is what was sent."));
            var record = sent.ToJson();
            record["id"] = id.Value;
            return WireJson.Read<PromoCode>(record);
        }
    }

    /// <summary>One create, and the looks for it.</summary>
    private sealed class Creation : ICreation<PromoCode>
    {
        /// <summary>So much of a name is left by every server that cuts it, and few other names begin so.</summary>
        private const int EnoughToSearch = 8;

        /// <summary>
        /// A code that is older than the create by more than this was there before: the time zone of the date is not certain
        /// (undocumented; no two differ by more than 26 hours), nor is either clock.
        /// </summary>
        private static readonly TimeSpan s_older = TimeSpan.FromHours(27);

        private readonly PromoCodesApi _api;
        private readonly PromoCodeCreate _create;
        private readonly SmarticoRequest _request;
        private readonly DateTimeOffset? _notBefore;

        public Creation(PromoCodesApi api, PromoCodeCreate create, bool isResumed)
        {
            _api = api;
            _create = create;
            _request = SmarticoRequest.Post(api._path, create.ToJson());
            _notBefore = isResumed ? null : api._transport.Now - s_older;
        }

        public bool HasUniqueName => true;

        public Task<PromoCode> PostAsync(CancellationToken cancellationToken) => _api.PostAsync(_create, _request, cancellationToken);

        public async Task<Sighting<PromoCode>> LookAsync(bool isThorough, CancellationToken cancellationToken)
        {
            string name = _create.PromoCode.Value;
            PromoCode? found = null;
            foreach (string? search in Searches(name).Distinct(StringComparer.Ordinal).Take(isThorough ? int.MaxValue : 1))
            {
                found ??= await FindAsync(search, cancellationToken).ConfigureAwait(false);
            }

            if (found is null)
            {
                return Sighting<PromoCode>.Nothing;
            }

            Likeness likeness = Sameness.Of(_create, found, out string differences);
            // A row that was cut off may have made it in this very process; of one name there is only one.
            bool isAnothers = (_notBefore is not null && _api._created.IsTaken(found)) || found.CreateDate < _notBefore
                || found.AffiliateId != _create.AffiliateId.Value || found.DealId != _create.DealId.Value;
            if (isAnothers)
            {
                string why = likeness >= Likeness.Tolerated ? "it was there before" : $"it is not the one that was to be created: {differences}";
                throw new SmarticoException(
                    SmarticoErrorKind.AlreadyExists,
                    FormattableString.Invariant($"A promo code '{found.PromoCode}' exists (id {found.PromoCodeId}), and {why}. {Advice.For(SmarticoErrorKind.AlreadyExists)}"));
            }

            return likeness >= Likeness.Tolerated ? Sighting<PromoCode>.OfOwn(found, differences) : Sighting<PromoCode>.OfNear(found, differences);
        }

        /// <summary>
        /// What to search for: the name; where the server has it in another spelling, what of it no server changes; in the end
        /// nothing, which gives the whole list.
        /// </summary>
        private static IEnumerable<string?> Searches(string name)
        {
            string[] words = Regex.Matches(name, "[0-9A-Za-z]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Cast<Match>().Select(m => m.Value).ToArray();
            string first = words.FirstOrDefault() ?? string.Empty;

            yield return PromoCodeFilter.Named(name.Trim()).Search;
            yield return words.OrderByDescending(w => w.Length).FirstOrDefault();
            yield return first.Length >= EnoughToSearch ? first.Substring(0, EnoughToSearch) : null;
            yield return null;
        }

        /// <summary>The code of this very name, else one whose name the server may have made of it; not one that this process made of another row.</summary>
        private async Task<PromoCode?> FindAsync(string? search, CancellationToken cancellationToken)
        {
            PromoCode? alike = null;
            using PageReader<PromoCode> pages = _api.List(new PromoCodeFilter { Search = search });
            while (await pages.ReadPageAsync(cancellationToken).ConfigureAwait(false) is { } page)
            {
                foreach (PromoCode code in page)
                {
                    if (string.Equals(code.PromoCode, _create.PromoCode.Value, StringComparison.OrdinalIgnoreCase))
                    {
                        return code;
                    }

                    if (Sameness.AreSameTexts(_create.PromoCode.Value, code.PromoCode) && !(_api._created.IsTaken(code) && alike is not null))
                    {
                        alike = code;
                    }
                }
            }

            return alike;
        }
    }
}
