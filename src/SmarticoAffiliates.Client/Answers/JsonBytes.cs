using System;

namespace SmarticoAffiliates;

/// <summary>What the bytes of JSON in UTF-8 tell by their brackets and quotation marks alone, without reading a value.</summary>
internal static class JsonBytes
{
    /// <summary>Where the text begins, behind the mark that some put in front of UTF-8.</summary>
    public static int Start(byte[] bytes, int length)
        => length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;

    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>
    /// Whether it is the beginning of some JSON, or empty: something on the way lost the rest. The reader's own errors do not
    /// tell, they differ with the place of the cut.
    /// </summary>
    public static bool IsCutOff(byte[] bytes, int length)
    {
        int depth = 0;
        bool isBlank = true;
        bool isInString = false;
        for (int i = Start(bytes, length); i < length; i++)
        {
            byte b = bytes[i];
            if (isInString)
            {
                i += b == '\\' ? 1 : 0;
                isInString = b != '"';
            }
            else if (!IsBlank(b))
            {
                if (isBlank && b is not ((byte)'{' or (byte)'[' or (byte)'"'))
                {
                    return false;
                }

                isBlank = false;
                isInString = b == '"';
                depth += b is (byte)'{' or (byte)'[' ? 1 : b is (byte)'}' or (byte)']' ? -1 : 0;
            }
        }

        return isBlank || isInString || depth > 0;
    }

    /// <summary>Whether the first two characters are the brackets of an empty array.</summary>
    public static bool IsEmptyList(byte[] bytes, int length)
    {
        int brackets = 0;
        for (int i = Start(bytes, length); i < length; i++)
        {
            if (!IsBlank(bytes[i]))
            {
                if (bytes[i] != (brackets == 0 ? '[' : ']'))
                {
                    return false;
                }

                brackets++;
                if (brackets == 2)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// How many objects the one array holds. Null where that can't be told for sure: where the array does not end, or where
    /// there may be a comment or another liberty of the JSON reader.
    /// </summary>
    public static int? CountRecords(byte[] bytes, int length)
    {
        int depth = 0;
        int count = 0;
        for (int i = 0; i < length; i++)
        {
            switch (bytes[i])
            {
                case (byte)'"':
                    i = EndOfString(bytes, i + 1, length);
                    break;
                case (byte)'{' or (byte)'[':
                    count += depth == 1 ? 1 : 0;
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    break;
                case (byte)'/' or (byte)'\'' or (byte)'(':
                    return null;
            }
        }

        return depth == 0 ? count : null;
    }

    /// <summary>Where the string ends that begins here; the end of all where it does not.</summary>
    private static int EndOfString(byte[] bytes, int start, int length)
    {
        int end = start - 1;
        do
        {
            end = Array.IndexOf(bytes, (byte)'"', end + 1, length - end - 1);
        }
        while (end >= 0 && IsEscaped(bytes, start, end));

        return end < 0 ? length : end;
    }

    private static bool IsEscaped(byte[] bytes, int start, int at)
    {
        int first = at;
        while (first > start && bytes[first - 1] == '\\')
        {
            first--;
        }

        return (at - first) % 2 == 1;
    }
}
