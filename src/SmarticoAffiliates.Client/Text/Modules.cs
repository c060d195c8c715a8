namespace SmarticoAffiliates;

/// <summary>What files that this module writes tell of it.</summary>
internal static class Modules
{
    /// <summary>The module's version.</summary>
    public static string Version { get; } = typeof(Modules).Assembly.GetName().Version?.ToString(3) ?? "0";
}
