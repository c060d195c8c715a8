namespace SmarticoAffiliates.Commands;

/// <summary>The part of a list that is wanted: <c>-Skip</c> and <c>-First</c>.</summary>
internal sealed class ListWindow
{
    private ulong _skip;
    private ulong _first;

    public ListWindow(ulong skip = 0, ulong first = ulong.MaxValue)
    {
        _skip = skip;
        _first = first;
    }

    /// <summary>Whether no more is wanted.</summary>
    public bool IsFull => _first == 0;

    /// <summary>Counts the next record; whether it is wanted.</summary>
    public bool Takes()
    {
        if (_skip > 0)
        {
            _skip--;
            return false;
        }

        if (_first == 0)
        {
            return false;
        }

        _first--;
        return true;
    }
}
