# A run that is killed at any moment goes on where it was, with nothing lost and nothing doubled. All of it, 20 moments of
# 2,000 rows: $env:SMARTICO_KILLS = 20; $env:SMARTICO_KILL_ROWS = 2000; Invoke-PesterFile.ps1 -Path Killed.Tests.ps1
BeforeDiscovery {
    $kills = if ($env:SMARTICO_KILLS) { [int]$env:SMARTICO_KILLS } else { 2 }
    $random = [random]::new(20261121)
    $moments = 1..$kills | ForEach-Object { @{ Kill = $_; Share = $random.NextDouble() } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1

    $script:count = if ($env:SMARTICO_KILL_ROWS) { [int]$env:SMARTICO_KILL_ROWS } else { 300 }
    $script:server = Start-SandboxHost --latency, 10
    $script:job = Join-Path $TestDrive 'job.ps1'
    Set-Content $job @"
param(`$Uri, `$Prefix, `$Journal, `$Count)
Import-Module '$(Get-StagedManifest)'
Connect-Smartico -Uri `$Uri -ApiKey sandbox-operator-key
1..`$Count | ForEach-Object { [pscustomobject]@{ PromoCode = "`$Prefix`$_"; AffiliateId = 35425; DealId = 93203 } } |
    New-SmarticoPromoCode -JournalPath `$Journal -ThrottleLimit 8 | Measure-Object | ForEach-Object Count
"@
}

AfterAll { Stop-SandboxHost $server }

Describe 'A plan that is applied' {
    It 'and killed on its way (<Kill>), and applied again, has made every row once' -ForEach $moments {
        $prefix = "APPLY$Kill-"
        $journal = Join-Path $TestDrive "apply$Kill.jsonl"
        $apply = Join-Path $TestDrive 'apply.ps1'
        Set-Content $apply "param(`$Uri, `$Journal) Import-Module '$(Get-StagedManifest)'; Connect-Smartico -Uri `$Uri -ApiKey sandbox-operator-key; Invoke-SmarticoJournal `$Journal -ThrottleLimit 8 | Measure-Object | ForEach-Object Count"
        Connect-Smartico -Uri $server.Uri -ApiKey sandbox-operator-key
        $null = 1..$count | ForEach-Object { [pscustomobject]@{ PromoCode = "$prefix$_"; AffiliateId = 35425; DealId = 93203 } } |
            New-SmarticoPromoCode -PlanOnly -JournalPath $journal
        $planned = (Get-Item $journal).Length
        $process = Start-Engine '-File', $apply, '-Uri', $server.Uri, '-Journal', $journal
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        while (-not $process.HasExited -and $watch.Elapsed.TotalSeconds -lt 600) {
            if ((Get-Item $journal).Length - $planned -ge $Share * 0.8 * $count * 800) { break }
            Start-Sleep -Milliseconds 1
        }

        $process.Kill()
        $process.WaitForExit()
        $before = (Get-SmarticoJournal $journal -Summary).Done
        $made = Invoke-SmarticoJournal $journal

        $before | Should -BeLessThan $count -Because 'it was killed on its way'
        @($made).Count | Should -Be ($count - $before)
        (Get-SmarticoJournal $journal -Summary).Done | Should -Be $count
        $there = @(Get-SmarticoPromoCode "$prefix*")
        $there | Should -HaveCount $count
        @($there.PromoCode | Select-Object -Unique) | Should -HaveCount $count
    }
}

Describe 'A run with a journal' {
    It 'that is killed (<Kill>) and run again has made every row once' -ForEach $moments {
        $prefix = "KILL$Kill-"
        $journal = Join-Path $TestDrive "kill$Kill.jsonl"
        $arguments = @('-File', $job, '-Uri', $server.Uri, '-Prefix', $prefix, '-Journal', $journal, '-Count', $count)
        $process = Start-Engine $arguments

        # Killed when so many rows are in the journal: the moment within the run is as random as the share.
        $lines = [int]($Share * $count * 2)
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        while (-not $process.HasExited -and $watch.Elapsed.TotalSeconds -lt 600) {
            $written = if (Test-Path $journal) { (Get-Item $journal).Length / 400 } else { -1 }
            if ($written -ge $lines * 0.9) { break }
            Start-Sleep -Milliseconds 1
        }

        $process.Kill()
        $process.WaitForExit()
        $before = @(Get-Content $journal | Where-Object { $_ -match '"done"' }).Count

        $made = Invoke-Engine $arguments

        $before | Should -BeLessThan $count -Because 'it was killed on its way'
        $made.Output.Trim() | Should -Be $count -Because $made.Error
        Connect-Smartico -Uri $server.Uri -ApiKey sandbox-operator-key
        $there = @(Get-SmarticoPromoCode "$prefix*")
        $there | Should -HaveCount $count
        @($there.PromoCode | Select-Object -Unique) | Should -HaveCount $count
    }
}

Describe 'A run that creates deals' {
    It 'finds those that the server still makes when the run is killed' {
        $script = Join-Path $TestDrive 'deals.ps1'
        $journal = Join-Path $TestDrive 'deals.jsonl'
        Set-Content $script @"
param(`$Uri, `$Journal)
Import-Module '$(Get-StagedManifest)'
Connect-Smartico -Uri `$Uri -ApiKey sandbox-operator-key
1..12 | ForEach-Object { [pscustomobject]@{ AffiliateId = 64257; DealType = 'CPA'; Name = "Killed `$_"; CpaAmount = `$_ } } |
    New-SmarticoDeal -JournalPath `$Journal -ThrottleLimit 4 | ForEach-Object DealId
"@
        Reset-SandboxHost $server
        Add-HostFault $server @{ kind = 'lateCommit'; milliseconds = 3000; method = 'POST'; path = '/api/af2_deals_op'; count = 3 }
        $arguments = @('-File', $script, '-Uri', $server.Uri, '-Journal', $journal)
        $process = Start-Engine $arguments
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        while (@(Get-HostRequest $server POST).Count -lt 4 -and $watch.Elapsed.TotalSeconds -lt 60) { Start-Sleep -Milliseconds 20 }
        $process.Kill()
        $process.WaitForExit()
        @(Get-Content $journal | Where-Object { $_ -match '"start"' }).Count | Should -BeGreaterThan @(Get-Content $journal | Where-Object { $_ -match '"end"' }).Count -Because 'it was killed on its way'

        $made = (Invoke-Engine $arguments).Output.Trim() -split '\r?\n'

        $made | Should -HaveCount 12
        @($made | Select-Object -Unique) | Should -HaveCount 12
        Connect-Smartico -Uri $server.Uri -ApiKey sandbox-operator-key
        $there = @(Get-SmarticoDeal 64257 | Where-Object Name -Like 'Killed *')
        $there | Should -HaveCount 12
        @($there.Name | Select-Object -Unique) | Should -HaveCount 12
    }
}

Describe 'A run of several journals' {
    It 'that is killed three times on its way and gone on with has done every row once, and is undone' {
        Reset-SandboxHost $server
        $journals = 'codes', 'changes', 'deals' | ForEach-Object { Join-Path $TestDrive "mixed-$_.jsonl" }
        $snapshot = Join-Path $TestDrive 'mixed.jsonl.gz'
        Connect-Smartico -Uri $server.Uri -ApiKey sandbox-operator-key
        $old = [pscustomobject]@{ AffiliateId = 100508; DealType = 'CPA'; Name = 'Mixed 1'; CpaAmount = 1 } | New-SmarticoDeal
        Export-SmarticoSnapshot $snapshot
        $present = @(Get-SmarticoPromoCode -First 60)
        $null = 1..120 | ForEach-Object { [pscustomobject]@{ PromoCode = "MIXED-$_"; AffiliateId = 35425; DealId = if ($_ -eq 50) { 93195 } else { 93203 } } } |
            New-SmarticoPromoCode -PlanOnly -JournalPath $journals[0]
        $null = $present | ForEach-Object { [pscustomobject]@{ PromoCodeId = $_.PromoCodeId; DescriptionInternal = "Mixed $($_.PromoCodeId)" } } |
            Set-SmarticoPromoCode -PlanOnly -JournalPath $journals[1]
        # The first wants one more of what is there, the last two want the same.
        $null = @(1..19) + 19 | ForEach-Object { [pscustomobject]@{ AffiliateId = 100508; DealType = 'CPA'; Name = "Mixed $_"; CpaAmount = $_ } } |
            New-SmarticoDeal -PlanOnly -JournalPath $journals[2]

        $script = Join-Path $TestDrive 'mixed.ps1'
        Set-Content $script "param(`$Uri, `$A, `$B, `$C) Import-Module '$(Get-StagedManifest)'; Connect-Smartico -Uri `$Uri -ApiKey sandbox-operator-key; Invoke-SmarticoJournal `$A, `$B, `$C -ThrottleLimit 8"
        $random = [random]::new(20261128)
        foreach ($kill in 1..3) {
            foreach ($kind in 'resetAfterCommit', 'resetBeforeCommit', 'truncatedAnswer', 'throttle') {
                Add-HostFault $server @{ kind = $kind; method = 'POST'; count = 2 }
                Add-HostFault $server @{ kind = $kind; method = 'PUT'; count = 1 }
            }

            $length = { ($journals | Get-Item | Measure-Object Length -Sum).Sum }
            $until = (& $length) + $random.Next(3000, 50000)
            $process = Start-Engine '-File', $script, '-Uri', $server.Uri, '-A', $journals[0], '-B', $journals[1], '-C', $journals[2]
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            while (-not $process.HasExited -and $watch.Elapsed.TotalSeconds -lt 300 -and (& $length) -lt $until) { Start-Sleep -Milliseconds 1 }
            $process.HasExited | Should -BeFalse -Because 'it is killed on its way'
            $process.Kill()
            $process.WaitForExit()
        }

        Invoke-SmarticoJournal $journals -ThrottleLimit 8 -ErrorAction SilentlyContinue -ErrorVariable problems | Out-Null
        $problems.FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidDeal,*'
        $sums = Get-SmarticoJournal $journals -Summary
        $sums.Done | Should -Be 119, 60, 20
        $sums.Failed | Should -Be 1, 0, 0

        @(Get-SmarticoPromoCode 'MIXED-*').PromoCode | Should -HaveCount 119
        @(Get-SmarticoPromoCode 'MIXED-*').PromoCode | Select-Object -Unique | Should -HaveCount 119
        $deals = @(Get-SmarticoDeal 100508 | Where-Object Name -Like 'Mixed *')
        ($deals.Name | Group-Object -NoElement | Where-Object Count -NE 1 | ForEach-Object { "$($_.Name): $($_.Count)" } | Sort-Object) | Should -Be 'Mixed 1: 2', 'Mixed 19: 2'
        (Get-SmarticoJournal $journals[2]).Id | Should -Not -Contain $old.DealId
        (Get-SmarticoJournal $journals[2]).Id | Sort-Object -Unique | Should -HaveCount 20

        Reset-SandboxHost $server
        Invoke-SmarticoJournal $journals -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        @(Get-HostRequest $server POST) | Should -HaveCount 1 -Because 'only what the server refused is sent again'
        @(Get-HostRequest $server PUT) | Should -BeNullOrEmpty

        $journals[2..0] | ForEach-Object { Undo-SmarticoJournal $_ -WarningAction SilentlyContinue }
        $differences = @(Compare-SmarticoSnapshot $snapshot)
        @($differences | Where-Object Change -NE Added) | Should -BeNullOrEmpty
        @($differences | Where-Object Resource -EQ PromoCode) | Should -HaveCount 119
        $differences.After | Where-Object { $_ -is [SmarticoAffiliates.PromoCode] } | ForEach-Object Status | Select-Object -Unique | Should -Be 'Inactive'
        @($differences | Where-Object Resource -EQ Deal) | Should -HaveCount 20
    }
}
