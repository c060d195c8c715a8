namespace SmarticoAffiliates;

/// <summary>
/// What a media report can be grouped by (P, field). On the wire a dimension is its name in snake case, see
/// <see cref="ReportDimensions"/>; the numbers are this library's own.
/// </summary>
public enum ReportDimension
{
    /// <summary>The affiliate.</summary>
    AffiliateId = 1,

    /// <summary>The brand.</summary>
    BrandId,

    /// <summary>The campaign.</summary>
    CampaignId,

    /// <summary>The day (field).</summary>
    Day,

    /// <summary>The root of the deals that paid.</summary>
    DealRootOriginalId,

    /// <summary>The destination link.</summary>
    LinkId,

    /// <summary>The source.</summary>
    SourceId,

    /// <summary>The player, by the operator's own id (P: the key needs the permission for the report on registrations).</summary>
    ExtCustomerId,

    /// <summary>The player's registration (P: the key needs the permission for the report on registrations).</summary>
    RegistrationId,

    /// <summary>The player's name (P: the key needs the permission for the report on registrations).</summary>
    Username,

    /// <summary>The link's utm_campaign.</summary>
    UtmCampaign,

    /// <summary>The link's utm_medium.</summary>
    UtmMedium,

    /// <summary>The link's utm_source.</summary>
    UtmSource,

    /// <summary>The affiliate's own parameter of the link.</summary>
    Afp,

    /// <summary>The affiliate's first further parameter.</summary>
    Afp1,

    /// <summary>The second one.</summary>
    Afp2,

    /// <summary>The third one.</summary>
    Afp3,

    /// <summary>The fourth one.</summary>
    Afp4,

    /// <summary>The fifth one.</summary>
    Afp5,

    /// <summary>The sixth one.</summary>
    Afp6,

    /// <summary>The seventh one.</summary>
    Afp7,

    /// <summary>The eighth one.</summary>
    Afp8,

    /// <summary>The ninth one.</summary>
    Afp9,

    /// <summary>The brand, by its name (field).</summary>
    BrandName,

    /// <summary>The campaign, by its name (field).</summary>
    CampaignName,
}
