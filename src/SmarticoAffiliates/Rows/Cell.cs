using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.Management.Automation;
using System.Security;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// What a parameter was given, unread: the cmdlet reads it, strictly, with all other cells of the row, so that one error
/// tells all that is wrong. Whatever is given becomes one; <typeparamref name="T"/> says what it is read as.
/// </summary>
/// <typeparam name="T">The values that are meant.</typeparam>
[TypeConverter(typeof(CellConverter))]
public sealed class Cell<T> : ICell, IEnumerable<object>
{
    private static readonly string s_name = CellName.Of(typeof(T));

    internal Cell(object? raw) => Raw = raw;

    /// <summary>What was given.</summary>
    public object? Raw { get; }

    /// <summary>What was given, as text.</summary>
    public override string ToString() => Raw?.ToString() ?? string.Empty;

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<object>)this).GetEnumerator();

    // PSTypeName tells the syntax what is meant, and PowerShell's binder holds it against each element of what has some. A name
    // that the cell itself were given would be an entry in a table, which outlives it; the element brings its own.
    IEnumerator<object> IEnumerable<object>.GetEnumerator()
    {
        yield return new CellElement(s_name, ToString());
    }
}

/// <summary>How the syntax names the values of a cell: as PowerShell names their type.</summary>
internal static class CellName
{
    private static readonly Dictionary<Type, string> s_names = new()
    {
        [typeof(int)] = "int",
        [typeof(string)] = "string",
        [typeof(decimal)] = "decimal",
        [typeof(bool)] = "bool",
        [typeof(object)] = "object",
        [typeof(Hashtable)] = "hashtable",
        [typeof(SecureString)] = "securestring",
        [typeof(DateTimeOffset)] = "DateTimeOffset",
    };

    public static string Of(Type type)
        => type.IsArray ? Of(type.GetElementType()!) + "[]" : s_names.TryGetValue(type, out string? name) ? name : type.FullName!;
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
        if (destinationType == typeof(Cell<SecureString>) && CellValue.Plain(raw) is string text)
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
