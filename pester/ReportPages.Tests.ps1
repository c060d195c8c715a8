# Export-SmarticoReport: one page, the same numbers as the rows.
BeforeAll {
    . $PSScriptRoot/Common.ps1

    # The cells of the page's table, by row; and the numbers at its top, by what they are called.
    function Get-PageTable {
        param([string] $Path)

        $page = [System.IO.File]::ReadAllText($Path)
        $names = @([regex]::Matches($page, '<th scope="col"[^>]* title="([^"]*)"') | ForEach-Object { $_.Groups[1].Value })
        $totals = @{}
        foreach ($match in [regex]::Matches($page, '<div class="card"><span>(.*?)</span><b[^>]*>(.*?)(<small>.*?)?</b>')) {
            $totals[$match.Groups[1].Value] = [decimal]::Parse(($match.Groups[2].Value -replace '<[^>]*>'), [cultureinfo]::InvariantCulture)
        }

        $body = [regex]::Match($page, '(?s)<tbody>(.*?)</tbody>').Groups[1].Value
        $rows = foreach ($row in [regex]::Matches($body, '<tr>(.*?)</tr>')) {
            $cells = @([regex]::Matches($row.Groups[1].Value, '<td[^>]*>(.*?)</td>') | ForEach-Object { [System.Net.WebUtility]::HtmlDecode(($_.Groups[1].Value -replace '<[^>]*>')) })
            $fields = [ordered]@{}
            for ($i = 0; $i -lt $names.Count; $i++) { $fields[$names[$i]] = $cells[$i] }
            [pscustomobject] $fields
        }

        [pscustomobject]@{ Html = $page; Totals = $totals; Rows = @($rows) }
    }

    function Get-Sum {
        param($Rows, [string] $Name)

        $sum = [decimal] 0
        foreach ($row in $Rows) { if ($null -ne $row.$Name) { $sum += [decimal] $row.$Name } }
        $sum
    }

    function Get-Digit {
        param($Value)

        ([decimal] $Value).ToString([cultureinfo]::InvariantCulture)
    }
}

Describe 'Export-SmarticoReport' {
    BeforeAll {
        Connect-TestSandbox
        $path = Join-Path $TestDrive 'october.html'
    }

    It 'shows a report''s sums and rows to the last digit, under <_>' -ForEach 'en-US', 'de-DE', 'ar-SA' {
        Invoke-WithCulture $_ {
            $rows = @(Get-SmarticoMediaReport -From 2026-10-01 -To 2026-10-05 -AffiliateId 35425 -GroupBy BrandId -Period Day)
            $rows.Count | Should -BeGreaterThan 4
            $rows | Export-SmarticoReport $path
            $page = Get-PageTable $path
            $page.Rows.Count | Should -Be $rows.Count
            Get-Digit $page.Totals['Commissions total'] | Should -Be (Get-Digit (Get-Sum $rows CommissionsTotal))
            Get-Digit $page.Totals['Deposit total'] | Should -Be (Get-Digit (Get-Sum $rows DepositTotal))
            foreach ($row in $rows) {
                $shown = $page.Rows | Where-Object { $_.Date -eq $row.Date.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) -and $_.BrandId -eq "$($row.BrandId)" }
                $shown.CommissionsTotal | Should -Be (Get-Digit $row.CommissionsTotal)
                $shown.NetPL | Should -Be (Get-Digit $row.NetPL)
                $shown.VisitCount | Should -Be "$($row.VisitCount)"
            }

            $page.Html | Should -Match '<h1><bdi>October</bdi></h1><p>1 October 2026 to 5 October 2026'
            $page.Html | Should -Match 'Commissions total by day'
            $page.Html | Should -Match '<h2>Brands'
        }
    }

    It 'counts nothing twice where the report has a total: <_>' -ForEach 'of the report', 'from a file' {
        $rows = @(Get-SmarticoMediaReport -Month 2026-10 -GroupBy AffiliateId)
        $rows | Export-SmarticoReport $path
        $alone = Get-PageTable $path
        $total = @(Get-SmarticoMediaReport -Month 2026-10 -GroupBy AffiliateId -Total)
        $total.Count | Should -Be ($rows.Count + 1)
        if ($_ -eq 'from a file') { $total = $total | ConvertTo-Csv | ConvertFrom-Csv }
        $total | Export-SmarticoReport $path
        $page = Get-PageTable $path
        Get-Digit $page.Totals['Commissions total'] | Should -Be (Get-Digit $alone.Totals['Commissions total'])
        $page.Rows.Count | Should -Be $rows.Count
        $page.Html | Should -Not -Match 'No affiliate'
    }

    It 'shows of a plan what is to change, and adds up no ids' {
        $journal = Join-Path $TestDrive 'page.jsonl'
        $null = 35425, 35427 | ForEach-Object { [pscustomobject]@{ AffiliateId = $_; PaymentThreshold = 120 } } | Set-SmarticoAffiliate -PlanOnly -JournalPath $journal
        Get-SmarticoJournal $journal | Export-SmarticoReport $path
        $page = Get-PageTable $path
        $page.Rows.Changes | Should -Match '^PaymentThreshold: .* 120$'
        $page.Rows.What | Should -Be "affiliate 35425 'Robby Ron'", "affiliate 35427 'Northwind Media'"
        $page.Totals.Keys | Should -Not -Contain 'Owner'
        $page.Rows[0].PSObject.Properties.Name | Should -Not -Contain 'Key'
        [System.IO.File]::ReadAllText($path) | Should -Match "2 planned $([char]0xB7) Set-SmarticoAffiliate $([char]0xB7) https://sandbox"
    }

    It 'shows of a plan all that changes, in the order of the rows, however many they are' {
        $journal = Join-Path $TestDrive 'long.jsonl'
        $rows = 1..1200 | ForEach-Object { [pscustomobject]@{ PromoCode = "PAGE-$_"; AffiliateId = 35425; DealId = 93203; DescriptionPublic = "A description of some length, number $_" } }
        $null = $rows | New-SmarticoPromoCode -PlanOnly -JournalPath $journal
        Get-SmarticoJournal $journal | Export-SmarticoReport $path
        $text = [System.IO.File]::ReadAllText($path)
        $text | Should -Not -Match 'added up'
        $page = Get-PageTable $path
        $page.Rows | Should -HaveCount 1200
        $page.Rows.What | Should -Be ($rows.PromoCode | ForEach-Object { "promo code '$_'" })
        $page.Rows[1199].Changes | Should -BeLike '*number 1200*'
        $text | Should -Not -Match '<td class="t" title="[^"]*number 1200' -Because 'what somebody is to approve is not cut'
    }

    It 'shows the same of rows that come from a file' {
        $rows = @(Get-SmarticoMediaReport -From 2026-10-01 -To 2026-10-05 -AffiliateId 35425 -GroupBy BrandId -Period Day)
        $rows | Export-SmarticoReport $path
        $direct = Get-PageTable $path
        $rows | ConvertTo-Csv | ConvertFrom-Csv | Export-SmarticoReport $path
        $fromFile = Get-PageTable $path
        ($fromFile.Rows | ConvertTo-Json) | Should -Be ($direct.Rows | ConvertTo-Json)
    }

    It 'shows balances: what is owed, and to whom' {
        $balances = @(Get-SmarticoBalance)
        $balances | Export-SmarticoReport (Join-Path $TestDrive 'balances.html') -Title 'What we owe'
        $page = Get-PageTable (Join-Path $TestDrive 'balances.html')
        Get-Digit $page.Totals['Balance'] | Should -Be (Get-Digit (Get-Sum $balances Balance))
        $page.Html | Should -Match '<h1><bdi>What we owe</bdi>'
        $best = $balances | Sort-Object Balance -Descending | Select-Object -First 1
        $page.Rows[0].AffiliateId | Should -Be "$($best.AffiliateId)"
        $page.Rows[0].Balance | Should -Be (Get-Digit $best.Balance)
    }

    It 'shows a run by its outcomes' {
        1..5 | ForEach-Object { [pscustomobject]@{ Row = $_; Outcome = @('Created', 'Failed')[$_ % 2]; Error = if ($_ % 2) { '<b>exists</b>' } } } | Export-SmarticoReport $path
        $page = Get-PageTable $path
        $page.Totals['Rows'] | Should -Be 5
        $page.Rows[0].Error | Should -Be '<b>exists</b>'
        $page.Html | Should -Match '<bdi>Failed</bdi></span><span class="track"><i style="width:100%"></i></span><b>3</b>'
    }

    It 'shows what -Measure names, and refuses what does not add up' {
        $rows = @(Get-SmarticoMediaReport -From 2026-10-01 -To 2026-10-03 -AffiliateId 35425 -GroupBy BrandId -Period Day)
        $rows | Export-SmarticoReport $path -Measure FtdCount
        [System.IO.File]::ReadAllText($path) | Should -Match 'FTD count by day'
        { $rows | Export-SmarticoReport $path -Measure BrandId } | Should -Throw '*no BrandId that adds up*CommissionsTotal*'
    }

    It 'shows no secret' {
        [pscustomobject]@{ Username = 'anna'; Password = [System.Net.NetworkCredential]::new('', 'Secret-77').SecurePassword } | Export-SmarticoReport $path
        [System.IO.File]::ReadAllText($path) | Should -Not -Match 'Secret'
    }

    It 'writes nothing under -WhatIf, where a list breaks off, and over a file under -NoClobber' {
        $kept = Join-Path $TestDrive 'kept.html'
        'before' | Set-Content $kept
        Get-HostText { [pscustomobject]@{ A = 1 } | Export-SmarticoReport $kept -WhatIf } | Should -Match 'Write a page of 1 rows'
        { & { [pscustomobject]@{ A = 1 }; throw 'broken' } | Export-SmarticoReport $kept } | Should -Throw 'broken'
        { [pscustomobject]@{ A = 1 } | Export-SmarticoReport $kept -NoClobber } | Should -Throw '*exists*'
        Get-Content $kept | Should -Be 'before'
    }
}
