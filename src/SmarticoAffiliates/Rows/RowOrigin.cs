using System;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Where in a file a row stands. Whoever reads a file attaches it to the rows (<see cref="Attach"/>), so that errors can say
/// <c>herbst.csv line 38</c>; it is no column.
/// </summary>
public sealed class RowOrigin
{
    private const string Member = "SmarticoRowOrigin";

    /// <summary>A place in a file.</summary>
    /// <param name="file">The file's name, without its folder.</param>
    /// <param name="line">The line, from 1.</param>
    public RowOrigin(string file, int line)
    {
        File = file;
        Line = line;
    }

    /// <summary>The file's name.</summary>
    public string File { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>Attaches it to a row.</summary>
    public void Attach(PSObject row) => row.Members.Add(new PSMemberSet(Member, new PSMemberInfo[] { new PSNoteProperty(nameof(RowOrigin), this) }));

    /// <summary>The place of a row, or null where nobody attached one.</summary>
    public static RowOrigin? Of(PSObject? row)
        => row?.Members[Member] is PSMemberSet place ? (place.Members[nameof(RowOrigin)] as PSNoteProperty)?.Value as RowOrigin : null;

    /// <summary>As an error says it.</summary>
    public override string ToString() => FormattableString.Invariant($"{File} line {Line}");
}
