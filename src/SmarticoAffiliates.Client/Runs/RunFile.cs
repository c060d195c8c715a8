using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SmarticoAffiliates;

/// <summary>A run's file that is looked at: also while the run writes to it. Nothing is changed in it.</summary>
public sealed class RunFile : IDisposable
{
    private readonly Stream _file;
    private readonly JournalIndex _index;

    private RunFile(Stream file)
    {
        _file = file;
        _index = file.Length > 0 ? JournalIndex.Read(file) : new JournalIndex();
    }

    /// <summary>The newest session; null for a journal of a module before 0.2.</summary>
    public JournalHeader? Header => _index.Header;

    /// <summary>The first session.</summary>
    public JournalHeader? First => _index.First;

    /// <summary>How many lines are of no shape that is known; they are passed over.</summary>
    public int OddLines => _index.OddLines;

    /// <summary>The number of the first such line.</summary>
    public int FirstOddLine => _index.FirstOddLine;

    /// <summary>Whether there is a plan.</summary>
    public bool HasPlan => _index.HasPlan;

    /// <summary>Whether the newest plan was written to its end.</summary>
    public bool IsPlanWhole => _index.PlannedRows is not null;

    /// <summary>Opens a file.</summary>
    /// <exception cref="SmarticoException">It can't be read, or is no journal (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public static RunFile Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"There is no journal '{path}'.");
        }

        Stream? file = null;
        try
        {
            file = Journal.OpenToRead(path);
            return new RunFile(file);
        }
        catch (Exception exception)
        {
            file?.Dispose();
            throw exception switch
            {
                SmarticoException known => new SmarticoException(known.Kind, $"{path}: {known.Message}", known),
                IOException or UnauthorizedAccessException => new SmarticoException(SmarticoErrorKind.InvalidInput, $"The journal '{path}' can't be read: {exception.Message}", exception),
                _ => exception,
            };
        }
    }

    /// <summary>The rows in the order in which the run met them. Each is read when its turn comes.</summary>
    public IEnumerable<JournalRow> Rows() => Read(_index.Places);

    /// <summary>The rows in the order of the input, as people look for them; as the run met them where several inputs went into one journal.</summary>
    public IEnumerable<JournalRow> RowsByNumber()
        => Read(_index.Places.Values.Select(p => p.Number).Distinct().Count() == _index.Places.Count ? _index.Places.OrderBy(p => p.Value.Number) : _index.Places);

    /// <summary>The row of this key; null where there is none.</summary>
    public JournalRow? Find(string key)
        => _index.Places.TryGetValue(key, out JournalPlace? place) ? Read(key, place) : null;

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private IEnumerable<JournalRow> Read(IEnumerable<KeyValuePair<string, JournalPlace>> places)
        => places.Select(p => Read(p.Key, p.Value)).OfType<JournalRow>();

    private JournalRow? Read(string key, JournalPlace place) => JournalRow.Read(key, place.State, place.Described.Read(_file), place.Ended.Read(_file), First);
}
