using System.ComponentModel;

namespace SmarticoAffiliates;

/// <summary>A part of an account that a snapshot holds, in the order in which they are read.</summary>
public enum SnapshotPart
{
    /// <summary>All affiliates, without their balances.</summary>
    [Description("affiliates, read in pages")]
    Affiliates,

    /// <summary>All promo codes.</summary>
    [Description("promo codes, read in pages")]
    PromoCodes,

    /// <summary>All destination links.</summary>
    [Description("destination links, read at once")]
    Links,

    /// <summary>All deals and sub-deals: one request an affiliate.</summary>
    [Description("deals and sub-deals, one request an affiliate")]
    Deals,

    /// <summary>All pixel definitions: one request an affiliate.</summary>
    [Description("pixel definitions, one request an affiliate")]
    Pixels,
}
