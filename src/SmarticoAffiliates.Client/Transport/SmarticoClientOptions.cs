using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>How a <see cref="SmarticoClient"/> reaches its account. Read once, when the client is made.</summary>
public sealed class SmarticoClientOptions
{
    /// <summary>The vendor's default API address (S000); a deployment may have another, shown in BackOffice → Settings.</summary>
    public static readonly Uri DefaultBaseUri = new("https://boapi.smartico.ai/");

    /// <summary>
    /// Where the promo codes are. Undocumented: the seeds lost the sample calls, so this follows the pattern of the
    /// other resources; <see cref="PromoCodePath"/> overrides it.
    /// </summary>
    public const string DefaultPromoCodePath = "api/af2_promocodes_op";

    /// <summary>The base URL: https, or http to a loopback address only.</summary>
    public Uri BaseUri { get; init; } = DefaultBaseUri;

    /// <summary>The API key; null for a client that only makes public requests (registration).</summary>
    public string? ApiKey { get; init; }

    /// <summary>Whose key it is, where that is known already; else answers tell it.</summary>
    public KeyOwner KeyOwner { get; init; }

    /// <summary>The affiliate whose own key it is, where <see cref="KeyOwner"/> says so.</summary>
    public int? KeyAffiliateId { get; init; }

    /// <summary>The label of an account that has several, or null: the header <c>active_label_id</c> of every request with the key (FB).</summary>
    public int? LabelId { get; init; }

    /// <summary>The path of the promo codes below <see cref="BaseUri"/>.</summary>
    public string PromoCodePath { get; init; } = DefaultPromoCodePath;

    /// <summary>How long one attempt may take until its whole answer is read. Default 100 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a request is sent again after a transient failure. A refusal at the account's limit is none: it is waited for (<see cref="MaxThrottleWait"/>). Default 5.</summary>
    public int MaxRetryCount { get; init; } = 5;

    /// <summary>
    /// How long the account may refuse everything, without one success in between, before the requests that wait for it fail.
    /// A server that asks for a longer pause (<c>Retry-After</c>) is believed, and nothing waits for it. Default 15 minutes.
    /// </summary>
    public TimeSpan MaxThrottleWait { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The largest list or report that is read, in bytes after decompression. Default 64 MiB: a page of 1,000 affiliates has about 2 MiB.</summary>
    public int MaxResponseBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The largest answer to a write that is read, in bytes after decompression. Default 1 MiB: a record has a few KiB.</summary>
    public int MaxWriteResponseBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// The largest answer of any other read, in bytes after decompression: what is not known is held as a whole, which takes a
    /// multiple of it. Default 16 MiB.
    /// </summary>
    public int MaxUnknownResponseBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Names the caller to the server.</summary>
    public string UserAgent { get; init; } = "SmarticoAffiliates/" + typeof(SmarticoClientOptions).Assembly.GetName().Version?.ToString(3);

    /// <summary>Waits between attempts; tests replace it to see the delays instead of living through them.</summary>
    internal Func<TimeSpan, CancellationToken, Task> Delay { get; init; } = Task.Delay;

    /// <summary>The time; tests move it.</summary>
    internal Func<DateTimeOffset> Clock { get; init; } = () => DateTimeOffset.UtcNow;

    /// <summary>The clock by which requests wait for their turn; tests move it.</summary>
    internal IPaceClock PaceClock { get; init; } = new MonotonicClock();
}
