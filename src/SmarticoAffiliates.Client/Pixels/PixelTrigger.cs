namespace SmarticoAffiliates;

/// <summary>What sets a pixel off (S000: pixel_trigger_type_id).</summary>
public enum PixelTrigger
{
    /// <summary>A lead was created.</summary>
    LeadCreated = 1,

    /// <summary>A lead was qualified.</summary>
    LeadQualified = 2,

    /// <summary>A first deposit was made.</summary>
    FtdMade = 3,

    /// <summary>A first deposit was made that meets the qualifiers.</summary>
    QualifiedFtdMade = 4,
}
