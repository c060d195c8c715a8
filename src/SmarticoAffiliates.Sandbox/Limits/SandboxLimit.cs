using System;

namespace SmarticoAffiliates.Sandbox;

/// <summary>
/// A limit of the account, as they are seen in the field. A request that it refuses is not acted upon. Make one by the methods of this
/// class, and add it to <see cref="SandboxLimits"/>; each belongs to one sandbox.
/// </summary>
public abstract class SandboxLimit
{
    private protected SandboxLimit()
    {
    }

    /// <summary>So many a second, of which unused ones are kept up to a number. Refused requests take none.</summary>
    /// <param name="perSecond">How many come back in a second; more than 0, such as 0.1.</param>
    /// <param name="capacity">How many are kept at most, and are there in the beginning; at least 1.</param>
    /// <returns>The limit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number makes no sense.</exception>
    public static SandboxLimit Bucket(double perSecond, double capacity = 1)
        => new BucketLimit(
            perSecond > 0 ? perSecond : throw Wrong(nameof(perSecond)),
            capacity >= 1 ? capacity : throw Wrong(nameof(capacity)));

    /// <summary>So many within any time of a length. Refused requests do not count.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="period">The length.</param>
    /// <returns>The limit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number makes no sense.</exception>
    public static SandboxLimit Window(int count, TimeSpan period)
        => new WindowLimit(count > 0 ? count : throw Wrong(nameof(count)), period.Ticks > 0 ? period : throw Wrong(nameof(period)));

    /// <summary>So many within each minute, hour, or other period, which begins whatever was sent before. Refused requests do not count.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="period">The period.</param>
    /// <returns>The limit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number makes no sense.</exception>
    public static SandboxLimit FixedWindow(int count, TimeSpan period)
        => new FixedWindowLimit(count > 0 ? count : throw Wrong(nameof(count)), period.Ticks > 0 ? period : throw Wrong(nameof(period)));

    /// <summary>So many at once.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="penalty">For how long one too many closes the account to everybody; zero: it is refused itself, and no more.</param>
    /// <returns>The limit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number makes no sense.</exception>
    public static SandboxLimit AtOnce(int count, TimeSpan penalty = default)
        => new AtOnceLimit(count > 0 ? count : throw Wrong(nameof(count)), penalty.Ticks >= 0 ? penalty : throw Wrong(nameof(penalty)));

    /// <summary>The same, but each refusal closes the account to everybody, from then on.</summary>
    /// <param name="length">For how long.</param>
    /// <param name="adds">Whether a refusal during the ban makes it longer by its whole length; otherwise it begins anew.</param>
    /// <returns>The limit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length makes no sense.</exception>
    public SandboxLimit WithBan(TimeSpan length, bool adds = false)
        => new BanLimit(this, length.Ticks > 0 ? length : throw Wrong(nameof(length)), adds);

    /// <summary>Lets a request in, or not.</summary>
    /// <param name="now">The time since some moment.</param>
    /// <param name="atOnce">How many are under way with this one.</param>
    internal abstract bool Admits(TimeSpan now, int atOnce);

    private static ArgumentOutOfRangeException Wrong(string name) => new(name, "It is too small.");
}
