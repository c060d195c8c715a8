using System;
using System.Collections.Generic;

namespace SmarticoAffiliates.Sandbox;

/// <summary>How a <see cref="SmarticoSandbox"/> behaves where the vendor's documents disagree or are silent, and how much it holds.</summary>
public sealed class SandboxOptions
{
    /// <summary>The number of affiliates to start with, at least 10 (the ids the documents name are always there).</summary>
    public int AffiliateCount { get; init; } = 300;

    /// <summary>The number of promo codes to start with, at least 1 (the documents' promo code 150 is always there).</summary>
    public int PromoCodeCount { get; init; } = 240;

    /// <summary>
    /// The records to start with, such as those of an account; <see langword="null"/> for invented ones. Read once, when the sandbox is made;
    /// then <see cref="AffiliateCount"/> and <see cref="PromoCodeCount"/> say nothing.
    /// </summary>
    public IEnumerable<SandboxRecord>? Records { get; init; }

    /// <summary>The most records one list answers: 999 in S000, 1000 in S001.</summary>
    public int PageCap { get; init; } = 1000;

    /// <summary>Whether the upper bound of <c>range=[from,to]</c> belongs to the page: yes in S000 (<c>[1000,1999]</c>), no in S001 (<c>[1000,2000]</c>).</summary>
    public bool RangeIsInclusive { get; init; } = true;

    /// <summary>Whether <c>range</c> is passed over, so that the whole list comes at once (seen in the field).</summary>
    public bool IgnoresRange { get; init; }

    /// <summary>Whether lists tell in <c>Content-Range</c> how many records they have in all (seen in the field).</summary>
    public bool TellsListTotals { get; init; }

    /// <summary>The operator's key, expected as the raw value of the <c>authorization</c> header (S000…S003).</summary>
    public string ApiKey { get; init; } = "sandbox-operator-key";

    /// <summary>An affiliate's key: operator resources answer it with the permission refusal (undocumented: seen in the field).</summary>
    public string AffiliateApiKey { get; init; } = "sandbox-affiliate-key";

    /// <summary>The affiliate whose key <see cref="AffiliateApiKey"/> is: resources that end in <c>_af</c> are about it (seen in the field).</summary>
    public int AffiliateApiKeyOwner { get; init; } = 35425;

    /// <summary>The one hostname that registrations must name exactly (S004).</summary>
    public string RegistrationHostname { get; init; } = "aff.sandbox.smartico.invalid";

    /// <summary>The time each answer takes. Requests wait independently of each other.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// The requests allowed within any second; <see langword="null"/> allows all. A request over the limit is not acted upon and does not count
    /// (undocumented: that there is such a limit, and its words, are seen in the field). <see cref="SmarticoSandbox.Limits"/> knows other kinds. Measured on the machine's monotonic clock, not on <see cref="Clock"/>.
    /// </summary>
    public int? RequestsPerSecond { get; init; }

    /// <summary>The path of the promo-code resource (undocumented: S000 lost its sample calls).</summary>
    public string PromoCodePath { get; init; } = "/api/af2_promocodes_op";

    /// <summary>The source of the time written into created and changed records; by default the machine's, in UTC. Called from several threads at once.</summary>
    public Func<DateTimeOffset>? Clock { get; init; }

    /// <summary>The HTTP status of a request over the limit: 429, 291, 200 and others are seen in the field.</summary>
    public int ThrottleStatus { get; init; } = 429;

    /// <summary>What stands in the answer to a request over the limit (seen in the field in every form).</summary>
    public SandboxThrottleAnswer ThrottleAnswer { get; init; }

    /// <summary>The most rows that a media report answers at once (field: 100,000).</summary>
    public int ReportCap { get; init; } = 100_000;

    /// <summary>Whether a media report holds as many rows as it may whatever limit is asked for (seen in the field).</summary>
    public bool IgnoresReportLimit { get; init; }

    /// <summary>Whether a media report begins with its first row whatever offset is asked for (seen in the field).</summary>
    public bool IgnoresReportOffset { get; init; }

    /// <summary>How long a created record is missing in lists, measured on <see cref="Clock"/> (undocumented: seen in the field). Reads by id have it at once.</summary>
    public TimeSpan ListLag { get; init; }

    /// <summary>What is made of the values of creates before they are kept (undocumented).</summary>
    public SandboxNormalization Normalization { get; init; }

    /// <summary>What POST and PUT answer (undocumented).</summary>
    public SandboxWriteAnswer WriteAnswer { get; init; }

    /// <summary>The form in which refusals are told (undocumented).</summary>
    public SandboxErrorEnvelope ErrorEnvelope { get; init; }

    /// <summary>The HTTP status of a refusal by the API's rules (undocumented); may be 200. 401, 404 and 405 keep their own status.</summary>
    public int RefusalStatus { get; init; } = 400;

    /// <summary>The code of a refusal, in the envelopes that have one (undocumented which there are; not 0).</summary>
    public int RefusalCode { get; init; } = 5;

    /// <summary>The form of lists: bare arrays in S000, S001 and S003.</summary>
    public SandboxListEnvelope ListEnvelope { get; init; }
}
