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
    private readonly SmarticoClient _client;
    private readonly string _path;
    private readonly string _tellTale;

    /// <summary>Makes the records of one resource reachable.</summary>
    /// <param name="client">Carries the requests.</param>
    /// <param name="path">The resource.</param>
    /// <param name="tellTale">A field that a whole record has, and an answer of an id and a word of success has not.</param>
    public OwnedRecords(SmarticoClient client, string path, string tellTale)
    {
        _client = client;
        _path = path;
        _tellTale = tellTale;
    }

    /// <summary>All of one affiliate's; no paging is documented.</summary>
    public Task<IReadOnlyList<T>> ListAsync(int affiliateId, CancellationToken cancellationToken)
        => _client.SendAsync(
            SmarticoRequest.Get(_path, new[] { new KeyValuePair<string, string>("affiliate_id", affiliateId.ToString(CultureInfo.InvariantCulture)) }),
            answer => answer.ReadList<T>(),
            cancellationToken);

    /// <summary>Creates one, once; after a lost answer the newest that is as it was sent is taken for it.</summary>
    public Task<T> CreateAsync(int affiliateId, ChangeSet create, bool isResumed, CancellationToken cancellationToken)
    {
        SmarticoRequest request = SmarticoRequest.Post(_path, create.ToJson());
        return _client.Twins.CreateAsync(
            request,
            () => ExactlyOnce.CreateAsync(
                token => PostAsync(request, affiliateId, token),
                async token => _client.Twins.NewestFree(
                    (await ListAsync(affiliateId, token).ConfigureAwait(false)).Where(r => ExactlyOnce.IsAsSent(create, r))),
                isUnique: false,
                isResumed,
                _client.WaitBeforeAsync,
                _client.Log,
                cancellationToken),
            cancellationToken);
    }

    private async Task<T> PostAsync(SmarticoRequest request, int affiliateId, CancellationToken cancellationToken)
    {
        (T? whole, int? id) = await _client.SendAsync(request, Read, cancellationToken).ConfigureAwait(false);
        if (whole is not null)
        {
            return whole;
        }

        if (id is null)
        {
            throw new SmarticoException(
                SmarticoErrorKind.Indeterminate,
                $"The server accepted {request} without answering what it made of it. {Refusals.Advice(SmarticoErrorKind.Indeterminate)}")
            {
                Request = request.ToString(),
                WasAccepted = true,
            };
        }

        return await ListedAsync(affiliateId, id.Value, cancellationToken).ConfigureAwait(false) ?? Sent(request, id.Value);
    }

    private (T? Whole, int? Id) Read(SmarticoAnswer answer)
    {
        WriteAnswer written = answer.ReadWrite();
        int? id = written.Id ?? WireJson.Id(written.Record?["deal_id"]);
        return (id is not null && written.Record?[_tellTale] is not null ? WireJson.Read<T>(written.Record) : null, id);
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
}
