using System.IO;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Where in a file a line is, or the line itself where the file is not UTF-8.</summary>
internal readonly struct LinePlace
{
    private readonly long _offset;
    private readonly int _length;
    private readonly string? _text;

    public LinePlace(byte[] bytes, int start, int length, long offset)
    {
        _offset = offset;
        _length = length;
        _text = offset < 0 ? Encoding.UTF8.GetString(bytes, start, length) : null;
    }

    /// <summary>Whether there is such a line.</summary>
    public bool IsThere => _length > 0;

    /// <summary>The line as JSON; null where there is none, or another hand has changed it into something else.</summary>
    /// <param name="file">Its position is moved.</param>
    public JObject? Read(Stream file)
    {
        if (!IsThere)
        {
            return null;
        }

        try
        {
            return WireJson.Parse(_text ?? TextIn(file)) as JObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string TextIn(Stream file)
    {
        var bytes = new byte[_length];
        file.Position = _offset;
        int filled = 0;
        while (filled < bytes.Length && file.Read(bytes, filled, bytes.Length - filled) is > 0 and int read)
        {
            filled += read;
        }

        return Encoding.UTF8.GetString(bytes, 0, filled);
    }
}
