# What a person sees, and what a file or another program gets.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    Connect-Smartico -Sandbox -SkipCheck

    # The lines of a table at this width, without the colours of the console.
    function Get-View {
        param([Parameter(ValueFromPipeline)] $InputObject, [int] $Width = 120, [string] $Format = 'Format-Table')

        begin { $all = [System.Collections.ArrayList]::new() }
        process { $null = $all.Add($InputObject) }
        end {
            # A width below that of Out-String counts for what the formatter leaves out.
            $text = $all | & $Format | Out-String -Width $Width
            ($text -replace '\x1b\[[0-9;]*m') -split '\r?\n' | Where-Object { $_.Trim() }
        }
    }

    $codes = Get-SmarticoPromoCode
    $affiliates = Get-SmarticoAffiliate -IncludeBalance
}

Describe 'A table of <Name>' -ForEach @(
    @{ Name = 'affiliates'; Get = { Get-SmarticoAffiliate -First 50 }; Count = 50; Labels = 'AffiliateId', 'Name', 'Status', 'Country', 'Manager', 'Company', 'Email'; Narrow = 7 }
    @{ Name = 'affiliates with balances'; Get = { Get-SmarticoAffiliate -IncludeBalance -First 50 }; Count = 50; Labels = 'AffiliateId', 'Name', 'Status', 'Balance', 'Commissions', 'Currency', 'Manager'; Narrow = 7 }
    @{ Name = 'promo codes'; Get = { Get-SmarticoPromoCode -First 50 }; Count = 50; Labels = 'PromoCodeId', 'PromoCode', 'Status', 'AffiliateId', 'DealId', 'EndDate (UTC)', 'StartDate (UTC)', 'Affiliate'; Narrow = 6 }
    @{ Name = 'balances'; Get = { Get-SmarticoBalance -First 50 }; Count = 50; Labels = 'AffiliateId', 'Name', 'Status', 'Balance', 'Currency', 'Threshold', 'Commissions'; Narrow = 7 }
    @{ Name = 'deals'; Get = { Get-SmarticoDeal -AffiliateId 35425, 46554 }; Count = 4; Labels = 'DealId', 'AffiliateId', 'DealType', 'Cpa', 'RevShare %', 'Cpl', 'Level', 'Closed (UTC)', 'Name'; Narrow = 7 }
    @{ Name = 'pixels'; Get = { Get-SmarticoPixel -AffiliateId 36521 }; Count = 3; Labels = 'PixelId', 'Name', 'Status', 'AffiliateId', 'Deal', 'Trigger', 'Url'; Narrow = 7 }
    @{ Name = 'a media report'; Get = { Get-SmarticoMediaReport 2026-10-01 2026-10-31 -Period Month -GroupBy UtmCampaign, Afp1 }; Count = 8; Labels = 'Date', 'Group', 'Visits', 'Regs', 'FTD', 'Deposits', 'NetPL', 'Commissions', 'Currency', 'QFTD', 'Names'; Narrow = 8 }
    @{ Name = 'a connection'; Get = { Get-SmarticoConnection }; Count = 1; Labels = 'Name', 'Uri', 'Sandbox', 'ThrottleLimit', 'Connected (UTC)'; Narrow = 5 }
) {
    BeforeAll { $lines = @(& $Get | Get-View) }

    It 'has its columns in 120 characters' {
        $at = -1
        foreach ($label in $Labels) {
            $found = $lines[0].IndexOf($label, $at + 1)
            $found | Should -BeGreaterThan $at -Because $label
            $at = $found
        }

        $lines[0].TrimEnd() | Should -Match ([regex]::Escape($Labels[-1]) + '$')
    }

    It 'has what matters in 79 characters, which a console of 80 shows, each label whole' {
        $lines80 = @(& $Get | Get-View -Width 79)
        ($lines80[0].Trim() -replace ' \(UTC\)', '*' -replace ' %', '%') -split '\s+' | Should -Be ($Labels[0..($Narrow - 1)] -replace ' \(UTC\)', '*' -replace ' %', '%')
        $lines80 | ForEach-Object { $_.Length | Should -BeLessOrEqual 79 }
    }

    It 'has one line a record, and none is wrapped' {
        $lines | Should -HaveCount ($Count + 2)
        $lines | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 120 }
    }

    It 'is what the objects show without a word' {
        $plain = ((& $Get | Out-String -Width 120) -replace '\x1b\[[0-9;]*m') -split '\r?\n' | Where-Object { $_.Trim() }
        $plain | Should -Be $lines
    }
}

Describe 'Ids and times in tables' {
    It 'ids stand on the right' {
        $lines = @(Get-SmarticoAffiliate -AffiliateId 35425, 166368 | Get-View)
        $lines[2] | Should -Match '^\s+35425 '
        $lines[2].IndexOf('35425') + 5 | Should -Be ($lines[3].IndexOf('166368') + 6)
        $lines = @(Get-SmarticoPromoCode -PromoCodeId 150 | Get-View)
        $lines[2] | Should -Match '^\s+150 WELCOME2026 '
        $lines[2] | Should -Match '\s166368\s+93195 2026-12-31 23:59 2026-01-01 00:00 AffPartner$'
    }

    It 'amounts stand on the right, with two decimals in the form of the session' {
        $lines = @(Invoke-WithCulture 'de-DE' { Get-SmarticoBalance 35425, 166368 | Get-View })
        $lines[2] | Should -Match '^\s+35425 Robby Ron\s+Approved\s+23\.890,83 EUR\s+300,00\s+30\.769,79'
        $lines[2].IndexOf(' EUR') | Should -Be $lines[3].IndexOf(' EUR')
        @(Invoke-WithCulture 'en-US' { Get-SmarticoMediaReport 2026-10-01 2026-10-31 -AffiliateId 35425 -Period Month -GroupBy BrandId, UtmMedium | Get-View })[2] |
            Should -Match '^2026-10-01 35425\s+\d+\s+\d+\s+\d+\s+[\d,]+\.\d\d\s+-?[\d,]+\.\d\d\s+-?[\d,]+\.\d\d EUR\s+\d+ \d+ / [\w ]+$'
    }

    It 'an amount that is too long for its column loses its decimals, and no digit' {
        $balance = [pscustomobject]@{ PSTypeName = 'SmarticoAffiliates.AffiliateBalance'; AffiliateId = 1; Balance = 123456789.01d; CommissionsTotal = -1234567.89d; Threshold = 1234567.5d }
        @(Invoke-WithCulture 'en-US' { $balance | Get-View -Width 80 })[2] | Should -Match '^\s+1 \s+123,456,789\s+1,234,568 -1,234,567\.89$'
    }

    It 'a code without an end has a blank there' {
        $code = $codes | Where-Object { -not $_.EndDate } | Select-Object -First 1
        $line = @($code | Get-View)[2]
        $line | Should -Match ('\s{10,}' + $code.StartDate.ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture))
        [regex]::Matches($line, '\d{4}-\d\d-\d\d') | Should -HaveCount 1
    }

    It 'a long name is cut with an ellipsis' {
        Set-SmarticoAffiliate 35425 -Name ('N' * 80)
        @(Get-SmarticoAffiliate -AffiliateId 35425 | Get-View)[2] | Should -Match ('N{20,}' + [char]0x2026)
    }
}

Describe 'Dates' {
    It 'are the same in tables and lists under <_> as under en-US' -ForEach 'th-TH', 'fa-IR', 'ar-SA' {
        $script = {
            Get-SmarticoPromoCode -PromoCodeId 150 | Get-View
            Get-SmarticoPromoCode -PromoCodeId 150 | Get-View -Format Format-List | Select-String Date
            Get-SmarticoMediaReport 2026-10-01 2026-10-31 -Period Month | Get-View -Format Format-List | Select-String '^Date'
            (Get-SmarticoMediaReport 2026-10-01 2026-10-31 -Period Month | Get-View)[2].Substring(0, 10)
            (Get-SmarticoConnection | Get-View)[2].TrimEnd() -replace '.* (\S+ \S+)$', '$1'
        }
        $there = Invoke-WithCulture $_ $script
        $there -join "`n" | Should -Be ((Invoke-WithCulture 'en-US' $script) -join "`n")
        "$there" | Should -BeLike '*2026-12-31 23:59 2026-01-01 00:00*'
        $there[-2] | Should -Be '2026-10-01'
    }

    It 'are there after a file or a job: no code looks as if it never expired' {
        $file = Join-Path $TestDrive 'codes.xml'
        $code = Get-SmarticoPromoCode -PromoCodeId 150
        foreach ($depth in 1, 2) {
            $code | Export-Clixml $file -Depth $depth
            Import-Clixml $file | Get-View | Should -Be @($code | Get-View) -Because "depth $depth"
            (Import-Clixml $file | Get-View -Format Format-List) -match '^EndDate\s+: 2026-12-31T23:59:59Z' | Should -Not -BeNullOrEmpty
        }
    }
}

Describe 'A wide list' {
    It 'shows what a record is known by' {
        @(Get-SmarticoPromoCode -PromoCodeId 150 | Get-View -Format Format-Wide).Trim() | Should -Be 'WELCOME2026'
        @(Get-SmarticoAffiliate -AffiliateId 35427 | Get-View -Format Format-Wide).Trim() | Should -Be 'Northwind Media'
        $deals = @(Get-SmarticoDeal 35425)
        $names = $deals | ForEach-Object { if ($_.Name) { $_.Name } else { "$($_.DealId)" } }
        $lines = ($deals | Format-Wide -Column 1 | Out-String) -replace '\x1b\[[0-9;]*m' -split '\r?\n' | Where-Object { $_.Trim() }
        $lines.Trim() | Should -Be $names
    }
}

Describe 'A list of <Name>' -ForEach @(
    @{ Name = 'an affiliate'; Get = { Get-SmarticoAffiliate -AffiliateId 35427 -IncludeBalance } }
    @{ Name = 'a promo code'; Get = { Get-SmarticoPromoCode -PromoCodeId 150 } }
    @{ Name = 'a balance'; Get = { Get-SmarticoBalance 35425 } }
    @{ Name = 'a row of a media report'; Get = { Get-SmarticoMediaReport 2026-10-01 2026-10-31 -AffiliateId 35425 -GroupBy UtmCampaign | Select-Object -First 1 } }
) {
    BeforeAll {
        $one = & $Get
        $lines = @($one | Get-View -Format Format-List -Width 300)
    }

    It 'has every property' {
        $shown = @($lines | Where-Object { $_ -match '^(\w+)\s+: ' } | ForEach-Object { ($_ -split '\s+:')[0] } | Sort-Object)
        $shown | Should -Be @($one.PSObject.Properties.Name | Sort-Object)
    }

    It 'shows values, not the names of types' {
        $lines -match 'System\.|SmarticoAffiliates\.|Newtonsoft' | Should -BeNullOrEmpty
    }
}

Describe 'A file of <Name>' -ForEach @(
    @{ Name = 'affiliates'; Get = { Get-SmarticoAffiliate -IncludeBalance } }
    @{ Name = 'promo codes'; Get = { Get-SmarticoPromoCode } }
    @{ Name = 'balances'; Get = { Get-SmarticoBalance } }
    @{ Name = 'a connection'; Get = { Get-SmarticoConnection | Select-Object * -ExcludeProperty Sandbox } }
    @{ Name = 'changed affiliates'; Get = { Get-SmarticoAffiliate -First 3 | Set-SmarticoAffiliate -Company x -PassThru } }
    @{ Name = 'an affiliate with fields that no document names'; Get = { Get-SmarticoAffiliate | Where-Object { $_.AdditionalProperties.Count } | Select-Object -First 2 } }
) {
    BeforeAll { $rows = @(& $Get | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv) }

    It 'holds no name of a type' {
        $rows.Count | Should -BeGreaterThan 0
        $rows | ForEach-Object { $_.PSObject.Properties } | Where-Object Value -Match '^(System|SmarticoAffiliates|Newtonsoft|Microsoft)\.' |
            ForEach-Object { "$($_.Name) = $($_.Value)" } | Should -BeNullOrEmpty
    }

    It 'has its dates in ISO 8601 with a Z, in any culture' {
        $dates = @($rows | ForEach-Object { $_.PSObject.Properties } | Where-Object { $_.Name -like '*Date' -and $_.Value })
        $dates | Where-Object Value -NotMatch '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$' | ForEach-Object { "$($_.Name) = $($_.Value)" } | Should -BeNullOrEmpty
        @($dates).Count -gt 0 | Should -Be ($Name -ne 'a connection')
    }
}

Describe 'The label of a column' {
    It 'finds the property, and is none of its own' {
        $balances = @(Get-SmarticoBalance | Where-Object Commissions -GT 10000)
        $balances.Count | Should -BeGreaterThan 0
        $balances.Commissions | Should -Be $balances.CommissionsTotal
        $balances[0].Currency | Should -Be 'EUR'
        @($affiliates | Where-Object Manager -EQ smr).Count | Should -BeGreaterThan 0
        @(($balances | Select-Object -First 1 | ConvertTo-Csv -NoTypeInformation)[0] -split ',') | Should -Not -Contain '"Commissions"'
        ($balances[0] | Get-Member).Name | Should -Not -Contain 'Commissions'
        $chosen = $affiliates | Where-Object manager -EQ smr | Select-Object -First 1 Name, manager
        $chosen.Manager | Should -Be 'smr'
        $chosen.PSObject.Properties.Name | Should -Be 'Name', 'Manager'
    }
}

Describe 'A file' {
    It 'begins with the id and the name' {
        (@($codes | ConvertTo-Csv -NoTypeInformation)[0] -replace '"') | Should -BeLike 'PromoCodeId,PromoCode,*'
        (@($affiliates | ConvertTo-Csv -NoTypeInformation)[0] -replace '"') | Should -BeLike 'AffiliateId,Name,*'
    }

    It 'has the threshold of payments with a point under <_>, as it is read back' -ForEach 'en-US', 'de-DE' {
        $culture = $_
        Set-SmarticoAffiliate 35425 -PaymentThreshold 1234.56
        $row = Invoke-WithCulture $culture { Get-SmarticoAffiliate -AffiliateId 35425 | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv }
        $row.PaymentThreshold | Should -BeExactly '1234.56'
    }

    It 'has every amount with a point under <_>' -ForEach 'en-US', 'de-DE' {
        $row = Invoke-WithCulture $_ { Get-SmarticoAffiliate -AffiliateId 35425 -IncludeBalance | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv }
        $row.CommissionsTotal | Should -BeExactly '30769.788354'
    }

    It 'has lists that are read back' {
        $row = Set-SmarticoAffiliate 35425 -Roles FTDDate, FTDCount -BrandIds 333, 501 -PassThru | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        $row.Roles | Should -Be 'FTDDate;FTDCount'
        $row.BrandIds | Should -Be '333;501'
        Clear-SentRequest
        $row | Select-Object AffiliateId, Roles, BrandIds | Set-SmarticoAffiliate
        (Get-SentBody | ConvertFrom-Json).extra_role_ids | Should -Be 103, 104
        (Get-SentBody | ConvertFrom-Json).brand_ids | Should -Be 333, 501
    }
}

Describe 'An object' {
    It 'has values of their own kinds' {
        $code = Get-SmarticoPromoCode -PromoCodeId 150
        $code.PromoCodeId | Should -BeOfType [int]
        $code.Status.ToString() | Should -Be 'Active'
        $code.EndDate.PSObject.BaseObject | Should -BeOfType [datetimeoffset]
        $code.EndDate.Offset | Should -Be ([timespan]::Zero)
        $affiliate = Get-SmarticoAffiliate -AffiliateId 35425 -IncludeBalance
        $affiliate.CommissionsTotal | Should -BeOfType [decimal]
        $affiliate.CommissionsTotal | Should -BeExactly ([decimal]::Parse('30769.788354', [cultureinfo]::InvariantCulture))
    }

    It 'has dates that can be formatted, compared and sorted' {
        $code = Get-SmarticoPromoCode -PromoCodeId 150
        $code.EndDate.ToString('yyyy') | Should -Be '2026'
        $code.EndDate.ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture) | Should -Be '2026-12-31 23:59'
        $code.EndDate.ToString() | Should -Be '2026-12-31T23:59:59Z'
        $code.EndDate.AddDays(1).Year | Should -Be 2027
        $code.EndDate -gt [datetimeoffset]'2026-01-01T00:00:00Z' | Should -BeTrue
        $code.EndDate -gt $code.StartDate | Should -BeTrue
        ($code.EndDate - $code.StartDate).Days | Should -Be 364
        $sorted = @($codes | Where-Object EndDate | Sort-Object EndDate)
        $sorted[0].EndDate.UtcTicks | Should -BeLessOrEqual $sorted[-1].EndDate.UtcTicks
    }

    It 'has amounts that -f formats' {
        '{0:0.00}' -f (Get-SmarticoAffiliate -AffiliateId 35425 -IncludeBalance).CommissionsTotal | Should -Match '^30769[.,]79$'
    }

    It 'has payment details whose fields are at hand, and become JSON' {
        $affiliate = Get-SmarticoAffiliate -AffiliateId 35427
        $affiliate.PaymentMethodDetails.skrill_email | Should -Be 'nora.lind@example.com'
        ($affiliate | ConvertTo-Json -Depth 4 | ConvertFrom-Json).PaymentMethodDetails.skrill_email | Should -Be 'nora.lind@example.com'
    }

    It 'becomes JSON with its values' {
        $json = Get-SmarticoPromoCode -PromoCodeId 150 | ConvertTo-Json | ConvertFrom-Json
        $json.PromoCodeId | Should -Be 150
        $json.PromoCode | Should -Be 'WELCOME2026'
        $json.DealId | Should -Be 93195
        $text = Get-SmarticoPromoCode -PromoCodeId 150 | ConvertTo-Json
        $text | Should -Match '"EndDate":\s*"2026-12-31T23:59:59(\+00:00|Z)"'

        Set-SmarticoAffiliate 35427 -Roles 103, 104 -PaymentThreshold 10.5
        $json = Get-SmarticoAffiliate -AffiliateId 35427 -IncludeBalance | ConvertTo-Json -Depth 5 | ConvertFrom-Json
        $json.AffiliateId | Should -Be 35427
        $json.Name | Should -Be 'Northwind Media'
        $json.Roles | Should -Be 103, 104
        $json.PaymentThreshold | Should -Be 10.5
        $json.PaymentMethodDetails.skrill_email | Should -Be 'nora.lind@example.com'
    }

    It 'keeps fields that no document names' {
        $tagged = $affiliates | Where-Object { $_.AdditionalProperties['custom_prop_155'] } | Select-Object -First 1
        $tagged | Should -Not -BeNullOrEmpty
        $tagged.AdditionalProperties['custom_prop_155'] | Should -BeIn 31, 32, 33, 34
        $changed = Set-SmarticoAffiliate $tagged.AffiliateId -CustomTag @{ 155 = 99 } -PassThru
        $changed.AdditionalProperties['custom_prop_155'] | Should -Be 99
    }

    It 'keeps a status that no document names as its number' {
        $odd = $affiliates | Where-Object { [int]$_.Status -eq 6 } | Select-Object -First 1
        $odd | Should -Not -BeNullOrEmpty
        "$($odd.Status)" | Should -Be '6'
    }

    It 'tells the types of its properties, and takes formats' {
        $affiliate = Get-SmarticoAffiliate -AffiliateId 35425 -IncludeBalance
        ($affiliate | Get-Member CommissionsTotal).Definition | Should -BeLike 'System.Decimal CommissionsTotal*'
        Invoke-WithCulture 'de-DE' { '{0:N2}' -f $affiliate.CommissionsTotal } | Should -Be '30.769,79'
        ($affiliate | Get-Member -MemberType Properties).Name | Should -Contain 'AdditionalProperties'
    }

    It 'cannot be changed by accident' {
        $code = Get-SmarticoPromoCode -PromoCodeId 150
        { $code.DescriptionPublic = 'x' } | Should -Throw
    }
}
