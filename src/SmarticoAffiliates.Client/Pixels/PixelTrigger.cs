using System.ComponentModel;

namespace SmarticoAffiliates;

/// <summary>What sets a pixel off (S000: pixel_trigger_type_id).</summary>
public enum PixelTrigger
{
    /// <summary>A lead was created.</summary>
    [Description("A lead was created.")]
    LeadCreated = 1,

    /// <summary>A lead was qualified.</summary>
    [Description("A lead was qualified.")]
    LeadQualified = 2,

    /// <summary>A first deposit was made.</summary>
    [Description("A first deposit was made.")]
    FtdMade = 3,

    /// <summary>A first deposit was made that meets the qualifiers.</summary>
    [Description("A first deposit was made that meets the qualifiers.")]
    QualifiedFtdMade = 4,
}
