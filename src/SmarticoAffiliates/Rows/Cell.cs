using System;
using System.ComponentModel;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// What a parameter was given, unread: the cmdlet reads it, strictly, with all other cells of the row, so that one error
/// tells all that is wrong. Whatever is given becomes one; <typeparamref name="T"/> says what it is read as.
/// </summary>
/// <typeparam name="T">The values that are meant.</typeparam>
[TypeConverter(typeof(CellConverter))]
public sealed class Cell<T> : ICell
{
    internal Cell(object? raw) => Raw = raw;

    /// <summary>What was given.</summary>
    public object? Raw { get; }

    /// <summary>What was given, as text.</summary>
    public override string ToString() => Raw?.ToString() ?? string.Empty;
}

/// <summary>Any <see cref="Cell{T}"/>.</summary>
internal interface ICell
{
    object? Raw { get; }
}

/// <summary>Makes a <see cref="Cell{T}"/> of anything; of a secret without keeping it in clear.</summary>
public sealed class CellConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => true;

    /// <inheritdoc/>
    public override object? ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        object? raw = sourceValue is ICell cell ? cell.Raw : sourceValue;
        if (destinationType == typeof(Cell<System.Security.SecureString>) && CellValue.Plain(raw) is string text)
        {
            raw = Secrets.Conceal(text);
        }

        return Activator.CreateInstance(destinationType, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic, null, new[] { raw }, null);
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
        => throw new NotSupportedException();
}
