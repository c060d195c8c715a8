using System;
using System.Net;
using System.Runtime.InteropServices;

namespace SmarticoAffiliates;

/// <summary>
/// What Windows PowerShell 5.1 needs of the process it runs in: .NET Framework keeps the settings of connections in
/// <see cref="ServicePointManager"/>, with defaults of another time. Newer run times don't read them there.
/// </summary>
internal static class DotNetFramework
{
    public static bool IsCurrent { get; } = RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    /// <summary>TLS 1.2 beside whatever the process allows; where the system decides, nothing is changed.</summary>
    public static void AllowTls12()
    {
#pragma warning disable CA5364, CA5386 // adds to what the process allows, and takes nothing away
        if (ServicePointManager.SecurityProtocol != (SecurityProtocolType)0 /* the system decides; netstandard2.0 has no name for it */)
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }
#pragma warning restore CA5364, CA5386
    }

    /// <summary>
    /// Connections to this host alone: more than two at once, and small bodies without a wait. To be called before each
    /// request, because a host's settings are forgotten when it was idle for a while.
    /// </summary>
    public static void Prepare(Uri uri, int connectionLimit)
    {
        ServicePoint host = ServicePointManager.FindServicePoint(uri);
        host.ConnectionLimit = Math.Max(host.ConnectionLimit, connectionLimit);

        // "Expect: 100-continue" costs a round trip, or 350 ms where the server does not know it; Nagle's algorithm up to 200.
        host.Expect100Continue = false;
        host.UseNagleAlgorithm = false;
    }
}
