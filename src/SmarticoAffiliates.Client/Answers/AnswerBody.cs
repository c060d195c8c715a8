using System;
using System.IO;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>The bytes of an answer, and how they are read as JSON.</summary>
internal sealed class AnswerBody
{
    private static readonly Encoding s_strictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonLoadSettings s_strict = new() { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error };

    private readonly byte[] _bytes;
    private readonly int _length;
    private readonly string? _charset;
    private bool _isGivenBack;

    public AnswerBody(byte[] bytes, int length, string? charset)
    {
        _bytes = bytes;
        _length = length;
        _charset = charset;
    }

    /// <summary>How many bytes there are.</summary>
    public int Length => _length;

    /// <summary>Whether there is nothing but white space.</summary>
    public bool IsBlank => FirstByte() is null;

    /// <summary>From now on nothing is read any more: the bytes will hold another answer.</summary>
    public void GiveBack() => _isGivenBack = true;

    /// <summary>The first byte that is neither white space nor a mark of the encoding; null where there is none.</summary>
    public byte? FirstByte()
    {
        int i = JsonBytes.Start(_bytes, _length);
        while (i < _length && JsonBytes.IsBlank(_bytes[i]))
        {
            i++;
        }

        return i < _length ? _bytes[i] : null;
    }

    /// <summary>Whether it is UTF-8, in which the bytes can be looked at as they are.</summary>
    public bool IsUtf8
        => _charset is null || _charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || _charset.Equals("utf8", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether something on the way lost the rest.</summary>
    public bool IsCutOff => JsonBytes.IsCutOff(_bytes, _length);

    /// <summary>How many records the one array holds; null where that can't be told for sure.</summary>
    public int? CountRecords() => IsUtf8 ? JsonBytes.CountRecords(_bytes, _length) : null;

    /// <summary>Whether the array ends where it begins, as far as its first two characters tell.</summary>
    public bool IsEmptyList() => IsUtf8 && JsonBytes.IsEmptyList(_bytes, _length);

    /// <summary>A reader that stands on the first token.</summary>
    /// <exception cref="JsonException">There is none.</exception>
    public JsonTextReader OpenJson()
    {
        ThrowIfGivenBack();
        JsonTextReader reader = WireJson.Open(new StreamReader(new MemoryStream(_bytes, 0, _length, writable: false), Encoding()));
        do
        {
            if (!reader.Read())
            {
                throw new JsonReaderException("Unexpected end: the answer is empty.");
            }
        }
        while (reader.TokenType == JsonToken.Comment);

        return reader;
    }

    /// <summary>The whole as one token.</summary>
    /// <param name="isStrict">
    /// Whether a name that comes twice is an error, and all that the reader takes for JSON and is none: it reads 0777 as 511.
    /// </param>
    public JToken ReadJson(bool isStrict = false)
    {
        if (isStrict)
        {
            ThrowIfGivenBack();
            using var text = new StreamReader(new MemoryStream(_bytes, 0, _length, writable: false), Encoding());
            if (!JsonText.IsJson(text.ReadToEnd()))
            {
                throw new JsonReaderException("It is no JSON (RFC 8259).");
            }
        }

        using JsonTextReader reader = OpenJson();
        JToken token = JToken.ReadFrom(reader, isStrict ? s_strict : null);
        ExpectEnd(reader);
        return token;
    }

    /// <summary>Nothing may follow the value on whose end the reader stands.</summary>
    public static void ExpectEnd(JsonTextReader reader)
    {
        if (reader.TokenType is JsonToken.StartArray or JsonToken.StartObject or JsonToken.None)
        {
            throw new JsonReaderException("Unexpected end of the answer.");
        }

        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
            {
                throw new JsonReaderException("Something follows the end of the JSON.");
            }
        }
    }

    /// <summary>The beginning as text, whatever it is.</summary>
    public string Beginning(int mostBytes)
    {
        ThrowIfGivenBack();
        return System.Text.Encoding.UTF8.GetString(_bytes, 0, Math.Min(_length, mostBytes)).TrimStart('\uFEFF').Trim();
    }

    private Encoding Encoding()
        => IsUtf8 ? s_strictUtf8 : System.Text.Encoding.GetEncoding(_charset, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    private void ThrowIfGivenBack()
    {
        if (_isGivenBack)
        {
            throw new ObjectDisposedException(nameof(AnswerBody), "The answer was read already.");
        }
    }
}
