namespace SmarticoAffiliates;

/// <summary>The span of time that one row of a report sums up (P). The numbers are this library's own.</summary>
public enum ReportPeriod
{
    /// <summary>A day.</summary>
    Day = 1,

    /// <summary>A month.</summary>
    Month = 2,

    /// <summary>A year.</summary>
    Year = 3,
}
