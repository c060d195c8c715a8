# What became of each row: told however the pipeline ends, counted, and said of each result.
BeforeAll {
    . $PSScriptRoot/Common.ps1

    function New-CodeRow {
        param([int] $Count, [string] $Prefix)

        1..$Count | ForEach-Object { [pscustomobject]@{ PromoCode = "$Prefix-$_"; AffiliateId = 35425; DealId = 93203 } }
    }

    if (-not ('RecordingHost' -as [type])) {
        Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

/// <summary>A host that keeps the warnings that are shown on it, also those that come when a pipeline has ended.</summary>
public sealed class RecordingHost : PSHost
{
    private readonly RecordingUI _ui = new RecordingUI();
    public List<string> Warnings { get { return _ui.Warnings; } }
    public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }
    public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name { get { return "Recording"; } }
    public override PSHostUserInterface UI { get { return _ui; } }
    public override Version Version { get { return new Version(1, 0); } }
    public override void EnterNestedPrompt() { throw new NotSupportedException(); }
    public override void ExitNestedPrompt() { throw new NotSupportedException(); }
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) { }

    private sealed class RecordingUI : PSHostUserInterface
    {
        public List<string> Warnings { get; } = new List<string>();
        public override PSHostRawUserInterface RawUI { get { return null; } }
        public override void WriteWarningLine(string message) { lock (Warnings) { Warnings.Add(message); } }
        public override void Write(string value) { }
        public override void Write(ConsoleColor foreground, ConsoleColor background, string value) { }
        public override void WriteLine(string value) { }
        public override void WriteErrorLine(string value) { }
        public override void WriteDebugLine(string message) { }
        public override void WriteVerboseLine(string message) { }
        public override void WriteProgress(long sourceId, ProgressRecord record) { }
        public override string ReadLine() { throw new NotSupportedException(); }
        public override SecureString ReadLineAsSecureString() { throw new NotSupportedException(); }
        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) { throw new NotSupportedException(); }
        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) { throw new NotSupportedException(); }
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) { throw new NotSupportedException(); }
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) { throw new NotSupportedException(); }
    }
}
'@
    }

    # Runs a pipeline of forty rows to its early end in a session of its own: what it wrote, what was told on the host, what
    # the account has, and the summary.
    function Invoke-EarlyEnd {
        param([Parameter(Mandatory)] [string] $Pipeline, [int] $StopAfter)

        $state = [initialsessionstate]::CreateDefault2()
        $null = $state.ImportPSModule((Get-StagedManifest))
        $screen = [RecordingHost]::new()
        $runspace = [runspacefactory]::CreateRunspace($screen, $state)
        $runspace.Open()
        try {
            $shell = [powershell]::Create()
            $shell.Runspace = $runspace
            $null = $shell.AddScript(@'
                Connect-Smartico -Sandbox -SkipCheck
                $null = New-SmarticoPromoCode WARM 35425 -DealId 93203
                $rows = 1..40 | ForEach-Object { [pscustomobject]@{ PromoCode = "EARLY-$_"; AffiliateId = 35425; DealId = 93203 } }
                $written = [System.Collections.ArrayList]::new()
                $ErrorActionPreference = 'Continue'
'@).Invoke()
            $shell.Commands.Clear()
            $null = $shell.AddScript($Pipeline)
            try {
                if ($StopAfter) {
                    $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
                    $running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
                    while (-not $running.IsCompleted -and $output.Count -lt $StopAfter) { $null = $running.AsyncWaitHandle.WaitOne(10) }
                    $shell.Stop()
                }
                else {
                    $null = $shell.Invoke()
                }
            }
            catch {
                # The end is what is tested.
                $ended = $_
            }

            $asked = [powershell]::Create()
            $asked.Runspace = $runspace
            $made = $asked.AddScript('(Get-SmarticoPromoCode "EARLY-*").PromoCode | Sort-Object').Invoke()
            [pscustomobject]@{
                Written = @($runspace.SessionStateProxy.GetVariable('written') | ForEach-Object PromoCode)
                Told    = $screen.Warnings -join ' '
                Made    = @($made)
                Summary = $runspace.SessionStateProxy.GetVariable('sum')
                State   = $shell.InvocationStateInfo
            }
        }
        finally {
            $runspace.Dispose()
        }
    }
}

Describe 'A pipeline that ends early' {
    It 'tells of each row that was carried out and not written, and counts: <Name>' -ForEach @(
        @{ Name = 'a throw upstream'; Pipeline = '1..40 | ForEach-Object { if ($_ -eq 40) { throw "upstream" }; $rows[$_ - 1] } | New-SmarticoPromoCode -SummaryVariable sum | ForEach-Object { $null = $written.Add($_) }' }
        @{ Name = 'a throw downstream'; Pipeline = '$rows | New-SmarticoPromoCode -SummaryVariable sum | ForEach-Object { $null = $written.Add($_); if ($written.Count -eq 3) { throw "downstream" } }' }
        @{ Name = 'a second file that is not there'; Pipeline = '& { $rows; Get-Content /none/none.csv -ErrorAction Stop } | New-SmarticoPromoCode -SummaryVariable sum | ForEach-Object { $null = $written.Add($_) }' }
        @{ Name = 'Select-Object -First'; Pipeline = '$rows | New-SmarticoPromoCode -SummaryVariable sum | Select-Object -First 2 | ForEach-Object { $null = $written.Add($_) }' }
        @{ Name = 'a break'; Pipeline = 'foreach ($once in 1) { $rows | New-SmarticoPromoCode -SummaryVariable sum | ForEach-Object { $null = $written.Add($_); if ($written.Count -eq 2) { break } } }' }
        @{ Name = '-WarningAction Stop'; Pipeline = '& { $rows[0..38]; [pscustomobject]@{ PromoCode = "EARLY-40"; AffiliateId = 35425; DealId = 93203; Typo = 1 } } | New-SmarticoPromoCode -WarningAction Stop -SummaryVariable sum | ForEach-Object { $null = $written.Add($_) }' }
        @{ Name = 'a steppable pipeline that is only disposed of'; Pipeline = '$steps = { New-SmarticoPromoCode -SummaryVariable sum }.GetSteppablePipeline(); $steps.Begin($true); foreach ($row in $rows) { $steps.Process($row) | ForEach-Object { $null = $written.Add($_) } }; $steps.Dispose()' }
        @{ Name = 'Ctrl+C'; Pipeline = '$rows | New-SmarticoPromoCode -SummaryVariable sum | ForEach-Object { $null = $written.Add($_); $_; Start-Sleep -Milliseconds 100 }'; StopAfter = 2 }
    ) {
        $result = Invoke-EarlyEnd $Pipeline -StopAfter ([int]$StopAfter)

        $told = @([regex]::Matches($result.Told, "promo code '(EARLY-\d+)': it was carried out") | ForEach-Object { $_.Groups[1].Value })
        $result.Made | Should -Be (@($result.Written) + $told | Sort-Object) -Because $result.Told
        $result.Made.Count | Should -BeGreaterThan 0
        $result.Summary.Created | Should -Be $result.Made.Count
        $result.Summary.IsComplete | Should -BeFalse
        $result.Summary.Read | Should -Be ($result.Summary.Created + $result.Summary.NotTried)
        if ($told) { $result.Told | Should -Match 'The pipeline ended early\. New-SmarticoPromoCode: \d+ rows' }
    }

    It 'ends as stopped, and not with an error of its own, after Ctrl+C' {
        $result = Invoke-EarlyEnd '$rows | New-SmarticoPromoCode -SummaryVariable sum | ForEach-Object { $null = $written.Add($_); $_; Start-Sleep -Milliseconds 100 }' -StopAfter 1
        $result.State.State | Should -Be 'Stopped'
        $result.State.Reason | Should -BeOfType System.Management.Automation.PipelineStoppedException
    }

    It 'starts nothing new after an error under -ErrorAction Stop' {
        $result = Invoke-EarlyEnd '$rows[0].DealId = 1; $rows | New-SmarticoPromoCode -ErrorAction Stop -ThrottleLimit 2 -SummaryVariable sum | ForEach-Object { $null = $written.Add($_) }'
        # How many the other of the two had finished by then is the machine's: PipelineTests holds that none is started after it.
        $result.Made.Count | Should -BeLessThan 39
        $result.Made | Should -Be ($result.Written | Sort-Object)
        $result.Summary.Failed | Should -Be 1
    }

    It 'goes at most what is under way beyond -First' {
        $result = Invoke-EarlyEnd '$rows | New-SmarticoPromoCode -ThrottleLimit 3 -SummaryVariable sum | Select-Object -First 2 | ForEach-Object { $null = $written.Add($_) }'
        $result.Written | Should -HaveCount 2
        $result.Made.Count | Should -BeLessOrEqual 5
    }

    It 'names the journal with which it goes on' {
        $journal = Join-Path $TestDrive 'early.jsonl'
        $result = Invoke-EarlyEnd "1..40 | ForEach-Object { if (`$_ -eq 40) { throw 'upstream' }; `$rows[`$_ - 1] } | New-SmarticoPromoCode -JournalPath '$journal' -SummaryVariable sum | Select-Object PromoCode | Where-Object { `$false }"
        $result.Summary.Journal | Should -Be $journal
        if ($result.Told) { $result.Told | Should -Match "with the journal '.*early\.jsonl' goes on where it ended" }
    }
}

Describe 'A summary' {
    BeforeEach { Connect-TestSandbox }

    It 'counts what was skipped, changed and unchanged: -IfExists <Action>' -ForEach @(
        @{ Action = 'Skip'; Created = 1; Updated = 0; Unchanged = 0; Skipped = 3 }
        @{ Action = 'Update'; Created = 1; Updated = 1; Unchanged = 2; Skipped = 0 }
    ) {
        $null = New-CodeRow 3 IFX | New-SmarticoPromoCode
        $rows = New-CodeRow 4 IFX
        $rows[1] | Add-Member DescriptionPublic changed
        $made = $rows | New-SmarticoPromoCode -IfExists $Action -SummaryVariable sum
        $sum.Read, $sum.Created, $sum.Updated, $sum.Unchanged, $sum.Skipped, $sum.Failed | Should -Be 4, $Created, $Updated, $Unchanged, $Skipped, 0
        $made[3].Outcome | Should -Be 'Created'
        $made[1].Outcome | Should -Be $(if ($Action -eq 'Skip') { 'Skipped' } else { 'Updated' })
    }

    It 'counts what an earlier run had done' {
        $journal = Join-Path $TestDrive 'resume.jsonl'
        $null = New-CodeRow 3 RES | New-SmarticoPromoCode -JournalPath $journal
        $made = New-CodeRow 5 RES | New-SmarticoPromoCode -JournalPath $journal -SummaryVariable sum
        $made.Outcome | Should -Be 'Resumed', 'Resumed', 'Resumed', 'Created', 'Created'
        $sum.Resumed, $sum.Created | Should -Be 3, 2
        $sum.Journal | Should -Be $journal
        $sum.Account | Should -Be (Get-SmarticoConnection).Uri
    }

    It 'is one line of the information stream, also of a Set cmdlet' {
        $rows = [pscustomobject]@{ AffiliateId = 35425; Company = 'a' }, [pscustomobject]@{ AffiliateId = 35427; Company = 'b' }
        $said = $rows | Set-SmarticoAffiliate 6>&1
        @($said) | Should -HaveCount 1
        "$said" | Should -Match '^Set-SmarticoAffiliate: 2 rows in .* s \(.*/s\): 2 updated, 0 failed\.$'
        $said.Tags | Should -Be 'SmarticoRunSummary'
        $rows | Set-SmarticoAffiliate -SkipUnchanged -SummaryVariable sum
        $sum.Unchanged | Should -Be 2
    }

    It 'counts -WhatIf as not tried' {
        $null = Get-HostText { New-CodeRow 3 NOT | New-SmarticoPromoCode -WhatIf -SummaryVariable script:sum }
        $sum.Read, $sum.NotTried, $sum.Created | Should -Be 3, 3, 0
    }
}

Describe 'What a result says was done' {
    It 'does not break the way through a file' {
        Connect-TestSandbox
        $file = Join-Path $TestDrive 'made.csv'
        New-CodeRow 3 TRIP | New-SmarticoPromoCode | Export-Csv $file -NoTypeInformation
        (Import-Csv $file).Outcome | Should -Be 'Created', 'Created', 'Created'
        Clear-SentRequest
        Import-Csv $file | Set-SmarticoPromoCode -SkipUnchanged -WarningVariable warnings -ErrorVariable problems -SummaryVariable sum
        $warnings | Should -BeNullOrEmpty
        $problems | Should -BeNullOrEmpty
        $sum.Unchanged | Should -Be 3
    }
}

Describe 'A list that is read for a comparison and breaks off' {
    It 'fails its rows the same way, and the rows that are under way are told: <Cmdlet>' -ForEach @(
        @{ Cmdlet = 'Set-SmarticoAffiliate'; Rows = { 35425, 35427, 36971 | ForEach-Object { [pscustomobject]@{ AffiliateId = $_; Company = 'x' } } }; List = '/api/af2_aff_op' }
        @{ Cmdlet = 'Set-SmarticoPromoCode'; Rows = { 150, 153, 156 | ForEach-Object { [pscustomobject]@{ PromoCodeId = $_; DescriptionPublic = 'x' } } }; List = '/api/af2_promocodes_op' }
        @{ Cmdlet = 'Set-SmarticoPixel'; Rows = { 1..3 | ForEach-Object { [pscustomobject]@{ PixelId = 2887; AffiliateId = 166368; Name = "x$_" } } }; List = '/api/af2_pixel_definitions_op' }
    ) {
        $server = Start-SandboxHost
        try {
            Connect-Smartico -Uri $server.Uri -ApiKey sandbox-operator-key -SkipCheck -MaxRetryCount 0
            Add-HostFault $server @{ kind = 'status'; status = 403; body = '{"message":"no"}'; method = 'GET'; path = $List; count = 50 }
            $null = & $Rows | & $Cmdlet -SkipUnchanged -PassThru -SummaryVariable sum -ErrorVariable problems -ErrorAction SilentlyContinue
            $failed = if ($Cmdlet -eq 'Set-SmarticoPixel') { 1 } else { 3 }
            $sum.Read | Should -Be 3
            $sum.Failed | Should -BeGreaterOrEqual $failed
            $problems.Count | Should -Be $sum.Failed
            $problems | ForEach-Object { "$_" | Should -Match '^row \d, ' }
        }
        finally {
            Stop-SandboxHost $server
        }
    }
}

Describe 'Rows of one code' {
    It 'keep their order, whether it existed or not, and however it is written' {
        $server = Start-SandboxHost
        try {
            Connect-Smartico -Uri $server.Uri -ApiKey sandbox-operator-key -SkipCheck
            $null = New-SmarticoPromoCode SAME 35425 -DealId 93203
            $rows = 1..4 | ForEach-Object { [pscustomobject]@{ PromoCode = if ($_ % 2) { 'SAME' } else { 'same' }; AffiliateId = 35425; DealId = 93203; DescriptionPublic = "$_" } }

            # The first row's update is acted upon late: the other rows must not come before it.
            Add-HostFault $server @{ kind = 'stall'; method = 'PUT'; milliseconds = 1000; count = 1 }
            $null = $rows | New-SmarticoPromoCode -IfExists Update -ThrottleLimit 16
            @(Get-HostRequest $server PUT) | Should -HaveCount 4
            (Get-SmarticoPromoCode SAME).DescriptionPublic | Should -Be '4'
        }
        finally {
            Stop-SandboxHost $server
        }
    }
}

Describe '-PipelineVariable before a writing cmdlet' {
    BeforeEach { Connect-TestSandbox }

    It 'is warned of where rows overlap, and right where they do not' {
        $null = New-CodeRow 3 PV | ForEach-Object { $_ } -PipelineVariable row | New-SmarticoPromoCode -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '-PipelineVariable row has the newest*-ThrottleLimit 1*'
        $pairs = New-CodeRow 3 PW | ForEach-Object { $_ } -pv row | New-SmarticoPromoCode -ThrottleLimit 1 -WarningVariable warnings | ForEach-Object { "$($_.PromoCode)=$($row.PromoCode)" }
        $warnings | Should -BeNullOrEmpty
        $pairs | Should -Be 'PW-1=PW-1', 'PW-2=PW-2', 'PW-3=PW-3'
    }
}
