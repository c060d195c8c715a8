using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Writes the account as it is to a file: to rehearse on it, and to compare later. Deals and pixels are one request an
/// affiliate; a call that was cut off is run again with the same path, and goes on where it ended.
/// </summary>
[Cmdlet(VerbsData.Export, "SmarticoSnapshot", SupportsShouldProcess = true, HelpUri = Help.Pages + "Export-SmarticoSnapshot.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportSmarticoSnapshotCommand : SmarticoCmdlet
{
    private SnapshotProgressBar? _bar;

    /// <summary>The file: JSON lines, packed with gzip, such as account.jsonl.gz.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The parts to read; by default all.</summary>
    [Parameter]
    [EnumListCell(typeof(SnapshotPart)), PSTypeName("SmarticoAffiliates.SnapshotPart"), ArgumentCompleter(typeof(SnapshotPartCompleter))]
    [ValidateNotNullOrEmpty]
    public Enum[]? Include { get; set; }

    /// <summary>How many requests are under way at once. By default the connection's limit.</summary>
    [Parameter]
    [CountArgument]
    [ValidateRange(1, 256)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int ThrottleLimit { get; set; }

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the file's object.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            string path = FilePaths.Resolve(this, Path!);
            if (File.Exists(path) && !Force)
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"'{path}' exists. Nothing was read. Give another path, or -Force.");
            }

            if (!ShouldProcess(path, $"Read the account {Client.BaseUri.Host} and write it"))
            {
                return;
            }

            Export(path);
            if (PassThru)
            {
                WriteObject(new FileInfo(path));
            }
        }
        catch (SmarticoException failure)
        {
            ThrowFailure(failure, Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ThrowFailure(new SmarticoException(SmarticoErrorKind.InvalidInput, $"The snapshot can't be written: {exception.Message}", exception), Path);
        }
    }

    private void Export(string path)
    {
        IReadOnlyList<SnapshotPart> parts = (Include?.Cast<SnapshotPart>() ?? (SnapshotPart[])Enum.GetValues(typeof(SnapshotPart))).ToArray();
        var header = new SnapshotHeader(Client.Account, parts, DateTimeOffset.UtcNow);
        using HalfSnapshot half = HalfSnapshot.Open(path, header);
        if (half.IsResumed)
        {
            WriteVerbose($"{path}{HalfSnapshot.Extension} is there: going on where it was cut off.");
        }

        var progress = new SnapshotProgress();
        _bar = new SnapshotProgressBar(this, progress);
        var reader = new AccountReader(Client, ThrottleLimit > 0 ? ThrottleLimit : ConnectionInUse.ThrottleLimit, progress);
        try
        {
            Await(async token =>
            {
                await reader.ReadAsync(header.Include, half.State, half, token).ConfigureAwait(false);
                return true;
            });
        }
        catch (SmarticoException failure)
        {
            throw new SmarticoException(
                failure.Kind, $"{failure.Message} What was read is in '{path}{HalfSnapshot.Extension}'; the same call goes on there.", failure);
        }
        finally
        {
            _bar.End();
        }

        half.Finish();
        WriteVerbose(FormattableString.Invariant($"{path}: {progress.Records} records were read."));
    }

    /// <inheritdoc/>
    private protected override void WhileWaiting() => _bar?.Show();
}
