namespace SmarticoAffiliates;

/// <summary>The permission to send one attempt. It is given back once: as accepted, as refused, or as ended.</summary>
internal readonly struct PaceTicket
{
    public PaceTicket(int epoch, int inFlight, bool isProbe)
    {
        Epoch = epoch;
        InFlight = inFlight;
        IsProbe = isProbe;
    }

    /// <summary>How often the pace had been cut when it was given: what comes of it says nothing of a pace that was cut since.</summary>
    public int Epoch { get; }

    /// <summary>How many were under way with it.</summary>
    public int InFlight { get; }

    /// <summary>Whether it asks if an account that refused everything takes requests again.</summary>
    public bool IsProbe { get; }
}
