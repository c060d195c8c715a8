using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;

namespace SmarticoAffiliates;

/// <summary>The address and the key of an account: makes the message of a request, and sees that neither is led astray.</summary>
internal sealed class Endpoint
{
    private readonly string? _apiKey;
    private readonly string _userAgent;
    private readonly string? _labelId;

    public Endpoint(SmarticoClientOptions options)
    {
        BaseUri = CheckedUri(options.BaseUri);
        _apiKey = CheckedKey(options.ApiKey);
        _userAgent = options.UserAgent;
        _labelId = options.LabelId?.ToString(CultureInfo.InvariantCulture);
        Redactor = new Redactor(_apiKey ?? string.Empty);
        Account = new Lazy<AccountIdentity>(() => AccountIdentity.Of(BaseUri, _apiKey));
    }

    public Uri BaseUri { get; }

    /// <summary>Knows the key, and with a request's body what else must not be shown.</summary>
    public Redactor Redactor { get; }

    /// <summary>Which account this is, as files tell it; made when it is asked for.</summary>
    public Lazy<AccountIdentity> Account { get; }

    /// <summary>A fresh message for one attempt.</summary>
    /// <exception cref="SmarticoException">The request can't be sent over this connection.</exception>
    public HttpRequestMessage MessageFor(SmarticoRequest request)
    {
        if (request.IsAuthenticated && _apiKey is null)
        {
            throw new SmarticoException(SmarticoErrorKind.AuthenticationFailed, $"{request} needs an API key, and this connection has none.");
        }

        if (request.Path.Contains("#"))
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"The path '{request.Path}' carries a fragment, which no server is ever sent; write a # of the path as %23.");
        }

        if (StepsUp(request.Path) || !Uri.TryCreate(BaseUri, request.PathAndQuery(), out Uri? uri) || !IsBelow(uri))
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"The path '{request.Path}' leads away from {BaseUri}; give a path below it.");
        }

        if (DotNetFramework.IsCurrent)
        {
            DotNetFramework.Prepare(uri, NetworkHandler.MostConnections);
        }

        var message = new HttpRequestMessage(new HttpMethod(request.Method), uri);
        message.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (request.IsAuthenticated)
        {
            // The raw key, no scheme word (S001-S004).
            message.Headers.TryAddWithoutValidation("authorization", _apiKey);
            if (_labelId is not null)
            {
                // Accounts with several labels (FB).
                message.Headers.TryAddWithoutValidation("active_label_id", _labelId);
            }
        }

        if (request.BodyText is { } body)
        {
            message.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        else if (!request.IsIdempotent)
        {
            // Without any content the HTTP stack takes a request for one that it may send again by itself.
            message.Content = new ByteArrayContent(Array.Empty<byte>());
        }

        return message;
    }

    /// <summary>
    /// Whether a segment of the path is "..", however often it is escaped: a server behind a proxy may unescape it once
    /// more than this side does, and end up outside the API.
    /// </summary>
    private static bool StepsUp(string path)
    {
        string text = path.Split('?', '#')[0];
        string escaped;
        do
        {
            escaped = text;
            text = Uri.UnescapeDataString(escaped);
        }
        while (text != escaped);

        return text.Split('/', '\\').Contains("..", StringComparer.Ordinal);
    }

    private bool IsBelow(Uri uri)
        => uri.Scheme == BaseUri.Scheme && uri.Authority == BaseUri.Authority
            && uri.AbsolutePath.StartsWith(BaseUri.AbsolutePath, StringComparison.Ordinal);

    private static Uri CheckedUri(Uri uri)
    {
        if (uri.IsAbsoluteUri && (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0))
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, "The URL of the API has no user name, query or fragment: give it as https://boapi.smartico.ai/.");
        }

        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"'{uri}' is not an absolute https URL.");
        }

        if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback)
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"{uri} would send the API key unencrypted: use https (http is for loopback addresses only).");
        }

        // Some copy the address with the first part of every path: https://boapi.smartico.ai/api.
        string path = uri.AbsolutePath.TrimEnd('/');
        path = path.EndsWith("/api", StringComparison.OrdinalIgnoreCase) ? path.Substring(0, path.Length - "/api".Length) : path;
        return new Uri(uri.GetLeftPart(UriPartial.Authority) + path + "/");
    }

    private static string? CheckedKey(string? key)
    {
        if (key is null)
        {
            return null;
        }

        key = key.Trim();
        if (key.Length == 0)
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, "The API key is blank.");
        }

        foreach (char c in key)
        {
            if (c is <= ' ' or > '~')
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, "The API key holds a space, a line break or a character outside ASCII: copy it again from BackOffice, Settings.");
            }
        }

        return key;
    }
}
