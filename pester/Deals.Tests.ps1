# Deals: what is listed, what a new one needs before it is sent, and that each row makes exactly one.
BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Get-SmarticoDeal' {
    BeforeEach { Connect-TestSandbox }

    It 'lists the deals and sub-deals of an affiliate by one request' {
        $deals = Get-SmarticoDeal 35425
        $deals.DealId | Should -Be 93203, 93205
        $deals | ForEach-Object { $_ | Should -BeOfType SmarticoAffiliates.Deal }
        $deals.IsRoot | Should -Be $true, $false
        (Get-SentRequest).Query | Should -Be 'affiliate_id=35425'
    }

    It 'leaves the sub-deals out with -RootOnly' {
        (Get-SmarticoDeal 35425 -RootOnly).DealId | Should -Be 93203
    }

    It 'takes <Name>' -ForEach @(
        @{ Name = 'affiliates'; Call = { Get-SmarticoAffiliate -AffiliateId 35425, 46554 | Get-SmarticoDeal -RootOnly } }
        @{ Name = 'rows of a file'; Call = { "affiliate_id,company`n35425,x`n46554,y" | ConvertFrom-Csv | Get-SmarticoDeal -RootOnly } }
        @{ Name = 'a list'; Call = { Get-SmarticoDeal 35425, 46554 -RootOnly } }
        @{ Name = 'a cell with a list'; Call = { Get-SmarticoDeal '35425;46554' -RootOnly } }
        @{ Name = 'pixels'; Call = { 35425, 46554 | ForEach-Object { New-SmarticoPixel $_ -Trigger FtdMade -Delivery ServerToServer -Url https://t.example } | Get-SmarticoDeal -RootOnly } }
    ) {
        $deals = & $Call
        $deals.DealId | Should -Be 93203, 93201
    }

    It 'asks for each affiliate once, however often it comes, and answers in the order of the input' {
        $deals = 46554, 35425, 46554 | ForEach-Object { [pscustomobject]@{ AffiliateId = $_ } } | Get-SmarticoDeal -RootOnly
        $deals.DealId | Should -Be 93201, 93203
        @(Get-SentRequest GET) | Should -HaveCount 2
    }

    It 'writes no more than -First, after -Skip, and asks for no affiliate behind them' {
        (Get-SmarticoDeal 35425, 46554, 166368 -First 1 -ThrottleLimit 1).DealId | Should -Be 93203
        @(Get-SentRequest GET) | Should -HaveCount 1
        (Get-SmarticoDeal 35425, 46554, 166368 -Skip 1 -First 2).DealId | Should -Be 93205, 93201
        @(Get-SmarticoDeal 35425 -First 0) | Should -HaveCount 0
        (Get-SmarticoDeal 35425 -IncludeTotalCount -First 1)[0].Accuracy | Should -Be 0
    }

    It 'goes on after a row that has no id' {
        $rows = "affiliate_id,company`n35425,a`n10.6,b`n,c`n46554,d" | ConvertFrom-Csv
        $deals = $rows | Get-SmarticoDeal -RootOnly -ErrorVariable problems -ErrorAction SilentlyContinue
        $deals.DealId | Should -Be 93203, 93201
        $problems | Should -HaveCount 2
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[1]) | Should -BeTrue
        $problems[0].Exception.Message | Should -BeLike "*'AffiliateId'*'10.6'*"
        $problems[1].Exception.Message | Should -BeLike "*'AffiliateId'*"
    }

    It 'gives tiers as objects, and counts as numbers' {
        $tiered = Get-SmarticoAffiliate | Get-SmarticoDeal | Where-Object CpaTiersEnabled | Select-Object -First 1
        $tiered.CpaTiers[0] | Should -BeOfType SmarticoAffiliates.DealTier
        $tiered.CpaTiers.Step | Should -Be 1, 3, 5
        $tiered.CpaTiers.Amount | Should -Be 2, 4, 6
        $tiered.CpaTiers[0].Amount | Should -BeOfType decimal
        "$($tiered.CpaTiers)" | Should -Be '1:2 3:4 5:6'
        $tiered.CpaUsersCount | Should -BeOfType long
        $tiered.CpaUsersCount | Should -BeGreaterThan 0
    }

    It 'reads flags sent as words or as 0 and 1, and counts sent as text or as numbers' {
        $server = Start-SandboxHost
        try {
            Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck
            $body = '[{"id":1,"affiliate_id":35425,"cpa_tiers_enabled":true,"rev_share_tiers_enabled":1,"cpl_users_count":"12","cpa_users_count":13},' +
            '{"deal_id":2,"affiliate_id":35425,"cpa_tiers_enabled":0,"rev_share_tiers_enabled":false,"cpl_users_count":"0","cpa_users_count":null}]'
            Add-HostFault $server @{ kind = 'status'; status = 200; body = $body; method = 'GET' }
            $deals = Get-SmarticoDeal 35425
        }
        finally {
            Stop-SandboxHost $server
        }

        $deals.DealId | Should -Be 1, 2
        $deals.CpaTiersEnabled | Should -Be $true, $false
        $deals.RevShareTiersEnabled | Should -Be $true, $false
        $deals.CplUsersCount | Should -Be 12, 0
        $deals[0].CpaUsersCount | Should -Be 13
        $deals[1].CpaUsersCount | Should -BeNullOrEmpty
    }

    It 'tells of the affiliate that could not be asked for, and lists the others' {
        $server = Start-SandboxHost
        try {
            Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck -MaxRetryCount 0
            Add-HostFault $server @{ kind = 'status'; status = 500; body = '"boom"'; method = 'GET' }
            $deals = Get-SmarticoDeal 35425, 46554 -RootOnly -ThrottleLimit 1 -ErrorVariable problems -ErrorAction SilentlyContinue
            $deals.DealId | Should -Be 93201
            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoServerError,*'
            $problems[0].TargetObject | Should -Be 35425
            $problems[0].ToString() | Should -BeLike 'deals of affiliate 35425: boom*'
        }
        finally {
            Stop-SandboxHost $server
        }
    }
}

Describe 'A type of deal' {
    BeforeEach { Connect-TestSandbox }

    It '<Name> (<Number>) is created with exactly <Amounts>' -ForEach @(
        @{ Name = 'CPL'; Number = 1; Amounts = 'CplAmount' }
        @{ Name = 'CPA'; Number = 2; Amounts = 'CpaAmount' }
        @{ Name = 'CPL_CPA'; Number = 3; Amounts = 'CplAmount', 'CpaAmount' }
        @{ Name = 'RevShare_NetPL'; Number = 4; Amounts = @('RevSharePercentage') }
        @{ Name = 'CPL_RevShare_NetPL'; Number = 5; Amounts = 'CplAmount', 'RevSharePercentage' }
        @{ Name = 'CPA_RevShare_NetPL'; Number = 6; Amounts = 'CpaAmount', 'RevSharePercentage' }
        @{ Name = 'RevShare_NetDeposit'; Number = 8; Amounts = @('RevSharePercentage') }
        @{ Name = 'CPL_RevShare_NetDeposit'; Number = 9; Amounts = 'CplAmount', 'RevSharePercentage' }
        @{ Name = 'CPA_RevShare_NetDeposit'; Number = 10; Amounts = 'CpaAmount', 'RevSharePercentage' }
    ) {
        $values = @{ CpaAmount = '10.50'; CplAmount = 2.25d; RevSharePercentage = 33.3d }
        $wire = @{ CpaAmount = '"cpa_amount":10.50'; CplAmount = '"cpl_amount":2.25'; RevSharePercentage = '"rev_share_percentage":33.3' }
        $given = @{}
        foreach ($amount in $Amounts) { $given[$amount] = $values[$amount] }

        (New-SmarticoDeal 35425 -DealType $Name @given).DealType | Should -Be $Name
        (New-SmarticoDeal 35425 -DealType $Number @given).DealType | Should -Be $Name
        $fields = @('"affiliate_id":35425', "`"deal_type_id`":$Number") + @('CpaAmount', 'CplAmount', 'RevSharePercentage' | Where-Object { $_ -in $Amounts } | ForEach-Object { $wire[$_] })
        Get-SentBody | Should -Be (@("{$($fields -join ',')}") * 2)

        Clear-SentRequest
        foreach ($amount in $Amounts) {
            $rest = $given.Clone()
            $rest.Remove($amount)
            $null = New-SmarticoDeal 35425 -DealType $Name @rest -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem[0].ToString() | Should -BeLike "deal of affiliate 35425: A $Name deal needs *$amount is missing. Nothing was sent."
        }

        foreach ($amount in $values.Keys | Where-Object { $_ -notin $Amounts }) {
            $more = $given + @{ $amount = 1 }
            $null = New-SmarticoDeal 35425 -DealType $Name @more -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem[0].ToString() | Should -BeLike "*A $Name deal has no *$amount does not belong to it. Nothing was sent."
        }

        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'is told by the amounts, where they can: <Expected>' -ForEach @(
        @{ Expected = 'CPL'; Given = @{ CplAmount = 1 } }
        @{ Expected = 'CPA'; Given = @{ CpaAmount = 1; CpaFtdQualifier = 5 } }
        @{ Expected = 'CPL_CPA'; Given = @{ CplAmount = 1; CpaAmount = 2 } }
    ) {
        (New-SmarticoDeal 35425 @Given).DealType | Should -Be $Expected
    }

    It 'is asked for where the amounts leave two: <Candidates>' -ForEach @(
        @{ Candidates = 'RevShare_NetPL or RevShare_NetDeposit'; Given = @{} }
        @{ Candidates = 'CPL_RevShare_NetPL or CPL_RevShare_NetDeposit'; Given = @{ CplAmount = 1 } }
        @{ Candidates = 'CPA_RevShare_NetPL or CPA_RevShare_NetDeposit'; Given = @{ CpaAmount = 1 } }
    ) {
        New-SmarticoDeal 35425 -RevSharePercentage 20 @Given -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidInput,*'
        $problems[0].ToString() | Should -BeLike "*DealType is missing: with these amounts it can be $Candidates.*"
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'that no API supports is an error that lists those which it does: <_>' -ForEach 7, 11, 12, '7', 'CPA+RevShare' {
        $row = [pscustomobject]@{ AffiliateId = 35425; DealType = $_; CpaAmount = 1; RevSharePercentage = 1 }
        $row | New-SmarticoDeal -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].Exception.Message | Should -BeLike "*DealType '$_'*CPL_CPA*RevShare_NetDeposit*"
        Get-SentRequest | Should -BeNullOrEmpty
    }
}

Describe 'An amount of a new deal' {
    BeforeEach { Connect-TestSandbox }

    It 'goes out as it was written: <Cell>' -ForEach @(
        @{ Cell = '10.50' }, @{ Cell = '0' }, @{ Cell = '30769.788354' }, @{ Cell = '0.01' }
    ) {
        [pscustomobject]@{ AffiliateId = '35425'; CpaAmount = $Cell } | New-SmarticoDeal | Out-Null
        Get-SentBody | Should -Be "{`"affiliate_id`":35425,`"deal_type_id`":2,`"cpa_amount`":$Cell}"
    }

    It 'may be <Percentage> percent' -ForEach @(@{ Percentage = '0' }, @{ Percentage = '100' }, @{ Percentage = '38.5' }) {
        [pscustomobject]@{ AffiliateId = '35425'; DealType = '4'; RevSharePercentage = $Percentage } | New-SmarticoDeal | Out-Null
        Get-SentBody | Should -Be "{`"affiliate_id`":35425,`"deal_type_id`":4,`"rev_share_percentage`":$Percentage}"
    }

    It 'that can not be is an error of its row, and nothing is sent: <Column> <Cell>' -ForEach @(
        @{ Column = 'RevSharePercentage'; Cell = '100.01'; Words = 'RevSharePercentage 100.01 is more than 100 percent.' }
        @{ Column = 'RevSharePercentage'; Cell = '-0.5'; Words = 'RevSharePercentage -0.5 is negative.' }
        @{ Column = 'CpaAmount'; Cell = '-1'; Words = 'CpaAmount -1 is negative.' }
        @{ Column = 'CpaFtdQualifier'; Cell = '-1'; Words = 'CpaFtdQualifier -1 is negative.' }
    ) {
        $row = [pscustomobject]@{ AffiliateId = 35425; DealType = 'CPA_RevShare_NetPL'; CpaAmount = '1'; RevSharePercentage = '1'; CpaFtdQualifier = '' }
        $row.$Column = $Cell
        $row | New-SmarticoDeal -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].ToString() | Should -BeLike "*: $Words Nothing was sent."
        [object]::ReferenceEquals($problems[0].TargetObject, $row) | Should -BeTrue
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'qualifies the part to which it belongs' {
        $row = 'AffiliateId,DealType,CpaAmount,CplAmount,CpaFtdQualifier,CpaDepositQualifier,CpaNetDepositQualifier,CpaVolumeQualifier,CpaActivityCountQualifier,CplVolumeQualifier', '35425,CPL_CPA,1,2,3.5,4,5,6,7,8' | ConvertFrom-Csv
        $row | New-SmarticoDeal | Out-Null
        Get-SentBody | Should -Be '{"affiliate_id":35425,"deal_type_id":3,"cpa_amount":1,"qua_cpa_net_deposit":5,"qua_cpa_deposit":4,"qua_cpa_ftd":3.5,"qua_cpa_volume":6,"qua_cpa_activity_count":7,"cpl_amount":2,"qua_cpl_volume":8}'
        Clear-SentRequest
        New-SmarticoDeal 35425 -DealType CPL -CplAmount 1 -CpaActivityCountQualifier 0 -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].ToString() | Should -BeLike '*A CPL deal has no CPA part: CpaActivityCountQualifier does not belong to it.*'
        Get-SentRequest | Should -BeNullOrEmpty
    }
}

Describe 'New-SmarticoDeal' {
    BeforeEach { Connect-TestSandbox }

    It 'takes affiliates, deals, rows and arguments in one pipeline, of objects only their ids' {
        $inputs = @(
            Get-SmarticoAffiliate -AffiliateId 35425
            Get-SmarticoDeal 46554 -RootOnly
            [pscustomobject]@{ AffiliateId = '35427'; Name = 'of the row' }
            "affiliate_id,deal_group_name,cpa_amount,status`n166368,of the file,12.5,Approved" | ConvertFrom-Csv
        )
        Clear-SentRequest
        $made = $inputs | New-SmarticoDeal -CpaAmount 20 -WarningVariable warnings -WarningAction SilentlyContinue

        $made.AffiliateId | Should -Be 35425, 46554, 35427, 166368
        (Get-SentRequest POST).Body | Sort-Object | Should -Be @(
            '{"affiliate_id":166368,"deal_type_id":2,"deal_group_name":"of the file","cpa_amount":20}'
            '{"affiliate_id":35425,"deal_type_id":2,"cpa_amount":20}'
            '{"affiliate_id":35427,"deal_type_id":2,"deal_group_name":"of the row","cpa_amount":20}'
            '{"affiliate_id":46554,"deal_type_id":2,"cpa_amount":20}'
        ) -Because 'an argument wins over a column'
        "$warnings" | Should -Be "Column 'status' is ignored: New-SmarticoDeal has no such parameter."
    }

    It 'runs script blocks for affiliates and for rows' {
        $null = Get-SmarticoAffiliate -AffiliateId 35425 | New-SmarticoDeal -Name { "For $($_.Name)" } -CpaAmount { $_.AffiliateId / 1000 }
        $null = "who,much`n35427,7.25" | ConvertFrom-Csv | New-SmarticoDeal -AffiliateId { $_.who } -CplAmount { $_.much } -WarningAction SilentlyContinue
        Get-SentBody | Should -Be @(
            '{"affiliate_id":35425,"deal_type_id":2,"deal_group_name":"For Robby Ron","cpa_amount":35.425}'
            '{"affiliate_id":35427,"deal_type_id":1,"cpl_amount":7.25}')
    }

    It 'reads a script block as strictly as a cell' {
        Get-SmarticoAffiliate -AffiliateId 35425 | New-SmarticoDeal -CpaAmount { '10,5' } -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].Exception.Message | Should -BeLike "*CpaAmount '10,5'*"
        Get-SentBody | Should -BeNullOrEmpty
    }

    It 'carries nothing over from row to row, wherever the blanks and the missing columns stand' {
        $rows = @(
            [pscustomobject]@{ AffiliateId = '35425'; DealType = ''; Name = ''; CpaAmount = '1'; CpaFtdQualifier = ''; CpaActivityCountQualifier = '' }
            [pscustomobject]@{ AffiliateId = '35425'; DealType = 'CPA'; Name = 'full'; CpaAmount = '2'; CpaFtdQualifier = '2.5'; CpaActivityCountQualifier = '3' }
            [pscustomobject]@{ AffiliateId = '35425'; CpaAmount = '4' }
            [pscustomobject]@{ AffiliateId = '35425'; DealType = ' '; Name = ' '; CpaAmount = '5'; CpaFtdQualifier = ' '; CpaActivityCountQualifier = ' ' }
            [pscustomobject]@{ AffiliateId = '35425' }
        )
        $made = $rows | New-SmarticoDeal -ErrorVariable problems -ErrorAction SilentlyContinue
        $made.CpaAmount | Should -Be 1, 2, 4, 5
        $problems | Should -HaveCount 1
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[4]) | Should -BeTrue
        Get-SentBody | Should -Be @(
            '{"affiliate_id":35425,"deal_type_id":2,"cpa_amount":1}'
            '{"affiliate_id":35425,"deal_type_id":2,"cpa_amount":4}'
            '{"affiliate_id":35425,"deal_type_id":2,"cpa_amount":5}'
            '{"affiliate_id":35425,"deal_type_id":2,"deal_group_name":"full","cpa_amount":2,"qua_cpa_ftd":2.5,"qua_cpa_activity_count":3}')
    }

    It 'reports one error for a row with <Column> ''<Cell>'', and makes the others' -ForEach @(
        foreach ($column in 'CpaAmount', 'CplAmount', 'RevSharePercentage', 'CpaFtdQualifier', 'CpaDepositQualifier', 'CpaNetDepositQualifier', 'CpaVolumeQualifier', 'CplVolumeQualifier') {
            foreach ($cell in '10,5', '1.234,56') { @{ Column = $column; Cell = $cell } }
        }
        foreach ($cell in '1,234.56', '1 000', '1e3', '0x10', '10.5 EUR') { @{ Column = 'CpaAmount'; Cell = $cell } }
        foreach ($cell in '10.6', '10,6', '1e3', '0x10', '1,000', '0', '-5', 'abc') { @{ Column = 'AffiliateId'; Cell = $cell } }
        foreach ($cell in '3.5', '1e3', '-1') { @{ Column = 'CpaActivityCountQualifier'; Cell = $cell } }
        foreach ($cell in '99', 'CPX', '2.0') { @{ Column = 'DealType'; Cell = $cell } }
    ) {
        $rows = 1..3 | ForEach-Object {
            $row = [ordered]@{ AffiliateId = '35425'; DealType = 'CPA'; Name = "row $_"; CpaAmount = "$_" }
            if (-not $row.Contains($Column)) { $row[$Column] = '' }
            [pscustomobject]$row
        } | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        $rows[1].$Column = $Cell

        $made = $rows | New-SmarticoDeal -ErrorVariable problems -ErrorAction SilentlyContinue

        $made.Name | Should -Be 'row 1', 'row 3'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidCell,*'
        $problems[0].Exception.Message | Should -BeLike "row 2, deal 'row 2' of affiliate *: $Column '$Cell'*"
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[1]) | Should -BeTrue
        @(Get-SentBody) | Should -HaveCount 2
    }

    It 'names the column that a row does not have' {
        $rows = [pscustomobject]@{ CpaAmount = 1 }, [pscustomobject]@{ AffiliateId = 35425; CpaAmount = 2 }
        $made = $rows | New-SmarticoDeal -ErrorVariable problems -ErrorAction SilentlyContinue
        $made.CpaAmount | Should -Be 2
        $problems | Should -HaveCount 1
        $problems[0].Exception.Message | Should -BeLike '*AffiliateId*'
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[0]) | Should -BeTrue
    }

    It 'sends nothing with -WhatIf, and says what it would' {
        Get-HostText { "AffiliateId,CpaAmount,Name`n35425,10.50,n`n46554,2," | ConvertFrom-Csv | New-SmarticoDeal -WhatIf } | Should -Be @'
What if: Performing the operation "Create with AffiliateId = 35425, DealType = CPA, Name = n, CpaAmount = 10.50" on target "deal 'n' of affiliate 35425".
What if: Performing the operation "Create with AffiliateId = 46554, DealType = CPA, CpaAmount = 2" on target "deal of affiliate 46554".
'@.ReplaceLineEndings("`n")
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'tells the server''s refusal of a row, with its words' {
        $row = [pscustomobject]@{ AffiliateId = 9; CpaAmount = 1; Name = 'nobody' }
        $row | New-SmarticoDeal -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidRequest,*'
        $problems[0].ToString() | Should -BeLike "row 1, deal 'nobody' of affiliate 9: Affiliate 9 does not exist.*"
        [object]::ReferenceEquals($problems[0].TargetObject, $row) | Should -BeTrue
    }

    It 'writes over -Connection, and not over the current one' {
        $other = Connect-Smartico -Sandbox -PassThru
        Connect-TestSandbox
        $null = New-SmarticoDeal 35425 -CpaAmount 3 -Name elsewhere -Connection $other
        Get-SentRequest | Should -BeNullOrEmpty
        (Get-SmarticoDeal 35425 -Connection $other).Name | Should -Contain 'elsewhere'
        (Get-SmarticoDeal 35425).Name | Should -Not -Contain 'elsewhere'
    }

    It 'lets a later run with the same -JournalPath skip what is done, and writes it again' {
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        $rows = 1..4 | ForEach-Object { [pscustomobject]@{ AffiliateId = 35425; CpaAmount = "$_.50" } }
        $rows[1].AffiliateId = 9
        $first = $rows | New-SmarticoDeal -JournalPath $journal -ErrorAction SilentlyContinue
        Clear-SentRequest
        $rows[1].AffiliateId = 35427
        $second = $rows | New-SmarticoDeal -JournalPath $journal
        Get-SentBody | Should -Be '{"affiliate_id":35427,"deal_type_id":2,"cpa_amount":2.50}'
        $second[0, 2, 3].DealId | Should -Be $first.DealId
        $second[0] | Should -BeOfType SmarticoAffiliates.Deal
        $second.CpaAmount | Should -Be 1.5, 2.5, 3.5, 4.5
    }
}

Describe 'A table of deals that was exported' {
    BeforeEach { Connect-TestSandbox }

    It 'is created again as it was, under <Culture>' -ForEach @(@{ Culture = 'de-DE' }, @{ Culture = 'en-US' }) {
        $file = Join-Path $TestDrive "deals-$Culture.csv"
        $plain = Get-SmarticoAffiliate | Get-SmarticoDeal -RootOnly | Where-Object { -not ($_.CpaTiersEnabled -or $_.RevShareTiersEnabled -or $_.RevCapAmount) }
        @($plain).Count | Should -BeGreaterThan 100
        @($plain | Where-Object { $_.CpaAmount % 1 }) | Should -Not -BeNullOrEmpty
        Invoke-WithCulture $Culture { $plain | Export-Csv $file }
        $copies = Invoke-WithCulture $Culture { Import-Csv $file | New-SmarticoDeal -ErrorVariable script:problems -WarningVariable script:warnings }

        $problems | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        $fields = 'AffiliateId', 'DealType', 'Name', 'CpaAmount', 'RevSharePercentage', 'CplAmount', 'CpaFtdQualifier', 'CpaDepositQualifier',
        'CpaNetDepositQualifier', 'CpaVolumeQualifier', 'CpaActivityCountQualifier', 'CplVolumeQualifier'
        $copies | Select-Object $fields | ConvertTo-Json | Should -Be ($plain | Select-Object $fields | ConvertTo-Json)
    }

    It 'is not created where it says what a new deal can''t be given: <Column> <Cell>' -ForEach @(
        @{ Column = 'LevelId'; Cell = '2' }, @{ Column = 'level_id'; Cell = '2' }, @{ Column = 'MatchCountries'; Cell = 'SE' }, @{ Column = 'match_brand_ids'; Cell = '333;347' }
        @{ Column = 'CpaTiersEnabled'; Cell = 'True' }, @{ Column = 'rev_share_tiers_enabled'; Cell = '1' }, @{ Column = 'RevCapAmount'; Cell = '500' }, @{ Column = 'RevOnCpaAmountQualifier'; Cell = '50' }, @{ Column = 'qua_rev_on_cpa_amount'; Cell = '50' }, @{ Column = 'MatchDateFrom'; Cell = '2026-01-01' }, @{ Column = 'CloseDate'; Cell = '2026-01-31' }
    ) {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ AffiliateId = '35425'; CpaAmount = "$_"; $Column = '' } }
        $rows[1].$Column = $Cell
        $made = $rows | New-SmarticoDeal -ErrorVariable problems -ErrorAction SilentlyContinue
        $made.CpaAmount | Should -Be 1, 3
        $problems | Should -HaveCount 1
        $problems[0].ToString() | Should -BeLike "*Column '$Column' says '$Cell'*Nothing was sent."
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[1]) | Should -BeTrue
        @(Get-SentBody) | Should -HaveCount 2
    }
}
