using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;

namespace SmarticoAffiliates;

/// <summary>What is shown of an answer's text, and what of a page a person would read.</summary>
internal static class AnswerText
{
    private const int ExcerptLength = 300;
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>The text, or its beginning where it is long.</summary>
    public static string Excerpt(string text)
    {
        // Named first, then cut: a named character takes more room.
        text = ScreenText.Of(text);
        if (text.Length <= ExcerptLength)
        {
            return text;
        }

        int length = char.IsHighSurrogate(text[ExcerptLength - 1]) ? ExcerptLength - 1 : ExcerptLength;
        return text.Substring(0, length) + "…";
    }

    public static bool IsPage(string text) => text.StartsWith("<", StringComparison.Ordinal);

    public static string Flat(string text) => Regex.Replace(text, @"\s+", " ", RegexOptions.None, s_patience).Trim();

    public static string Quote(string text) => $"\"{text}\"";

    /// <summary>A page's words in one line; any other text as it is.</summary>
    public static string Plain(string text) => Excerpt(Flat(IsPage(text) ? WebUtility.HtmlDecode(Regex.Replace(WithoutScripts(text), "<[^>]*(>|$)", " ", Options, s_patience)) : text));

    /// <summary>The texts that stand each on their own: a page's headings and paragraphs; any other text as it is.</summary>
    public static IEnumerable<string> Parts(string text)
    {
        if (!IsPage(text))
        {
            return text.Length == 0 ? Array.Empty<string>() : new[] { text };
        }

        string marked = Regex.Replace(WithoutScripts(text), "</?(a|b|i|u|em|strong|small|span|code|font)(\\s[^>]*)?>", string.Empty, Options, s_patience);
        return Regex.Split(marked, "<[^>]*(?:>|$)", RegexOptions.CultureInvariant, s_patience).Select(t => Flat(WebUtility.HtmlDecode(t))).Where(t => t.Length > 0);
    }

    private static string WithoutScripts(string text)
        => Regex.Replace(text, "<(?<tag>script|style)[^>]*>.*?(</\\k<tag>>|$)", " ", Options, s_patience);
}
