# Every row has one outcome. What the other one says: a stable id, a category, the row, the server's own words.
BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'A refusal of the server' {
    BeforeEach { Connect-TestSandbox }

    It '<Name>: <Id>, <Category>, the row, the server''s words' -ForEach @(
        @{
            Name = 'A code that exists'; Cmdlet = 'New-SmarticoPromoCode'; Id = 'SmarticoAlreadyExists'; Category = 'ResourceExists'
            Row = @{ PromoCode = 'welcome2026'; AffiliateId = '35425'; DealId = '93203' }; Good = @{ PromoCode = 'FINE'; AffiliateId = '35425'; DealId = '93203' }
            Words = 'The promocode with this name already exists. Please use a different promocode.'; Label = "promo code 'welcome2026'"
        }
        @{
            Name = 'A deal of somebody else'; Cmdlet = 'New-SmarticoPromoCode'; Id = 'SmarticoInvalidDeal'; Category = 'InvalidArgument'
            Row = @{ PromoCode = 'BAD'; AffiliateId = '35425'; DealId = '93196' }; Good = @{ PromoCode = 'FINE'; AffiliateId = '35425'; DealId = '93203' }
            Words = 'Invalid deal for selected affiliate'; Label = "promo code 'BAD'"
        }
        @{
            Name = 'A promo code that is not there'; Cmdlet = 'Set-SmarticoPromoCode'; Id = 'SmarticoNotFound'; Category = 'ObjectNotFound'
            Row = @{ PromoCodeId = '999999'; DescriptionPublic = 'x' }; Good = @{ PromoCodeId = '150'; DescriptionPublic = 'x' }
            Words = 'Promo code not found'; Label = 'promo code 999999'
        }
        @{
            Name = 'An affiliate that is not there'; Cmdlet = 'Set-SmarticoAffiliate'; Id = 'SmarticoNotFound'; Category = 'ObjectNotFound'
            Row = @{ AffiliateId = '1'; Company = 'x' }; Good = @{ AffiliateId = '35425'; Company = 'x' }
            Words = 'Affiliate not found'; Label = 'affiliate 1'
        }
        @{
            Name = 'A rule without a kind of its own'; Cmdlet = 'Set-SmarticoAffiliate'; Id = 'SmarticoInvalidRequest'; Category = 'InvalidArgument'
            Row = @{ AffiliateId = '35425'; Email = 'nora.lind@example.com' }; Good = @{ AffiliateId = '35425'; Email = 'new@example.com' }
            Words = 'The email is already used by another affiliate'; Label = 'affiliate 35425'
        }
    ) {
        $rows = @($Row, $Good | ForEach-Object { [pscustomobject]$_ } | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv)

        $null = $rows | & $Cmdlet -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "$Id,SmarticoAffiliates.Commands.$($Cmdlet -replace '-')Command"
        $problems[0].CategoryInfo.Category | Should -Be $Category
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[0]) | Should -BeTrue
        $problems[0].ToString() | Should -BeLike "row 1, $Label`: *$($Words.TrimEnd('.'))*"
        $problems[0].Exception | Should -BeOfType SmarticoAffiliates.SmarticoException
        $problems[0].Exception.ServerMessage | Should -Be $Words
        $problems[0].Exception.StatusCode | Should -BeIn 400, 404
        @(Get-SentRequest | Where-Object StatusCode -EQ 200) | Should -HaveCount 1 -Because 'the next row runs'
    }

    It 'of a piped object has the object for its target' {
        $affiliate = Get-SmarticoAffiliate -AffiliateId 35425
        $null = $affiliate | New-SmarticoPromoCode WELCOME2026 -DealId 93203 -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].TargetObject | Should -BeOfType SmarticoAffiliates.Affiliate
        $problems[0].TargetObject.AffiliateId | Should -Be 35425
    }

    It 'of plain arguments has what identifies the record for its target' {
        Set-SmarticoAffiliate 1 -Company x -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].TargetObject | Should -Be 1
    }

    It 'of a read has the id for its target, and the other ids are read: <_>' -ForEach 'Get-SmarticoPromoCode -PromoCodeId 150, 9, 153', 'Get-SmarticoAffiliate -AffiliateId 35425, 9, 35427' {
        $read = & ([scriptblock]::Create("$_ -ErrorVariable script:problems -ErrorAction SilentlyContinue"))
        $read | Should -HaveCount 2
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoNotFound,*'
        $problems[0].TargetObject | Should -Be 9
    }

    It 'names its record also where nothing was sent: <Expected>' -ForEach @(
        @{ Call = { New-SmarticoPromoCode LABEL 35425 }; Expected = "promo code 'LABEL': DealId is missing*" }
        @{ Call = { Set-SmarticoPromoCode 150 -DealId 5 }; Expected = 'promo code 150: DealId is given without AffiliateId*' }
        @{ Call = { Set-SmarticoAffiliate 35425 }; Expected = 'affiliate 35425: No field was given*' }
    ) {
        $ErrorActionPreference = 'Continue'
        $problem = & $Call 2>&1
        "$problem" | Should -BeLike $Expected
    }

    It 'stands in $Error, once' {
        $Error.Clear()
        $null = New-SmarticoPromoCode WELCOME2026 35425 -DealId 93203 -ErrorAction SilentlyContinue
        $Error | Should -HaveCount 1
        $Error[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoAlreadyExists,*'
    }

    It 'ends the pipeline under -ErrorAction Stop, and what was made before stays' {
        $rows = "PromoCode,AffiliateId,DealId`nS1,35425,93203`nS2,35425,1`nS3,35425,93203" | ConvertFrom-Csv
        $made = [System.Collections.ArrayList]::new()
        { $rows | New-SmarticoPromoCode -ThrottleLimit 1 -ErrorAction Stop | ForEach-Object { $null = $made.Add($_) } } | Should -Throw -ErrorId 'SmarticoInvalidDeal,*'
        $made.PromoCode | Should -Be 'S1'
        @(Get-SmarticoPromoCode S1) | Should -HaveCount 1
    }

    It 'is caught by try and catch with its type' {
        $caught = try { New-SmarticoPromoCode WELCOME2026 35425 -DealId 93203 -ErrorAction Stop } catch [SmarticoAffiliates.SmarticoException] { $_.Exception.Kind }
        $caught | Should -Be 'AlreadyExists'
    }

    It 'of an affiliate whose parent is fixed is answered with the present parent and manager' {
        $fixed = Get-SmarticoAffiliate -Status Approved -IncludeBalance | Where-Object { $_.ParentAffiliateId -and $_.CommissionsTotal -gt 0 -and $_.ManagerId } | Select-Object -First 1
        $fixed | Should -Not -BeNullOrEmpty
        Clear-SentRequest

        $said = Set-SmarticoAffiliate $fixed.AffiliateId -Status Suspended -ErrorVariable problems -Verbose 4>&1

        $problems | Should -BeNullOrEmpty
        @(Get-SentBody) | Should -HaveCount 2
        $again = @(Get-SentRequest PUT)[-1].Body | ConvertFrom-Json
        $again.parent_affiliate_id | Should -Be $fixed.ParentAffiliateId
        $again.manager_id | Should -Be $fixed.ManagerId
        $again.aff_status_id | Should -Be 4
        "$said" | Should -BeLike '*present parent*'
    }
}

Describe 'The rows that failed' {
    It 'are exported, corrected and tried again' {
        Connect-TestSandbox
        $failed = Join-Path $TestDrive 'failed.csv'
        $rows = @'
PromoCode,AffiliateId,DealId,StartDate,DescriptionPublic
R1,35425,93203,2026-01-01,first
WELCOME2026,35425,93203,2026-01-01,second
R3,35425,93196,2026-01-01,third
R4,35425,93203,01/02/2026,fourth
R5,35425,93203,,fifth
'@ | ConvertFrom-Csv

        $made = $rows | New-SmarticoPromoCode -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.TargetObject | Sort-Object { $_.DescriptionPublic -ne 'second' }, { $_.DescriptionPublic -ne 'third' } | Export-Csv $failed -NoTypeInformation

        $made.PromoCode | Should -Be 'R1', 'R5'
        $again = @(Import-Csv $failed)
        $again.DescriptionPublic | Should -Be 'second', 'third', 'fourth'
        $again[0].PromoCode = 'R2'
        $again[1].DealId = '93203'
        $again[2].StartDate = '2026-02-01'
        $made = $again | New-SmarticoPromoCode -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $made.PromoCode | Should -Be 'R2', 'R3', 'R4'
        (Get-SmarticoPromoCode 'R?').PromoCode | Sort-Object | Should -Be 'R1', 'R2', 'R3', 'R4', 'R5'
        $made[2].StartDate.ToString('yyyy-MM-dd') | Should -Be '2026-02-01'
    }
}

Describe 'No connection' {
    It 'ends <_> with SmarticoNotConnected, which says what to do' -ForEach @(
        'Get-SmarticoAffiliate', 'Get-SmarticoPromoCode', 'New-SmarticoPromoCode A 1 -DealId 1', 'Set-SmarticoPromoCode 150 -Status 1', 'Set-SmarticoAffiliate 1 -Company x'
    ) {
        Disconnect-Smartico
        $call = [scriptblock]::Create($_)
        $problem = { & $call } | Should -Throw -ErrorId 'SmarticoNotConnected,*' -ExpectedMessage '*Connect-Smartico*' -PassThru
        $problem.CategoryInfo.Category | Should -Be 'ConnectionError'
    }

    It 'is one error for all rows, not one for each' {
        Disconnect-Smartico
        $count = 0
        try { 1..3 | ForEach-Object { $count++; [pscustomobject]@{ AffiliateId = $_; Company = 'x' } } | Set-SmarticoAffiliate } catch { $problem = $_ }
        $problem.FullyQualifiedErrorId | Should -BeLike 'SmarticoNotConnected,*'
        $count | Should -Be 0
    }
}
