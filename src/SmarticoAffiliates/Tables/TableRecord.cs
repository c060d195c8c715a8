using System.Collections.Generic;
using System.Text;

namespace SmarticoAffiliates.Commands;

/// <summary>One record of a file: a line, or several where quoted cells hold line breaks.</summary>
internal sealed class TableRecord
{
    private static readonly char[] s_noContent = { ',', ';', '\t', ' ', '"' };

    private TableRecord(int line, string text, IReadOnlyList<string> cells, bool endsLine)
    {
        Line = line;
        Text = text;
        Cells = cells;
        EndsLine = endsLine;
        IsBlank = IsBlankCell(text.Trim(s_noContent));
    }

    /// <summary>The line on which it begins; the first is 1.</summary>
    public int Line { get; }

    /// <summary>What stands in the file, without the line break behind it.</summary>
    public string Text { get; }

    /// <summary>The cells as they stand there, quotation marks included.</summary>
    public IReadOnlyList<string> Cells { get; }

    /// <summary>Whether a line break follows.</summary>
    public bool EndsLine { get; }

    /// <summary>Whether there is nothing in any cell. A row of nothing but delimiters is none, whichever the delimiter is.</summary>
    public bool IsBlank { get; }

    /// <summary>Whether there is nothing in the cell but white space, marks that nobody sees and quotation marks.</summary>
    public static bool IsBlankCell(string cell) => HeaderText.Clean(cell.Replace("\"", string.Empty)).Length == 0;

    /// <summary>
    /// Where records and cells begin and end, by the rules of PowerShell's own parser: a quotation mark opens a cell only at
    /// its beginning, spaces and tabs before it do not count, and behind the closing one the cell goes on to the delimiter.
    /// </summary>
    /// <exception cref="SmarticoException">A quotation mark is never closed.</exception>
    public static IEnumerable<TableRecord> Split(string text, char delimiter, int start = 0, int line = 1)
    {
        int at = start;
        while (at < text.Length)
        {
            int begin = at;
            int beginLine = line;
            int cellBegin = at;
            int quoteLine = 0;
            bool isQuoted = false;
            bool isEmpty = true;
            var cells = new List<string>();
            for (; at < text.Length; at++)
            {
                char c = text[at];
                if (isQuoted)
                {
                    if (c == '"')
                    {
                        if (at + 1 < text.Length && text[at + 1] == '"')
                        {
                            at++;
                        }
                        else
                        {
                            isQuoted = false;
                        }
                    }
                    else if (IsLineEnd(text, at))
                    {
                        line++;
                    }
                }
                else if (c == delimiter)
                {
                    cells.Add(text.Substring(cellBegin, at - cellBegin));
                    cellBegin = at + 1;
                    isEmpty = true;
                }
                else if (c == '"' && isEmpty)
                {
                    isQuoted = true;
                    isEmpty = false;
                    quoteLine = line;
                }
                else if (c is '\r' or '\n')
                {
                    break;
                }
                else if (c is not (' ' or '\t'))
                {
                    isEmpty = false;
                }
            }

            if (isQuoted)
            {
                throw new SmarticoException(
                    SmarticoErrorKind.InvalidInput,
                    $"The quotation mark that opens a cell on line {quoteLine} is never closed, so nobody knows where the cell ends. Close it, or double it where it belongs to the text.");
            }

            cells.Add(text.Substring(cellBegin, at - cellBegin));
            bool endsLine = at < text.Length;
            yield return new TableRecord(beginLine, text.Substring(begin, at - begin), cells, endsLine);
            if (endsLine)
            {
                at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
                line++;
            }
        }
    }

    /// <summary>A cell without its quotation marks.</summary>
    public static string Unquote(string cell)
    {
        string trimmed = cell.Trim(' ', '\t');
        if (trimmed.Length == 0 || trimmed[0] != '"')
        {
            return trimmed;
        }

        var text = new StringBuilder();
        for (int i = 1; i < trimmed.Length; i++)
        {
            if (trimmed[i] == '"')
            {
                if (i + 1 >= trimmed.Length || trimmed[i + 1] != '"')
                {
                    return text.Append(trimmed, i + 1, trimmed.Length - i - 1).ToString();
                }

                i++;
            }

            text.Append(trimmed[i]);
        }

        return text.ToString();
    }

    private static bool IsLineEnd(string text, int at)
        => text[at] == '\n' || (text[at] == '\r' && (at + 1 >= text.Length || text[at + 1] != '\n'));
}
