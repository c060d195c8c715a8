using System;
using System.Globalization;
using System.IO;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>JSON as the API writes it: numbers in their own digits (Newtonsoft would turn 30 into 30.0), instants as UTC with milliseconds.</summary>
internal sealed class WireWriter : JsonTextWriter
{
    private static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private WireWriter(TextWriter writer)
        : base(writer)
    {
    }

    public static byte[] ToBytes(Action<WireWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, s_utf8, bufferSize: 16 * 1024, leaveOpen: true))
        using (var writer = new WireWriter(text))
        {
            write(writer);
        }

        return bytes.ToArray();
    }

    public static string Text(DateTimeOffset instant)
        => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public override void WriteValue(decimal value) => WriteRawValue(value.ToString(CultureInfo.InvariantCulture));

    public void WriteField(object? value)
    {
        switch (value)
        {
            case null:
                WriteNull();
                break;
            case string text:
                WriteValue(text);
                break;
            case bool flag:
                WriteValue(flag);
                break;
            case int number:
                WriteValue(number);
                break;
            case decimal amount:
                WriteValue(amount);
                break;
            case DateTimeOffset instant:
                WriteValue(Text(instant));
                break;
            case int[] numbers:
                WriteStartArray();
                foreach (int number in numbers)
                {
                    WriteValue(number);
                }

                WriteEndArray();
                break;
            case Record record:
                record.WriteTo(this);
                break;
            case JToken token:
                token.WriteTo(this);
                break;
            default:
                throw new InvalidOperationException("No JSON form for " + value.GetType().Name + ".");
        }
    }
}
