# Promo codes that are changed by their names: a table without ids.
BeforeAll {
    . $PSScriptRoot/Common.ps1

    function Get-Put { @(Get-SentRequest PUT | ForEach-Object { "$($_.Path -replace '.*/') $($_.Body)" }) }
    function Get-List { @(Get-SentRequest GET | Where-Object Path -EQ '/api/af2_promocodes_op') }
    function New-Fault([string] $Body) {
        (Get-SmarticoConnection).Sandbox.Faults.Enqueue([SmarticoAffiliates.Sandbox.SandboxFault]::Status(200, $Body))
    }
}

AfterAll { Disconnect-Smartico }

Describe 'A promo code that is named by its code' {
    BeforeEach {
        Connect-TestSandbox
        $codes = @(Get-SmarticoPromoCode -First 4)
        $first, $second = $codes[0..1]
        Clear-SentRequest
    }

    It 'is found for each row of a table, in any case, of a list that is read once' {
        "PromoCode,EndDate`n$($second.PromoCode.ToLowerInvariant()),2026-12-31`n $($first.PromoCode) ,2026-11-30" | ConvertFrom-Csv |
            Set-SmarticoPromoCode -ThrottleLimit 1 -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        Get-Put | Should -Be "$($second.PromoCodeId) {`"end_date`":`"2026-12-31T23:59:59.999Z`"}", "$($first.PromoCodeId) {`"end_date`":`"2026-11-30T23:59:59.999Z`"}"
        Get-List | Should -HaveCount 1
    }

    It 'is found among those of thousands, of a list that is read once' {
        $server = Start-SandboxHost '--promo-codes', '2500'
        try {
            Connect-Smartico sandbox-operator-key -Uri $server.Uri -SkipCheck
            $last = @(Get-SmarticoPromoCode)[-1]
            Reset-SandboxHost $server
            1..5 | ForEach-Object { @{ PromoCode = $last.PromoCode; DescriptionInternal = "$_" } } | Set-SmarticoPromoCode
            (Get-HostRequest $server PUT).Body | Should -Be (1..5 | ForEach-Object { "{`"description_internal`":`"$_`"}" }) -Because 'rows of one record keep their order'
            (Get-HostRequest $server PUT).Path | Select-Object -Unique | Should -BeLike "*/$($last.PromoCodeId)"
            @(Get-HostRequest $server GET) | Should -HaveCount 3
        }
        finally {
            Stop-SandboxHost $server
        }
    }

    It 'is an argument, too, and is searched for' {
        Set-SmarticoPromoCode -PromoCode $first.PromoCode.ToLowerInvariant() -EndDate 2026-12-31
        Get-Put | Should -Be "$($first.PromoCodeId) {`"end_date`":`"2026-12-31T23:59:59.999Z`"}"
        (Get-List).QueryParameters['filter'] | Should -BeLike "*$($first.PromoCode.ToLowerInvariant())*"
    }

    It 'is the new name where there is an id, as ever: <Name>' -ForEach @(
        @{ Name = 'by position'; Try = { Set-SmarticoPromoCode 150 -PromoCode NEWNAME } }
        @{ Name = 'by name'; Try = { Set-SmarticoPromoCode -PromoCodeId 150 -PromoCode NEWNAME } }
        @{ Name = 'in a row'; Try = { [pscustomobject]@{ PromoCodeId = 150; PromoCode = 'NEWNAME' } | Set-SmarticoPromoCode } }
        @{ Name = 'of an object'; Try = { Get-SmarticoPromoCode -PromoCodeId 150 | Set-SmarticoPromoCode -PromoCode NEWNAME } }
    ) {
        & $Try
        Get-Put | Should -Be '150 {"promocode":"NEWNAME"}'
        Get-List | Should -BeNullOrEmpty
    }

    It 'that is not there is an error of its row, and of no other' {
        $rows = 'NOSUCHCODE', $first.PromoCode, $first.PromoCode.Substring(1) | ForEach-Object { [pscustomobject]@{ PromoCode = $_; Status = 'Inactive' } }
        $rows | Set-SmarticoPromoCode -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -BeLike 'SmarticoNotFound,*'
        "$($problems[0])" | Should -BeLike "row 1, promo code 'NOSUCHCODE': There is no promo code 'NOSUCHCODE'. Nothing was sent.*"
        $problems | Should -HaveCount 2
        Get-Put | Should -Be "$($first.PromoCodeId) {`"status`":false}"
    }

    It 'that two have is an error that names them' {
        New-Fault '[{"id":7,"promocode":"TWICE","status":true},{"id":8,"promocode":"Other","status":true},{"id":9,"promocode":"twice","status":true}]'
        [pscustomobject]@{ PromoCode = 'Twice'; Status = 'Inactive' } | Set-SmarticoPromoCode -ErrorVariable problems -ErrorAction SilentlyContinue
        "$problems" | Should -BeLike "row 1, promo code 'Twice': 2 promo codes are named 'Twice': ids 7, 9. Give PromoCodeId.*"
        Get-Put | Should -BeNullOrEmpty
    }

    It 'is not guessed where the id''s cell is blank, and a blank code names nothing' {
        "PromoCodeId,PromoCode,Status`n,$($first.PromoCode),0" | ConvertFrom-Csv | Set-SmarticoPromoCode -ErrorVariable one -ErrorAction SilentlyContinue
        "$one" | Should -BeLike '*PromoCodeId* missing: the cell is blank*'
        "PromoCode,Status`n ,0" | ConvertFrom-Csv | Set-SmarticoPromoCode -ErrorVariable two -ErrorAction SilentlyContinue
        "$two" | Should -BeLike '*PromoCode is missing: the cell is blank*'
        Set-SmarticoPromoCode $null -PromoCode $first.PromoCode -Status 0 -ErrorVariable three -ErrorAction SilentlyContinue
        "$three" | Should -BeLike '*PromoCodeId is missing: nothing was given*'
        Set-SmarticoPromoCode -Status 0 -ErrorVariable four -ErrorAction SilentlyContinue
        "$four" | Should -BeLike '*PromoCodeId or PromoCode is missing*'
        Get-SmarticoAffiliate -First 1 | Set-SmarticoPromoCode -PromoCode $first.PromoCode -Status 0 -ErrorVariable five -ErrorAction SilentlyContinue
        "$five" | Should -BeLike '*missing: a piped affiliate does not give it*'
        Get-Put | Should -BeNullOrEmpty
    }

    It 'is not guessed where an earlier row gives it another name, or its name to another' {
        $rows = @{ PromoCodeId = $first.PromoCodeId; PromoCode = 'RENAMED' }, @{ PromoCode = $first.PromoCode; Status = 0 }, @{ PromoCode = 'renamed'; Status = 0 }, @{ PromoCode = $second.PromoCode; Status = 0 }
        $rows | Set-SmarticoPromoCode -ThrottleLimit 1 -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 2
        "$($problems[0])" | Should -BeLike 'row 2*'
        "$($problems[1])" | Should -BeLike "row 3*An earlier row gives promo code $($first.PromoCodeId) another name*"
        Get-Put | Should -Be "$($first.PromoCodeId) {`"promocode`":`"RENAMED`"}", "$($second.PromoCodeId) {`"status`":false}"
    }

    It 'gives nothing to change by itself' {
        [pscustomobject]@{ PromoCode = $first.PromoCode } | Set-SmarticoPromoCode -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -BeLike 'SmarticoNothingToChange,*'
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'is what a script block makes of the row' {
        [pscustomobject]@{ Label = "x-$($first.PromoCode)" } | Set-SmarticoPromoCode -PromoCode { $_.Label.Substring(2) } -Status Inactive
        Get-Put | Should -Be "$($first.PromoCodeId) {`"status`":false}"
    }

    It 'keeps its order with rows that name it by its id' {
        $rows = foreach ($i in 1..4) { @{ PromoCode = $first.PromoCode; DescriptionInternal = "c$i" }; @{ PromoCodeId = $first.PromoCodeId; DescriptionInternal = "i$i" } }
        $rows | Set-SmarticoPromoCode -ThrottleLimit 8
        (Get-Put) -replace '.*:"|"}' | Should -Be 'c1', 'i1', 'c2', 'i2', 'c3', 'i3', 'c4', 'i4'
    }

    It 'is told with its id under -WhatIf, and is compared' {
        $said = Get-HostText { [pscustomobject]@{ PromoCode = $first.PromoCode; DescriptionPublic = 'told' } | Set-SmarticoPromoCode -SkipUnchanged -WhatIf }
        $said | Should -BeLike "*Set DescriptionPublic: * told`" on target `"promo code '$($first.PromoCode)' ($($first.PromoCodeId))`"*"
        $rows = $codes | Select-Object PromoCode, EndDate, DescriptionPublic | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        $rows[1].DescriptionPublic = 'another'
        $rows | Set-SmarticoPromoCode -SkipUnchanged -SummaryVariable sum
        $sum.Unchanged, $sum.Updated, $sum.Failed | Should -Be 3, 1, 0
        Get-Put | Should -Be "$($second.PromoCodeId) {`"description_public`":`"another`"}"
    }

    It 'is planned, applied and put back' {
        $journal = Join-Path $TestDrive 'by-code.jsonl'
        $rows = $first, $second | ForEach-Object { [pscustomobject]@{ PromoCode = $_.PromoCode; DescriptionPublic = 'planned' } }
        $rows | Set-SmarticoPromoCode -PlanOnly -JournalPath $journal -SummaryVariable sum
        $sum.Read, $sum.Failed | Should -Be 2, 0
        Get-Put | Should -BeNullOrEmpty
        (Get-SmarticoJournal $journal).Id | Should -Be $first.PromoCodeId, $second.PromoCodeId
        (Get-SmarticoJournal $journal).What | Should -Be "promo code '$($first.PromoCode)' ($($first.PromoCodeId))", "promo code '$($second.PromoCode)' ($($second.PromoCodeId))"

        Invoke-SmarticoJournal $journal
        Get-Put | Sort-Object | Should -Be "$($first.PromoCodeId) {`"description_public`":`"planned`"}", "$($second.PromoCodeId) {`"description_public`":`"planned`"}"
        $rows | Set-SmarticoPromoCode -JournalPath $journal -SummaryVariable again
        $again.Resumed | Should -Be 2

        Undo-SmarticoJournal $journal
        (Get-SmarticoPromoCode -PromoCodeId $first.PromoCodeId).DescriptionPublic | Should -Be $first.DescriptionPublic
    }

    It 'fails its rows where the list breaks off: nobody knows then' {
        (Get-SmarticoConnection).Sandbox.Faults.Enqueue([SmarticoAffiliates.Sandbox.SandboxFault]::Status(403, '"no"'))
        1..3 | ForEach-Object { @{ PromoCode = $first.PromoCode; Status = 0 } } | Set-SmarticoPromoCode -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 3
        Get-Put | Should -BeNullOrEmpty
    }
}
