using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Where a row comes from: a file, and the line on which the row begins there. It is no column of the row: it hangs on the
/// row's object and on the texts of its cells, so it survives Where-Object, ForEach-Object, Sort-Object, Add-Member,
/// Select-Object, and objects that a script makes of the cells. It does not survive where new texts are made: Export-Csv
/// and back, jobs, remoting, Export-Clixml, <c>$row.Code.ToUpper()</c> alone.
/// </summary>
public sealed class RowOrigin
{
    private static readonly ConditionalWeakTable<object, RowOrigin> s_origins = new();

    internal RowOrigin(string path, int line)
    {
        Path = path;
        Line = line;
    }

    /// <summary>The file, with its folder.</summary>
    public string Path { get; }

    /// <summary>The name of the file.</summary>
    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>The line of the file on which the row begins; the first is 1.</summary>
    public int Line { get; }

    /// <summary>
    /// Where the row comes from; null where that is not known, and where its cells come from more than one row.
    /// </summary>
    public static RowOrigin? Of(PSObject? row)
    {
        if (row is null)
        {
            return null;
        }

        if (s_origins.TryGetValue(row, out RowOrigin? known))
        {
            return known;
        }

        RowOrigin? found = null;
        foreach (object? value in row.BaseObject is IDictionary fields ? fields.Values.Cast<object?>() : row.BaseObject is PSCustomObject ? row.Properties.OfType<PSNoteProperty>().Select(p => p.Value) : Enumerable.Empty<object?>())
        {
            if ((value is PSObject wrapped ? wrapped.BaseObject : value) is string { Length: > 0 } text && s_origins.TryGetValue(text, out RowOrigin? origin))
            {
                if (found is not null && (found.Line != origin.Line || !found.Path.Equals(origin.Path, StringComparison.Ordinal)))
                {
                    return null;
                }

                found = origin;
            }
        }

        return found;
    }

    /// <summary>File and line, as errors name a row: <c>herbst.csv line 38</c>.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} line {1}", FileName, Line);

    /// <summary>
    /// Says of this row, and of the texts of its cells, that they come from here. The texts become the row's own: a word such as
    /// true is often one object in the whole process, and would say of any other row that it comes from here.
    /// </summary>
    internal void Mark(PSObject row)
    {
        Put(row);
        foreach (PSPropertyInfo property in row.Properties)
        {
            if (property.Value is string { Length: > 0 } text)
            {
                string own = new(text.ToCharArray());
                property.Value = own;
                Put(own);
            }
        }
    }

    private void Put(object key)
    {
        // A text may stand in two cells; a row is told of once.
        if (!s_origins.TryGetValue(key, out _))
        {
            s_origins.Add(key, this);
        }
    }
}
