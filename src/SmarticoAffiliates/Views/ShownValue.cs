using System;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>A date or a number with a text that does not depend on the machine: ISO 8601 in UTC, or invariant.</summary>
internal static class ShownValue
{
    /// <summary>The value; null for none.</summary>
    /// <param name="value">A date or a number.</param>
    /// <param name="isDay">Whether the day is all that a date at midnight tells.</param>
    public static PSObject? Of(object? value, bool isDay = false)
    {
        if (value is null)
        {
            return null;
        }

        var shown = new PSObject(value);
        shown.Members.Add(new InvariantToString((IFormattable)value, isDay));
        return shown;
    }

    /// <summary>A value without a text.</summary>
    public static PSObject Blank(object value)
    {
        var shown = new PSObject(value);
        shown.Members.Add(new InvariantToString(null, isDay: false));
        return shown;
    }

    /// <summary>Two overloads, so that PowerShell hands a format on: <c>'{0:N2}' -f $_.Balance</c>.</summary>
    private sealed class InvariantToString : PSMethodInfo
    {
        private readonly IFormattable? _value;
        private readonly bool _isDay;

        public InvariantToString(IFormattable? value, bool isDay)
        {
            _value = value;
            _isDay = isDay;
            SetMemberName(nameof(ToString));
        }

        public override Collection<string> OverloadDefinitions { get; } = new() { "string ToString()", "string ToString(string format, System.IFormatProvider provider)" };

        public override PSMemberTypes MemberType => PSMemberTypes.CodeMethod;

        public override string TypeNameOfValue => typeof(PSMethodInfo).FullName!;

        public override PSMemberInfo Copy() => new InvariantToString(_value, _isDay);

        public override object Invoke(params object[] arguments)
        {
            if (_value is null)
            {
                return string.Empty;
            }

            if (arguments.Length > 0 && arguments[0] is string { Length: > 0 } format)
            {
                return _value.ToString(format, arguments[arguments.Length - 1] as IFormatProvider);
            }

            return _value is DateTimeOffset date
                ? date.UtcDateTime.ToString(_isDay && date.UtcDateTime.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture)
                : _value.ToString(null, CultureInfo.InvariantCulture);
        }
    }
}
