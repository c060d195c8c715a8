using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>One request to the API: immutable, and without a word of the connection that will carry it.</summary>
public sealed class SmarticoRequest
{
    /// <summary>What no word in a head of HTTP may hold (RFC 9110, 5.6.2).</summary>
    private const string Separators = "()<>@,;:\\\"/[]?={}";

    private readonly KeyValuePair<string, string>[] _query;
    private readonly string _queryOfPath;
    private string? _bodyText;

    /// <summary>Makes a request.</summary>
    /// <param name="method">The HTTP method, such as <c>GET</c>.</param>
    /// <param name="path">The path below the base URL, such as <c>api/af2_aff_op</c>; it may bring an encoded query.</param>
    /// <param name="query">Query parameters, not yet encoded.</param>
    /// <param name="body">The JSON body, or null for none.</param>
    /// <param name="isAuthenticated">False for the public endpoints, which must not be given the key.</param>
    /// <exception cref="ArgumentException">The method is no word that HTTP allows.</exception>
    public SmarticoRequest(
        string method,
        string path,
        IEnumerable<KeyValuePair<string, string>>? query = null,
        JToken? body = null,
        bool isAuthenticated = true)
    {
        Method = CheckedMethod(method);
        path = path.TrimStart('/');
        int end = path.IndexOf('?');
        Path = end < 0 ? path : path.Substring(0, end);
        _queryOfPath = end < 0 ? string.Empty : path.Substring(end + 1);
        _query = query?.ToArray() ?? Array.Empty<KeyValuePair<string, string>>();
        Body = body;
        IsAuthenticated = isAuthenticated;
    }

    /// <summary>The HTTP method in capitals.</summary>
    public string Method { get; }

    /// <summary>The path below the base URL, without a leading slash and without the query, which may hold what nobody is to be shown.</summary>
    public string Path { get; }

    /// <summary>The JSON body, or null.</summary>
    public JToken? Body { get; }

    /// <summary>The body as it goes over the wire, made once for all attempts; null for none.</summary>
    internal string? BodyText => _bodyText ??= Body?.ToString(Formatting.None);

    /// <summary>Whether the API key goes with the request.</summary>
    public bool IsAuthenticated { get; }

    /// <summary>Which codes its answers have.</summary>
    internal AnswerCodes Codes { get; init; }

    /// <summary>Whether its answer is a long list that is made into records at once: it may be larger than any other.</summary>
    internal bool IsLongList { get; init; }

    /// <summary>Whether it may change anything on the server.</summary>
    internal bool IsWrite => !IsReadOnly && Method is not ("GET" or "HEAD" or "OPTIONS");

    /// <summary>The resource that answers an affiliate's own key instead (FA), or null where there is none.</summary>
    internal string? OwnPath { get; init; }

    /// <summary>Whether <see cref="OwnPath"/> is one record, which is asked for without a query.</summary>
    internal bool IsOwnRecord { get; init; }

    /// <summary>Whether only an operator's key is answered: the resource ends in <c>_op</c> (FA).</summary>
    internal bool IsOfOperator => Path.Split('/').Any(s => s.EndsWith("_op", StringComparison.Ordinal));

    /// <summary>
    /// True for a <c>POST</c> that writes nothing, such as the call that builds a tracking link: after a lost answer it is
    /// sent again like any other read.
    /// </summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Asked before it is sent again by itself: false, and what became of it counts as not known. Null: nothing has to be asked.</summary>
    internal Func<CancellationToken, Task<bool>>? MayBeSentAgainAsync { get; init; }

    /// <summary>Whether sending it twice has the same effect as sending it once. Everything but a create has.</summary>
    public bool IsIdempotent => IsReadOnly || Method is "GET" or "HEAD" or "PUT" or "DELETE" or "OPTIONS";

    /// <summary>A read.</summary>
    public static SmarticoRequest Get(string path, IEnumerable<KeyValuePair<string, string>>? query = null) => new("GET", path, query);

    /// <summary>An update.</summary>
    public static SmarticoRequest Put(string path, JToken body) => new("PUT", path, body: body);

    /// <summary>A create, or a call of a method.</summary>
    public static SmarticoRequest Post(string path, JToken body) => new("POST", path, body: body);

    /// <summary>The method and the path, as errors and the verbose stream name the request.</summary>
    public override string ToString() => $"{Method} {Path}";

    /// <summary>The same request with one more query parameter.</summary>
    internal SmarticoRequest With(string name, string value)
        => new(Method, _queryOfPath.Length == 0 ? Path : $"{Path}?{_queryOfPath}", _query.Append(new KeyValuePair<string, string>(name, value)), Body, IsAuthenticated)
        {
            Codes = Codes,
            IsLongList = IsLongList,
            IsReadOnly = IsReadOnly,
            OwnPath = OwnPath,
            IsOwnRecord = IsOwnRecord,
        };

    /// <summary>The same read, of the resource that answers an affiliate's own key.</summary>
    internal SmarticoRequest Own()
        => new(Method, OwnPath!, IsOwnRecord ? null : _query, Body, IsAuthenticated) { Codes = Codes, IsLongList = IsLongList, IsReadOnly = IsReadOnly };

    /// <summary>Whether the query has a parameter of this name.</summary>
    public bool Asks(string name)
        => _query.Select(p => p.Key).Concat(_queryOfPath.Split('&').Select(p => Uri.UnescapeDataString(p.Split('=')[0])))
            .Contains(name, StringComparer.Ordinal);

    /// <summary>The path with the encoded query.</summary>
    internal string PathAndQuery()
    {
        if (_query.Length == 0 && _queryOfPath.Length == 0)
        {
            return Path;
        }

        var text = new StringBuilder(Path).Append('?').Append(_queryOfPath);
        char? separator = _queryOfPath.Length > 0 ? '&' : null;
        foreach (KeyValuePair<string, string> parameter in _query)
        {
            text.Append(separator).Append(Uri.EscapeDataString(parameter.Key))
                .Append('=').Append(Uri.EscapeDataString(parameter.Value));
            separator = '&';
        }

        return text.ToString();
    }

    private static string CheckedMethod(string method)
    {
        if (method.Length == 0 || method.Any(c => c is <= ' ' or > '~' || Separators.Contains(c)))
        {
            throw new ArgumentException($"'{method}' is no HTTP method: give one word, such as GET or POST.", nameof(method));
        }

        return method.ToUpperInvariant();
    }
}
