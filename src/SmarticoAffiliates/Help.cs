namespace SmarticoAffiliates.Commands;

/// <summary>Where the pages of the help are, for <c>Get-Help -Online</c>.</summary>
internal static class Help
{
    /// <summary>The folder of the pages; a cmdlet's is named after it.</summary>
    public const string Pages = "https://github.com/SmarticoAffiliates/SmarticoAffiliates/blob/main/docs/en-US/";
}
