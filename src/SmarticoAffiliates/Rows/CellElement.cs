namespace SmarticoAffiliates.Commands;

/// <summary>
/// What PowerShell sees in a cell: its text, under the name that the syntax has for the values that are meant. Public, because only
/// the type of a public class can have an adapter.
/// </summary>
public sealed class CellElement
{
    private readonly string _text;

    internal CellElement(string typeName, string text)
    {
        TypeName = typeName;
        _text = text;
    }

    /// <summary>How the syntax names the values.</summary>
    public string TypeName { get; }

    /// <summary>The cell's text.</summary>
    public override string ToString() => _text;
}
