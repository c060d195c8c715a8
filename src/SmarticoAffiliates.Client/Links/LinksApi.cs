using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// Destination links (<c>api/af2_link_op</c>), and the tracking links that are built of them (S001). An affiliate's own key reads
/// those that this affiliate sees (<c>api/af2_link_af</c>, FA).
/// </summary>
public sealed class LinksApi
{
    private const string Path = "api/af2_link_op";
    private const string OwnPath = "api/af2_link_af";
    private const string MethodsPath = "api/private-api";

    /// <summary>A list as long as this may have been cut (S000).</summary>
    private const int ShortestCap = 999;

    private readonly Transport _transport;

    internal LinksApi(Transport transport) => _transport = transport;

    /// <summary>
    /// Lists all destination links. The documented request has no range; where the answer is as long as a capped page, the
    /// rest is asked for as of any other list.
    /// </summary>
    /// <exception cref="SmarticoException">The list could not be read.</exception>
    public async Task<IReadOnlyList<DestinationLink>> ListAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<DestinationLink> beginning = await _transport
            .SendAsync(new SmarticoRequest("GET", Path) { IsLongList = true, OwnPath = OwnPath }, answer => answer.ReadList<DestinationLink>(), cancellationToken).ConfigureAwait(false);
        if (beginning.Count < ShortestCap)
        {
            return beginning;
        }

        var links = new List<DestinationLink>(beginning);
        var seen = new HashSet<int>(beginning.Select(l => l.LinkId));
        using PageReader<DestinationLink> rest = PageReader.Of<DestinationLink>(_transport, Path, new JObject(), skip: beginning.Count, first: null, OwnPath);
        while (await rest.ReadPageAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            List<DestinationLink> fresh = page.Where(l => seen.Add(l.LinkId)).ToList();
            if (fresh.Count == 0)
            {
                // A server that knows no range here answers the whole list again.
                break;
            }

            links.AddRange(fresh);
        }

        return links;
    }

    /// <summary>Builds a tracking link. Nothing is created on the server: the same values give the same address.</summary>
    /// <exception cref="SmarticoException">A refusal or a failure; <see cref="SmarticoErrorKind.InvalidInput"/> where something is missing.</exception>
    public async Task<TrackingLink> BuildAsync(TrackingLinkCreate create, CancellationToken cancellationToken = default)
    {
        create.Check();
        var request = new SmarticoRequest("POST", MethodsPath, body: create.ToCall()) { IsReadOnly = true };
        return await _transport.SendAsync(
            request,
            answer =>
            {
                JObject link = create.ToJson();
                link["url"] = answer.ReadUrl();
                return WireJson.Read<TrackingLink>(link);
            },
            cancellationToken).ConfigureAwait(false);
    }
}
