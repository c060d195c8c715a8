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
    private readonly Twins _twins;
    private readonly string _path;
    private readonly string _tellTale;
    private readonly string[] _idNames;

    /// <summary>Makes the records of one resource reachable.</summary>
    /// <param name="transport">Carries the requests.</param>
    /// <param name="twins">Keeps creates of the same content apart.</param>
    /// <param name="path">The resource.</param>
    /// <param name="tellTale">A field that a whole record has, and an answer of an id and a word of success has not.</param>
    /// <param name="idNames">The fields that hold the id.</param>
    public OwnedRecords(Transport transport, Twins twins, string path, string tellTale, params string[] idNames)
    {
        _transport = transport;
        _twins = twins;
        _path = path;
        _tellTale = tellTale;
        _idNames = idNames;
    }

    /// <summary>All of one affiliate's; no paging is documented.</summary>
    public Task<IReadOnlyList<T>> ListAsync(int affiliateId, CancellationToken cancellationToken)
        => _transport.SendAsync(
            new SmarticoRequest("GET", _path, new[] { new KeyValuePair<string, string>("affiliate_id", affiliateId.ToString(CultureInfo.InvariantCulture)) }) { IsLongList = true },
            answer => answer.ReadList<T>(),
            cancellationToken);

    /// <summary>Creates one, once; after a lost answer the newest that is as it was sent is taken for it.</summary>
    public Task<T> CreateAsync(int affiliateId, ChangeSet create, bool isResumed, CancellationToken cancellationToken)
    {
        SmarticoRequest request = SmarticoRequest.Post(_path, create.ToJson());
        return _twins.CreateAsync(
            request,
            () => ExactlyOnce.CreateAsync(
                token => PostAsync(request, create, affiliateId, token),
                async token => _twins.NewestFree(
                    (await ListAsync(affiliateId, token).ConfigureAwait(false)).Where(r => ExactlyOnce.IsAsSent(create, r))),
                isUnique: false,
                isResumed,
                _transport.WaitBeforeAsync,
                _transport.Log,
                cancellationToken),
            cancellationToken);
    }

    private async Task<T> PostAsync(SmarticoRequest request, ChangeSet create, int affiliateId, CancellationToken cancellationToken)
    {
        (T? whole, int? id) = await _transport.SendAsync(request, answer => Read(answer, affiliateId), cancellationToken).ConfigureAwait(false);
        if (whole is not null)
        {
            return whole;
        }

        if (id is null)
        {
            throw new SmarticoException(
                SmarticoErrorKind.Indeterminate,
                $"The server accepted {request} without answering what it made of it. {Advice.For(SmarticoErrorKind.Indeterminate)}")
            {
                Request = request.ToString(),
                WasAccepted = true,
            };
        }

        T? listed = await ListedAsync(affiliateId, id.Value, cancellationToken).ConfigureAwait(false);
        if (listed is null)
        {
            _transport.Log?.Verbose(FormattableString.Invariant($"{request}: the server answered the id {id} alone and does not list it yet; the rest of the record is what was sent."));
            return Sent(request, id.Value);
        }

        return ExactlyOnce.IsAsSent(create, listed)
            ? listed
            : throw new SmarticoException(
                SmarticoErrorKind.Indeterminate,
                FormattableString.Invariant($"The server answered {request} with the id {id}, which is another record's: {listed}. {Advice.For(SmarticoErrorKind.Indeterminate)}"))
            {
                Request = request.ToString(),
                WasAccepted = true,
            };
    }

    private (T? Whole, int? Id) Read(Answer answer, int affiliateId)
    {
        Written written = answer.ReadWritten(new Expected(null, _idNames).With("affiliate_id", affiliateId));
        int? id = written.Id;
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
