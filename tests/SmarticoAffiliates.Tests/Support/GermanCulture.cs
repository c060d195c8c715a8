using System.Globalization;
using System.Runtime.CompilerServices;

namespace SmarticoAffiliates.Tests;

/// <summary>All tests run under a culture with decimal commas and dotted dates: whatever depends on the culture fails here.</summary>
internal static class GermanCulture
{
#pragma warning disable CA2255 // a module initializer is what sets the culture before any test thread starts
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Use()
    {
        var german = CultureInfo.GetCultureInfo("de-DE");
        CultureInfo.DefaultThreadCurrentCulture = german;
        CultureInfo.DefaultThreadCurrentUICulture = german;
        CultureInfo.CurrentCulture = german;
        CultureInfo.CurrentUICulture = german;
    }
}
