# The runbook as Azure Automation runs it: a process of its own that nobody watches.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $runbook = Join-Path (Split-Path $PSScriptRoot) 'samples/runbooks/Import-PromoCodes.ps1'
    $codes = Join-Path (Split-Path $PSScriptRoot) 'samples/promo-codes.csv'
    $modules = Split-Path (Split-Path (Get-StagedManifest))

    # The objects, errors and exit code of a run; the script's output comes as JSON.
    function Invoke-Runbook {
        param([string] $Arguments, [string] $Before = '')

        $command = "`$env:PSModulePath = '$modules' + [IO.Path]::PathSeparator + `$env:PSModulePath; $Before; try { & '$runbook' $Arguments 2>`$null | ForEach-Object { ConvertTo-Json `$_ } } catch { [Console]::Error.WriteLine(`"`$_`"); exit 3 }"
        $run = Invoke-Engine '-EncodedCommand', ([Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($command)))
        [pscustomobject]@{ Summary = $run.Output | ConvertFrom-Json; Error = $run.Error; ExitCode = $run.ExitCode }
    }
}

Describe 'The runbook that imports promo codes' {
    BeforeEach {
        $file = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).csv"
        Copy-Item $codes $file
        $table = "PromoCode,AffiliateId,DealId`nRUN1,35425,93203`nRUN2,46554,93201"
    }

    It 'tries every row, sums up, and fails the job if a row failed' {
        $run = Invoke-Runbook "-CsvPath '$file' -Rehearse `$true"

        $run.Summary.Rows | Should -Be 12
        $run.Summary.Done | Should -Be 5
        $run.Summary.Failed | Should -Be 7
        $run.Summary.Account | Should -Be 'Smartico sandbox'
        $run.ExitCode | Should -Be 3
        $run.Error | Should -BeLike '7 of 12 rows failed. They are in *.retry.csv, with the reasons.*'
        $retry = Import-Csv $run.Summary.RetryPath
        $retry.PromoCode | Should -Contain 'SPRING-LOCAL'
        ($retry | Where-Object PromoCode -EQ 'WELCOME2026').Reason | Should -Match 'already exists'
    }

    It 'ends well where every row is good' {
        $run = Invoke-Runbook "-CsvText '$table' -Rehearse `$true"

        $run.ExitCode | Should -Be 0
        $run.Summary.Done | Should -Be 2
        $run.Summary.Failed | Should -Be 0
        $run.Summary.RetryPath | Should -BeNullOrEmpty
    }

    It 'fails before anything is sent where the table is missing, empty or given twice: <Arguments>' -ForEach @(
        @{ Arguments = ''; Message = 'Give the table*' }
        @{ Arguments = "-CsvText 'PromoCode,AffiliateId'"; Message = 'The table has no rows.*' }
        @{ Arguments = "-CsvText 'a' -CsvPath 'b'"; Message = 'Give the table*' }
        @{ Arguments = "-CsvPath 'no-such-file.csv'"; Message = '*no-such-file.csv*' }
    ) {
        $run = Invoke-Runbook "$Arguments -Rehearse `$true"
        $run.ExitCode | Should -Be 3
        $run.Error | Should -BeLike $Message
        $run.Summary | Should -BeNullOrEmpty
    }

    Context 'with an account' {
        BeforeAll { $server = Start-SandboxHost }
        AfterAll { Stop-SandboxHost $server }
        BeforeEach { Reset-SandboxHost $server }

        It 'takes the key from the Automation credential and the address from the variable' {
            $automation = "function Get-AutomationPSCredential { param(`$Name) if (`$Name -eq 'SmarticoApi') { [pscredential]::new('x', (ConvertTo-SecureString 'sandbox-operator-key' -AsPlainText -Force)) } };" +
            "function Get-AutomationVariable { param(`$Name) if (`$Name -eq 'SmarticoApiUrl') { '$($server.Uri)' } }"
            $run = Invoke-Runbook "-CsvText '$table'" $automation

            $run.ExitCode | Should -Be 0
            $run.Summary.Account | Should -Be "$($server.Uri)"
            (Get-HostRequest $server POST).Count | Should -Be 2
        }

        It 'says what is missing where the Automation account has no such credential' {
            $run = Invoke-Runbook "-CsvText '$table'" 'function Get-AutomationPSCredential { }'
            $run.ExitCode | Should -Be 3
            $run.Error | Should -BeLike "The Automation account has no credential 'SmarticoApi'.*"
            Get-HostRequest $server | Should -BeNullOrEmpty
        }

        It 'goes on where an earlier job was cut off, and creates no code twice' {
            $account = "`$env:SMARTICO_API_KEY = 'sandbox-operator-key'; `$env:SMARTICO_API_URL = '$($server.Uri)'"
            Set-Content $file "PromoCode,AffiliateId,DealId`nCUT1,35425,93203`nCUT2,46554,1`nCUT3,46554,93201"
            $first = Invoke-Runbook "-CsvPath '$file'" $account
            $first.ExitCode | Should -Be 3
            $first.Summary.Done | Should -Be 2

            Reset-SandboxHost $server
            $second = Invoke-Runbook "-CsvPath '$file'" $account
            $second.Summary.Done | Should -Be 2
            $second.Summary.Failed | Should -Be 1
            (Get-HostRequest $server POST).Body | Should -BeLike '*CUT2*'
        }
    }
}
