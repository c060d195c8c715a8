using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Promo codes (S000; their path is undocumented, see <see cref="SmarticoClientOptions.DefaultPromoCodePath"/>).</summary>
public sealed class PromoCodesApi
{
    private readonly SmarticoClient _client;
    private readonly string _path;

    internal PromoCodesApi(SmarticoClient client, string path)
    {
        _client = client;
        _path = path.Trim().Trim('/');
    }

    /// <summary>Lists promo codes page by page.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="skip">How many to leave out at the beginning.</param>
    /// <param name="first">How many at most; null for all.</param>
    public PageReader<PromoCode> List(PromoCodeFilter? filter = null, long skip = 0, long? first = null)
        => PageReader.Of<PromoCode>(_client, _path, (filter ?? new PromoCodeFilter()).ToJson(), skip, first);

    /// <summary>Gets one promo code by its id.</summary>
    /// <exception cref="SmarticoException">There is none (<see cref="SmarticoErrorKind.NotFound"/>), or another failure.</exception>
    public Task<PromoCode> GetAsync(int promoCodeId, CancellationToken cancellationToken = default)
        => _client.SendAsync(SmarticoRequest.Get(PathOf(promoCodeId)), answer => answer.ReadRecord<PromoCode>(), cancellationToken);

    /// <summary>Finds a promo code by its whole name, in any case.</summary>
    /// <returns>The promo code, or null where there is none.</returns>
    /// <exception cref="SmarticoException">The list could not be read.</exception>
    public async Task<PromoCode?> FindAsync(string promoCode, CancellationToken cancellationToken = default)
    {
        // "@123" would search by id.
        string? search = promoCode.StartsWith("@", StringComparison.Ordinal) ? null : promoCode;
        using PageReader<PromoCode> pages = List(new PromoCodeFilter { Search = search });
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
        SmarticoRequest request = SmarticoRequest.Post(_path, create.ToJson());
        return await ExactlyOnce.CreateAsync(
            token => PostAsync(create, request, token),
            token => FindSentAsync(create, token),
            isUnique: true,
            isResumed,
            _client.WaitBeforeAsync,
            _client.Log,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<PromoCode> PostAsync(PromoCodeCreate create, SmarticoRequest request, CancellationToken cancellationToken)
    {
        WriteAnswer answer = await _client.SendAsync(request, a => a.ReadWrite(), cancellationToken).ConfigureAwait(false);
        try
        {
            return await WholeAsync(answer, answer.Id, create, cancellationToken).ConfigureAwait(false)
                ?? await FindAsync(create.PromoCode.Value, cancellationToken).ConfigureAwait(false)
                ?? throw new SmarticoException(
                    SmarticoErrorKind.Indeterminate,
                    $"The server accepted promo code '{create.PromoCode.Value}' without answering it, and does not list it. {Refusals.Advice(SmarticoErrorKind.Indeterminate)}");
        }
        catch (SmarticoException failure) when (failure.Kind != SmarticoErrorKind.Indeterminate)
        {
            // The create itself was not refused: whoever reads the failure must not send it again unseen.
            throw new SmarticoException(
                SmarticoErrorKind.Indeterminate,
                $"The server accepted promo code '{create.PromoCode.Value}' without answering it, and it could not be read back: {failure.Message} {Refusals.Advice(SmarticoErrorKind.Indeterminate)}",
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
        WriteAnswer answer = await _client.SendAsync(
            SmarticoRequest.Put(PathOf(promoCodeId), update.ToJson()), a => a.ReadWrite(), cancellationToken).ConfigureAwait(false);
        return readBack
            ? await WholeAsync(answer, promoCodeId, update, cancellationToken).ConfigureAwait(false)
            : Whole(answer.Record);
    }

    /// <summary>The promo code of this name, if it is as it was sent.</summary>
    /// <exception cref="SmarticoException">There is one that is not (<see cref="SmarticoErrorKind.AlreadyExists"/>).</exception>
    private async Task<PromoCode?> FindSentAsync(PromoCodeCreate create, CancellationToken cancellationToken)
    {
        PromoCode? found = await FindAsync(create.PromoCode.Value, cancellationToken).ConfigureAwait(false);
        return found is null || create.DifferenceFrom(found).Count == 0
            ? found
            : throw new SmarticoException(
                SmarticoErrorKind.AlreadyExists,
                $"A promo code '{found.PromoCode}' exists (id {found.PromoCodeId}), and it is not the one that was to be created. {Refusals.Advice(SmarticoErrorKind.AlreadyExists)}");
    }

    /// <summary>The promo code that a write answered; null where it is not whole, or holds something that can't be read.</summary>
    private static PromoCode? Whole(JObject? record)
    {
        try
        {
            return record?["promocode"] is not null && IdOf(record) is not null ? WireJson.Read<PromoCode>(record) : null;
        }
        catch (Exception exception) when (exception is not SmarticoException)
        {
            return null;
        }
    }

    private static int? IdOf(JObject? record)
    {
        try
        {
            return WireJson.Id(record?["id"] ?? record?["promocode_id"]);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }

    private string PathOf(int promoCodeId) => FormattableString.Invariant($"{_path}/{promoCodeId}");

    /// <summary>The record that the answer holds, else the one that the server gives for the id, else what was sent and the id.</summary>
    private async Task<PromoCode?> WholeAsync(WriteAnswer answer, int? id, PromoCodeFields sent, CancellationToken cancellationToken)
    {
        if (Whole(answer.Record) is { } whole)
        {
            return whole;
        }

        id ??= IdOf(answer.Record);
        if (id is null)
        {
            return null;
        }

        try
        {
            return await GetAsync(id.Value, cancellationToken).ConfigureAwait(false);
        }
        catch (SmarticoException)
        {
            // It was written: that it can't be read now is no failure of the write.
            var record = sent.ToJson();
            record["id"] = id.Value;
            return WireJson.Read<PromoCode>(record);
        }
    }
}
