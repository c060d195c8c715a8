# Balances and the media report: what is bound, what is sent, what a person and a file get.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    Connect-Smartico -Sandbox -SkipCheck

    # The path and the query of each request, without what every request has.
    function Get-SentQuery {
        Get-SentRequest | ForEach-Object { ($_.Path -replace '^/api/') + '?' + ($_.Query -replace '&limit=999&offset=0$') }
    }
}

Describe 'Get-SmarticoBalance' {
    BeforeEach { Clear-SentRequest }

    It 'has the names of affiliates with -IncludeAffiliateName, by one more list' {
        Connect-TestSandbox
        $rows = @(Get-SmarticoMediaReport -Month 2026-10 -GroupBy AffiliateId -IncludeAffiliateName -Total)
        $names = @{}
        Get-SmarticoAffiliate | ForEach-Object { $names[$_.AffiliateId] = $_.Name }
        $rows.Count | Should -BeGreaterThan 100
        $rows | Select-Object -SkipLast 1 | ForEach-Object { $_.AffiliateName | Should -Be $names[$_.AffiliateId] }
        $rows[-1].AffiliateName | Should -Be 'Total'
    }

    It 'sends <Sent> for <Line>' -ForEach @(
        @{ Line = { Get-SmarticoBalance }; Sent = 'filter={}&range=[0,999]' }
        @{ Line = { Get-SmarticoBalance -AboveThreshold }; Sent = 'filter={"above_threshold":true}&range=[0,999]' }
        @{ Line = { Get-SmarticoBalance -AboveThreshold:$false }; Sent = 'filter={}&range=[0,999]' }
        @{ Line = { Get-SmarticoBalance -To 2026-04-30T23:59:59Z }; Sent = 'filter={"to":"2026-04-30T23:59:59Z"}&range=[0,999]' }
        @{ Line = { Get-SmarticoBalance -To 2026-04-30T23:59:59+02:00 }; Sent = 'filter={"to":"2026-04-30T21:59:59Z"}&range=[0,999]' }
        @{ Line = { Get-SmarticoBalance -To 2026-05-01 }; Sent = 'filter={"to":"2026-05-01T00:00:00Z"}&range=[0,999]' }
        @{ Line = { Get-SmarticoBalance -First 10 -Skip 5 }; Sent = 'filter={}&range=[5,15]' }
        @{ Line = { Get-SmarticoBalance 35427 }; Sent = 'filter={"affiliate_id":35427}&range=[0,999]' }
        @{ Line = { Get-SmarticoBalance -affiliate_id 35427 -above_threshold }; Sent = 'filter={"above_threshold":true,"affiliate_id":35427}&range=[0,999]' }
        @{ Line = { Get-SmarticoBalance "35427;35425" }; Sent = 'filter={}&range=[0,999]' }
    ) {
        $null = & $Line
        Get-SentQuery | Should -Be "af2_balance_op?$Sent"
    }

    It 'gives the balances of piped affiliates in their order, with one walk of the list' {
        $balances = @(Get-SmarticoAffiliate -AffiliateId 166368, 35425 | ForEach-Object { $_ } | Get-SmarticoBalance)
        $balances.AffiliateId | Should -Be 166368, 35425
        @(Get-SentQuery) -like 'af2_balance_op*' | Should -HaveCount 1
        $balances[1].CommissionsTotal | Should -BeExactly ([decimal]::Parse('30769.788354', [cultureinfo]::InvariantCulture))
        $balances[1].Balance | Should -Be ($balances[1].CommissionsTotal - $balances[1].Payments + $balances[1].Adjustments)
    }

    It 'takes rows of a table under the wire''s name' {
        $rows = "affiliate_id,note`n35425,a`n35427,b" | ConvertFrom-Csv
        ($rows | Get-SmarticoBalance).AffiliateId | Should -Be 35425, 35427
    }

    It 'asks for nothing where nothing was piped' {
        @() | Get-SmarticoBalance | Should -BeNullOrEmpty
        [pscustomobject]@{ note = 'x' } | Get-SmarticoBalance -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'reports an affiliate that has none, unless it may be below the threshold' {
        $found = Get-SmarticoBalance 35425, 1 -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.AffiliateId | Should -Be 35425
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoNotFound,*'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].TargetObject | Should -Be 1
        Get-SmarticoBalance 35425, 1 -AboveThreshold -ErrorVariable none | Should -HaveCount 1
        $none | Should -BeNullOrEmpty
    }

    It 'refuses <Line>' -ForEach @(
        @{ Line = { Get-SmarticoBalance -To 30.04.2026 } }
        @{ Line = { Get-SmarticoBalance -AffiliateId 10,5.5 } }
        @{ Line = { Get-SmarticoBalance -AffiliateId x } }
    ) {
        $Line | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        Get-SentRequest | Should -BeNullOrEmpty
    }
}

Describe 'The days of Get-SmarticoMediaReport' {
    BeforeEach { Clear-SentRequest }

    It 'sends <Sent> for <Line>' -ForEach @(
        @{ Line = { Get-SmarticoMediaReport -From 2026-10-01 -To 2026-10-31 }; Sent = 'date_from=2026-10-01&date_to=2026-11-01' }
        @{ Line = { Get-SmarticoMediaReport 2026-10-31 2026-10-31 }; Sent = 'date_from=2026-10-31&date_to=2026-11-01' }
        @{ Line = { Get-SmarticoMediaReport -date_from 2024-02-01 -To 2024-02-28 }; Sent = 'date_from=2024-02-01&date_to=2024-02-29' }
        @{ Line = { Get-SmarticoMediaReport ([datetime]::new(2026, 12, 31)) ([datetimeoffset]::new(2026, 12, 31, 0, 0, 0, [timespan]::FromHours(5))) }; Sent = 'date_from=2026-12-31&date_to=2027-01-01' }
        @{ Line = { Get-SmarticoMediaReport ([datetime]::new(2026, 10, 1, 0, 0, 0, [System.DateTimeKind]::Local)) ([datetime]::new(2026, 10, 2, 0, 0, 0, [System.DateTimeKind]::Utc)) }; Sent = 'date_from=2026-10-01&date_to=2026-10-03' }
    ) {
        $null = & $Line
        Get-SentQuery | Should -Be "af2_media_report_op?$Sent"
    }

    It 'are the first and the last of the rows' {
        $rows = Get-SmarticoMediaReport -From 2026-10-01 -To 2026-10-31 -Period Day
        $rows | Should -HaveCount 31
        $rows[0, 30].Date | ForEach-Object ToString | Should -Be '2026-10-01', '2026-10-31'
    }

    It 'must be days: <Line>' -ForEach @(
        @{ Line = { Get-SmarticoMediaReport 2026-10-01T10:00:00 2026-10-31 }; Message = '*without a time of day*' }
        @{ Line = { Get-SmarticoMediaReport 2026-10-01 ([datetime]::new(2026, 10, 31, 23, 59, 59)) }; Message = '*without a time of day*' }
        @{ Line = { Get-SmarticoMediaReport 01.10.2026 2026-10-31 }; Message = '*2026-10-31*' }
        @{ Line = { Get-SmarticoMediaReport 10/01/2026 2026-10-31 }; Message = '*2026-10-31*' }
        @{ Line = { Get-SmarticoMediaReport "" 2026-10-31 }; Message = '*From*' }
        @{ Line = { Get-SmarticoMediaReport 2026-10-31 2026-10-01 }; Message = 'The last day, 2026-10-01, is before the first, 2026-10-31. Nothing was sent.' }
    ) {
        $Line | Should -Throw $Message
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'are refused once for all piped affiliates' {
        { 1..3 | ForEach-Object { [pscustomobject]@{ AffiliateId = $_ } } | Get-SmarticoMediaReport 2026-10-31 2026-10-01 } |
            Should -Throw -ErrorId 'SmarticoInvalidInput,*'
    }
}

Describe 'Get-SmarticoMediaReport' {
    BeforeEach { Clear-SentRequest }

    It 'sends <Sent> for <Line>' -ForEach @(
        @{ Line = { Get-SmarticoMediaReport 2026-10-01 2026-10-02 -Period Day }; Sent = 'aggregation_period=DAY' }
        @{ Line = { Get-SmarticoMediaReport 2026-10-01 2026-10-02 -Period month }; Sent = 'aggregation_period=MONTH' }
        @{ Line = { Get-SmarticoMediaReport 2026-10-01 2026-10-02 -aggregation_period YEAR }; Sent = 'aggregation_period=YEAR' }
        @{ Line = { Get-SmarticoMediaReport 2026-10-01 2026-10-02 -GroupBy AffiliateId, LinkId }; Sent = 'group_by=affiliate_id,link_id' }
        @{ Line = { Get-SmarticoMediaReport 2026-10-01 2026-10-02 -GroupBy "utm_campaign,Afp1;ext_customer_id" }; Sent = 'group_by=utm_campaign,afp1,ext_customer_id' }
        @{ Line = { Get-SmarticoMediaReport 2026-10-01 2026-10-02 -Period Day -group_by brand_id }; Sent = 'aggregation_period=DAY&group_by=brand_id' }
    ) {
        $null = & $Line
        Get-SentQuery | Should -Be "af2_media_report_op?$Sent&date_from=2026-10-01&date_to=2026-10-03"
    }

    It 'sends <Sent> for the span and the restrictions of <Line>' -ForEach @(
        @{ Line = { Get-SmarticoMediaReport -Month 2026-02 }; Sent = 'date_from=2026-02-01&date_to=2026-03-01' }
        @{ Line = { Get-SmarticoMediaReport -Month ' 2024-12 ' }; Sent = 'date_from=2024-12-01&date_to=2025-01-01' }
        @{ Line = { Get-SmarticoMediaReport -Month 2026-10 -LinkId 658 }; Sent = 'group_by=link_id&date_from=2026-10-01&date_to=2026-11-01&link_id=658' }
        @{ Line = { Get-SmarticoMediaReport -Month 2026-10 -Username player1 -GroupBy Day }; Sent = 'group_by=day,username&date_from=2026-10-01&date_to=2026-11-01&username=player1' }
        @{ Line = { Get-SmarticoMediaReport -Month 2026-10 -Customer C1 }; Sent = 'group_by=ext_customer_id&date_from=2026-10-01&date_to=2026-11-01&ext_customer_id=C1' }
        @{ Line = { Get-SmarticoMediaReport -Month 2026-10 -GroupBy brand_name, CampaignName }; Sent = 'group_by=brand_name,campaign_name&date_from=2026-10-01&date_to=2026-11-01' }
    ) {
        $null = & $Line
        Get-SentQuery | Should -Be "af2_media_report_op?$Sent"
    }

    It 'ends -Last with yesterday in UTC' {
        # Midnight may come in between.
        $before = [datetime]::UtcNow.Date
        $null = Get-SmarticoMediaReport -Last 30
        $after = [datetime]::UtcNow.Date
        $expected = $before, $after | ForEach-Object { 'af2_media_report_op?date_from={0:yyyy-MM-dd}&date_to={1:yyyy-MM-dd}' -f $_.AddDays(-30), $_ }
        Get-SentQuery | Should -BeIn $expected
    }

    It 'refuses <Line>, and sends nothing' -ForEach @(
        @{ Line = { Get-SmarticoMediaReport -Month 2026-13 } }
        @{ Line = { Get-SmarticoMediaReport -Month 10.2026 } }
        @{ Line = { Get-SmarticoMediaReport -Month 2026 } }
        @{ Line = { Get-SmarticoMediaReport -Month $null } }
        @{ Line = { Get-SmarticoMediaReport -Last 1.5 } }
        @{ Line = { Get-SmarticoMediaReport -Last 0 } }
        @{ Line = { Get-SmarticoMediaReport -Month 2026-10 -Last 3 } }
        @{ Line = { Get-SmarticoMediaReport -Month 2026-10 -From 2026-10-01 } }
        @{ Line = { Get-SmarticoMediaReport -Month 2026-10 -AffiliateId $null } }
        @{ Line = { Get-SmarticoMediaReport -Month 2026-10 -LinkId $null } }
        @{ Line = { Get-SmarticoMediaReport -Month 2026-10 -LinkId 1e3 } }
        @{ Line = { Get-SmarticoMediaReport -Month 2026-10 -Customer '' } }
    ) {
        $Line | Should -Throw
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'sums up exactly what the rows have, in one row more' {
        $whole = Get-SmarticoMediaReport -Month 2026-10
        $rows = @(Get-SmarticoMediaReport -Month 2026-10 -GroupBy AffiliateId -Total)
        $total = $rows[-1]
        $total.AffiliateName | Should -Be 'Total'
        $total.AffiliateId | Should -BeNullOrEmpty
        $rows[0..($rows.Count - 2)].AffiliateName | Should -Not -Contain 'Total'
        foreach ($figure in 'VisitCount', 'FtdCount', 'DepositTotal', 'NetPL', 'CommissionsTotal', 'ChargebackTotal', 'OperatorCurrency') {
            $total.$figure | Should -Be $whole.$figure -Because $figure
        }

        (35425, 35427 | ForEach-Object { [pscustomobject]@{ AffiliateId = $_ } } | Get-SmarticoMediaReport -Month 2026-10 -Total).AffiliateName | Should -Be @($null, $null, 'Total')
        @() | Get-SmarticoMediaReport -Month 2026-10 -Total | Should -BeNullOrEmpty
    }

    It 'gives the rows of one link, player or customer, with names beside ids' {
        $row = Get-SmarticoMediaReport -Month 2026-10 -AffiliateId 35425 -GroupBy LinkId, ExtCustomerId, Username | Select-Object -First 1
        $row.LinkName, $row.BrandName | Should -Not -BeNullOrEmpty
        $row.LinkId | Should -BeOfType [int]
        $link = @(Get-SmarticoMediaReport -Month 2026-10 -LinkId $row.LinkId -GroupBy AffiliateId)
        $link.LinkId | Sort-Object -Unique | Should -Be $row.LinkId
        $link.AffiliateId | Should -Contain 35425
        $player = @(Get-SmarticoMediaReport -Month 2026-10 -Username $row.Username -GroupBy AffiliateId)
        $player.Username | Sort-Object -Unique | Should -Be $row.Username
        (Get-SmarticoMediaReport -Month 2026-10 -Customer $row.ExtCustomerId).ExtCustomerId | Should -Be $row.ExtCustomerId
    }

    It 'names the choices where <Line> is none of them' -ForEach @(
        @{ Line = { Get-SmarticoMediaReport 2026-10-01 2026-10-02 -GroupBy Foo }; Choice = 'DealRootOriginalId, LinkId' }
        @{ Line = { Get-SmarticoMediaReport 2026-10-01 2026-10-02 -GroupBy 3 }; Choice = 'UtmCampaign' }
        @{ Line = { Get-SmarticoMediaReport 2026-10-01 2026-10-02 -Period Week }; Choice = 'Day, Month, Year' }
    ) {
        $Line | Should -Throw "*$Choice*"
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'asks for each piped affiliate once and says whose the rows are' {
        $rows = Get-SmarticoAffiliate -AffiliateId 35427, 35425 | Get-SmarticoMediaReport 2026-10-01 2026-10-31 -Period Month
        $rows.AffiliateId | Should -Be 35427, 35425
        @(Get-SentQuery) -like 'af2_media*' | Should -Be @(
            'af2_media_report_op?aggregation_period=MONTH&group_by=affiliate_id&date_from=2026-10-01&date_to=2026-11-01&affiliate_id=35427'
            'af2_media_report_op?aggregation_period=MONTH&group_by=affiliate_id&date_from=2026-10-01&date_to=2026-11-01&affiliate_id=35425')
        Clear-SentRequest
        (Get-SmarticoMediaReport 2026-10-01 2026-10-31 -AffiliateId 35425, 35427, 35425).AffiliateId | Should -Be 35425, 35427
        Get-SentQuery | Should -HaveCount 2
    }

    It 'reports on nobody where nothing was piped' {
        @() | Get-SmarticoMediaReport 2026-10-01 2026-10-31 | Should -BeNullOrEmpty
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'reads a long report at once, each row once' {
        $rows = Get-SmarticoMediaReport 2026-10-01 2026-10-31 -Period Day -GroupBy AffiliateId
        @(Get-SentRequest) | Should -HaveCount 1
        @($rows).Count | Should -BeGreaterThan 2000
        $rows | ForEach-Object { "$($_.Date) $($_.AffiliateId)" } | Sort-Object -Unique | Should -HaveCount $rows.Count
    }

    It 'gives rows of figures that can be summed up, sorted and formatted' {
        $rows = Get-SmarticoMediaReport 2026-10-01 2026-10-31 -GroupBy BrandId
        $whole = Get-SmarticoMediaReport 2026-10-01 2026-10-31
        $rows[0].DepositTotal.PSObject.BaseObject | Should -BeOfType [decimal]
        $sum = [decimal]0
        $rows | ForEach-Object { $sum += $_.DepositTotal }
        $sum | Should -Be $whole.DepositTotal
        ($rows | Measure-Object VisitCount -Sum).Sum | Should -Be $whole.VisitCount
        [math]::Round(($rows | Measure-Object DepositTotal -Sum).Sum, 2) | Should -Be $whole.DepositTotal
        $sorted = @($rows | Sort-Object DepositTotal)
        $sorted[0].DepositTotal -le $sorted[-1].DepositTotal | Should -BeTrue
        $whole.DepositTotal.ToString('0.0') | Should -Match '^\d+[.,]\d$'
        $whole.OperatorCurrency | Should -Be 'EUR'
    }

    It 'has a property for each thing that it is grouped by' {
        $row = Get-SmarticoMediaReport 2026-10-01 2026-10-31 -GroupBy LinkId, UtmCampaign | Select-Object -First 1
        $row.LinkId | Should -BeOfType [int]
        $row.UtmCampaign | Should -Be $row.AdditionalProperties['utm_campaign']
        $row.PSObject.Properties.Name | Should -Not -Contain 'Afp1'
        $row.PSObject.BaseObject.GetType().Name | Should -Be 'MediaReportRow'
    }

    It 'is piped into cmdlets that take an affiliate' {
        $row = Get-SmarticoMediaReport 2026-10-01 2026-10-31 -AffiliateId 35425
        ($row | Get-SmarticoBalance).AffiliateId | Should -Be 35425
    }
}

Describe 'A file of a media report under <_>' -ForEach 'en-US', 'de-DE' {
    BeforeAll {
        $culture = $_
        $report = Get-SmarticoMediaReport 2026-10-01 2026-10-31 -Period Month -GroupBy UtmCampaign, Afp1
        $path = Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid().ToString('N') + '.csv')
        Invoke-WithCulture $culture { $report | Export-Csv $path -NoTypeInformation }
        $rows = @(Import-Csv $path)
        Remove-Item $path
    }

    It 'has a row for each, and a column for each thing that it is grouped by' {
        $rows.Count | Should -Be $report.Count
        $rows | Should -Not -BeNullOrEmpty
        $rows.UtmCampaign | Should -Be $report.UtmCampaign
        $rows.Afp1 | Should -Be $report.Afp1
        $rows[0].PSObject.Properties.Name | Select-Object -First 3 | Should -Be 'UtmCampaign', 'Afp1', 'Date'
    }

    It 'has days and amounts as every machine reads them' {
        $rows[0].Date | Should -BeExactly '2026-10-01'
        [decimal]::Parse($rows[0].CommissionsTotal, [cultureinfo]::InvariantCulture) | Should -Be $report[0].CommissionsTotal
        $rows[0].CommissionsTotal | Should -Match '^-?\d+(\.\d+)?$'
        $rows[0].OperatorCurrency | Should -BeExactly 'EUR'
    }

    It 'holds no text that stands for something else' {
        $rows | ForEach-Object { $_.PSObject.Properties.Value } | Where-Object { $_ -match 'System\.|SmarticoAffiliates|\{' } | Should -BeNullOrEmpty
    }

    It 'has amounts and dates of balances in the same form' {
        $row = Invoke-WithCulture $culture { Get-SmarticoBalance 35425 | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv }
        $row.CommissionsTotal | Should -BeExactly '30769.788354'
        $row.CreateDate | Should -BeExactly '2022-03-10T18:32:50.573Z'
        $row.LastPaymentDate | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$'
        $row.PSObject.Properties.Name | Select-Object -First 3 | Should -Be 'AffiliateId', 'Name', 'Balance'
    }
}

Describe 'Columns that no document names' {
    BeforeAll {
        $null = Connect-Smartico -Sandbox -SkipCheck
        (Get-SmarticoConnection).Sandbox.Faults.Enqueue([SmarticoAffiliates.Sandbox.SandboxFault]::Status(
                200, '{"data":[{"visit_count":1,"label":"x"},{"visit_count":2,"label":"y","date":"2026-10-01","new_rate":1.5,"tags":["a","b"],"more":{"a":1}}],"meta":{"operator_currency":"SEK"}}'))
        $rows = Get-SmarticoMediaReport 2026-10-01 2026-10-31
    }

    It 'are in every row, so that a file has them all' {
        $rows = Invoke-WithCulture 'de-DE' { $rows | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv }
        $rows.Label | Should -Be 'x', 'y'
        $rows[1].NewRate | Should -BeExactly '1.5'
        $rows[1].Tags | Should -BeExactly 'a;b'
        $rows[1].More | Should -BeExactly '{"a":1}'
        $rows[1].DateField | Should -BeExactly '2026-10-01'
        $rows.OperatorCurrency | Should -Be 'SEK', 'SEK'
    }
}
