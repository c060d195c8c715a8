using System;
using System.Globalization;

namespace SmarticoAffiliates.Commands;

/// <summary>A point in time, UTC, or a whole day.</summary>
internal readonly struct PageDay : IEquatable<PageDay>
{
    private readonly bool _isDay;

    public PageDay(DateTime utc, bool isDay)
    {
        Utc = utc;
        _isDay = isDay;
    }

    /// <summary>The point in time.</summary>
    public DateTime Utc { get; }

    /// <summary>The day it is in.</summary>
    public DateTime Day => Utc.Date;

    public bool Equals(PageDay other) => Utc == other.Utc;

    public override bool Equals(object? obj) => obj is PageDay other && Equals(other);

    public override int GetHashCode() => Utc.GetHashCode();

    /// <summary>The day, or the time to the milliseconds that it has.</summary>
    public override string ToString() => Utc.ToString(_isDay ? "yyyy-MM-dd" : Utc.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
