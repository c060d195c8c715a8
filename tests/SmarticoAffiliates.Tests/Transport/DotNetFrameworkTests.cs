using System;
using System.Net;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The settings that only .NET Framework reads; newer run times keep them all the same, which is enough to see them set.</summary>
public sealed class DotNetFrameworkTests
{
    [Fact]
    public void Connections_to_the_host_are_many_and_small_bodies_go_at_once()
    {
        var uri = new Uri("https://framework.test/api/af2_aff_op?x=1");
        DotNetFramework.Prepare(uri, 256);

#pragma warning disable SYSLIB0014 // what is obsolete here is what counts there
        ServicePoint host = ServicePointManager.FindServicePoint(uri);
#pragma warning restore SYSLIB0014
        Assert.Equal((256, false, false), (host.ConnectionLimit, host.Expect100Continue, host.UseNagleAlgorithm));

        // What somebody else set higher stays.
        host.ConnectionLimit = 1000;
        DotNetFramework.Prepare(uri, 256);
        Assert.Equal(1000, host.ConnectionLimit);
    }

    [Fact]
    public void Nothing_is_done_here() => Assert.False(DotNetFramework.IsCurrent);

    [Fact]
    public void Tls_12_is_added_to_older_versions_and_the_systems_choice_is_left_alone()
    {
#pragma warning disable SYSLIB0014, CA5386, CA5397, CS0618, CA5364 // what is obsolete here is what counts there
        SecurityProtocolType before = ServicePointManager.SecurityProtocol;
        try
        {
            ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls;
            DotNetFramework.AllowTls12();
            Assert.Equal(SecurityProtocolType.Tls | SecurityProtocolType.Tls12, ServicePointManager.SecurityProtocol);

            ServicePointManager.SecurityProtocol = SecurityProtocolType.SystemDefault;
            DotNetFramework.AllowTls12();
            Assert.Equal(SecurityProtocolType.SystemDefault, ServicePointManager.SecurityProtocol);
        }
        finally
        {
            ServicePointManager.SecurityProtocol = before;
        }
#pragma warning restore SYSLIB0014, CA5386, CA5397, CS0618, CA5364
    }
}
