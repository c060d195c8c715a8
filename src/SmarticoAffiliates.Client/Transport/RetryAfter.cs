using System;
using System.Net.Http;
using System.Net.Http.Headers;

namespace SmarticoAffiliates;

/// <summary>What a server asks for in <c>Retry-After</c>.</summary>
internal static class RetryAfter
{
    /// <summary>Nothing that asks for more is waited for, so more need not be told apart; and no clock overflows.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(365);

    /// <summary>Seconds, or a date, which is measured by the server's own clock where it tells it; null where there is none that can be read.</summary>
    public static TimeSpan? Of(HttpResponseMessage response)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        TimeSpan? wait = header?.Delta
            ?? (header?.Date is { } date ? date - (response.Headers.Date ?? DateTimeOffset.UtcNow) : null);
        return wait is not { } span ? null
            : span < TimeSpan.Zero ? TimeSpan.Zero
            : span > s_longest ? s_longest
            : span;
    }
}
