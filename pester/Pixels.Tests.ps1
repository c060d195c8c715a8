# Pixels: what is listed, created and changed, one for each row.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $pixel = @{ Trigger = 'FtdMade'; Delivery = 'ServerToServer'; Url = 'https://t.example/?deal={{deal_id}}' }
    $newest = '"pixel_type_id":1,"pixel_trigger_type_id":3,"pixel":"https://t.example/?deal={{deal_id}}"'
}

Describe 'Get-SmarticoPixel' {
    BeforeEach { Connect-TestSandbox }

    It 'lists the pixels of an affiliate by one request' {
        $pixels = Get-SmarticoPixel 166368
        $pixels.PixelId | Should -Be 2887, 2888
        $pixels[0] | Should -BeOfType SmarticoAffiliates.Pixel
        $pixels[0].DealId | Should -Be -1
        $pixels[0].Trigger | Should -Be 'LeadCreated'
        $pixels[0].Delivery | Should -Be 'ServerToServer'
        $pixels[0].Status | Should -Be 'Active'
        (Get-SentRequest).Query | Should -Be 'affiliate_id=166368'
    }

    It 'leaves out what -Name and -Status do not want: <Name>' -ForEach @(
        @{ Name = 'first*'; Arguments = @{ Name = 'first*' }; Ids = 2888 }
        @{ Name = 'FIRST DEPOSIT'; Arguments = @{ Name = 'FIRST DEPOSIT' }; Ids = 2888 }
        @{ Name = 'active'; Arguments = @{ Status = 'active' }; Ids = 2887, 2888 }
        @{ Name = 'Inactive'; Arguments = @{ Status = 'Inactive' }; Ids = @() }
        @{ Name = '2, the number of inactive on the wire'; Arguments = @{ Status = 2 }; Ids = @() }
    ) {
        @(Get-SmarticoPixel 166368 @Arguments | ForEach-Object PixelId) | Should -Be $Ids
    }

    It 'takes affiliates, deals and rows, asks for each affiliate once, and keeps the order' {
        $inputs = @(
            Get-SmarticoDeal 36971 -RootOnly
            Get-SmarticoAffiliate -AffiliateId 166368
            "affiliate_id`n36521`n166368" | ConvertFrom-Csv
        )
        Clear-SentRequest
        $pixels = $inputs | Get-SmarticoPixel
        $pixels.AffiliateId | Select-Object -Unique | Should -Be 36971, 166368, 36521
        @(Get-SentRequest) | Should -HaveCount 3
    }
}

Describe 'New-SmarticoPixel' {
    BeforeEach { Connect-TestSandbox }

    It 'makes an active pixel for all deals of plain arguments' {
        $made = New-SmarticoPixel 35425 @pixel
        $made.Status | Should -Be 'Active'
        $made.DealId | Should -Be -1
        Get-SentBody | Should -Be "{`"affiliate_id`":`"35425`",`"pixel_status`":1,$newest,`"deal_id`":-1}"
    }

    It '-DealId <Given> goes out as <Sent>' -ForEach @(
        @{ Given = 'All'; Sent = -1 }, @{ Given = 'all'; Sent = -1 }, @{ Given = '-1'; Sent = -1 }, @{ Given = -1; Sent = -1 }, @{ Given = ''; Sent = -1 }, @{ Given = 93203; Sent = 93203 }, @{ Given = '93203'; Sent = 93203 }
    ) {
        $null = [pscustomobject]@{ AffiliateId = 35425; DealId = $Given } | New-SmarticoPixel @pixel
        Get-SentBody | Should -Be "{`"affiliate_id`":`"35425`",`"pixel_status`":1,$newest,`"deal_id`":$Sent}"
    }

    It '-Status <Given> goes out as <Sent>' -ForEach @(
        @{ Given = 'Inactive'; Sent = 2 }, @{ Given = 'inactive'; Sent = 2 }, @{ Given = '2'; Sent = 2 }, @{ Given = 2; Sent = 2 }, @{ Given = '0'; Sent = 2 }, @{ Given = $false; Sent = 2 }
        @{ Given = 'no'; Sent = 2 }, @{ Given = 'Active'; Sent = 1 }, @{ Given = '1'; Sent = 1 }, @{ Given = $true; Sent = 1 }, @{ Given = ''; Sent = 1 }
    ) {
        $null = [pscustomobject]@{ AffiliateId = 35425; Status = $Given } | New-SmarticoPixel @pixel
        Get-SentBody | Should -Be "{`"affiliate_id`":`"35425`",`"pixel_status`":$Sent,$newest,`"deal_id`":-1}"
    }

    It 'takes of a piped deal its id, of an affiliate and a pixel only whose they are' {
        $inputs = @(
            Get-SmarticoDeal 35425 -RootOnly
            Get-SmarticoAffiliate -AffiliateId 35427
            Get-SmarticoPixel 166368 -Name first*
            "affiliate_id,deal_id,pixel_name,pixel_status`n46554,93201,of the row,2" | ConvertFrom-Csv
        )
        Clear-SentRequest
        $made = $inputs | New-SmarticoPixel @pixel
        $made.AffiliateId | Should -Be 35425, 35427, 166368, 46554
        Get-SentBody | Should -Be (@(
                "{`"affiliate_id`":`"35425`",`"pixel_status`":1,$newest,`"deal_id`":93203}"
                "{`"affiliate_id`":`"35427`",`"pixel_status`":1,$newest,`"deal_id`":-1}"
                "{`"affiliate_id`":`"166368`",`"pixel_status`":1,$newest,`"deal_id`":-1}"
                "{`"affiliate_id`":`"46554`",`"pixel_status`":2,$newest,`"pixel_name`":`"of the row`",`"deal_id`":93201}"
            ) | Sort-Object)
    }

    It 'of a piped deal, -DealId All wins' {
        (Get-SmarticoDeal 35425 -RootOnly | New-SmarticoPixel @pixel -DealId All).DealId | Should -Be -1
    }

    It 'runs script blocks for affiliates and for rows' {
        $made = Get-SmarticoAffiliate -AffiliateId 35425 | New-SmarticoPixel @pixel -Name { "For $($_.Name)" } -Status { 'Inactive' }
        $made.Name | Should -Be 'For Robby Ron'
        $made.Status | Should -Be 'Inactive'
        $made = [pscustomobject]@{ who = 35427; host = 'b.example' } |
            New-SmarticoPixel -AffiliateId { $_.who } -Url { "https://$($_.host)/" } -Trigger { 1 } -Delivery { 'ClientImage' } -WarningAction SilentlyContinue
        $made.Url | Should -Be 'https://b.example/'
        $made.Delivery | Should -Be 'ClientImage'
    }

    It 'reports one error for a row with <Column> ''<Cell>'', and makes the others' -ForEach @(
        foreach ($cell in '10.6', '10,6', '1e3', '0x10', '1,000', '0', '-5', 'abc') { @{ Column = 'AffiliateId'; Cell = $cell } }
        foreach ($cell in '10.6', '1e3', '0', '-2', 'any') { @{ Column = 'DealId'; Cell = $cell } }
        foreach ($cell in '0', '5', 'FTD', '1.0') { @{ Column = 'Trigger'; Cell = $cell } }
        foreach ($cell in '0', '5', 'S2S', '1,2') { @{ Column = 'Delivery'; Cell = $cell } }
        foreach ($cell in '9', '3', '-1', 'maybe') { @{ Column = 'Status'; Cell = $cell } }
    ) {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ AffiliateId = '35425'; Name = "row $_"; Url = 'https://t.example'; Trigger = '1'; Delivery = '1'; DealId = ''; Status = '' } }
        $rows[1].$Column = $Cell
        $made = $rows | New-SmarticoPixel -ErrorVariable problems -ErrorAction SilentlyContinue
        $made.Name | Should -Be 'row 1', 'row 3'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidCell,*'
        $problems[0].Exception.Message | Should -BeLike "row 2, pixel 'row 2' of affiliate *: $Column '$Cell'*"
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[1]) | Should -BeTrue
        @(Get-SentBody) | Should -HaveCount 2
    }

    It 'refuses a URL that is none, before it is sent: <_>' -ForEach 'ftp://t.example', 't.example/x', '/x', 'https://', 'javascript:alert(1)', 'http//t.example' {
        $row = [pscustomobject]@{ AffiliateId = 35425; Url = $_; Trigger = 1; Delivery = 1 }
        $row | New-SmarticoPixel -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidInput,*'
        $problems[0].ToString() | Should -BeLike "*Url '$_' is not an absolute http or https URL*"
        [object]::ReferenceEquals($problems[0].TargetObject, $row) | Should -BeTrue
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'names what is missing, before it is sent: <Missing>' -ForEach @(
        @{ Missing = 'Trigger'; Row = @{ Delivery = 1; Url = 'https://t.example' } }
        @{ Missing = 'Delivery'; Row = @{ Trigger = 1; Url = 'https://t.example' } }
        @{ Missing = 'Url'; Row = @{ Trigger = 1; Delivery = 1; Url = ' ' } }
    ) {
        $good = [pscustomobject]@{ AffiliateId = 35425; Trigger = 1; Delivery = 1; Url = 'https://t.example' }
        $bad = [pscustomobject](@{ AffiliateId = 35425 } + $Row)
        $made = $good, $bad, $good | New-SmarticoPixel -ErrorVariable problems -ErrorAction SilentlyContinue
        $made | Should -HaveCount 2
        $problems | Should -HaveCount 1
        $problems[0].ToString() | Should -Be "row 2, pixel of affiliate 35425: $Missing is missing. Nothing was sent."
        [object]::ReferenceEquals($problems[0].TargetObject, $bad) | Should -BeTrue
    }

    It 'warns once of a placeholder that looks wrong, and sends the URL as it is: <Url>' -ForEach @(
        @{ Url = 'https://t.example/{{deal id}}'; Words = "*'{{deal id}}' does not look like a placeholder*" }
        @{ Url = 'https://t.example/{{deal_id'; Words = '*a placeholder is opened and not closed*' }
        @{ Url = 'https://t.example/{deal_id}'; Words = '*a single brace is no placeholder*' }
    ) {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ AffiliateId = 35425; Url = $Url; Trigger = 1; Delivery = 1 } }
        $made = $rows | New-SmarticoPixel -WarningVariable warnings -WarningAction SilentlyContinue
        $made.Url | Should -Be $Url, $Url, $Url
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike $Words
    }

    It 'warns of nothing in a URL as the documents show it' {
        $null = New-SmarticoPixel 35425 -Trigger 1 -Delivery 1 -Url 'https://{{afp}}.example/{{deal_id}}?a={{registration_id}}&b={{afp1}}' -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
    }

    It 'sends nothing with -WhatIf, and says what it would' {
        Get-HostText { New-SmarticoPixel 35425 @pixel -Name n -WhatIf } | Should -Be (
            'What if: Performing the operation "Create with AffiliateId = 35425, Status = Active, Delivery = ServerToServer, Trigger = FtdMade, ' +
            'Url = https://t.example/?deal={{deal_id}}, Name = n, DealId = -1" on target "pixel ''n'' of affiliate 35425".')
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'writes over -Connection, and not over the current one' {
        $other = Connect-Smartico -Sandbox -SkipCheck -PassThru
        Connect-TestSandbox
        $made = New-SmarticoPixel 35425 @pixel -Connection $other
        $made | Set-SmarticoPixel -Name elsewhere -Connection $other
        Get-SentRequest | Should -BeNullOrEmpty
        (Get-SmarticoPixel 35425 -Connection $other).Name | Should -Contain 'elsewhere'
    }

    It 'lets a later run with the same -JournalPath skip what is done, and writes it again' {
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ AffiliateId = 35425; Name = "journal $_"; DealId = '' } }
        $rows[1].DealId = 1
        $first = $rows | New-SmarticoPixel @pixel -JournalPath $journal -ErrorAction SilentlyContinue
        $first | Should -HaveCount 2
        Clear-SentRequest
        $rows[1].DealId = 93203
        $second = $rows | New-SmarticoPixel @pixel -JournalPath $journal
        @(Get-SentBody) | Should -HaveCount 1
        $second.Name | Should -Be 'journal 1', 'journal 2', 'journal 3'
        $second[0, 2].PixelId | Should -Be $first.PixelId
        $second[0].Status | Should -Be 'Active'
    }
}

Describe 'Set-SmarticoPixel' {
    BeforeEach { Connect-TestSandbox }

    It 'takes pixels, rows and arguments in one pipeline, of pixels only the identity' {
        $made = New-SmarticoPixel 35425 @pixel
        $inputs = (Get-SmarticoPixel 166368 -Name first*), ("id,pixel_name`n2887,of the row" | ConvertFrom-Csv), $made
        Clear-SentRequest
        $changed = $inputs | Set-SmarticoPixel -Status Inactive -PassThru
        $changed.PixelId | Should -Be 2888, 2887, $made.PixelId
        $changed.Status | Should -Be 'Inactive', 'Inactive', 'Inactive'
        $changed[0].Name | Should -Be 'First deposit'
        (Get-SentRequest PUT).Path | Sort-Object | Should -Be (2887, 2888, $made.PixelId | ForEach-Object { "/api/af2_pixel_definitions_op/$_" })
        Get-SentBody | Should -Be '{"pixel_status":2,"pixel_name":"of the row"}', '{"pixel_status":2}', '{"pixel_status":2}'
    }

    It 'sends of plain arguments what was given: <Sent>' -ForEach @(
        @{ Given = @{ Name = 'n' }; Sent = '{"pixel_name":"n"}' }
        @{ Given = @{ Status = 'Active' }; Sent = '{"pixel_status":1}' }
        @{ Given = @{ DealId = 'All' }; Sent = '{"deal_id":-1}' }
        @{ Given = @{ Trigger = 2; Delivery = 'ClientJavaScript' }; Sent = '{"pixel_type_id":4,"pixel_trigger_type_id":2}' }
        @{ Given = @{ Url = 'https://t.example'; AffiliateId = 166368 }; Sent = '{"pixel":"https://t.example"}' }
    ) {
        Set-SmarticoPixel 2887 @Given | Should -BeNullOrEmpty
        Get-SentBody | Should -Be $Sent
    }

    It 'carries nothing over from row to row' {
        $rows = @(
            [pscustomobject]@{ PixelId = '2887'; Name = '1'; Status = ''; DealId = ' ' }
            [pscustomobject]@{ PixelId = '2887'; Name = '2'; Status = '2'; DealId = 'All' }
            [pscustomobject]@{ PixelId = '2887'; Name = '3' }
            [pscustomobject]@{ PixelId = '2887' }
        )
        $rows | Set-SmarticoPixel -ErrorVariable problems -ErrorAction SilentlyContinue
        (Get-SentRequest PUT).Body | Should -Be '{"pixel_name":"1"}', '{"pixel_status":2,"pixel_name":"2","deal_id":-1}', '{"pixel_name":"3"}'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoNothingToChange,*'
        $problems[0].ToString() | Should -BeLike 'row 4, pixel 2887: No field was given to change. Nothing was sent.*'
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[3]) | Should -BeTrue
    }

    It 'reports one error for a row with <Column> ''<Cell>'', and changes the others' -ForEach @(
        foreach ($cell in '10.6', '10,6', '1e3', '0x10', '0', 'abc', '') { @{ Column = 'PixelId'; Cell = $cell } }
        @{ Column = 'AffiliateId'; Cell = '10.6' }, @{ Column = 'DealId'; Cell = '10.6' }, @{ Column = 'Trigger'; Cell = '9' }, @{ Column = 'Delivery'; Cell = 'S2S' }, @{ Column = 'Status'; Cell = '9' }
    ) {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ PixelId = '2887'; AffiliateId = ''; Name = "row $_"; Trigger = ''; Delivery = ''; DealId = ''; Status = '' } }
        $rows[1].$Column = $Cell
        $rows | Set-SmarticoPixel -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].Exception.Message | Should -BeLike "row 2, pixel*: $Column *"
        if ($Cell) { $problems[0].Exception.Message | Should -BeLike "*'$Cell'*" }
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[1]) | Should -BeTrue
        Get-SentBody | Should -Be '{"pixel_name":"row 1"}', '{"pixel_name":"row 3"}'
    }

    It 'tells of a pixel that is not there, and of a URL that is none' {
        $rows = "PixelId,Name,Url`n9,x,`n2887,x,nowhere`n2888,x," | ConvertFrom-Csv
        $rows | Set-SmarticoPixel -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId -replace ',.*' | Should -Be 'SmarticoNotFound', 'SmarticoInvalidInput'
        $problems[0].ToString() | Should -BeLike 'row 1, pixel 9: Pixel definition not found.*'
        $problems[1].ToString() | Should -BeLike "row 2, pixel 2887: Url 'nowhere' is not*"
        $problems.TargetObject.PixelId | Should -Be '9', '2887'
        (Get-SentRequest PUT).Path | Sort-Object | Should -Be '/api/af2_pixel_definitions_op/2888', '/api/af2_pixel_definitions_op/9'
    }

    It 'pauses a pixel everywhere' {
        $affiliates = Get-SmarticoAffiliate -First 40
        $old = @($affiliates | Get-SmarticoPixel)
        $wanted = @($old | Where-Object { $_.Status -eq 'Active' -and $_.Url -like '*postback*' })
        $wanted.Count | Should -BeGreaterThan 3
        $wanted.Count | Should -BeLessThan $old.Count

        $affiliates | Get-SmarticoPixel -Status Active | Where-Object Url -Like '*postback*' | Set-SmarticoPixel -Status Inactive

        $new = $affiliates | Get-SmarticoPixel
        ($new | Where-Object { $_.Status -eq 'Inactive' -and $_.PixelId -in $wanted.PixelId }).PixelId | Should -Be $wanted.PixelId
        @(Get-SentBody) | Should -Be (@('{"pixel_status":2}') * $wanted.Count)
    }

    It '-SkipUnchanged reads each affiliate once, and sends only what differs' {
        $rows = Get-SmarticoAffiliate -AffiliateId 166368, 36521, 36971 | Get-SmarticoPixel | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        $rows[1].Status = 'Inactive'
        Clear-SentRequest
        $rows | Set-SmarticoPixel -SkipUnchanged
        @(Get-SentRequest GET) | Should -HaveCount 3
        Get-SentBody | Should -HaveCount 1
        Get-SentBody | Should -Match '^\{"pixel_status":[12]\}$'
    }

    It '-SkipUnchanged compares a piped pixel as it was read, and writes it with -PassThru' {
        $pixels = Get-SmarticoPixel 166368
        Clear-SentRequest
        $written = $pixels | Set-SmarticoPixel -Status Active -Name 'First deposit' -SkipUnchanged -PassThru
        $written.PixelId | Should -Be 2887, 2888
        Get-SentRequest GET | Should -BeNullOrEmpty
        Get-SentBody | Should -Be '{"pixel_name":"First deposit"}'
    }

    It '-SkipUnchanged sends where it is not known what is there' {
        $said = "PixelId,Name`n2888,First deposit" | ConvertFrom-Csv | Set-SmarticoPixel -SkipUnchanged -Verbose 4>&1
        "$said" | Should -BeLike '*pixel 2888: its affiliate is not given, so it is not compared.*'
        "PixelId,Name,AffiliateId`n2888,First deposit,35425" | ConvertFrom-Csv | Set-SmarticoPixel -SkipUnchanged
        Get-SentBody | Should -Be '{"pixel_name":"First deposit"}', '{"pixel_name":"First deposit"}'
    }

    It 'sends nothing with -WhatIf, and says what it would, old to new with -SkipUnchanged' {
        $row = "PixelId,AffiliateId,Name,Status`n2888,166368,new,Active" | ConvertFrom-Csv
        Get-HostText { $row | Set-SmarticoPixel -WhatIf } | Should -Be 'What if: Performing the operation "Set Status = Active, Name = new" on target "pixel 2888".'
        Get-HostText { $row | Set-SmarticoPixel -SkipUnchanged -WhatIf } | Should -Be "What if: Performing the operation `"Set Name: First deposit $([char]0x2192) new`" on target `"pixel 2888 'First deposit'`"."
        Get-SentRequest PUT | Should -BeNullOrEmpty
    }

    It 'lets a later run with the same -JournalPath skip what is done' {
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        $rows = "PixelId,Name`n2887,a`n9,b`n2888,c" | ConvertFrom-Csv
        $rows | Set-SmarticoPixel -JournalPath $journal -ErrorAction SilentlyContinue
        Clear-SentRequest
        $rows | Set-SmarticoPixel -JournalPath $journal -ErrorAction SilentlyContinue
        (Get-SentRequest).Path | Should -Be '/api/af2_pixel_definitions_op/9'
    }
}

Describe 'A table of pixels that was exported' {
    It 'is created again and changed back as it was, under <Culture>' -ForEach @(@{ Culture = 'de-DE' }, @{ Culture = 'en-US' }) {
        Connect-TestSandbox
        $file = Join-Path $TestDrive "pixels-$Culture.csv"
        $pixels = @(Get-SmarticoAffiliate -First 60 | Get-SmarticoPixel)
        $pixels.Count | Should -BeGreaterThan 5
        Invoke-WithCulture $Culture { $pixels | Export-Csv $file }
        Clear-SentRequest
        Import-Csv $file | Set-SmarticoPixel -SkipUnchanged -WarningVariable warnings
        Get-SentRequest PUT | Should -BeNullOrEmpty
        $copies = Invoke-WithCulture $Culture { Import-Csv $file | New-SmarticoPixel -ErrorVariable script:problems -WarningVariable script:warnings2 }
        @($problems) + @($warnings) + @($warnings2) | Should -BeNullOrEmpty
        $fields = 'AffiliateId', 'Name', 'Url', 'DealId', 'Trigger', 'Delivery', 'Status'
        $copies | Select-Object $fields | ConvertTo-Json | Should -Be ($pixels | Select-Object $fields | ConvertTo-Json)
    }
}

Describe 'A pixel that comes as JSON or twice' {
    BeforeEach { Connect-TestSandbox }

    It 'has numbers of any size' {
        $pixel = [pscustomobject]@{ PixelId = [long]2887; Status = [long]2; DealId = [long]-1 } | Set-SmarticoPixel -PassThru
        $pixel.Status | Should -Be 'Inactive'
        $pixel.DealId | Should -Be -1
    }

    It 'is not compared with what an earlier row has changed' {
        $pixel = Get-SmarticoPixel 166368 | Select-Object -First 1
        $given = 'Inactive', 'Active'
        $script:next = 0
        $pixel, $pixel | Set-SmarticoPixel -Status { $given[$script:next++] } -SkipUnchanged
        Get-SentBody | Should -HaveCount 2
    }
}
