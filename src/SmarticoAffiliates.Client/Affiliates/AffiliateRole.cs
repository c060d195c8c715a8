namespace SmarticoAffiliates;

/// <summary>An additional measurement or report that an affiliate may see (S001: extra_role_ids).</summary>
public enum AffiliateRole
{
    /// <summary>The report "Registrations".</summary>
    RegistrationsReport = 100,

    /// <summary>The date of qualification.</summary>
    QualificationDate = 101,

    /// <summary>The country of registrations.</summary>
    RegistrationsCountry = 102,

    /// <summary>The date of the first deposit.</summary>
    FTDDate = 103,

    /// <summary>The number of first deposits.</summary>
    FTDCount = 104,

    /// <summary>The net deposits.</summary>
    NetDeposits = 105,

    /// <summary>The number of deposits.</summary>
    DepositsCount = 107,

    /// <summary>The number of qualified first deposits.</summary>
    QFTDCount = 113,

    /// <summary>The withdrawals.</summary>
    Withdrawals = 116,

    /// <summary>The amount of deposits.</summary>
    DepositAmount = 118,

    /// <summary>The amount of first deposits.</summary>
    FTDAmount = 122,

    /// <summary>The commissions of sub-affiliates.</summary>
    SubAffiliateCommissions = 126,

    /// <summary>The number of qualified leads.</summary>
    QLeadsCount = 151,

    /// <summary>The effective CPA.</summary>
    EffectiveCPA = 152,

    /// <summary>The effective CPL.</summary>
    EffectiveCPL = 153,

    /// <summary>The net profit and loss.</summary>
    NetPnL = 165,

    /// <summary>The profit and loss.</summary>
    PnL = 224,

    /// <summary>The amount of bonuses.</summary>
    BonusAmount = 232,
}
