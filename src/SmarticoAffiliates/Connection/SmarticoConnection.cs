using System;
using SmarticoAffiliates.Commands;
using SmarticoAffiliates.Sandbox;

namespace SmarticoAffiliates;

/// <summary>A connection to one Smartico account. It can be shared by runspaces (<c>-Connection $using:connection</c>) and shows no key.</summary>
public sealed class SmarticoConnection
{
    /// <summary>How many rows a cmdlet has under way at once where nothing else is said: the live account refuses more than about five (undocumented: seen in the field).</summary>
    internal const int DefaultThrottleLimit = 4;

    internal SmarticoConnection(SmarticoClient client, SmarticoClientOptions options, int throttleLimit, string? registrationHostname, SmarticoSandbox? sandbox)
    {
        Client = client;
        Completion = new CompletionCache(isHeldBack: () => client.Pace.HeldBackFor is not null);
        Uri = client.BaseUri;
        ThrottleLimit = throttleLimit;
        TimeoutSec = (int)options.Timeout.TotalSeconds;
        MaxRetryCount = options.MaxRetryCount;
        MaxThrottleWaitSec = (int)options.MaxThrottleWait.TotalSeconds;
        PromoCodePath = options.PromoCodePath;
        LabelId = options.LabelId;
        RegistrationHostname = registrationHostname;
        Sandbox = sandbox;
        ConnectedAt = DateTimeOffset.UtcNow;
    }

    /// <summary>The API's address.</summary>
    public Uri Uri { get; }

    /// <summary>Whether this is the in-process stand-in and not an account.</summary>
    public bool IsSandbox => Sandbox is not null;

    /// <summary>Whose key it is; Unknown until an answer has told it.</summary>
    public KeyOwner KeyOwner => Client.KeyOwner;

    /// <summary>The affiliate whose own key it is, or null.</summary>
    public int? AffiliateId => Client.KeyAffiliateId;

    /// <summary>How many rows a cmdlet has under way at once, unless its own -ThrottleLimit says otherwise.</summary>
    public int ThrottleLimit { get; }

    /// <summary>How long one attempt may take, in seconds.</summary>
    public int TimeoutSec { get; }

    /// <summary>How often a request is sent again after a transient failure.</summary>
    public int MaxRetryCount { get; }

    /// <summary>The name by which -Connection finds it, or null.</summary>
    public string? Name { get; init; }

    /// <summary>The label of an account that has several, or null.</summary>
    public int? LabelId { get; }

    /// <summary>How long the account may refuse everything, without one success in between, before rows fail, in seconds.</summary>
    public int MaxThrottleWaitSec { get; }

    /// <summary>Requests a second that the account seems to allow; null where nothing shows that there is such a limit.</summary>
    public double? LearnedRequestsPerSecond => Client.Pace.RequestsPerSecond is { } rate ? Math.Round(rate, 3) : null;

    /// <summary>Requests at once that the account seems to allow; null where nothing shows that there is such a limit.</summary>
    public int? LearnedConcurrency => Client.Pace.Concurrency;

    /// <summary>Since when the account has held this connection back, UTC; null where it does not.</summary>
    public DateTimeOffset? HeldBackSince => Client.Pace.HeldBackFor is { } time ? DateTimeOffset.UtcNow - time : null;

    /// <summary>The path of the promo codes below <see cref="Uri"/>.</summary>
    public string PromoCodePath { get; }

    /// <summary>The hostname under which the operator's affiliates register, or null.</summary>
    public string? RegistrationHostname { get; }

    /// <summary>When the connection was made, UTC.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>The sandbox, which tells what was sent to it; null for an account.</summary>
    public SmarticoSandbox? Sandbox { get; }

    internal SmarticoClient Client { get; }

    /// <summary>What the account offers at the prompt.</summary>
    internal CompletionCache Completion { get; }

    /// <summary>A connection that only the public endpoints answer, as it is made by default.</summary>
    /// <exception cref="SmarticoException">The address is not allowed (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    internal static SmarticoConnection WithoutKey(Uri uri)
    {
        var options = new SmarticoClientOptions { BaseUri = uri };
        return new SmarticoConnection(new SmarticoClient(options), options, DefaultThrottleLimit, registrationHostname: null, sandbox: null);
    }

    /// <summary>What -WhatIf and -Confirm call the account: its name, or the host; null for a rehearsal without a name.</summary>
    internal string? Account => Name ?? (IsSandbox ? null : LabelId is null ? Uri.Host : FormattableString.Invariant($"{Uri.Host}, label {LabelId}"));

    /// <summary>The address.</summary>
    public override string ToString() => IsSandbox ? "Smartico sandbox" : Uri.ToString();
}
