namespace SmarticoAffiliates;

/// <summary>How many places a decimal has behind its point.</summary>
public static class DecimalPlaces
{
    /// <summary>The places, zeros at the end among them: 10.50 has two.</summary>
    public static int Of(decimal number) => (decimal.GetBits(number)[3] >> 16) & 0xFF;
}
