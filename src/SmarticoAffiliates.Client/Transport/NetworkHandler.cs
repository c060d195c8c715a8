using System;
using System.Net;
using System.Net.Http;

namespace SmarticoAffiliates;

/// <summary>Makes what carries requests over the network.</summary>
internal static class NetworkHandler
{
    /// <summary>More than anybody overlaps (.NET Framework's default of 2 would undo all overlap).</summary>
    public const int MostConnections = 256;

    /// <summary>A handler for one address.</summary>
    public static HttpClientHandler For(Uri baseUri)
    {
        if (DotNetFramework.IsCurrent)
        {
            DotNetFramework.AllowTls12();
        }

        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = MostConnections,

            // What is on this machine is reached directly: a proxy of the environment (http_proxy) would be given the key in the clear.
            UseProxy = !baseUri.IsLoopback,
        };
    }
}
