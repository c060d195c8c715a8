# The life of a run: planned, looked at, applied, resumed, undone; and the account as a file.
BeforeAll {
    . $PSScriptRoot/Common.ps1

    function New-Row([int] $Count, [string] $Prefix) {
        1..$Count | ForEach-Object { [pscustomobject]@{ PromoCode = "$Prefix$_"; AffiliateId = 35425; DealId = 93203; EndDate = '2026-12-31T23:59:59Z' } }
    }

    function New-JournalPath { Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).jsonl" }
    function Get-Write { @((Get-SmarticoConnection).Sandbox.GetRequests() | Where-Object Method -NE 'GET') }
}

AfterAll { Disconnect-Smartico }

Describe 'A plan' {
    BeforeEach {
        Connect-Smartico -Sandbox
        $script:journal = New-JournalPath
    }

    It 'sends nothing, is looked at, is applied exactly so, and then nothing is left to do' {
        $rows = @(New-Row 3 PLAN) + [pscustomobject]@{ PromoCode = 'WELCOME2026'; AffiliateId = 166368; DealId = 93195 }
        $null = $rows | New-SmarticoPromoCode -PlanOnly -JournalPath $journal -ErrorAction SilentlyContinue -ErrorVariable problems
        Get-Write | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -Be 'SmarticoAlreadyExists,SmarticoAffiliates.Commands.NewSmarticoPromoCodeCommand'
        $plan = Get-SmarticoJournal $journal
        $plan.State | Should -Be 'Planned', 'Planned', 'Planned', 'Refused'
        $plan.RowNumber | Should -Be 1, 2, 3, 4
        ($plan[3] | Out-String -Width 200) | Should -Match "4 Refused +Create +promo code 'WELCOME2026' +A promo code 'WELCOME2026' exists"
        "$($plan[0].Changes.Name)" | Should -Be 'PromoCode AffiliateId DealId Status EndDate'

        $made = Invoke-SmarticoJournal $journal
        $made.PromoCode | Should -Be 'PLAN1', 'PLAN2', 'PLAN3'
        $made.EndDate.UtcDateTime[0] | Should -Be ([datetime]'2026-12-31T23:59:59')
        (Get-SmarticoJournal $journal).State | Should -Be 'Done', 'Done', 'Done', 'Refused'
        (Get-SmarticoJournal $journal -Summary).IsComplete | Should -BeTrue

        $before = @(Get-Write).Count
        Invoke-SmarticoJournal $journal | Should -BeNullOrEmpty
        @(Get-Write) | Should -HaveCount $before
    }

    It 'of changes tells each field, old and new, and sends only those' {
        Set-SmarticoAffiliate 35425 -Skype same
        $null = Set-SmarticoAffiliate 35425 -Company 'New Ltd' -Skype same -PlanOnly -JournalPath $journal
        (Get-SmarticoJournal $journal).Changes.ToString() | Should -BeLike 'Company: (nothing) * New Ltd'
        (Get-SmarticoJournal $journal | Out-String -Width 200) | Should -Match '(?m)^ +Planned +Set +affiliate 35425 ' -Because 'an argument is no row'
        (Get-SmarticoConnection).Sandbox.ClearRequests()
        Invoke-SmarticoJournal $journal
        (Get-Write).Body | Should -Be '{"company":"New Ltd"}'
    }

    It 'tells at its application what has changed meanwhile, and -Force goes over it' {
        $null = Set-SmarticoAffiliate 35425 -Company 'Mine' -PlanOnly -JournalPath $journal
        Set-SmarticoAffiliate 35425 -Company 'Theirs'
        Invoke-SmarticoJournal $journal -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems.FullyQualifiedErrorId | Should -BeLike 'SmarticoChangedMeanwhile,*'
        "$problems" | Should -BeLike '*Company was (nothing) and is Theirs*'
        (Get-SmarticoAffiliate -AffiliateId 35425).Company | Should -Be 'Theirs'
        $row = Get-SmarticoJournal $journal -State Failed
        $row.ErrorId | Should -Be 'SmarticoChangedMeanwhile' -Because 'somebody may look at it later'
        $row.Error | Should -BeLike '*Company was (nothing) and is Theirs*'
        Invoke-SmarticoJournal $journal -Force
        (Get-SmarticoAffiliate -AffiliateId 35425).Company | Should -Be 'Mine'
    }

    It 'that was cut off is not applied' {
        $null = New-Row 3 CUT | New-SmarticoPromoCode -PlanOnly -JournalPath $journal
        $lines = @(Get-Content $journal)
        $lines[0..3] | Set-Content $journal
        $before = Get-Content $journal -Raw
        { Invoke-SmarticoJournal $journal } | Should -Throw -ErrorId 'SmarticoInvalidInput,*' -ExpectedMessage '*cut off before its end*'
        Get-Content $journal -Raw | Should -Be $before
        Get-Write | Should -BeNullOrEmpty
    }

    It 'goes through a pipeline: codes for deals that are not made yet' {
        $codes = New-JournalPath
        $planned = [pscustomobject]@{ AffiliateId = 35425; Name = 'Chained'; CpaAmount = '10.5' } |
            New-SmarticoDeal -PlanOnly -JournalPath $journal -OutVariable deal | New-SmarticoPromoCode CHAIN1 -PlanOnly -JournalPath $codes
        $planned.Outcome | Should -Be 'Planned'
        @($deal.DealId, $planned.PromoCodeId, $planned.DealId) -ne $null | Should -BeNullOrEmpty -Because 'nobody knows these ids yet'
        $deal.AffiliateId | Should -Be 35425
        "$planned" | Should -Be "promo code 'CHAIN1' (planned)"
        (Get-SmarticoJournal $codes).Changes.ToString() | Should -BeLike '*DealId: (planned)*'
        ($deal, $planned, (Get-SmarticoJournal $codes) | ForEach-Object { $_ | Format-Table; $_ | Format-List; $_ | ConvertTo-Csv } | Out-String -Width 400) | Should -Not -Match '21474836'
        Invoke-SmarticoJournal $codes -ErrorAction SilentlyContinue -ErrorVariable problems
        "$problems" | Should -BeLike '*not made yet*'
        $made = Invoke-SmarticoJournal $journal, $codes
        $made[1].DealId | Should -Be $made[0].DealId
    }

    It 'and a run are shown in the order of the rows' {
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        Connect-TestSandbox
        1..40 | ForEach-Object { [pscustomobject]@{ PromoCode = "ORDER-$_"; AffiliateId = $(if ($_ % 7) { 35425 } else { 'x' }); DealId = 93203 } } |
            New-SmarticoPromoCode -ThrottleLimit 16 -JournalPath $journal -ErrorAction SilentlyContinue | Out-Null
        (Get-SmarticoJournal $journal).RowNumber | Should -Be (1..40)
    }

    It 'of another sandbox is told of, for what it tells as done is not here' {
        $null = New-Row 1 ELSEWHERE | New-SmarticoPromoCode -JournalPath $journal -WarningVariable none
        $none | Should -BeNullOrEmpty
        Start-Sleep -Milliseconds 20
        Connect-Smartico -Sandbox
        $again = New-Row 1 ELSEWHERE | New-SmarticoPromoCode -JournalPath $journal -WarningVariable told -WarningAction SilentlyContinue
        $again.Outcome | Should -Be 'Resumed'
        "$told" | Should -BeLike '*was begun before this sandbox was made*is not here*'
        Invoke-SmarticoJournal $journal -WarningVariable applied -WarningAction SilentlyContinue
        "$applied" | Should -BeLike '*was begun before this sandbox was made*'
    }

    It 'can not change what is only planned' {
        $changes = New-JournalPath
        $null = New-Row 1 UNMADE | New-SmarticoPromoCode -PlanOnly -JournalPath $journal |
            Set-SmarticoPromoCode -Status Inactive -PlanOnly -JournalPath $changes -ErrorAction SilentlyContinue -ErrorVariable problems
        "$problems" | Should -BeLike "row 1, promo code 'UNMADE1' (planned): it is only planned, in *belongs in the row that makes it*"
        (Get-SmarticoJournal $changes).State | Should -Be 'Refused'
        Get-Content $changes -Raw | Should -Not -Match '21474836'
        (Get-SmarticoJournal $journal).State | Should -Be 'Planned'
    }

    It 'can not be made of what is only planned without -PlanOnly' {
        [pscustomobject]@{ AffiliateId = 35425; CpaAmount = 1 } | New-SmarticoDeal -PlanOnly -JournalPath $journal |
            New-SmarticoPromoCode CHAIN2 -ErrorAction SilentlyContinue -ErrorVariable problems
        "$problems" | Should -BeLike '*only planned*'
        Get-Write | Should -BeNullOrEmpty
    }

    It 'shows why a cell is wrong without saying twice which row it is' {
        $null = [pscustomobject]@{ PromoCode = 'WRONG'; AffiliateId = 'x'; DealId = 1 } | New-SmarticoPromoCode -PlanOnly -JournalPath $journal -ErrorAction SilentlyContinue
        (Get-SmarticoJournal $journal | Out-String -Width 200) | Should -Match "1 Refused +Create +promo code 'WRONG' +AffiliateId 'x' is not an id"
    }

    It 'needs a journal, and is none under -WhatIf' {
        { New-Row 1 NONE | New-SmarticoPromoCode -PlanOnly } | Should -Throw -ErrorId 'SmarticoInvalidInput,*'
        $null = New-Row 1 NONE | New-SmarticoPromoCode -PlanOnly -JournalPath $journal -WhatIf
        Test-Path $journal | Should -BeFalse
        (Get-Command Register-SmarticoAffiliate).Parameters.Keys | Should -Not -Contain 'PlanOnly'
    }

    It 'is looked at by -WhatIf without being touched' {
        $null = New-Row 2 LOOK | New-SmarticoPromoCode -PlanOnly -JournalPath $journal
        $before = Get-Content $journal -Raw
        Invoke-SmarticoJournal $journal -WhatIf
        Get-Content $journal -Raw | Should -Be $before
        Get-Write | Should -BeNullOrEmpty
    }
}

Describe 'Wrong files' {
    BeforeEach { Connect-Smartico -Sandbox }

    It '<Name> is refused by <Command>, byte for byte untouched' -ForEach @(
        foreach ($command in 'New-SmarticoPromoCode', 'Invoke-SmarticoJournal', 'Undo-SmarticoJournal', 'Get-SmarticoJournal') {
            @{ Command = $command; Name = 'A CSV'; Content = "PromoCode,AffiliateId,DealId`r`nX,35425,93203`r`n" }
            @{ Command = $command; Name = 'One from the future'; Content = "{`"format`":`"smartico-run`",`"version`":99,`"account`":{`"host`":`"https://sandbox.smartico.invalid/`"}}`n" }
            @{ Command = $command; Name = 'One that is cut off'; Content = '{"format":"smartico-run","vers' }
            if ($command -ne 'Get-SmarticoJournal') {
                @{ Command = $command; Name = 'Another account''s'; Content = "{`"format`":`"smartico-run`",`"version`":1,`"account`":{`"host`":`"https://boapi.smartico.ai/`",`"key`":`"0011223344556677`"}}`n" }
            }
        }
    ) {
        $path = New-JournalPath
        [System.IO.File]::WriteAllText($path, $Content)
        $bytes = [System.IO.File]::ReadAllBytes($path)
        $call = switch ($Command) {
            'New-SmarticoPromoCode' { { New-Row 1 WRONG | New-SmarticoPromoCode -JournalPath $path -ErrorAction Stop } }
            default { { & $Command $path -ErrorAction Stop } }
        }
        $call | Should -Throw -ErrorId 'SmarticoInvalidInput,*'
        [System.IO.File]::ReadAllBytes($path) | Should -Be $bytes
        Get-ChildItem ($path -replace '\.jsonl$', '*') | Should -HaveCount 1 -Because 'nothing is left beside it'
        Get-Write | Should -BeNullOrEmpty
    }

    It 'Another account''s is shown, and byte for byte untouched' {
        $path = New-JournalPath
        $null = New-Row 2 OTHER | New-SmarticoPromoCode -JournalPath $path
        $bytes = [System.IO.File]::ReadAllBytes($path)
        Disconnect-Smartico
        (Get-SmarticoJournal $path).State | Should -Be 'Done', 'Done'
        [System.IO.File]::ReadAllBytes($path) | Should -Be $bytes
    }

    It 'One that is cut off in a later line is shown and applied up to there' {
        $path = New-JournalPath
        # One after another, so that the last line is the second row's.
        $null = New-Row 2 CUTLATE | New-SmarticoPromoCode -JournalPath $path -ThrottleLimit 1
        $bytes = [System.IO.File]::ReadAllBytes($path)
        $cut = $bytes[0..($bytes.Length - 200)]
        [System.IO.File]::WriteAllBytes($path, $cut)
        (Get-SmarticoJournal $path).State | Should -Be 'Done', 'Started'
        [System.IO.File]::ReadAllBytes($path) | Should -Be $cut
        @(Get-Write).Count | Should -Be 2
        Invoke-SmarticoJournal $path | ForEach-Object PromoCode | Should -Be 'CUTLATE2'
        @(Get-Write).Count | Should -Be 2 -Because 'it was there'
        (Get-SmarticoJournal $path).State | Should -Be 'Done', 'Done'
    }

    It '<Name> is refused as the journal of an undo, byte for byte untouched' -ForEach @(
        @{ Name = 'A CSV'; Content = "PromoCode,AffiliateId,DealId`r`nX,35425,93203`r`n" }
        @{ Name = 'Another account''s'; Content = "{`"format`":`"smartico-run`",`"version`":1,`"account`":{`"host`":`"https://boapi.smartico.ai/`",`"key`":`"0011223344556677`"}}`n" }
    ) {
        $run = New-JournalPath
        $path = New-JournalPath
        $null = New-Row 1 "UNDOOF$((Get-Random))" | New-SmarticoPromoCode -JournalPath $run
        $before = @(Get-Write).Count
        [System.IO.File]::WriteAllText($path, $Content)
        $bytes = [System.IO.File]::ReadAllBytes($path)
        { Undo-SmarticoJournal $run -JournalPath $path } | Should -Throw -ErrorId 'SmarticoInvalidInput,*'
        [System.IO.File]::ReadAllBytes($path) | Should -Be $bytes
        @(Get-Write).Count | Should -Be $before
    }

    It 'a path of no file system is refused' {
        { New-Row 1 ENV | New-SmarticoPromoCode -JournalPath 'Env:\journal' } | Should -Throw -ErrorId 'SmarticoInvalidInput,*'
        $env:journal | Should -BeNullOrEmpty
    }

    It 'two people can not write one journal at the same time' {
        $path = New-JournalPath
        $null = New-Row 1 TWO | New-SmarticoPromoCode -JournalPath $path
        $script:problem = $null
        $null = New-Row 2 TWOB | ForEach-Object { $_; if (-not $script:problem) { try { New-Row 1 TWOC | New-SmarticoPromoCode -JournalPath $path } catch { $script:problem = $_ } } } |
            New-SmarticoPromoCode -JournalPath $path
        "$script:problem" | Should -BeLike '*another run is writing to it*'
        (Get-SmarticoJournal $path).State | Should -Be 'Done', 'Done', 'Done'
    }

    It 'rows that a spreadsheet saved again are the same rows' {
        $path = New-JournalPath
        $null = [pscustomobject]@{ AffiliateId = '35425'; CpaAmount = '10.50' } | New-SmarticoDeal -JournalPath $path
        $null = [pscustomobject]@{ CpaAmount = '10.5'; AffiliateId = '35425' } | New-SmarticoDeal -JournalPath $path
        Get-Write | Should -HaveCount 1
    }
}

Describe 'An undo' {
    BeforeEach {
        Connect-Smartico -Sandbox
        $script:journal = New-JournalPath
        $script:snapshot = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).jsonl.gz"
    }

    It 'puts back what the run changed: no difference to the snapshot before but what can not be taken back' {
        Export-SmarticoSnapshot $snapshot
        Get-SmarticoAffiliate -First 20 | Set-SmarticoAffiliate -Company 'Run Ltd' -Skype run -JournalPath $journal
        $codes = New-JournalPath
        $made = New-Row 3 UNDO | New-SmarticoPromoCode -JournalPath $codes
        Undo-SmarticoJournal $journal
        Undo-SmarticoJournal $codes
        $differences = @(Compare-SmarticoSnapshot $snapshot)
        $differences.Change | Should -Be 'Added', 'Added', 'Added'
        $differences.Id | Should -Be ($made.PromoCodeId | Sort-Object)
        $differences.After.Status | Should -Be 'Inactive', 'Inactive', 'Inactive'
    }

    It 'leaves alone what was changed since, and tells it' {
        Set-SmarticoAffiliate 35425 -Company 'Run Ltd' -Skype run -JournalPath $journal
        Set-SmarticoAffiliate 35425 -Skype 'Somebody else'
        Undo-SmarticoJournal $journal -WarningAction SilentlyContinue -WarningVariable told
        $now = Get-SmarticoAffiliate -AffiliateId 35425
        $now.Company | Should -BeNullOrEmpty
        $now.Skype | Should -Be 'Somebody else'
        "$told" | Should -BeLike '1 of 1 records*'
        (Get-SmarticoJournal ($journal -replace '\.jsonl$', '.undo.jsonl')).Note | Should -BeLike '*Skype was changed since, to Somebody else*'
    }

    It 'of several changes of one record goes back to the first, and can itself be undone' {
        'One', 'Two' | ForEach-Object { [pscustomobject]@{ AffiliateId = 35425; Company = $_ } } | Set-SmarticoAffiliate -JournalPath $journal
        Undo-SmarticoJournal $journal
        (Get-SmarticoAffiliate -AffiliateId 35425).Company | Should -BeNullOrEmpty
        Undo-SmarticoJournal ($journal -replace '\.jsonl$', '.undo.jsonl')
        (Get-SmarticoAffiliate -AffiliateId 35425).Company | Should -Be 'Two'
    }

    It 'lists deals, which can not be taken back; and plans only, where it is told so' {
        $null = [pscustomobject]@{ AffiliateId = 35425; CpaAmount = 10 } | New-SmarticoDeal -JournalPath $journal
        Undo-SmarticoJournal $journal -PlanOnly -WarningAction SilentlyContinue
        $row = Get-SmarticoJournal ($journal -replace '\.jsonl$', '.undo.jsonl')
        $row.State | Should -Be 'Refused'
        $row.ErrorId | Should -Be 'SmarticoNotUndoable'
        Get-Write | Should -HaveCount 1
    }

    It 'leaves alone what has the id of what was made and is something else, warns of another sandbox, and says so again' {
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        Connect-TestSandbox
        $made = New-SmarticoPromoCode UNDO-MADE 35425 -DealId 93203 -JournalPath $journal
        Connect-TestSandbox
        $other = New-SmarticoPromoCode UNDO-OTHER 35425 -DealId 93203
        $other.PromoCodeId | Should -Be $made.PromoCodeId -Because 'a fresh sandbox gives the same ids'
        foreach ($time in 1, 2) {
            Clear-SentRequest
            Undo-SmarticoJournal $journal -WarningVariable warnings -WarningAction SilentlyContinue
            Get-SentRequest PUT | Should -BeNullOrEmpty
            "$warnings" | Should -BeLike '*before this sandbox was made*'
            "$warnings" | Should -BeLike "*1 of 1 records can't be put back*Get-SmarticoJournal '*.undo.jsonl'*"
        }

        (Get-SmarticoPromoCode UNDO-OTHER).Status | Should -Be 'Active'
        (Get-SmarticoJournal ($journal -replace 'jsonl$', 'undo.jsonl')).Error | Should -BeLike '*PromoCode was changed since, to UNDO-OTHER*'
    }

    It 'takes back what was made and then changed, and looks again before a plan is applied' {
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        Connect-TestSandbox
        $made = New-SmarticoPromoCode UNDO-BOTH 35425 -DealId 93203 -JournalPath $journal
        Set-SmarticoPromoCode -PromoCodeId $made.PromoCodeId -DescriptionInternal twice -JournalPath $journal
        Undo-SmarticoJournal $journal -WarningVariable warnings
        "$warnings" | Should -BeNullOrEmpty
        $now = Get-SmarticoPromoCode UNDO-BOTH
        $now.Status | Should -Be 'Inactive'
        $now.DescriptionInternal | Should -BeNullOrEmpty

        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        $made = New-SmarticoPromoCode UNDO-PLAN 35425 -DealId 93203 -JournalPath $journal
        Undo-SmarticoJournal $journal -PlanOnly
        Set-SmarticoPromoCode -PromoCodeId $made.PromoCodeId -PromoCode UNDO-RENAMED
        Undo-SmarticoJournal $journal -ErrorVariable problems -ErrorAction SilentlyContinue
        "$problems" | Should -BeLike '*PromoCode was UNDO-PLAN and is UNDO-RENAMED*Nothing was sent*'
        (Get-SmarticoPromoCode UNDO-RENAMED).Status | Should -Be 'Active'
    }

    It 'puts back a value that a new row could not have' {
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        Connect-TestSandbox
        $null = Invoke-SmarticoRequest api/af2_aff_op/35425 -Method PUT -Body @{ country = 'Germany' } -Confirm:$false
        Set-SmarticoAffiliate 35425 -Country DE -JournalPath $journal
        Undo-SmarticoJournal $journal -ErrorAction Stop
        (Get-SmarticoAffiliate 35425).Country | Should -Be 'Germany'
    }

    It 'is told of where it was done before, and where its run is called again with the same journal' {
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        Connect-TestSandbox
        $row = [pscustomobject]@{ AffiliateId = 35425; Company = 'Again' }
        $row | Set-SmarticoAffiliate -JournalPath $journal -WarningVariable warnings
        "$warnings" | Should -BeNullOrEmpty
        Undo-SmarticoJournal $journal -WarningVariable warnings
        "$warnings" | Should -BeNullOrEmpty
        Undo-SmarticoJournal $journal -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike 'This undo was done before*.undo.jsonl*'
        $row | Set-SmarticoAffiliate -JournalPath $journal -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*.undo.jsonl beside it takes that run back*another -JournalPath*'
    }

    It 'and a comparison sum up on the information stream' {
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        $snapshot = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        Connect-TestSandbox
        Export-SmarticoSnapshot $snapshot -Include Affiliates
        Set-SmarticoAffiliate 35425 -Company Theirs -ManagerId 2360 -JournalPath $journal
        $difference = Compare-SmarticoSnapshot $snapshot
        $difference.Changes[0].Name | Should -BeIn 'Company', 'ManagerId' -Because 'what somebody has changed comes before what follows from it'
        $difference.Changes.Name | Should -Contain 'ManagerUsername'
        "$(Undo-SmarticoJournal $journal -InformationAction SilentlyContinue -InformationVariable told)$told" | Should -BeLike '*1 row in *1 updated, 0 failed.'
        "$(Compare-SmarticoSnapshot $snapshot -InformationVariable told)$told" | Should -BeLike 'Compare-SmarticoSnapshot: * records compared, 0 differences.'
    }

    It 'that is run again goes on where it was' {
        New-Row 3 AGAIN | New-SmarticoPromoCode -JournalPath $journal | Out-Null
        Undo-SmarticoJournal $journal
        $before = @(Get-Write).Count
        Undo-SmarticoJournal $journal
        @(Get-Write) | Should -HaveCount $before
    }
}

Describe 'A rehearsal on the account as it is' {
    BeforeAll { $script:server = Start-SandboxHost }
    AfterAll { Stop-SandboxHost $server }

    It 'has the outcome of the real run, row for row' {
        $snapshot = Join-Path $TestDrive 'account.jsonl.gz'
        Connect-Smartico -Uri $server.Uri -ApiKey sandbox-operator-key
        $null = [pscustomobject]@{ PromoCode = 'AUTUMN-NORTH'; AffiliateId = 35427; DealId = 93196 } | New-SmarticoPromoCode
        Export-SmarticoSnapshot $snapshot
        $rows = @(Import-Csv (Join-Path (Split-Path $PSScriptRoot) 'samples/promo-codes.csv')) + [pscustomobject]@{ PromoCode = 'AUTUMN-NORTH'; AffiliateId = 35427; DealId = 93196 }

        Connect-Smartico -Sandbox -SnapshotPath $snapshot
        $rehearsed = $rows | New-SmarticoPromoCode -ErrorAction SilentlyContinue -ErrorVariable rehearsedProblems
        Connect-Smartico -Uri $server.Uri -ApiKey sandbox-operator-key
        $real = $rows | New-SmarticoPromoCode -ErrorAction SilentlyContinue -ErrorVariable realProblems

        $rehearsed.PromoCode | Should -Be $real.PromoCode
        "$($rehearsedProblems.TargetObject.PromoCode)" | Should -Be "$($realProblems.TargetObject.PromoCode)"
        "$($rehearsedProblems.FullyQualifiedErrorId)" | Should -Be "$($realProblems.FullyQualifiedErrorId)"
        @($realProblems) | Should -Not -BeNullOrEmpty
    }

    It 'does not take another file for a snapshot' {
        { Connect-Smartico -Sandbox -SnapshotPath $PSCommandPath } | Should -Throw -ErrorId 'SmarticoInvalidInput,*'
    }
}
