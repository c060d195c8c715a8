namespace SmarticoAffiliates;

/// <summary>What a deal pays for: a bit mask with nine supported values (S001, S003), by the vendor's names.</summary>
public enum DealType
{
    /// <summary>Per lead.</summary>
    CPL = 1,

    /// <summary>Per acquired customer.</summary>
    CPA = 2,

    /// <summary>Per lead and per acquired customer.</summary>
    CPL_CPA = 3,

    /// <summary>A share of the net profit and loss.</summary>
    RevShare_NetPL = 4,

    /// <summary>Per lead, and a share of the net profit and loss.</summary>
    CPL_RevShare_NetPL = 5,

    /// <summary>Per acquired customer, and a share of the net profit and loss.</summary>
    CPA_RevShare_NetPL = 6,

    /// <summary>A share of the net deposits.</summary>
    RevShare_NetDeposit = 8,

    /// <summary>Per lead, and a share of the net deposits.</summary>
    CPL_RevShare_NetDeposit = 9,

    /// <summary>Per acquired customer, and a share of the net deposits.</summary>
    CPA_RevShare_NetDeposit = 10,
}
