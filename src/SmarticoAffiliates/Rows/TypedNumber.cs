using System;
using System.Globalization;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// A number that was typed on the command line as something else than its plain digits: <c>007</c>, <c>0x10</c>, <c>1kb</c>.
/// PowerShell makes a number of it, but keeps what was typed: that is what is meant, and what is read.
/// </summary>
internal static class TypedNumber
{
    /// <summary>What was typed where it is not how the number is written; else the value.</summary>
    public static object? Of(PSObject wrapped)
    {
        object value = wrapped.BaseObject;
        if (value is not (int or long or decimal or double or ulong or uint or System.Numerics.BigInteger))
        {
            return value;
        }

        var typed = (string?)LanguagePrimitives.ConvertTo(wrapped, typeof(string), CultureInfo.InvariantCulture);
        bool isPlain = typed is null || typed == Convert.ToString(value, CultureInfo.InvariantCulture)
            || (value is double number && typed == number.ToString("R", CultureInfo.InvariantCulture));
        return isPlain ? value : typed;
    }
}
