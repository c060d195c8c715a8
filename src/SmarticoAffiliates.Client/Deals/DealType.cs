using System.ComponentModel;

namespace SmarticoAffiliates;

/// <summary>What a deal pays for: a bit mask with nine supported values (S001, S003), by the vendor's names.</summary>
public enum DealType
{
    /// <summary>Per lead.</summary>
    [Description("Per lead.")]
    CPL = 1,

    /// <summary>Per acquired customer.</summary>
    [Description("Per acquired customer.")]
    CPA = 2,

    /// <summary>Per lead and per acquired customer.</summary>
    [Description("Per lead and per acquired customer.")]
    CPL_CPA = 3,

    /// <summary>A share of the net profit and loss.</summary>
    [Description("A share of the net profit and loss.")]
    RevShare_NetPL = 4,

    /// <summary>Per lead, and a share of the net profit and loss.</summary>
    [Description("Per lead, and a share of the net profit and loss.")]
    CPL_RevShare_NetPL = 5,

    /// <summary>Per acquired customer, and a share of the net profit and loss.</summary>
    [Description("Per acquired customer, and a share of the net profit and loss.")]
    CPA_RevShare_NetPL = 6,

    /// <summary>A share of the net deposits.</summary>
    [Description("A share of the net deposits.")]
    RevShare_NetDeposit = 8,

    /// <summary>Per lead, and a share of the net deposits.</summary>
    [Description("Per lead, and a share of the net deposits.")]
    CPL_RevShare_NetDeposit = 9,

    /// <summary>Per acquired customer, and a share of the net deposits.</summary>
    [Description("Per acquired customer, and a share of the net deposits.")]
    CPA_RevShare_NetDeposit = 10,
}
