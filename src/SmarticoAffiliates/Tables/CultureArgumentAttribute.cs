using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Refuses a culture that nobody knows: .NET makes one of any word, which then has the dates and decimals of no country.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CultureArgumentAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is CultureInfo culture && !CultureInfo.GetCultures(CultureTypes.AllCultures).Any(c => c.Name.Equals(culture.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ValidationMetadataException($"There is no culture '{ScreenText.Of(culture.Name)}': write a language and a country, such as de-DE; Tab completes them.");
        }
    }
}
