using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace SmarticoAffiliates.Commands;

/// <summary>The style and the script of a page, which are files of their own beside this one.</summary>
internal static class PageResource
{
    /// <summary>The style.</summary>
    public static string Style { get; } = Read("page.css");

    /// <summary>The script that sorts the table. The page can be read without it.</summary>
    public static string Script { get; } = Read("page.js");

    /// <summary>The hash by which the page allows this script, and no other.</summary>
    public static string ScriptHash
    {
        get
        {
            using var sha = SHA256.Create();
            return "sha256-" + Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(Script)));
        }
    }

    // A browser reads every line break as \n before it hashes.
    private static string Read(string name)
    {
        using Stream stream = typeof(PageResource).Assembly.GetManifestResourceStream("SmarticoAffiliates.ReportPages." + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r", string.Empty);
    }
}
