using System;
using System.Diagnostics.CodeAnalysis;

namespace SmarticoAffiliates;

/// <summary>
/// A field of a request that may be absent, null or a value. Absent fields are not sent; null clears the field on the server.
/// </summary>
/// <typeparam name="T">The value's type; nullable where the field can be cleared.</typeparam>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The constructor is the named alternate.")]
public readonly struct Optional<T> : IOptional, IEquatable<Optional<T>>
{
    private readonly T _value;

    /// <summary>A given value.</summary>
    public Optional(T value)
    {
        _value = value;
        IsGiven = true;
    }

    /// <summary>Whether there is anything to send.</summary>
    public bool IsGiven { get; }

    /// <summary>The value; the type's default where none was given.</summary>
    public T Value => _value;

    object? IOptional.Value => _value;

    /// <summary>A given value.</summary>
    public static implicit operator Optional<T>(T value) => new(value);

    /// <summary>Whether both are absent, or both given and of the same value.</summary>
    public static bool operator ==(Optional<T> left, Optional<T> right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Optional<T> left, Optional<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Optional<T> other) => IsGiven == other.IsGiven && Equals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Optional<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsGiven ? _value?.GetHashCode() ?? 1 : 0;

    /// <inheritdoc/>
    public override string ToString() => IsGiven ? _value?.ToString() ?? string.Empty : string.Empty;
}

/// <summary>Any <see cref="Optional{T}"/>.</summary>
internal interface IOptional
{
    bool IsGiven { get; }

    object? Value { get; }
}

/// <summary>What can be done with an <see cref="Optional{T}"/> of values.</summary>
internal static class OptionalExtensions
{
    /// <summary>The same, or the fallback where nothing was given and the fallback is something.</summary>
    public static Optional<T> Or<T>(this Optional<T> optional, T? fallback)
        where T : struct
        => optional.IsGiven || fallback is null ? optional : new Optional<T>(fallback.Value);
}
