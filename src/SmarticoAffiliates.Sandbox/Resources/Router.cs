using System;
using System.Globalization;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Finds the resource of a request, checks the key and lets one request at a time at the state.</summary>
internal sealed class Router
{
    private readonly object _lock = new();
    private readonly IResource[] _resources;
    private readonly SandboxOptions _options;
    private readonly Renderer _renderer;
    private readonly Normalizer _normalizer;

    public Router(SandboxOptions options)
    {
        _options = options;
        _renderer = new Renderer(options);
        _normalizer = new Normalizer(options.Normalization);
        SandboxState state = options.Records is { } records ? GivenSeed.Create(options, records) : Seed.Create(options);
        var reports = new MediaReportResource(state, options);
        _resources =
        [
            new AffiliateResource(state, options),
            new DealResource(state),
            new LinkResource(state),
            new BuildLinkResource(state),
            new PixelResource(state),
            new PromoCodeResource(state, options),
            new BalanceResource(state, options),
            reports,
            new PlayerResource(state, options, reports),
            new OwnBalanceResource(state, options),
            new OwnLinkResource(state),
            new OwnMediaReportResource(options, reports),
            new Registration(state, options),
        ];
    }

    public SandboxAnswer Answer(Call call)
    {
        try
        {
            // Records never change once they are in a table, so only the lookup needs the lock.
            return _renderer.Render(Route(call));
        }
        catch (RefusalException refusal)
        {
            return _renderer.Render(refusal);
        }
    }

    private Reply Route(Call call)
    {
        IResource? resource = Find(call.Path, out int? id);
        if (resource is null or { Key: not KeyKind.None })
        {
            bool isAffiliate = call.Key == _options.AffiliateApiKey;
            if (call.Key != _options.ApiKey && !isAffiliate)
            {
                throw Refusals.InvalidKey();
            }

            if (resource is not null && isAffiliate != (resource.Key == KeyKind.Affiliate))
            {
                return new Reply.Plain(Refusals.NoPermission);
            }
        }

        if (resource is null)
        {
            throw Refusals.NotFound();
        }

        lock (_lock)
        {
            return resource.Handle(_normalizer.Apply(call), id);
        }
    }

    private IResource? Find(string path, out int? id)
    {
        id = null;
        foreach (IResource resource in _resources)
        {
            if (path == resource.Path)
            {
                return resource;
            }

            if (path.StartsWith(resource.Path + "/", StringComparison.Ordinal)
                && int.TryParse(path.Substring(resource.Path.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                id = number;
                return resource;
            }
        }

        return null;
    }
}
