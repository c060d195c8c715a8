namespace SmarticoAffiliates.Commands;

/// <summary>What the cells of a column hold, as far as a culture writes it in its own way.</summary>
internal enum ColumnKind
{
    /// <summary>Text, ids, names: the same in every culture.</summary>
    Text,

    /// <summary>A date, or a point in time.</summary>
    Date,

    /// <summary>A decimal number.</summary>
    Decimal,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A status, which is a name, or true and false.</summary>
    Status,
}
