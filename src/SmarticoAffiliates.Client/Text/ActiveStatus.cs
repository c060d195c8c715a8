namespace SmarticoAffiliates;

/// <summary>Whether a promo code or a pixel works. On the wire a promo code's is a boolean and a pixel's 1 or 2 (S000).</summary>
public enum ActiveStatus
{
    /// <summary>Switched off.</summary>
    Inactive = 0,

    /// <summary>At work.</summary>
    Active = 1,
}
