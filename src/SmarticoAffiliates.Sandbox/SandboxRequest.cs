using System;
using System.Collections.Generic;
using System.Globalization;

namespace SmarticoAffiliates.Sandbox;

/// <summary>A request that the sandbox received. It never holds an API key, a password or a captcha token.</summary>
public sealed class SandboxRequest
{
    internal SandboxRequest(string method, string path, string query, IReadOnlyDictionary<string, string> queryParameters, string body, bool hasAuthorization, DateTimeOffset receivedAt)
    {
        Method = method;
        Path = path;
        Query = query;
        QueryParameters = queryParameters;
        Body = body;
        HasAuthorization = hasAuthorization;
        ReceivedAt = receivedAt;
    }

    /// <summary>The HTTP method, such as <c>GET</c>.</summary>
    public string Method { get; }

    /// <summary>The path without the query, such as <c>/api/af2_aff_op</c>.</summary>
    public string Path { get; }

    /// <summary>The query, decoded and without the question mark; empty when there is none.</summary>
    public string Query { get; }

    /// <summary>The query's decoded values by name.</summary>
    public IReadOnlyDictionary<string, string> QueryParameters { get; }

    /// <summary>The body as received, but with the values of <c>password</c> and <c>token</c> replaced by <c>***</c>; empty when there is none.</summary>
    public string Body { get; }

    /// <summary>Whether an <c>authorization</c> header was sent.</summary>
    public bool HasAuthorization { get; }

    /// <summary>When the request arrived, by the sandbox's clock.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The HTTP status answered; 0 while there is none yet and where the connection was cut instead.</summary>
    public int StatusCode { get; internal set; }

    /// <summary>The method, path, query and status.</summary>
    /// <returns>One line such as <c>GET /api/af2_deals_op?affiliate_id=46554 200</c>.</returns>
    public override string ToString()
        => Method + " " + Path + (Query.Length == 0 ? "" : "?" + Query) + " " + StatusCode.ToString(CultureInfo.InvariantCulture);
}
