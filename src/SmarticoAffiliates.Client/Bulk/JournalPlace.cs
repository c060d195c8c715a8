namespace SmarticoAffiliates;

/// <summary>How far a row came, and where in the file it is told: what it does, and how it ended.</summary>
internal sealed class JournalPlace
{
    /// <summary>How far the row came.</summary>
    public JournalState State { get; set; }

    /// <summary>The row's number in the input, from 1; 0 where it is not known.</summary>
    public int Number { get; set; }

    /// <summary>The number of the line at which it was first sent; 0 where it was not, or where it is known that nothing came of it.</summary>
    public int FirstStart { get; set; }

    /// <summary>The newest line that tells what the row does; of no length where there is none.</summary>
    public LinePlace Described { get; set; }

    /// <summary>The line that tells how the newest try ended; of no length where there is none.</summary>
    public LinePlace Ended { get; set; }
}
