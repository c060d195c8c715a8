# Finding what the account has: by name, address, id, affiliate, deal and day.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    Connect-TestSandbox
    $script:All = @(Get-SmarticoAffiliate)
    $script:Codes = @(Get-SmarticoPromoCode)
}

AfterAll { Disconnect-Smartico }

Describe 'Get-SmarticoAffiliate' {
    BeforeEach { Connect-TestSandbox }

    It 'takes ids by value, from objects and from rows: <Name>' -ForEach @(
        @{ Name = 'numbers'; Give = { 35425, 46554 } }
        @{ Name = 'texts'; Give = { '35425', '46554' } }
        @{ Name = 'one text of two'; Give = { , '35425;46554' } }
        @{ Name = 'affiliates'; Give = { Get-SmarticoAffiliate -AffiliateId 35425, 46554 } }
        @{ Name = 'rows'; Give = { "affiliate_id`n35425`n46554" | ConvertFrom-Csv } }
        @{ Name = 'rows with an id'; Give = { "id`n35425`n46554" | ConvertFrom-Csv } }
        @{ Name = 'deals, whose own id it is not'; Give = { Get-SmarticoDeal 35425; Get-SmarticoDeal 46554 } }
        @{ Name = 'selected columns'; Give = { Get-SmarticoAffiliate -AffiliateId 35425, 46554 | Select-Object AffiliateId, Name } }
    ) {
        $given = @(. $Give)
        ($given | Get-SmarticoAffiliate).AffiliateId | Should -Be 35425, 46554
    }

    It 'fails for what is no id, and goes on' {
        $found = 35425, 'x', 46554, 1.5 | Get-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.AffiliateId | Should -Be 35425, 46554
        $problems.Count | Should -BeGreaterOrEqual 2
        Get-SmarticoAffiliate -First 0 | Get-SmarticoAffiliate | Should -BeNullOrEmpty
        $ids = $All.AffiliateId | Select-Object -First 20
        @($ids | Get-SmarticoPixel).PixelId | Should -Be @(Get-SmarticoPixel $ids).PixelId
        @(Get-SmarticoPixel $ids) | Should -Not -BeNullOrEmpty
        @(35425, 46554 | Get-SmarticoDeal -RootOnly).AffiliateId | Select-Object -Unique | Should -Be 35425, 46554
    }

    It 'finds by <Parameter>' -ForEach @(
        @{ Parameter = 'Name'; Property = 'Name' }, @{ Parameter = 'Email'; Property = 'Email' }
        @{ Parameter = 'Username'; Property = 'Username' }, @{ Parameter = 'ExternalId'; Property = 'ExternalId' }
        @{ Parameter = 'Company'; Property = 'Company' }, @{ Parameter = 'Country'; Property = 'Country' }
        @{ Parameter = 'ManagerId'; Property = 'ManagerId' }
    ) {
        $value = ($All | Where-Object $Property | Select-Object -Skip 3 -First 1).$Property
        $value | Should -Not -BeNullOrEmpty
        $expected = @($All | Where-Object { $_.$Property -eq $value })
        $arguments = @{ $Parameter = $value }
        @(Get-SmarticoAffiliate @arguments).AffiliateId | Should -Be $expected.AffiliateId
        if ($Parameter -ne 'ManagerId') {
            $arguments = @{ $Parameter = "$value".ToUpperInvariant().Substring(0, 2) + '*' }
            $expected = @($All | Where-Object { $_.$Property -like $arguments[$Parameter] })
            @(Get-SmarticoAffiliate @arguments).AffiliateId | Should -Be $expected.AffiliateId
        }
    }

    It 'finds by brand, by two names at once, and with -Skip and -First of what was found' {
        $brand = ($All | Where-Object BrandIds | Select-Object -First 1).BrandIds | Select-Object -First 1
        if ($brand) {
            @(Get-SmarticoAffiliate -Brand $brand).AffiliateId | Should -Be @($All | Where-Object { $_.BrandIds -contains $brand }).AffiliateId
        }

        $two = $All | Select-Object -Skip 5 -First 2
        @(Get-SmarticoAffiliate -Username $two.Username).AffiliateId | Should -Be $two.AffiliateId
        $wanted = @($All | Where-Object Name -Like 's*' | Select-Object -Skip 1 -First 2)
        @(Get-SmarticoAffiliate -Name 's*' -Skip 1 -First 2).AffiliateId | Should -Be $wanted.AffiliateId
    }

    It 'tells an exact name that is not there, and no wildcard that matches nothing' {
        $found = Get-SmarticoAffiliate -Name 'Robby Ron', 'Nobody At All', 'zzz*' -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.AffiliateId | Should -Be 35425
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoNotFound,*'
        $problems[0].TargetObject | Should -Be 'Nobody At All'
    }
}

Describe 'Get-SmarticoPromoCode' {
    BeforeEach { Connect-TestSandbox }

    It 'takes several names, exact and with wildcards, and tells which is not there' {
        $expected = @($Codes | Where-Object { $_.PromoCode -eq 'WELCOME2026' -or $_.PromoCode -like 'b*' })
        $found = Get-SmarticoPromoCode -Name welcome2026, 'b*', NO-SUCH-CODE -ErrorVariable problems -ErrorAction SilentlyContinue
        @($found).PromoCodeId | Should -Be $expected.PromoCodeId
        $problems | Should -HaveCount 1
        "$problems" | Should -BeLike "*'NO-SUCH-CODE'*"
        { Get-SmarticoPromoCode NO-SUCH-CODE -ErrorAction Stop } | Should -Throw -ErrorId 'SmarticoNotFound,*'
        Get-SmarticoPromoCode 'NO-SUCH*' -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'finds by deal, by the end, and by a day' {
        $deal = ($Codes | Where-Object DealId | Select-Object -First 1).DealId
        @(Get-SmarticoPromoCode -DealId $deal).PromoCodeId | Should -Be @($Codes | Where-Object DealId -EQ $deal).PromoCodeId

        $now = [DateTimeOffset]::UtcNow
        $ended = @($Codes | Where-Object { $_.EndDate -and $_.EndDate -lt $now })
        @(Get-SmarticoPromoCode -Expired).PromoCodeId | Should -Be $ended.PromoCodeId
        @(Get-SmarticoPromoCode -Expired:$false) | Should -HaveCount ($Codes.Count - $ended.Count)

        $null = New-SmarticoPromoCode OF-A-DAY 35425 -DealId 93203 -StartDate 2031-05-02T10:00:00Z -EndDate 2031-05-03T08:00:00Z
        foreach ($case in @{ On = '2031-05-01'; Is = $false }, @{ On = '2031-05-02'; Is = $true }, @{ On = '2031-05-03'; Is = $true }, @{ On = '2031-05-04'; Is = $false },
            @{ On = '2031-05-02T09:59:00Z'; Is = $false }, @{ On = '2031-05-03T08:00:00Z'; Is = $true }, @{ On = '2031-05-03T08:01:00Z'; Is = $false }) {
            ('OF-A-DAY' -in (Get-SmarticoPromoCode 'OF-*' -ValidOn $case.On).PromoCode) | Should -Be $case.Is -Because $case.On
        }

        @(Get-SmarticoPromoCode -ValidOn 2031-05-02 -AffiliateId 35425).AffiliateId | Select-Object -Unique | Should -Be 35425
        { Get-SmarticoPromoCode -ValidOn 01/02/2031 } | Should -Throw
    }
}

Describe 'A filter that is given and blank' {
    It 'finds nothing, and not everything: <Command> -<Parameter> <Shown>' -ForEach @(
        foreach ($command in 'Get-SmarticoAffiliate', 'Get-SmarticoPromoCode', 'Get-SmarticoDestinationLink', 'Get-SmarticoPixel 35425', 'Get-SmarticoDeal 35425', 'Get-SmarticoBalance', 'Get-SmarticoRegistration', 'Get-SmarticoMediaReport -Month 2026-10') {
            $names = switch ($command) {
                'Get-SmarticoAffiliate' { 'Status', 'Name', 'Email', 'Username', 'ExternalId', 'Company', 'Country', 'ManagerId', 'Brand', 'AffiliateId', 'Connection' }
                'Get-SmarticoPromoCode' { 'PromoCode', 'Status', 'DealId', 'ValidOn', 'AffiliateId', 'PromoCodeId' }
                'Get-SmarticoDestinationLink' { 'LinkId', 'Name', 'Brand' }
                'Get-SmarticoPixel 35425' { 'Name', 'Status' }
                'Get-SmarticoDeal 35425' { 'Connection' }
                'Get-SmarticoBalance' { 'To', 'AffiliateId' }
                'Get-SmarticoRegistration' { 'AffiliateId' }
                'Get-SmarticoMediaReport -Month 2026-10' { 'AffiliateId', 'LinkId', 'Username', 'Customer', 'GroupBy', 'Period' }
            }
            foreach ($name in $names) {
                foreach ($value in '$null', "''", '@()', "@('', '')", '$nothing.Email') { @{ Command = $command; Parameter = $name; Shown = $value } }
            }
        }
    ) {
        $problem = $null
        $found = try { & ([scriptblock]::Create("`$nothing = [pscustomobject]@{ Email = '' }; $Command -$Parameter $Shown -ErrorAction Stop")) } catch { $problem = $_ }
        $problem | Should -Not -BeNullOrEmpty
        @($found) | Should -HaveCount 0
    }

    It 'lets no change of everything begin' {
        Connect-TestSandbox
        { Get-SmarticoPromoCode -PromoCode $nosuch | Set-SmarticoPromoCode -Status Inactive } | Should -Throw
        Get-SentRequest PUT | Should -BeNullOrEmpty
    }
}

Describe 'What is written in the wrong place' {
    It 'is told where it belongs: <Call>' -ForEach @(
        @{ Call = 'Get-SmarticoAffiliate compass'; Words = "*'compass' is not an id*-Name '*compass*'*" }
        @{ Call = 'Get-SmarticoAffiliate -Country Germany'; Words = "Country 'Germany' is not an ISO code of two letters*" }
        @{ Call = "Get-SmarticoAffiliate -Country ' '"; Words = 'Country is blank*' }
        @{ Call = "Get-SmarticoAffiliate `"O'Neil`""; Words = "*-Name '*O''Neil*'*" }
        @{ Call = 'Get-SmarticoAffiliate -Name compass -ErrorAction Stop'; Words = "*'compass'*searched for as '*compass*'*" }
        @{ Call = 'Set-SmarticoPromoCode WELCOME2026 -EndDate 2027-01-01'; Words = "*'WELCOME2026' is not an id*give -PromoCode*" }
        @{ Call = 'Get-SmarticoMediaReport -Month 2026-10 -GroupBy AffiliateName'; Words = '*AffiliateName*-IncludeAffiliateName*' }
    ) {
        { & ([scriptblock]::Create($Call)) } | Should -Throw -ExpectedMessage ($Words -replace "'\*(compass|O''Neil)\*'", "'[*]`$1[*]'")
    }

    It 'finds countries by wildcards, and with blanks around them, all the same' {
        @(Get-SmarticoAffiliate -Country ' se ').Count | Should -Be @($All | Where-Object Country -EQ SE).Count
        @(Get-SmarticoAffiliate -Country 'S*', DE).Country | Sort-Object -Unique | Should -Be @($All.Country | Where-Object { $_ -like 'S*' -or $_ -eq 'DE' } | Sort-Object -Unique)
    }
}
