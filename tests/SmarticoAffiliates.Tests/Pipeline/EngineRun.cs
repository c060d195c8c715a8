using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Tests;

/// <summary>How a script ended in an <see cref="EngineSession"/>, and all that it wrote, in order.</summary>
internal sealed record EngineRun(string State, string? Thrown, string? Message, IReadOnlyList<EngineRun.Record> Written)
{
    /// <summary>The texts of the objects, as <c>"$_"</c> gives them.</summary>
    public IEnumerable<string> Output => Of("output").Select(r => r.Text);

    public IEnumerable<Record> Errors => Of("error");

    public IEnumerable<string> Warnings => Of("warning").Select(r => r.Text);

    private IEnumerable<Record> Of(string stream) => Written.Where(r => r.Stream == stream);

    /// <summary>One object or record.</summary>
    internal sealed record Record(string Stream, string Text, string? Type, string? Id, string? Target);
}
