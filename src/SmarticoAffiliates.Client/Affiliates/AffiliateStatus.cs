using System.ComponentModel;

namespace SmarticoAffiliates;

/// <summary>Where an affiliate stands (S001: aff_status_id). A number that is not in the list stays that number.</summary>
[AlsoSeen(6, 7)] // field: in use on live accounts, without a name in any document
public enum AffiliateStatus
{
    /// <summary>Registered, not yet decided on.</summary>
    [Description("Registered, not yet decided on.")]
    Pending = 1,

    /// <summary>At work.</summary>
    [Description("At work.")]
    Approved = 2,

    /// <summary>Turned down.</summary>
    [Description("Turned down.")]
    Declined = 3,

    /// <summary>Stopped for now.</summary>
    [Description("Stopped for now.")]
    Suspended = 4,

    /// <summary>May look, and earns nothing.</summary>
    [Description("May look, and earns nothing.")]
    ViewOnly = 5,
}
