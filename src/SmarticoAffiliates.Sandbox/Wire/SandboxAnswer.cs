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

    public string? ContentRange { get; init; }

    public Cut Cut { get; init; }

    /// <summary>The bytes that arrive before a <see cref="Cut.MidBody"/>.</summary>
    public int HalfLength => Body.Length / 2;

    public static SandboxAnswer OfText(int status, string? text, string contentType, TimeSpan? retryAfter = null)
        => new(status, contentType, Encoding.UTF8.GetBytes(text ?? ""))
        {
            RetryAfterSeconds = retryAfter is { } wait ? (int)Math.Ceiling(wait.TotalSeconds) : null,
        };

    public static SandboxAnswer Throttled(int status, SandboxThrottleAnswer form = default, TimeSpan? retryAfter = null)
    {
        string words = JsonConvert.ToString(Refusals.TooManyRequests);
        string text = form switch
        {
            SandboxThrottleAnswer.Message => "{\"message\":" + words + "}",
            SandboxThrottleAnswer.ErrCode => "{\"errCode\":3}",
            SandboxThrottleAnswer.ErrCodeMessage => "{\"errCode\":3,\"message\":" + words + "}",
            SandboxThrottleAnswer.LabelRefusal => "{\"errCode\":3,\"message\":\"" + Refusals.LabelNotAllowed + "\"}",
            SandboxThrottleAnswer.EmptyList => "[]",
            SandboxThrottleAnswer.EmptyData => "{\"data\":[]}",
            SandboxThrottleAnswer.Nothing => "",
            SandboxThrottleAnswer.Html => "<!DOCTYPE html>\n<html><head><title>Slow down</title></head><body><p>" + Refusals.TooManyRequests + "</p></body></html>\n",
            _ => words,
        };
        return OfText(status, text, form == SandboxThrottleAnswer.Html ? "text/html; charset=utf-8" : "application/json", retryAfter);
    }

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
