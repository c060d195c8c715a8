using System;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// Which account something belongs to, as files tell it: the API's address, and a fingerprint by which a key is known again
/// and from which it can't be had.
/// </summary>
public sealed class AccountIdentity
{
    /// <summary>Makes each guess at a key dear.</summary>
    private const int Rounds = 20_000;

    private const int Bytes = 8;

    private AccountIdentity(string host, string? key)
    {
        Host = host;
        Key = key;
    }

    /// <summary>The API's address.</summary>
    public string Host { get; }

    /// <summary>The key's fingerprint; null where there is no key.</summary>
    public string? Key { get; }

    /// <summary>The account that an address and a key are.</summary>
    public static AccountIdentity Of(Uri baseUri, string? apiKey)
    {
        string host = baseUri.AbsoluteUri;
        if (string.IsNullOrEmpty(apiKey))
        {
            return new AccountIdentity(host, null);
        }

#pragma warning disable CA5379, CA5387 // no password is kept by it: it is only to be known again, and netstandard2.0 has no other hash here
        using var derived = new Rfc2898DeriveBytes(apiKey, Encoding.UTF8.GetBytes("SmarticoAffiliates " + host), Rounds);
#pragma warning restore CA5379, CA5387
        return new AccountIdentity(host, BitConverter.ToString(derived.GetBytes(Bytes)).Replace("-", string.Empty));
    }

    /// <summary>What a file's first line tells; null where it tells nothing.</summary>
    public static AccountIdentity? Read(JToken? account)
        => account is JObject && account["host"] is JValue { Value: string host } ? new AccountIdentity(host, account["key"] is JValue { Value: string key } ? key : null) : null;

    /// <summary>For a file's first line.</summary>
    public JObject ToJson() => new() { ["host"] = Host, ["key"] = Key };

    /// <summary>Whether both are the same account.</summary>
    public bool IsSameAs(AccountIdentity other)
        => string.Equals(Host, other.Host, StringComparison.OrdinalIgnoreCase) && string.Equals(Key, other.Key, StringComparison.Ordinal);

    /// <summary>The address.</summary>
    public override string ToString() => Host;
}
