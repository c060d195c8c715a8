using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Tells what is different between two states of an account: two snapshots, or a snapshot and the account as it is now.</summary>
[Cmdlet(VerbsData.Compare, "SmarticoSnapshot", HelpUri = Help.Pages + "Compare-SmarticoSnapshot.md")]
[OutputType(typeof(SnapshotDifference))]
public sealed class CompareSmarticoSnapshotCommand : SmarticoCmdlet
{
    private SnapshotProgressBar? _bar;

    /// <summary>The snapshot of the earlier state.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? ReferencePath { get; set; }

    /// <summary>The snapshot of the later state. Without one the account is read as it is now.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? DifferencePath { get; set; }

    /// <summary>The parts to compare; by default all that both states have.</summary>
    [Parameter]
    [EnumListCell(typeof(SnapshotPart)), PSTypeName("SmarticoAffiliates.SnapshotPart"), ArgumentCompleter(typeof(SnapshotPartCompleter))]
    [ValidateNotNullOrEmpty]
    public Enum[]? Include { get; set; }

    /// <summary>Compares also the times of the last change and of the last sign-in.</summary>
    [Parameter]
    public SwitchParameter IncludeTimestamp { get; set; }

    /// <inheritdoc/>
    private protected override bool NeedsConnection => DifferencePath is null;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            SnapshotFile reference = SnapshotFile.Open(FilePaths.Resolve(this, ReferencePath!));
            if (DifferencePath is null)
            {
                CompareWithAccount(reference);
            }
            else
            {
                SnapshotFile difference = SnapshotFile.Open(FilePaths.Resolve(this, DifferencePath));
                CheckAccount(reference, difference.Header.Account);
                SnapshotComparison comparison = Compare(reference, difference.Header.Include, WriteObject);
                foreach (SnapshotLine line in difference.Records())
                {
                    comparison.Take(line);
                }

                comparison.End();
                TellWhole(comparison);
            }
        }
        catch (SmarticoException failure)
        {
            ThrowFailure(failure, ReferencePath);
        }
    }

    /// <inheritdoc/>
    private protected override void WhileWaiting() => _bar?.Show();

    private void CompareWithAccount(SnapshotFile reference)
    {
        CheckAccount(reference, Client.Account);
        var differences = new List<SnapshotDifference>();
        SnapshotPart[] parts = Parts(reference, reference.Header.Include);
        SnapshotComparison comparison = Compare(reference, parts, differences.Add);
        var progress = new SnapshotProgress();
        _bar = new SnapshotProgressBar(this, progress);
        var reader = new AccountReader(Client, ConnectionInUse.ThrottleLimit, progress);
        Await(async token =>
        {
            await reader.ReadAsync(parts, new SnapshotState(), comparison, token).ConfigureAwait(false);
            comparison.End();
            return true;
        });
        _bar.End();
        WriteObject(differences, enumerateCollection: true);
        TellWhole(comparison);
    }

    private void TellWhole(SnapshotComparison comparison)
    {
        string text = FormattableString.Invariant($"{MyInvocation.MyCommand.Name}: {comparison.Compared} records compared, {comparison.Differences} differences.");
        WriteVerbose(text);
        WriteInformation(text, InformationTags.Summary);
    }

    private SnapshotComparison Compare(SnapshotFile reference, IReadOnlyList<SnapshotPart> there, Action<SnapshotDifference> tell)
    {
        SnapshotPart[] parts = Parts(reference, there);
        string[] missing = (Include?.Cast<SnapshotPart>() ?? reference.Header.Include.Union(there)).Except(parts).Select(p => p.ToString()).ToArray();
        if (missing.Length > 0)
        {
            WriteWarning($"Not compared, because only one of the two states has it: {string.Join(", ", missing)}.");
        }

        return new SnapshotComparison(reference, parts, IncludeTimestamp, tell);
    }

    private SnapshotPart[] Parts(SnapshotFile reference, IReadOnlyList<SnapshotPart> there)
        => reference.Header.Include.Intersect(there).Where(p => Include?.Contains((Enum)(object)p) ?? true).ToArray();

    private void CheckAccount(SnapshotFile reference, AccountIdentity other)
    {
        if (!reference.Header.Account.IsSameAs(other))
        {
            WriteWarning($"The two states are not of one account, or were read with another key: {reference.Header.Account} and {other}.");
        }
    }
}
