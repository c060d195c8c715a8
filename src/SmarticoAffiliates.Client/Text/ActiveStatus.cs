using System.ComponentModel;

namespace SmarticoAffiliates;

/// <summary>Whether a promo code or a pixel works. On the wire a promo code's is a boolean and a pixel's 1 or 2 (S000).</summary>
public enum ActiveStatus
{
    /// <summary>Switched off: false for a promo code, 2 for a pixel.</summary>
    [Description("Switched off: false for a promo code, 2 for a pixel.")]
    Inactive = 0,

    /// <summary>At work: true for a promo code, 1 for a pixel.</summary>
    [Description("At work: true for a promo code, 1 for a pixel.")]
    Active = 1,
}
