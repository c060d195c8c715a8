using System.ComponentModel;

namespace SmarticoAffiliates;

/// <summary>An additional measurement or report that an affiliate may see (S001: extra_role_ids).</summary>
public enum AffiliateRole
{
    /// <summary>The report "Registrations".</summary>
    [Description("The report \"Registrations\".")]
    RegistrationsReport = 100,

    /// <summary>The date of qualification.</summary>
    [Description("The date of qualification.")]
    QualificationDate = 101,

    /// <summary>The country of registrations.</summary>
    [Description("The country of registrations.")]
    RegistrationsCountry = 102,

    /// <summary>The date of the first deposit.</summary>
    [Description("The date of the first deposit.")]
    FTDDate = 103,

    /// <summary>The number of first deposits.</summary>
    [Description("The number of first deposits.")]
    FTDCount = 104,

    /// <summary>The net deposits.</summary>
    [Description("The net deposits.")]
    NetDeposits = 105,

    /// <summary>The number of deposits.</summary>
    [Description("The number of deposits.")]
    DepositsCount = 107,

    /// <summary>The number of qualified first deposits.</summary>
    [Description("The number of qualified first deposits.")]
    QFTDCount = 113,

    /// <summary>The withdrawals.</summary>
    [Description("The withdrawals.")]
    Withdrawals = 116,

    /// <summary>The amount of deposits.</summary>
    [Description("The amount of deposits.")]
    DepositAmount = 118,

    /// <summary>The amount of first deposits.</summary>
    [Description("The amount of first deposits.")]
    FTDAmount = 122,

    /// <summary>The commissions of sub-affiliates.</summary>
    [Description("The commissions of sub-affiliates.")]
    SubAffiliateCommissions = 126,

    /// <summary>The number of qualified leads.</summary>
    [Description("The number of qualified leads.")]
    QLeadsCount = 151,

    /// <summary>The effective CPA.</summary>
    [Description("The effective CPA.")]
    EffectiveCPA = 152,

    /// <summary>The effective CPL.</summary>
    [Description("The effective CPL.")]
    EffectiveCPL = 153,

    /// <summary>The net profit and loss.</summary>
    [Description("The net profit and loss.")]
    NetPnL = 165,

    /// <summary>The profit and loss.</summary>
    [Description("The profit and loss.")]
    PnL = 224,

    /// <summary>The amount of bonuses.</summary>
    [Description("The amount of bonuses.")]
    BonusAmount = 232,
}
