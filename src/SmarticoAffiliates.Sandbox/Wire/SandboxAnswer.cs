using System;
using System.Text;
using Newtonsoft.Json;

namespace SmarticoAffiliates.Sandbox;

/// <summary>What goes out, independent of the transport: in-process and Kestrel carry it each in their own way.</summary>
internal sealed record SandboxAnswer(int Status, string ContentType, byte[] Body)
{
    public static SandboxAnswer Reset { get; } = new(0, "", []) { Cut = Cut.BeforeAnswer };

    public int? RetryAfterSeconds { get; init; }

    public Uri? Location { get; init; }

    public Cut Cut { get; init; }

    /// <summary>The bytes that arrive before a <see cref="Cut.MidBody"/>.</summary>
    public int HalfLength => Body.Length / 2;

    public static SandboxAnswer OfText(int status, string? text, string contentType, TimeSpan? retryAfter = null)
        => new(status, contentType, Encoding.UTF8.GetBytes(text ?? ""))
        {
            RetryAfterSeconds = retryAfter is { } wait ? (int)Math.Ceiling(wait.TotalSeconds) : null,
        };

    public static SandboxAnswer Throttled(int status, TimeSpan? retryAfter = null)
        => OfText(status, JsonConvert.ToString(Refusals.TooManyRequests), "application/json", retryAfter);

    public SandboxAnswer CutMidBody() => Body.Length == 0 ? Reset : this with { Cut = Cut.MidBody };

    public SandboxAnswer KeepHalf()
    {
        var half = new byte[HalfLength];
        Array.Copy(Body, half, half.Length);
        return this with { Body = half };
    }
}

/// <summary>Where the connection ends too early.</summary>
internal enum Cut
{
    None,
    BeforeAnswer,
    MidBody,
}
