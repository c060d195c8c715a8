BeforeAll {
    . $PSScriptRoot/Common.ps1

    function New-Row {
        param([int] $Count, [string] $Prefix)

        1..$Count | ForEach-Object { [pscustomobject]@{ PromoCode = "$Prefix$_"; AffiliateId = 35425; DealId = 93203; EndDate = ''; Status = '' } }
    }
}

Describe 'Rows that overlap' {
    BeforeAll {
        $script:server = Start-SandboxHost --latency, 50
    }

    AfterAll { Stop-SandboxHost $server }

    BeforeEach { Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck }

    It 'come out in the order in which they went in, and are under way side by side' {
        Reset-SandboxHost $server
        $rows = New-Row 100 OVERLAP
        $made = $rows | New-SmarticoPromoCode -ThrottleLimit 20
        $made.PromoCode | Should -Be $rows.PromoCode
        Get-HostPeak $server | Should -BeIn (5..20)
    }

    It 'have their errors in their places' {
        $rows = New-Row 12 PLACE
        $rows[3].DealId = 1
        $rows[7].DealId = 1
        $seen = $rows | New-SmarticoPromoCode -ErrorAction Continue 2>&1
        $names = $seen | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { "!$($_.TargetObject.PromoCode)" } else { $_.PromoCode } }
        $names | Should -Be 'PLACE1', 'PLACE2', 'PLACE3', '!PLACE4', 'PLACE5', 'PLACE6', 'PLACE7', '!PLACE8', 'PLACE9', 'PLACE10', 'PLACE11', 'PLACE12'
    }

    It 'are strictly one after another with -ThrottleLimit 1' {
        Reset-SandboxHost $server
        $null = New-Row 4 SERIAL | New-SmarticoPromoCode -ThrottleLimit 1
        @(Get-HostRequest $server POST) | Should -HaveCount 4
        Get-HostPeak $server | Should -Be 1
    }

    It 'do not start after one that failed under -ErrorAction Stop; those under way are finished and told' {
        $rows = New-Row 60 STOP
        $rows[2].DealId = 1
        $made = [System.Collections.ArrayList]::new()
        { $rows | New-SmarticoPromoCode -ThrottleLimit 5 -ErrorAction Stop | ForEach-Object { $null = $made.Add($_) } } | Should -Throw -ErrorId 'SmarticoInvalidDeal,*'
        $there = @(Get-SmarticoPromoCode 'STOP*')
        $there.Count | Should -BeLessThan 25
        ($made.PromoCode | Sort-Object) | Should -Be ($there.PromoCode | Sort-Object)
    }

    It 'are told in warnings where a cell that can not be read ends the pipeline under -ErrorAction Stop' {
        # What the host shows, which no stream has: the pipeline has ended by then.
        $script = @"
            Import-Module '$(Get-StagedManifest)'
            Connect-Smartico -ApiKey sandbox-operator-key -Uri $($server.Uri) -SkipCheck
            `$rows = 1..14 | ForEach-Object { [pscustomobject]@{ PromoCode = "CELL`$_"; AffiliateId = 35425; DealId = if (`$_ -eq 12) { '1.5' } else { 93203 } } }
            `$written = 0
            try { `$rows | New-SmarticoPromoCode -ThrottleLimit 4 -ErrorAction Stop | ForEach-Object { `$written++ } } catch { `$_.FullyQualifiedErrorId }
            "written=`$written"
"@
        $file = Join-Path $TestDrive 'cell.ps1'
        Set-Content $file $script
        $run = Invoke-Engine '-File', $file
        $text = ($run.Output + $run.Error) -replace '\s+', ' '

        $text | Should -Match 'SmarticoInvalidCell'
        $there = @(Get-SmarticoPromoCode 'CELL*').Count
        $told = [regex]::Matches($text, "promo code 'CELL\d+': it was carried out").Count
        $written = if ($text -match 'written=(\d+)') { [int]$Matches[1] }
        $unsent = if ($text -match 'The last (\d+) rows before the end were not sent') { [int]$Matches[1] } else { 0 }
        $there | Should -BeGreaterThan 0
        $written + $told | Should -Be $there -Because $text
        $there + $unsent | Should -BeIn 11, 12, 13 -Because "these were read beside the one that is wrong"
    }

    It 'of one record keep their order, however they overlap' {
        $rows = 1..30 | ForEach-Object { [pscustomobject]@{ AffiliateId = 35425; Company = "Company $_" } }
        $rows | Set-SmarticoAffiliate -ThrottleLimit 16
        (Get-SmarticoAffiliate -AffiliateId 35425).Company | Should -Be 'Company 30'
        @(Get-HostRequest $server PUT | ForEach-Object { ($_.body | ConvertFrom-Json).company })[-30..-1] | Should -Be $rows.Company
    }

    It 'end with one line of what became of them' {
        $rows = New-Row 3 SUM
        $rows[1].DealId = 1
        $said = $rows | New-SmarticoPromoCode -Verbose -ErrorAction SilentlyContinue 4>&1
        @($said)[-1].Message | Should -Match '^New-SmarticoPromoCode: 3 rows in .* s \(.*/s\): 2 created, 1 failed\.$'
    }

    It 'are not started any more when downstream has had enough' {
        $null = New-Row 200 ENOUGH | New-SmarticoPromoCode -ThrottleLimit 4 | Select-Object -First 3
        Start-Sleep -Milliseconds 300
        @(Get-SmarticoPromoCode 'ENOUGH*').Count | Should -BeLessThan 40
    }
}

Describe 'An account with a limit' {
    BeforeAll { $script:server = Start-SandboxHost --requests-per-second, 30 }

    AfterAll { Stop-SandboxHost $server }

    It 'is not hammered, and all rows are made' {
        Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck
        $rows = New-Row 120 LIMIT
        $made = $rows | New-SmarticoPromoCode -ThrottleLimit 16 -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $made.PromoCode | Should -Be $rows.PromoCode
        @(Get-HostRequest $server POST | Where-Object statusCode -EQ 429).Count | Should -BeLessThan 60
    }
}

Describe '-IfExists' {
    BeforeEach {
        Connect-TestSandbox
        $null = New-Row 3 EXISTS | New-SmarticoPromoCode
        Clear-SentRequest
    }

    It 'Error reports the row' {
        $null = New-Row 4 EXISTS | New-SmarticoPromoCode -IfExists Error -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 3
    }

    It 'Skip writes what is there, sends nothing for it, and creates the rest' {
        $made = New-Row 4 EXISTS | New-SmarticoPromoCode -IfExists Skip -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $made.PromoCode | Should -Be 'EXISTS1', 'EXISTS2', 'EXISTS3', 'EXISTS4'
        @(Get-SentRequest GET) | Should -HaveCount 1
        @(Get-SentRequest POST) | Should -HaveCount 1
    }

    It 'Update sends only what differs' {
        $rows = New-Row 3 EXISTS
        $rows[1].EndDate = '2027-01-31'
        $made = $rows | New-SmarticoPromoCode -IfExists Update
        $made.PromoCode | Should -Be 'EXISTS1', 'EXISTS2', 'EXISTS3'
        Get-SentBody | Should -Be '{"end_date":"2027-01-31T23:59:59.999Z"}'
        $made[1].EndDate.ToString('yyyy-MM-dd') | Should -Be '2027-01-31'
    }

    It 'Update does not switch on a code of whose status the row says nothing' {
        Get-SmarticoPromoCode EXISTS1 | Set-SmarticoPromoCode -Status Inactive
        Clear-SentRequest
        $made = (New-Row 1 EXISTS) | New-SmarticoPromoCode -IfExists Update
        $made.Status | Should -Be 'Inactive'
        Get-SentRequest PUT | Should -BeNullOrEmpty
    }

    It 'finds a code that an earlier row of the same table made' {
        $twice = @(New-Row 1 TWICE) + @(New-Row 1 TWICE)
        $made = $twice | New-SmarticoPromoCode -IfExists Skip -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $made.PromoCodeId | Select-Object -Unique | Should -HaveCount 1
    }
}

Describe '-SkipUnchanged' {
    BeforeEach { Connect-TestSandbox }

    It 'reads in pages and sends only what differs: affiliates' {
        $rows = @(Get-SmarticoAffiliate | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv)
        $rows[7].Company = 'Another Ltd'
        $rows[9].Roles = 'FTDDate'
        Clear-SentRequest
        $rows | Set-SmarticoAffiliate -SkipUnchanged
        @(Get-SentRequest GET) | Should -HaveCount 1
        Get-SentBody | Should -Be '{"company":"Another Ltd"}', '{"extra_role_ids":[103]}'
    }

    It 'reads in pages and sends only what differs: promo codes' {
        $rows = @(Get-SmarticoPromoCode | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv)
        $rows[0].EndDate = '2027-12-31T23:59:59Z'
        $rows[1].DealId = $rows[0].DealId
        $rows[1].AffiliateId = $rows[0].AffiliateId
        Clear-SentRequest
        $rows | Set-SmarticoPromoCode -SkipUnchanged
        @(Get-SentRequest GET) | Should -HaveCount 1
        Get-SentBody | Should -Be '{"affiliate_id":166368,"deal_id":93195}', '{"end_date":"2027-12-31T23:59:59.000Z"}'
    }

    It 'compares a piped object as it was read' {
        $code = Get-SmarticoPromoCode -PromoCodeId 150
        Clear-SentRequest
        $code | Set-SmarticoPromoCode -Status Active -SkipUnchanged
        $code | Set-SmarticoPromoCode -Status Active -DescriptionPublic new -SkipUnchanged
        Get-SentBody | Should -Be '{"description_public":"new"}'
        Get-SentRequest GET | Should -BeNullOrEmpty
    }

    It 'tells under -WhatIf what changes, old to new, and sends nothing' {
        $said = Get-HostText { [pscustomobject]@{ AffiliateId = 35427; Company = 'Another Ltd'; Country = 'SE' } | Set-SmarticoAffiliate -SkipUnchanged -WhatIf }
        $said | Should -BeLike "*Set Company: Northwind Media Ltd $([char]0x2192) Another Ltd*"
        $said | Should -Not -BeLike '*Country*'
        Get-SentRequest PUT | Should -BeNullOrEmpty
    }
}

Describe '-JournalPath' {
    BeforeEach {
        Connect-TestSandbox
        $script:journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        Clear-SentRequest
    }

    It 'lets a later run skip what is done, and write it again' {
        $rows = New-Row 5 JOURNAL
        $first = $rows | New-SmarticoPromoCode -JournalPath $journal
        Clear-SentRequest
        $second = $rows | New-SmarticoPromoCode -JournalPath $journal
        Get-SentRequest | Should -BeNullOrEmpty
        $second.PromoCodeId | Should -Be $first.PromoCodeId
        $second[0].EndDate | Should -BeNullOrEmpty
    }

    It 'runs what failed, and what was corrected' {
        $rows = New-Row 3 FAILED
        $rows[1].DealId = 1
        $null = $rows | New-SmarticoPromoCode -JournalPath $journal -ErrorAction SilentlyContinue
        Clear-SentRequest
        $rows[1].DealId = 93203
        $made = $rows | New-SmarticoPromoCode -JournalPath $journal
        $made | Should -HaveCount 3
        @(Get-SentRequest POST) | Should -HaveCount 1
    }

    It 'finds out about a row that was under way when the earlier run died' {
        $rows = New-Row 3 DIED
        $null = $rows | New-SmarticoPromoCode -JournalPath $journal
        $lines = @(Get-Content $journal)
        $lines | Where-Object { $_ -notmatch '"end".*DIED2' } | Set-Content $journal
        Add-Content $journal '{"event":"st' -NoNewline
        Clear-SentRequest
        $again = $rows | New-SmarticoPromoCode -JournalPath $journal -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $again.PromoCode | Should -Be 'DIED1', 'DIED2', 'DIED3'
        Get-SentRequest POST | Should -BeNullOrEmpty
        @(Get-Content $journal)[-1] | Should -Match '"outcome":"done"'
    }

    It 'tells equal rows apart' {
        $null = 1..2 | ForEach-Object { [pscustomobject]@{ AffiliateId = 35425; Company = 'Twice' } } | Set-SmarticoAffiliate -JournalPath $journal
        @(Get-SentRequest PUT) | Should -HaveCount 2
        @(Get-Content $journal | Where-Object { $_ -match '"end"' }) | Should -HaveCount 2
    }

    It 'is not begun by -WhatIf, and holds no key' {
        $null = New-Row 2 WHATIF | New-SmarticoPromoCode -JournalPath $journal -WhatIf
        Test-Path $journal | Should -BeFalse
        $null = New-Row 2 WHATIF | New-SmarticoPromoCode -JournalPath $journal
        Get-Content $journal -Raw | Should -Not -Match 'sandbox-operator-key'
    }

    It 'that can not be opened ends the call before anything is sent' {
        { New-Row 1 NOWHERE | New-SmarticoPromoCode -JournalPath (Join-Path $TestDrive 'no/such/folder/j.jsonl') } | Should -Throw -ErrorId 'SmarticoInvalidInput,*'
        Get-SentRequest POST | Should -BeNullOrEmpty
    }

    It 'that can not be written is the error of each row, and none of them is sent' -Skip:(-not (Test-Path '/dev/full')) {
        $rows = New-Row 3 FULL
        $made = $rows | New-SmarticoPromoCode -JournalPath '/dev/full' -ErrorVariable problems -ErrorAction SilentlyContinue
        $made | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -Be (@('SmarticoJournalFailed,SmarticoAffiliates.Commands.NewSmarticoPromoCodeCommand') * 3)
        $problems.CategoryInfo.Category | Should -Be (@('WriteError') * 3)
        $problems.TargetObject.PromoCode | Should -Be $rows.PromoCode
        Get-SentRequest POST | Should -BeNullOrEmpty
    }
}
