namespace SmarticoAffiliates;

/// <summary>Where an affiliate stands (S001: aff_status_id). A number that is not in the list stays that number.</summary>
[AlsoSeen(6, 7)] // field: in use on live accounts, without a name in any document
public enum AffiliateStatus
{
    /// <summary>Registered, not yet decided on.</summary>
    Pending = 1,

    /// <summary>At work.</summary>
    Approved = 2,

    /// <summary>Turned down.</summary>
    Declined = 3,

    /// <summary>Stopped for now.</summary>
    Suspended = 4,

    /// <summary>May look, and earns nothing.</summary>
    ViewOnly = 5,
}
