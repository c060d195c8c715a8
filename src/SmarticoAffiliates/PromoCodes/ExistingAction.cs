namespace SmarticoAffiliates;

/// <summary>What becomes of a row whose record exists already.</summary>
public enum ExistingAction
{
    /// <summary>It is an error.</summary>
    Error,

    /// <summary>The record is left alone, and written as the row's result.</summary>
    Skip,

    /// <summary>What differs is changed, and the record written as the row's result.</summary>
    Update,
}
