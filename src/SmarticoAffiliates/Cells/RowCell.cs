using System;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>A cell of a column that no parameter can have, read from the row itself with the same strictness.</summary>
internal static class RowCell
{
    public static int? Id(PSPropertyInfo column)
    {
        object? value = column.Value is PSObject wrapped ? wrapped.BaseObject : column.Value;
        try
        {
            return CellText.Id(value);
        }
        catch (FormatException exception)
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"Column '{column.Name}': {exception.Message} Nothing was sent.", exception);
        }
    }
}
