using System;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>The line with which each session begins in a run's file: what the file is, and whose.</summary>
public sealed class JournalHeader
{
    /// <summary>How the format calls itself.</summary>
    internal const string Format = "smartico-run";

    /// <summary>The newest version that is known, and the one that is written.</summary>
    internal const int CurrentVersion = 1;

    internal JournalHeader(AccountIdentity account, string? cmdlet, string? source, DateTimeOffset at)
        : this(CurrentVersion, Modules.Version, account, cmdlet, source, at)
    {
    }

    private JournalHeader(int version, string? module, AccountIdentity account, string? cmdlet, string? source, DateTimeOffset? at)
    {
        Version = version;
        ModuleVersion = module;
        Account = account;
        Cmdlet = cmdlet;
        Source = source;
        At = at;
    }

    /// <summary>The format's version.</summary>
    public int Version { get; }

    /// <summary>The version of the module that wrote it.</summary>
    public string? ModuleVersion { get; }

    /// <summary>The API's address.</summary>
    public string Uri => Account.Host;

    /// <summary>By which the account's key is known again; the key can't be had from it. Null where there was none.</summary>
    public string? KeyFingerprint => Account.Key;

    /// <summary>What ran.</summary>
    public string? Cmdlet { get; }

    /// <summary>The file from which the rows came, where that was known.</summary>
    public string? Source { get; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset? At { get; }

    /// <summary>The account.</summary>
    public AccountIdentity Account { get; }

    /// <summary>The same, with the file from which the rows come.</summary>
    internal JournalHeader From(string source) => new(Version, ModuleVersion, Account, Cmdlet, source, At);

    /// <summary>What a first line tells.</summary>
    /// <exception cref="SmarticoException">It is of a version that is not known, or tells no account.</exception>
    internal static JournalHeader Read(JObject line)
    {
        if (line["version"] is not JValue { Value: long and >= 1 and <= int.MaxValue } version)
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, "The journal's first line tells no version of the format. The file was not touched.");
        }

        if ((long)version.Value > CurrentVersion)
        {
            throw new SmarticoException(
                SmarticoErrorKind.InvalidInput,
                FormattableString.Invariant($"The journal has version {version.Value} of the format, written by module version {line["module"]}; this module knows versions up to {CurrentVersion}. The file was not touched. Update the module."));
        }

        AccountIdentity account = AccountIdentity.Read(line["account"])
            ?? throw new SmarticoException(SmarticoErrorKind.InvalidInput, "The journal's first line tells no account. The file was not touched.");
        return new JournalHeader((int)(long)version.Value, Text(line, "module"), account, Text(line, "cmdlet"), Text(line, "source"), Date(line["at"]));
    }

    /// <summary>The date that a line has; null where it has none.</summary>
    internal static DateTimeOffset? Date(JToken? token)
        => token is JValue { Value: string text } && CellText.TryParseDate(text, out DateTimeOffset date) ? date : null;

    /// <summary>The line.</summary>
    internal JObject ToJson() => new()
    {
        ["format"] = Format,
        ["version"] = Version,
        ["module"] = ModuleVersion,
        ["account"] = Account.ToJson(),
        ["cmdlet"] = Cmdlet,
        ["source"] = Source,
        ["at"] = At?.UtcDateTime.ToString(WireJson.DateFormat, CultureInfo.InvariantCulture),
    };

    private static string? Text(JObject line, string name) => line[name] is JValue { Value: string text } ? text : null;
}
