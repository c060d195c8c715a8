using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Time-outs, cancellation and the number of requests under way.</summary>
public sealed class WaitingTests
{
    private static readonly TimeSpan s_stall = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Time_out_is_a_failure_that_says_how_long_it_waited()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        host.Sandbox.Faults.Enqueue(SandboxFault.Stall(s_stall));

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(
            () => TestClient.Over(host.BaseUri, maxRetryCount: 0, timeout: s_short).Affiliates.List().ReadPageAsync());

        Assert.Equal(SmarticoErrorKind.Timeout, failure.Kind);
        Assert.Contains("0.3 s", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.StatusCode);
    }

    [Fact]
    public async Task Read_that_timed_out_is_made_again()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        host.Sandbox.Faults.Enqueue(SandboxFault.Stall(s_stall));

        PromoCode code = await TestClient.Over(host.BaseUri, timeout: TimeSpan.FromSeconds(2)).PromoCodes.GetAsync(Samples.PromoCodeId);

        Assert.Equal(Samples.PromoCodeId, code.PromoCodeId);
        Assert.Equal(2, host.Sandbox.GetRequests().Count);
    }

    [Fact]
    public async Task Time_out_holds_for_the_body_too()
    {
        var server = new StubHandler(_ => new System.Net.Http.HttpResponseMessage { Content = new System.Net.Http.StreamContent(new NeverEndingStream()) });

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(
            () => TestClient.Over(server, maxRetryCount: 0, timeout: s_short).Affiliates.List().ReadPageAsync());

        Assert.Equal(SmarticoErrorKind.Timeout, failure.Kind);
    }

    [Fact]
    public async Task Cancellation_of_a_request_is_no_failure_and_is_not_retried()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        host.Sandbox.Faults.Chooser = _ => SandboxFault.Stall(s_stall);
        var delays = new Delays();
        using var cancel = new CancellationTokenSource(s_short);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TestClient.Over(host.BaseUri, delays: delays).PromoCodes.CreateAsync(Samples.Create("A"), cancellationToken: cancel.Token));

        Assert.Empty(delays.Asked);
    }

    [Fact]
    public async Task Cancellation_that_surfaces_as_a_broken_connection_is_still_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        var server = new StubHandler(_ =>
        {
            cancel.Cancel();
            throw new System.Net.Http.HttpRequestException("The connection was aborted.");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TestClient.Over(server).PromoCodes.CreateAsync(Samples.Create("A"), cancellationToken: cancel.Token));

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancellation_is_no_time_out_and_no_failure_of_the_connection_where_nothing_is_retried(bool isBroken)
    {
        using var cancel = new CancellationTokenSource();
        var server = new StubHandler((_, token) =>
        {
            cancel.Cancel();
            token.ThrowIfCancellationRequested();
            throw new InvalidOperationException("Nothing was cancelled.");
        });
        var broken = new StubHandler(_ =>
        {
            cancel.Cancel();
            throw new System.Net.Http.HttpRequestException("The connection was aborted.");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => TestClient.Over(isBroken ? broken : server, maxRetryCount: 0).PromoCodes.GetAsync(Samples.PromoCodeId, cancel.Token));
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_before_a_retry()
    {
        using var cancel = new CancellationTokenSource();
        StubHandler server = StubHandler.Always(503, "");
        var options = new SmarticoClientOptions
        {
            BaseUri = new Uri("https://api.test/"),
            ApiKey = TestClient.Key,
            Delay = (_, token) =>
            {
                cancel.Cancel();
                return Task.Delay(s_stall, token);
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new SmarticoClient(options, server).Affiliates.List().ReadPageAsync(cancel.Token)).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Request_that_is_refused_for_itself_waits_no_longer_than_anybody_is_to_wait()
    {
        var server = new StubHandler(r => r.Uri.AbsolutePath.EndsWith("/150", StringComparison.Ordinal)
            ? StubHandler.Answer(200, """{"id":150,"promocode":"A"}""")
            : StubHandler.Answer(429, ""));
        var delays = new Delays();
        var client = new SmarticoClient(
            new SmarticoClientOptions { BaseUri = new Uri("https://api.test/"), ApiKey = TestClient.Key, MaxThrottleWait = TimeSpan.FromMinutes(2), Delay = delays.WaitAsync, PaceClock = delays.Pace },
            server);

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.WithLog(new OthersGetThrough(client)).Affiliates.List().ReadPageAsync());

        Assert.Equal((SmarticoErrorKind.Throttled, 429), (failure.Kind, failure.StatusCode));
        Assert.InRange(delays.Asked.Sum(d => d.TotalSeconds), 60, 120);
    }

    [Fact]
    public async Task Requests_overlap_over_real_connections()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        int now = 0;
        int most = 0;
        using var all = new CountdownEvent(4);
        host.Sandbox.Faults.Chooser = _ =>
        {
            // Called while the request is under way: the fourth must arrive while three others wait here.
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            if (all.CurrentCount > 0)
            {
                all.Signal();
            }

            all.Wait(TimeSpan.FromSeconds(10));
            Interlocked.Decrement(ref now);
            return null;
        };
        SmarticoClient client = TestClient.Over(host.BaseUri);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => client.PromoCodes.GetAsync(Samples.PromoCodeId))));

        Assert.Equal(4, most);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref target)) && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
            // Another thread was quicker: look again.
        }
    }

    /// <summary>After each refusal another request of the account is taken in.</summary>
    private sealed class OthersGetThrough(SmarticoClient others) : ISmarticoLog
    {
        public bool WantsDebug => false;

        public void Warning(string message)
        {
        }

        public void Verbose(string message)
        {
            if (message.Contains("when its turn comes", StringComparison.Ordinal))
            {
                others.PromoCodes.GetAsync(Samples.PromoCodeId).GetAwaiter().GetResult();
            }
        }

        public void Debug(string message)
        {
        }
    }

    /// <summary>Gives one blank, then nothing until it is cancelled.</summary>
    private sealed class NeverEndingStream : System.IO.MemoryStream
    {
        private bool _given;

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            if (!_given)
            {
                _given = true;
                buffer[offset] = (byte)' ';
                return 1;
            }

            await Task.Delay(s_stall, cancellationToken);
            return 0;
        }
    }
}
