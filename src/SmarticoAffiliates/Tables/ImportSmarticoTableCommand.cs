using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Reads tables as people save them: what Import-Csv gives, whatever the delimiter and the encoding are, with headers that
/// the cmdlets know, without blank rows, and with rows that know their file and line.
/// </summary>
[Cmdlet(VerbsData.Import, "SmarticoTable", DefaultParameterSetName = ByPath, HelpUri = Help.Pages + "Import-SmarticoTable.md")]
[OutputType(typeof(PSObject))]
public sealed class ImportSmarticoTableCommand : LocalCmdlet
{
    private const string ByPath = "ByPath";
    private const string ByLiteralPath = "ByLiteralPath";
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private Encoding? _encoding;

    /// <summary>The files; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The files, by names in which no character is a wildcard.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>Whose dates, decimals, and words for true and false the file holds; without one they are as cells are.</summary>
    [Parameter]
    [CultureArgument]
    [ArgumentCompleter(typeof(CultureCompleter))]
    [ValidateNotNull]
    public CultureInfo? Culture { get; set; }

    /// <summary>What the columns are whose headers the cmdlets do not know: @{ Startdatum = 'StartDate'; 'Deal-Nr' = 'DealId' }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public Hashtable? ColumnName { get; set; }

    /// <summary>What separates the cells; it is found where it is left out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public char? Delimiter { get; set; }

    /// <summary>The encoding: a name, or the number of a code page; it is found where it is left out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TableEncodingCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Encoding { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        foreach (DictionaryEntry entry in ColumnName ?? new Hashtable())
        {
            object? value = entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value;
            if (HeaderText.Clean($"{entry.Key}") is not { Length: > 0 } header || value is not string said || HeaderText.Clean(said) is not { Length: > 0 } name)
            {
                Refuse("-ColumnName takes the file's headers and what they are, such as @{ Startdatum = 'StartDate' }.", ColumnName!);
                return;
            }

            if (_names.TryGetValue(header, out string? other))
            {
                Refuse($"-ColumnName says twice what the column '{header}' is: {other} and {name}.", ColumnName!);
                return;
            }

            _names.Add(header, name);
        }

        if (Encoding is null)
        {
            return;
        }

        _encoding = TableEncoding.Named(Encoding, Culture ?? CultureInfo.CurrentCulture);
        if (_encoding is null)
        {
            Refuse($"There is no encoding '{Encoding}': write {string.Join(", ", TableEncoding.Names)}, or the number of a code page.", Encoding);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        List<string> files = Files();
        foreach (string file in files)
        {
            try
            {
                ReadFile(file);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SmarticoException)
            {
                Fail(FileError(file, failure), isOnlyOne: files.Count == 1);
            }
        }
    }

    private List<string> Files()
    {
        var files = new List<string>();
        foreach (string path in LiteralPath ?? Path!)
        {
            try
            {
                files.AddRange(Resolve(path));
            }
            catch (Exception failure) when (failure is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or PSNotSupportedException)
            {
                Fail(new ErrorRecord(failure, "SmarticoNotFound", ErrorCategory.ObjectNotFound, path), isOnlyOne: (LiteralPath ?? Path!).Length == 1);
            }
        }

        return files;
    }

    private IEnumerable<string> Resolve(string path)
    {
        if (LiteralPath is not null)
        {
            string literal = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return IsFileSystem(provider) ? new[] { literal } : throw NoFile(path);
        }

        System.Collections.ObjectModel.Collection<string> found = GetResolvedProviderPathFromPSPath(path, out ProviderInfo owner);
        return !IsFileSystem(owner) ? throw NoFile(path)
            : found.Count == 0 ? throw new ItemNotFoundException($"There is no file '{path}'.")
            : found;
    }

    private void ReadFile(string file)
    {
        string name = System.IO.Path.GetFileName(file);
        TableEncoding content = TableEncoding.Read(File.ReadAllBytes(file), _encoding, Culture ?? CultureInfo.CurrentCulture);
        if (content.IsGuess)
        {
            WriteWarning($"{name}: the file does not tell its encoding; it was read as {content.Name}. Where letters look wrong, say it with -Encoding.");
        }

        TableDelimiter delimiter = TableDelimiter.Find(content.Text, Delimiter, TableColumns.All);
        WriteVerbose($"{name}: {content.Name}, cells separated by {TableDelimiter.Name(delimiter.Value)} {delimiter.Source}.");

        TableHeader? header = null;
        TableRows? rows = null;
        foreach (TableRecord record in TableRecord.Split(content.Text, delimiter.Value, delimiter.Start, delimiter.Line))
        {
            if (record.IsBlank)
            {
                continue;
            }

            if (header is null)
            {
                header = TableHeader.Read(record, TableColumns.All, _names);
                header.Notes.ToList().ForEach(n => WriteVerbose($"{name}: {n}"));
                header.Warnings.ToList().ForEach(w => WriteWarning($"{name}: {w}"));
                rows = new TableRows(this, file, delimiter.Value, header, Culture);
                continue;
            }

            rows!.Add(record);
        }

        if (rows is null)
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, "It has no header: its first line names the columns.");
        }

        rows.Flush();
    }

    private void Refuse(string message, object argument)
        => ThrowTerminatingError(new ErrorRecord(new SmarticoException(SmarticoErrorKind.InvalidInput, message), "SmarticoInvalidInput", ErrorCategory.InvalidArgument, argument));

    /// <summary>Where the one file that was asked for is missing the pipeline ends, as with Import-Csv: what stands behind would take nothing for all there is.</summary>
    private void Fail(ErrorRecord error, bool isOnlyOne)
    {
        if (isOnlyOne && error.CategoryInfo.Category == ErrorCategory.ObjectNotFound && !MyInvocation.ExpectingInput)
        {
            ThrowTerminatingError(error);
        }

        WriteError(error);
    }

    private static ErrorRecord FileError(string file, Exception failure)
    {
        string message = failure is SmarticoException
            ? $"{System.IO.Path.GetFileName(file)}: {failure.Message}"
            : $"{System.IO.Path.GetFileName(file)} can't be read: {failure.Message}";

        bool isMissing = failure is FileNotFoundException or DirectoryNotFoundException;
        return new ErrorRecord(
            new SmarticoException(isMissing ? SmarticoErrorKind.NotFound : SmarticoErrorKind.InvalidInput, message, failure),
            isMissing ? "SmarticoNotFound" : "SmarticoInvalidInput",
            isMissing ? ErrorCategory.ObjectNotFound : ErrorCategory.InvalidData,
            file);
    }

    private static bool IsFileSystem(ProviderInfo provider) => provider.Name.Equals("FileSystem", StringComparison.Ordinal);

    private static PSNotSupportedException NoFile(string path) => new($"'{path}' is no file.");
}
