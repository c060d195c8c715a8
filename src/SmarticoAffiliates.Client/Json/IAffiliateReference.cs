namespace SmarticoAffiliates;

/// <summary>Anything that belongs to an affiliate, or is one: what a piped object tells of whom it is about.</summary>
/// <remarks>Methods, because PowerShell shows and exports an interface's properties among the object's own.</remarks>
public interface IAffiliateReference
{
    /// <summary>The affiliate's id; null where the object belongs to no single affiliate.</summary>
    int? GetAffiliateId();

    /// <summary>The id of the deal it is about, or null.</summary>
    int? GetDealId();
}
