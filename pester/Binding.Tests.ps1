# What may stand in a pipeline or on a command line, and what of it becomes the request.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $dealOf = @{ 35425 = 93203; 35427 = 93196; 36971 = 93197; 46554 = 93201; 166368 = 93195 }
}

Describe 'A pipeline of several kinds' {
    BeforeEach { Connect-TestSandbox }

    It 'takes objects, rows of a file and rows of PowerShell together: Set-SmarticoAffiliate' {
        $objects = Get-SmarticoAffiliate -AffiliateId 35425, 46554
        $rows = "affiliate_id`n35427" | ConvertFrom-Csv
        $made = [pscustomobject]@{ AffiliateId = 36971 }

        $changed = $objects[0], $rows, $made, $objects[1] | Set-SmarticoAffiliate -Skype s -PassThru

        $changed.AffiliateId | Should -Be 35425, 35427, 36971, 46554
        $changed | ForEach-Object { $_.Skype | Should -Be 's' }
        (Get-SentRequest PUT).Body | Should -Be (@('{"skype":"s"}') * 4)
    }

    It 'takes objects, rows of a file and rows of PowerShell together: Set-SmarticoPromoCode' {
        $objects = Get-SmarticoPromoCode -First 2
        $rows = "promocode_id,description_public`n$($objects[1].PromoCodeId),from the row" | ConvertFrom-Csv

        $changed = $objects[0], $rows | Set-SmarticoPromoCode -DescriptionInternal i -PassThru

        $changed.PromoCodeId | Should -Be $objects.PromoCodeId
        $changed[0].DescriptionPublic | Should -Be $objects[0].DescriptionPublic
        $changed[1].DescriptionPublic | Should -Be 'from the row'
        Get-SentBody | Should -Be '{"description_internal":"i","description_public":"from the row"}', '{"description_internal":"i"}'
    }

    It 'takes affiliates, promo codes and rows together: New-SmarticoPromoCode' {
        $inputs = @(
            Get-SmarticoAffiliate -AffiliateId 35425
            Get-SmarticoPromoCode -PromoCodeId 150
            [pscustomobject]@{ AffiliateId = '35427'; DealId = '93196' }
        )

        $made = $inputs | New-SmarticoPromoCode -PromoCode { "MIX$($_.AffiliateId)" } -DealId { $dealOf[[int]$_.AffiliateId] }

        $made.PromoCode | Should -Be 'MIX35425', 'MIX166368', 'MIX35427'
        $made.AffiliateId | Should -Be 35425, 166368, 35427
        $made.DealId | Should -Be 93203, 93195, 93196
    }

    It 'an argument beside rows counts for each of them' {
        $made = "PromoCode,AffiliateId`nARG1,35425`nARG2,35425" | ConvertFrom-Csv | New-SmarticoPromoCode -DealId 93203 -DescriptionPublic shared
        $made.PromoCode | Should -Be 'ARG1', 'ARG2'
        $made.DescriptionPublic | Should -Be 'shared', 'shared'
        $made.DealId | Should -Be 93203, 93203
    }

    It 'an argument wins over a column of the same name' {
        "AffiliateId,Company,Skype`n35425,from the row,s" | ConvertFrom-Csv | Set-SmarticoAffiliate -Company 'from the argument'
        Get-SentBody | Should -Be '{"company":"from the argument","skype":"s"}'
    }

    It 'takes hashtable splats and positions' {
        $given = @{ AffiliateId = 35425; Name = 'q' }
        Set-SmarticoAffiliate @given
        Set-SmarticoAffiliate 35425 -Name q
        Set-SmarticoPromoCode 150 -DescriptionPublic p
        $null = New-SmarticoPromoCode POS 35425 -DealId 93203
        Get-SentBody | Should -Be @(
            '{"affiliate_name":"q"}', '{"affiliate_name":"q"}', '{"description_public":"p"}'
            '{"promocode":"POS","affiliate_id":35425,"deal_id":93203,"status":true}')
    }

    It 'keeps the order of the rows, objects and errors apart' {
        $rows = 1..12 | ForEach-Object { [pscustomobject]@{ PromoCode = "ORD$_"; AffiliateId = 35425; DealId = if ($_ % 4) { 93203 } else { 1 } } }
        $made = $rows | New-SmarticoPromoCode -ErrorVariable problems -ErrorAction SilentlyContinue
        $made.PromoCode | Should -Be (1..12 | Where-Object { $_ % 4 } | ForEach-Object { "ORD$_" })
        $problems.TargetObject.PromoCode | Should -Be 'ORD4', 'ORD8', 'ORD12'
    }
}

Describe 'A list or an object where a text is expected' {
    BeforeEach { Connect-TestSandbox }

    It 'is an error for its row, and nothing of the row is sent: <Json>' -ForEach @(
        @{ Json = '{"affiliate_id":35425,"company":["Acme","Ltd"],"first_name":"X"}'; Column = 'company' }
        @{ Json = '{"affiliate_id":35425,"skype":{"a":1}}'; Column = 'skype' }
    ) {
        $rows = "[$Json,{`"affiliate_id`":35427,`"company`":`"fine`"}]" | ConvertFrom-Json
        $rows | Set-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        "$problems" | Should -BeLike "row 1, affiliate 35425: $Column holds a list or an object*"
        $problems[0].TargetObject | Should -Be $rows[0]
        Get-SentBody | Should -Be '{"company":"fine"}'
    }
}

Describe 'A pipeline that pipes nothing' {
    BeforeEach { Connect-TestSandbox }

    It 'asks for nothing, and not for all: <_>' -ForEach 'Get-SmarticoAffiliate', 'Get-SmarticoPromoCode', 'Get-SmarticoBalance', 'Get-SmarticoDeal', 'Get-SmarticoPixel' {
        @() | & $_ | Should -BeNullOrEmpty
        Get-SmarticoAffiliate -First 1 | Where-Object { $false } | & $_ | Should -BeNullOrEmpty
        (Get-SentRequest).Query | Should -Be 'filter={"without_money":true}&range=[0,1]'
    }
}

Describe 'A script block for a parameter' {
    BeforeEach { Connect-TestSandbox }

    It 'reads columns that no parameter has, and only the others are warned of' {
        $made = "code,aff,typo`nread-me,35425,x" | ConvertFrom-Csv |
            New-SmarticoPromoCode -PromoCode { $_.code.ToUpper() } -AffiliateId { $_.aff } -DealId 93203 -WarningVariable warned -WarningAction SilentlyContinue
        $made.PromoCode | Should -Be 'READ-ME'
        $warned | Should -HaveCount 1
        "$warned" | Should -BeLike "Column 'typo' is ignored:*"
    }

    It 'is run for each affiliate, though the parameter is not by name for objects' {
        $made = Get-SmarticoAffiliate -AffiliateId 35425, 35427, 36971 |
            New-SmarticoPromoCode -PromoCode { "W$($_.AffiliateId)" } -DealId { $dealOf[$_.AffiliateId] } -Status { 'Inactive' }
        $made.PromoCode | Should -Be 'W35425', 'W35427', 'W36971'
        $made.DealId | Should -Be 93203, 93196, 93197
        $made.Status | ForEach-Object { $_ | Should -Be 'Inactive' }
    }

    It 'is run for each row' {
        "code,aff,deal`nsummer,35425,93203" | ConvertFrom-Csv |
            New-SmarticoPromoCode -PromoCode { $_.code.ToUpperInvariant() } -AffiliateId { $_.aff } -DealId { $_.deal } -WarningAction SilentlyContinue |
            ForEach-Object PromoCode | Should -BeExactly 'SUMMER'
    }

    It 'may make any field of an affiliate: <Parameter>' -ForEach @(
        @{ Parameter = 'Company'; Block = { $_.Name + '!' }; Sent = '{"company":"Robby Ron!"}' }
        @{ Parameter = 'Name'; Block = { $_.Name + '!' }; Sent = '{"affiliate_name":"Robby Ron!"}' }
        @{ Parameter = 'Status'; Block = { 'Suspended' }; Sent = '{"aff_status_id":4}' }
        @{ Parameter = 'Roles'; Block = { '103;104' }; Sent = '{"extra_role_ids":[103,104]}' }
        @{ Parameter = 'CustomTag'; Block = { @{ 155 = 33 } }; Sent = '{"custom_prop_155":33}' }
        @{ Parameter = 'PaymentThreshold'; Block = { 2.5 }; Sent = '{"payment_threshold_oper_currency":2.5}' }
        @{ Parameter = 'TwoFaEnabled'; Block = { $true }; Sent = '{"two_fa_enabled":true}' }
        @{ Parameter = 'Clear'; Block = { 'Skype' }; Sent = '{"skype":null}' }
    ) {
        $given = @{ $Parameter = $Block }
        Get-SmarticoAffiliate -AffiliateId 35425 | Set-SmarticoAffiliate @given
        Get-SentBody | Should -Be $Sent
    }

    It 'is read as strictly as a cell' {
        Get-SmarticoAffiliate -AffiliateId 35425 | Set-SmarticoAffiliate -PaymentThreshold { '10,5' } -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].Exception.Message | Should -BeLike "*'10,5'*"
        Get-SentBody | Should -BeNullOrEmpty
    }
}

Describe 'Columns with the names of the wire' {
    BeforeEach { Connect-TestSandbox }

    It 'pipe straight in: New-SmarticoPromoCode' {
        $rows = "promocode,affiliate_id,deal_id,status,description_internal,description_public,start_date,end_date`nWIRE,35425,93203,false,i,p,2026-01-01,2026-01-31T23:59:59Z" | ConvertFrom-Csv
        $made = $rows | New-SmarticoPromoCode -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $made.PromoCode | Should -Be 'WIRE'
        Get-SentBody | Should -Be '{"promocode":"WIRE","affiliate_id":35425,"deal_id":93203,"status":false,"description_internal":"i","description_public":"p","start_date":"2026-01-01T00:00:00.000Z","end_date":"2026-01-31T23:59:59.000Z"}'
    }

    It 'pipe straight in: Set-SmarticoPromoCode, by <_>' -ForEach 'promocode_id', 'id' {
        "$_,description_internal`n150,i" | ConvertFrom-Csv | Set-SmarticoPromoCode -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        (Get-SentRequest PUT).Path | Should -Be '/api/af2_promocodes_op/150'
        Get-SentBody | Should -Be '{"description_internal":"i"}'
    }

    It 'pipe straight in: Set-SmarticoAffiliate, each field' {
        $body = [ordered]@{
            affiliate_name = 'n'; comments = 'c'; company = 'co'; country = 'DE'; web_site_url = 'https://e.example'; comments_from_operator = 'o'; aff_status_id = 2
            ext_affiliate_id = 'x'; no_carry_over = $true; manager_id = 2342; bo_user_email = 'e@example.com'; avatar_image_url = 'https://a.example'
            two_fa_enabled = $true; api_access_enabled = $false; extra_role_ids = @(100, 103); first_name = 'f'; last_name = 'l'; phone_number = '+1'; skype = 's'
            contact_fb = 'fb'; contact_wa = 'wa'; contact_vk = 'vk'; contact_telegram = 'tg'; contact_discord = 'dc'; language = 'DE'; payment_method_id = 3
            payment_method_details = [ordered]@{ skrill_email = 's@example.com' }; payment_threshold_oper_currency = 10.5; brand_ids = @(333); custom_prop_155 = 33
        }
        $row = [ordered]@{ affiliate_id = '35425' }
        foreach ($field in $body.GetEnumerator()) {
            $row[$field.Key] = if ($field.Value -is [array]) { $field.Value -join ',' }
            elseif ($field.Value -is [System.Collections.IDictionary]) { ConvertTo-Json $field.Value -Compress }
            else { [string]::Format([cultureinfo]::InvariantCulture, '{0}', $field.Value) }
        }

        [pscustomobject]$row | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv | Set-SmarticoAffiliate -WarningVariable warnings

        $warnings | Should -BeNullOrEmpty
        $sent = Get-SentBody | ConvertFrom-Json
        @($sent.PSObject.Properties.Name | Sort-Object) | Should -Be @($body.Keys | Sort-Object)
        foreach ($field in $body.Keys) {
            ConvertTo-Json @($sent.$field) -Compress | Should -BeExactly (ConvertTo-Json @($body[$field]) -Compress) -Because $field
        }
    }

    It 'a custom_prop column and -CustomTag give the same, and go together' {
        "affiliate_id,custom_prop_155`n35425,33`n35425," | ConvertFrom-Csv | Set-SmarticoAffiliate -CustomTag @{ 156 = 2 }
        Set-SmarticoAffiliate 35425 -CustomTag @{ 155 = 33 }
        "affiliate_id,CustomTag`n35425,155=33;156=2" | ConvertFrom-Csv | Set-SmarticoAffiliate
        $sent = Get-SentBody
        $sent | Should -HaveCount 4
        @($sent | Where-Object { $_ -eq '{"custom_prop_155":33}' }) | Should -HaveCount 1
        @($sent | Where-Object { $_ -eq '{"custom_prop_156":2}' }) | Should -HaveCount 1
        @($sent | Where-Object { $_ -match '"custom_prop_155":33' -and $_ -match '"custom_prop_156":2' }) | Should -HaveCount 2
    }
}

Describe 'An object of another kind' {
    BeforeEach { Connect-TestSandbox }

    It 'gives a new promo code its ids only: an affiliate' {
        $affiliate = Get-SmarticoAffiliate -Status Declined -First 1
        $deal = (Get-SmarticoPromoCode -AffiliateId $affiliate.AffiliateId).DealId
        $affiliate.Company | Should -Not -BeNullOrEmpty

        $null = $affiliate | New-SmarticoPromoCode LEAK -DealId 1 -ErrorAction SilentlyContinue

        Get-SentBody | Should -Be "{`"promocode`":`"LEAK`",`"affiliate_id`":$($affiliate.AffiliateId),`"deal_id`":1,`"status`":true}"
        $deal | Should -BeNullOrEmpty
    }

    It 'a promo code is copied to another account, with status and dates' {
        $original = New-SmarticoPromoCode COPY1 35425 -DealId 93203 -Status Inactive -StartDate 2026-01-01T01:02:03.004Z -EndDate 2026-03-01 -DescriptionInternal i -DescriptionPublic p
        $other = Connect-Smartico -Sandbox -PassThru

        $copy = $original | New-SmarticoPromoCode -Connection $other

        $copy.PromoCode | Should -Be 'COPY1'
        foreach ($name in 'AffiliateId', 'DealId', 'Status', 'StartDate', 'EndDate', 'DescriptionInternal', 'DescriptionPublic') {
            $copy.$name | Should -Be $original.$name -Because $name
        }

        $copy.StartDate.ToString('yyyy-MM-dd HH:mm:ss.fff') | Should -Be '2026-01-01 01:02:03.004'
        $other.Sandbox.GetRequests()[-1].Body | Should -Be '{"promocode":"COPY1","affiliate_id":35425,"deal_id":93203,"status":false,"description_internal":"i","description_public":"p","start_date":"2026-01-01T01:02:03.004Z","end_date":"2026-03-01T23:59:59.999Z"}'
    }

    It 'a promo code is copied under another name' {
        $copies = Get-SmarticoPromoCode -PromoCodeId 150 | New-SmarticoPromoCode -PromoCode { $_.PromoCode + '-B' } -Status Inactive
        $copies.PromoCode | Should -Be 'WELCOME2026-B'
        $copies.Status | Should -Be 'Inactive'
    }

    It 'an affiliate piped to Set-SmarticoPromoCode is no promo code' {
        Get-SmarticoAffiliate -First 1 | Set-SmarticoPromoCode -Status Inactive -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        Get-SentBody | Should -BeNullOrEmpty
    }
}

Describe 'A column that is not known' {
    BeforeEach { Connect-TestSandbox }

    It 'warns once for each name, and never fails' {
        $rows = "affiliate_id,Company,Comany,Notes`n35425,a,x,y`n35427,b,x,y`n36971,c,x," | ConvertFrom-Csv
        $rows | Set-SmarticoAffiliate -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $warnings | Should -HaveCount 2
        $warnings[0] | Should -BeLike "*'Comany'*"
        $warnings[1] | Should -BeLike "*'Notes'*"
        Get-SentBody | Should -Be '{"company":"a"}', '{"company":"b"}', '{"company":"c"}'
    }

    It 'warns in New-SmarticoPromoCode and Set-SmarticoPromoCode too' {
        $null = "PromoCode,AffiliateId,DealId,Budget`nX1,35425,93203,5" | ConvertFrom-Csv | New-SmarticoPromoCode -WarningVariable one -WarningAction SilentlyContinue
        "PromoCodeId,Status,Budget`n150,0,5" | ConvertFrom-Csv | Set-SmarticoPromoCode -WarningVariable two -WarningAction SilentlyContinue
        "$one" | Should -BeLike "*'Budget'*New-SmarticoPromoCode*"
        "$two" | Should -BeLike "*'Budget'*Set-SmarticoPromoCode*"
        Get-SentBody | Should -HaveCount 2
    }
}

Describe '-Clear' {
    BeforeEach { Connect-TestSandbox }

    It 'sends null, or an empty list: <Clear>' -ForEach @(
        @{ Clear = @('Company'); Sent = '{"company":null}' }
        @{ Clear = @('company'); Sent = '{"company":null}' }
        @{ Clear = @('contact_fb'); Sent = '{"contact_fb":null}' }
        @{ Clear = @('Facebook', 'Company'); Sent = '{"company":null,"contact_fb":null}' }
        @{ Clear = @('Facebook,Company'); Sent = '{"company":null,"contact_fb":null}' }
        @{ Clear = @('Company; contact_fb;Company'); Sent = '{"company":null,"contact_fb":null}' }
        @{ Clear = @('Roles'); Sent = '{"extra_role_ids":[]}' }
        @{ Clear = @('BrandIds'); Sent = '{"brand_ids":[]}' }
        @{ Clear = @('ManagerId'); Sent = '{"manager_id":null}' }
        @{ Clear = @('PaymentThreshold', 'PaymentMethodDetails'); Sent = '{"payment_method_details":null,"payment_threshold_oper_currency":null}' }
    ) {
        Set-SmarticoAffiliate 35425 -Clear $Clear
        [pscustomobject]@{ AffiliateId = 35425; Clear = $Clear -join ',' } | Set-SmarticoAffiliate
        Get-SmarticoAffiliate -AffiliateId 35425 | Set-SmarticoAffiliate -Clear $Clear
        Get-SentBody | Should -Be (@($Sent) * 3)
    }

    It 'clears in the account' {
        $cleared = Set-SmarticoPromoCode 150 -Clear EndDate, description_public -PassThru
        $cleared.EndDate | Should -BeNullOrEmpty
        $cleared.DescriptionPublic | Should -BeNullOrEmpty
        $read = Get-SmarticoPromoCode -PromoCodeId 150
        $read.EndDate | Should -BeNullOrEmpty
        $read.StartDate | Should -Not -BeNullOrEmpty
    }

    It 'refuses <_>, and names the fields that can be cleared' -ForEach 'Name', 'Status', 'AffiliateId', 'NoSuchField' {
        { Set-SmarticoAffiliate 35425 -Clear $_ } | Should -Throw -ErrorId 'SmarticoInvalidCell,*' -ExpectedMessage "Clear '$_'*Company*"
        Get-SentBody | Should -BeNullOrEmpty
    }

    It 'refuses a field that is given as well, and sends nothing' {
        Set-SmarticoAffiliate 35425 -Company x -Clear company, Skype -ErrorVariable problems -ErrorAction SilentlyContinue
        "PromoCodeId,EndDate,Clear`n150,2026-01-01,EndDate" | ConvertFrom-Csv | Set-SmarticoPromoCode -ErrorVariable +problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 2
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidInput,*'
        $problems[0].Exception.Message | Should -BeLike '*Company*cleared*'
        $problems[1].Exception.Message | Should -BeLike '*EndDate*cleared*'
        Get-SentBody | Should -BeNullOrEmpty
    }
}

Describe 'A change of nothing, or of a half' {
    BeforeEach { Connect-TestSandbox }

    It 'is SmarticoNothingToChange, and is not sent: <Name>' -ForEach @(
        @{ Name = 'Set-SmarticoAffiliate by id'; Try = { Set-SmarticoAffiliate 35425 -ErrorVariable problems -ErrorAction SilentlyContinue; $problems } }
        @{ Name = 'Set-SmarticoAffiliate of blank cells'; Try = { "AffiliateId,Company`n35425," | ConvertFrom-Csv | Set-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue; $problems } }
        @{ Name = 'Set-SmarticoAffiliate of an object'; Try = { Get-SmarticoAffiliate -First 1 | Set-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue; $problems } }
        @{ Name = 'Set-SmarticoPromoCode by id'; Try = { Set-SmarticoPromoCode 150 -ErrorVariable problems -ErrorAction SilentlyContinue; $problems } }
        @{ Name = 'Set-SmarticoPromoCode of an object'; Try = { Get-SmarticoPromoCode -First 1 | Set-SmarticoPromoCode -ErrorVariable problems -ErrorAction SilentlyContinue; $problems } }
    ) {
        $problems = @(. $Try)
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoNothingToChange,*'
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $problems[0].TargetObject | Should -Not -BeNullOrEmpty
        Get-SentBody | Should -BeNullOrEmpty
    }

    It 'a deal without an affiliate is an error, and so is an affiliate without a deal' {
        Set-SmarticoPromoCode 150 -DealId 93195 -ErrorVariable problems -ErrorAction SilentlyContinue
        "promocode_id,affiliate_id`n150,35425" | ConvertFrom-Csv | Set-SmarticoPromoCode -ErrorVariable +problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 2
        $problems | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidInput,*' }
        $problems[0].Exception.Message | Should -BeLike 'DealId*AffiliateId*'
        $problems[1].Exception.Message | Should -BeLike 'AffiliateId*DealId*'
        Get-SentBody | Should -BeNullOrEmpty
    }

    It 'a piped promo code brings the other of the two' {
        Get-SmarticoPromoCode -PromoCodeId 150 | Set-SmarticoPromoCode -DealId 93195
        Get-SentBody | Should -Be '{"affiliate_id":166368,"deal_id":93195}'
    }

    It 'an end before the start is an error, and is not sent' {
        Set-SmarticoPromoCode 150 -StartDate 2026-03-01 -EndDate 2026-02-01 -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidInput,*'
        $problems[0].Exception.Message | Should -BeLike '*EndDate*StartDate*'
        Get-SentBody | Should -BeNullOrEmpty
    }
}

Describe 'A column that is missing' {
    BeforeEach { Connect-TestSandbox }

    It 'is named: <Missing> of <Cmdlet>' -ForEach @(
        @{ Cmdlet = 'New-SmarticoPromoCode'; Missing = 'AffiliateId'; Csv = "PromoCode,DealId`nA,93203" }
        @{ Cmdlet = 'New-SmarticoPromoCode'; Missing = 'PromoCode'; Csv = "AffiliateId,DealId`n35425,93203" }
        @{ Cmdlet = 'New-SmarticoPromoCode'; Missing = 'DealId'; Csv = "PromoCode,AffiliateId`nA,35425" }
        @{ Cmdlet = 'Set-SmarticoAffiliate'; Missing = 'AffiliateId'; Csv = "Affiliate,Company`n35425,A" }
        @{ Cmdlet = 'Set-SmarticoPromoCode'; Missing = 'PromoCodeId or PromoCode'; Csv = "Promo,Status`n150,1" }
    ) {
        $rows = @($Csv | ConvertFrom-Csv) * 2
        $null = $rows | & $Cmdlet -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $problems | Should -HaveCount 1 -Because 'every row lacks it'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidCell,*'
        $problems[0].Exception.Message | Should -BeLike "row 1 to row 2: $Missing is missing: there is no such column*"
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[0]) | Should -BeTrue
        Get-SentBody | Should -BeNullOrEmpty
    }
}

Describe 'A file of what was read' {
    BeforeEach {
        Connect-TestSandbox
        $file = Join-Path $TestDrive 'export.csv'
    }

    It 'goes back without an error or a warning under -WhatIf: promo codes' {
        Get-SmarticoPromoCode | Export-Csv $file -NoTypeInformation -Encoding UTF8
        $said = Get-HostText { Import-Csv $file | Set-SmarticoPromoCode -WhatIf -ErrorVariable script:problems -WarningVariable script:warnings }
        $problems | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        ($said -split "`n").Count | Should -Be 240
        Get-SentBody | Should -BeNullOrEmpty
    }

    It 'goes back without an error or a warning under -WhatIf: affiliates' {
        Get-SmarticoAffiliate | Export-Csv $file -NoTypeInformation -Encoding UTF8
        $said = Get-HostText { Import-Csv $file | Set-SmarticoAffiliate -WhatIf -ErrorVariable script:problems -WarningVariable script:warnings }
        $problems | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        ($said -split "`n").Count | Should -Be 300
        Get-SentBody | Should -BeNullOrEmpty
    }

    It 'changes nothing when it is executed: promo codes' {
        $before = Get-SmarticoPromoCode
        $before | Export-Csv $file -NoTypeInformation -Encoding UTF8

        Import-Csv $file | Set-SmarticoPromoCode -ErrorVariable problems -WarningVariable warnings

        $problems | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        (Get-SentRequest PUT).Count | Should -Be 240
        $leave = @{ ExcludeProperty = 'UpdateDate' }
        $was = $before | Select-Object * @leave | ConvertTo-Csv -NoTypeInformation
        $is = Get-SmarticoPromoCode | Select-Object * @leave | ConvertTo-Csv -NoTypeInformation
        Compare-Object $was $is -SyncWindow 0 | Should -BeNullOrEmpty
    }

    It 'changes nothing when it is executed: affiliates' {
        $before = Get-SmarticoAffiliate -IncludeBalance
        $before | Export-Csv $file -NoTypeInformation -Encoding UTF8

        Import-Csv $file | Set-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue -WarningVariable warnings

        $problems | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        @(Get-SentRequest PUT | Select-Object -ExpandProperty Path -Unique).Count | Should -Be 300
        $leave = @{ ExcludeProperty = 'UpdateDate', 'NoCarryOverWasSet' }
        $was = $before | Select-Object * @leave | ConvertTo-Csv -NoTypeInformation
        $is = Get-SmarticoAffiliate -IncludeBalance | Select-Object * @leave | ConvertTo-Csv -NoTypeInformation
        Compare-Object $was $is -SyncWindow 0 | Should -BeNullOrEmpty
        @($was -match '30769.788354').Count | Should -BeGreaterThan 0
    }

    It 'goes through JSON, too' {
        $codes = Get-SmarticoPromoCode -First 20 | ConvertTo-Json -Depth 5 | ConvertFrom-Json
        $affiliates = Get-SmarticoAffiliate -First 20 | ConvertTo-Json -Depth 5 | ConvertFrom-Json
        Clear-SentRequest

        $codes | Set-SmarticoPromoCode -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $affiliates | Set-SmarticoAffiliate -ErrorVariable problems
        $problems | Should -BeNullOrEmpty

        $sent = Get-SentRequest PUT
        ($sent | Where-Object Path -Like '*promocodes*/150').Body | Should -BeLike '*"end_date":"2026-12-31T23:59:59.000Z"*'
        ($sent | Where-Object Path -Like '*aff_op/35427').Body | Should -BeLike '*"payment_method_details":{"skrill_email":"nora.lind@example.com"}*'
        ($sent | Where-Object Path -Like '*aff_op/35425').Body | Should -BeLike '*"extra_role_ids":`[100`]*'
    }

    It 'makes the codes again in an empty account: promo codes' {
        $null = 1..3 | ForEach-Object { New-SmarticoPromoCode "FILE$_" 35425 -DealId 93203 -EndDate 2026-05-31T23:59:59.999Z -Status Inactive }
        Get-SmarticoPromoCode 'FILE*' | Export-Csv $file -NoTypeInformation -Encoding UTF8
        Connect-TestSandbox
        $made = Import-Csv $file | New-SmarticoPromoCode -ErrorVariable problems -WarningVariable warnings
        $problems | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        $made.PromoCode | Should -Be 'FILE1', 'FILE2', 'FILE3'
        $made[2].EndDate.ToString('o') | Should -BeLike '2026-05-31T23:59:59.999*'
        $made[2].Status | Should -Be 'Inactive'
    }

    It 'keeps names that spreadsheets stumble over' {
        $umlaut = 'J' + [char]0x00FC + 'rgen M' + [char]0x00FC + [char]0x00DF + 'ig, "Lucky" & S' + [char]0x00F6 + 'hne ' + [char]::ConvertFromUtf32(0x1F3B0)
        Set-SmarticoAffiliate 35425 -Company $umlaut
        Get-SmarticoAffiliate -AffiliateId 35425 | Export-Csv $file -NoTypeInformation -Encoding UTF8
        Clear-SentRequest
        Import-Csv $file -Encoding UTF8 | Set-SmarticoAffiliate
        (Get-SentBody | ConvertFrom-Json).company | Should -BeExactly $umlaut
    }
}

Describe '-PassThru' {
    BeforeEach { Connect-TestSandbox }

    It 'writes one changed object a row, and nothing without it' {
        Set-SmarticoAffiliate 35425 -Company A | Should -BeNullOrEmpty
        Set-SmarticoPromoCode 150 -Status Inactive | Should -BeNullOrEmpty
        $affiliate = Set-SmarticoAffiliate 35425 -Company B -PassThru
        $affiliate | Should -BeOfType SmarticoAffiliates.Affiliate
        $affiliate.Company | Should -Be 'B'
        $affiliate.Name | Should -Be 'Robby Ron'
        $code = Set-SmarticoPromoCode 150 -Status Active -PassThru
        $code | Should -BeOfType SmarticoAffiliates.PromoCode
        $code.Status | Should -Be 'Active'
        $code.PromoCode | Should -Be 'WELCOME2026'
    }
}

Describe '-WhatIf and -Confirm' {
    BeforeEach { Connect-TestSandbox }

    It '-WhatIf sends nothing and tells the record and its fields: Set-SmarticoAffiliate' {
        $said = Get-HostText { Set-SmarticoAffiliate 35425 -Company 'Example Ltd' -Clear Skype -Roles 103 -CustomTag @{ 155 = 33 } -PaymentThreshold 10.5 -WhatIf }
        $said | Should -BeLike 'What if:*Company = Example Ltd*affiliate 35425*'
        foreach ($part in 'Skype = (nothing)', 'Roles = ', 'custom_prop_155 = 33', 'PaymentThreshold = 10.5') {
            $said | Should -BeLike "*$part*"
        }

        Get-SentRequest | Should -BeNullOrEmpty
    }

    It '-WhatIf sends nothing and tells the record and its fields: New- and Set-SmarticoPromoCode' {
        $said = Get-HostText { New-SmarticoPromoCode WI 35425 -DealId 93203 -EndDate 2026-05-31 -WhatIf }
        foreach ($part in "promo code 'WI'", 'AffiliateId = 35425', 'DealId = 93203', 'Status = Active', 'EndDate = 2026-05-31') {
            $said | Should -BeLike "*$part*"
        }

        $said = Get-HostText { Set-SmarticoPromoCode 150 -Status Inactive -Clear EndDate -WhatIf }
        foreach ($part in 'promo code 150', 'Status = Inactive', 'EndDate = (nothing)') {
            $said | Should -BeLike "*$([WildcardPattern]::Escape($part))*"
        }

        Get-SentRequest | Should -BeNullOrEmpty
    }

    It '-WhatIf writes no object and a wrong row is still an error' {
        $got = Get-HostText {
            $script:objects = "PromoCode,AffiliateId,DealId`nA,35425,93203`nB,1e3,93203`nC,35425," | ConvertFrom-Csv |
                New-SmarticoPromoCode -WhatIf -ErrorVariable script:problems -ErrorAction SilentlyContinue
        }
        $objects | Should -BeNullOrEmpty
        $problems | Should -HaveCount 2
        @($got -split "`n") | Should -HaveCount 1
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It '$WhatIfPreference counts' {
        $null = Get-HostText { $WhatIfPreference = $true; Set-SmarticoAffiliate 35425 -Company x }
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'asks where $ConfirmPreference says so, and -Confirm:$false does not' {
        # A host that can't ask refuses: so it shows that the question was put.
        $shell = New-TestShell
        try {
            $null = $shell.AddScript({
                    $null = Connect-Smartico -Sandbox -SkipCheck
                    function Test-Asked {
                        param([scriptblock] $Script)
                        $asked = $false
                        try { & $Script } catch { $asked = $true }
                        [pscustomobject]@{ Asked = $asked; Sent = @((Get-SmarticoConnection).Sandbox.GetRequests()).Count }
                        (Get-SmarticoConnection).Sandbox.ClearRequests()
                    }
                    Test-Asked { Set-SmarticoAffiliate 35425 -Company a }
                    Test-Asked { Set-SmarticoAffiliate 35425 -Company a -Confirm }
                    Test-Asked { $ConfirmPreference = 'Low'; Set-SmarticoAffiliate 35425 -Company a }
                    Test-Asked { $ConfirmPreference = 'Low'; Set-SmarticoAffiliate 35425 -Company a -Confirm:$false }
                    Test-Asked { $ConfirmPreference = 'None'; Set-SmarticoAffiliate 35425 -Company a }
                    Test-Asked { New-SmarticoPromoCode C1 35425 -DealId 93203 -Confirm }
                    Test-Asked { $null = New-SmarticoPromoCode C2 35425 -DealId 93203 -Confirm:$false }
                })
            $results = $shell.Invoke()
            $results.Asked | Should -Be $false, $true, $true, $false, $false, $true, $false
            $results.Sent | Should -Be 1, 0, 0, 1, 1, 0, 1
        }
        finally {
            Remove-TestShell $shell
        }
    }
}
