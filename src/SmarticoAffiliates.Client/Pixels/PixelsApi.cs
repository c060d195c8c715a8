using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Pixel definitions (postbacks): <c>api/af2_pixel_definitions_op</c> (S000, S001).</summary>
public sealed class PixelsApi
{
    private const string Path = "api/af2_pixel_definitions_op";

    private readonly Transport _transport;
    private readonly OwnedRecords<Pixel> _pixels;

    internal PixelsApi(Transport transport, CreatedRecords created)
    {
        _transport = transport;
        _pixels = new OwnedRecords<Pixel>(transport, created, Path, "pixel", "id");
    }

    /// <summary>Lists an affiliate's pixels.</summary>
    /// <exception cref="SmarticoException">The list could not be read.</exception>
    public Task<IReadOnlyList<Pixel>> ListAsync(int affiliateId, CancellationToken cancellationToken = default)
        => _pixels.ListAsync(affiliateId, cancellationToken);

    /// <summary>The ids of an affiliate's pixels before something is created; read once for all creates of a while.</summary>
    internal Task<HashSet<int>> IdsBeforeAsync(int affiliateId, CancellationToken cancellationToken) => _pixels.IdsBeforeAsync(affiliateId, cancellationToken);

    /// <summary>Creates a pixel.</summary>
    /// <param name="create">Its fields.</param>
    /// <param name="resumed">Where an earlier run was cut off while it sent this: then the pixel is looked for first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// The pixel as the server has it. Where the answer was lost: the pixel that is as it was sent, but for what servers do to
    /// values, and was not there before.
    /// </returns>
    /// <exception cref="SmarticoException">
    /// A refusal, a failure, or <see cref="SmarticoErrorKind.Indeterminate"/> where the answer was lost and the server may still carry it out.
    /// </exception>
    public async Task<Pixel> CreateAsync(PixelCreate create, ResumedCreate? resumed = null, CancellationToken cancellationToken = default)
    {
        create.Check();
        return await _pixels.CreateAsync(create.AffiliateId.Value, create, resumed, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes the given fields of one pixel.</summary>
    /// <param name="pixelId">The pixel.</param>
    /// <param name="update">What to change.</param>
    /// <param name="known">The pixel as it was read, where it was: what the server does not answer is taken from it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The pixel as the server answered it; what it did not answer is as it was known and sent. A pixel can't be read by its id.</returns>
    /// <exception cref="SmarticoException">A refusal or a failure; <see cref="SmarticoErrorKind.NothingToChange"/> where no field was given.</exception>
    public async Task<Pixel> UpdateAsync(int pixelId, PixelUpdate update, Pixel? known = null, CancellationToken cancellationToken = default)
    {
        update.Check();
        try
        {
            return await PutAsync(pixelId, update, known, cancellationToken).ConfigureAwait(false);
        }
        catch (SmarticoException unclear) when (unclear.Kind == SmarticoErrorKind.Indeterminate && known?.AffiliateId is { } affiliateId)
        {
            return await UnclearUpdate.FindOutAsync(
                unclear,
                async () => (await ListAsync(affiliateId, cancellationToken).ConfigureAwait(false)).FirstOrDefault(p => p.PixelId == pixelId),
                update,
                _transport.Log).ConfigureAwait(false);
        }
    }

    private Task<Pixel> PutAsync(int pixelId, PixelUpdate update, Pixel? known, CancellationToken cancellationToken)
    {
        JObject body = update.ToJson();
        return _transport.SendAsync(
            SmarticoRequest.Put(FormattableString.Invariant($"{Path}/{pixelId}"), body),
            answer =>
            {
                // What a PUT answers is undocumented; a partial record is laid over what was known and sent.
                JObject record = known is null ? new JObject() : WireJson.Write(known);
                WireJson.Overlay(record, body);
                WireJson.Overlay(record, answer.ReadWritten(new Expected(pixelId, "id").With("affiliate_id", known?.AffiliateId)).Record);
                record["id"] = pixelId;
                return WireJson.Read<Pixel>(record);
            },
            cancellationToken);
    }
}
