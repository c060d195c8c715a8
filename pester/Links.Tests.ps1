# Destination links, and the tracking links that are built of them.
BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Get-SmarticoDestinationLink' {
    BeforeEach { Connect-TestSandbox }

    It 'lists all links by one request' {
        $links = Get-SmarticoDestinationLink
        $links | Should -HaveCount 25
        $links.LinkId | Should -Contain 658
        $links[0] | Should -BeOfType SmarticoAffiliates.DestinationLink
        @(Get-SentRequest) | Should -HaveCount 1
    }

    It '<Call> finds <Count>' -ForEach @(
        @{ Call = 'Sign*'; Arguments = @{ Name = 'Sign*' }; Count = 1 }
        @{ Call = 'sign UP, in any case,'; Arguments = @{ Name = 'sign UP' }; Count = 1 }
        @{ Call = 'Sign, which is not the whole name,'; Arguments = @{ Name = 'Sign' }; Count = 0 }
        @{ Call = 'Home page*'; Arguments = @{ Name = 'Home page*' }; Count = 6 }
        @{ Call = '-Brand by name'; Arguments = @{ Brand = 'lucky harbour' }; Count = 7 }
        @{ Call = '-Brand with a wildcard'; Arguments = @{ Brand = 'Lucky*' }; Count = 7 }
        @{ Call = '-Brand by number'; Arguments = @{ Brand = 333 }; Count = 7 }
        @{ Call = '-EnabledOnly'; Arguments = @{ EnabledOnly = $true }; Count = 21 }
        @{ Call = '-LinkId'; Arguments = @{ LinkId = '658;237' }; Count = 2 }
        @{ Call = 'all of them together'; Arguments = @{ Name = 'Home*'; Brand = 'Nordic*'; EnabledOnly = $true; LinkId = 276 }; Count = 0 }
    ) {
        @(Get-SmarticoDestinationLink @Arguments) | Should -HaveCount $Count
    }

    It 'leaves out with -EnabledOnly a link whose brand is switched off' {
        $server = Start-SandboxHost
        try {
            Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck
            $body = '[{"id":1,"enabled":true,"is_active_brand":true},{"id":2,"enabled":true,"is_active_brand":false},{"id":3,"enabled":false,"is_active_brand":true},{"id":4,"enabled":1}]'
            Add-HostFault $server @{ kind = 'status'; status = 200; body = $body; method = 'GET' }
            (Get-SmarticoDestinationLink -EnabledOnly).LinkId | Should -Be 1, 4
        }
        finally {
            Stop-SandboxHost $server
        }
    }

    It 'tells of an id that is not there, and gives the others' {
        $links = Get-SmarticoDestinationLink -LinkId 658, 9 -ErrorVariable problems -ErrorAction SilentlyContinue
        $links.LinkId | Should -Be 658
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoNotFound,*'
        $problems[0].TargetObject | Should -Be 9
    }

    It 'is exported with ids first, dates in ISO 8601 and no name of a type, under de-DE' {
        $file = Join-Path $TestDrive 'destinations.csv'
        $links = Get-SmarticoDestinationLink
        Invoke-WithCulture de-DE { $links | Export-Csv $file }
        $rows = @(Import-Csv $file)
        $rows.LinkId | Should -Be $links.LinkId
        $rows[-1].DestinationUrl | Should -Be $links[-1].DestinationUrl
        $rows[-1].CreateDate | Should -Match '^\d{4}-\d\d-\d\dT.*Z$'
        Get-Content $file -Raw | Should -Not -Match 'System\.|SmarticoAffiliates\.'
        $built = $rows | Where-Object Enabled -EQ True | New-SmarticoTrackingLink -AffiliateId 35425 -WarningVariable warnings -WarningAction SilentlyContinue
        $built.LinkId | Should -Be ($links | Where-Object Enabled).LinkId
    }
}

Describe 'New-SmarticoTrackingLink' {
    BeforeEach { Connect-TestSandbox }

    It 'builds one of plain arguments' {
        $link = New-SmarticoTrackingLink 658 46554
        $link | Should -BeOfType SmarticoAffiliates.TrackingLink
        $link.Url | Should -BeLike 'https://*aff=46554&link=658'
        $link.AffiliateId | Should -Be 46554
        $link.LinkId | Should -Be 658
        "$link" | Should -Be $link.Url
        (Get-SentRequest).Path | Should -Be '/api/private-api'
        Get-SentBody | Should -Be '{"method":"af2_build_link","params":{"linkParams":{"link_id":658,"affiliate_id":46554,"source_id":null}}}'
    }

    It 'builds one for each approved affiliate, into a file' {
        $file = Join-Path $TestDrive 'links.csv'
        $affiliates = Get-SmarticoAffiliate -Status Approved
        Clear-SentRequest
        Get-SmarticoAffiliate -Status Approved | New-SmarticoTrackingLink -LinkId 658 | Export-Csv $file
        $rows = Import-Csv $file
        $rows.AffiliateId | Should -Be $affiliates.AffiliateId
        $rows.Url | Select-Object -Unique | Should -HaveCount $affiliates.Count
        @(Get-SentRequest POST) | Should -HaveCount $affiliates.Count

        $again = $rows | New-SmarticoTrackingLink -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $again.Url | Should -Be $rows.Url
    }

    It 'builds one for each destination link, and takes nothing of it but the id' {
        $links = Get-SmarticoDestinationLink -EnabledOnly
        Clear-SentRequest
        $built = $links | New-SmarticoTrackingLink -AffiliateId 35425 -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $built.LinkId | Should -Be $links.LinkId
        Get-SentBody | ForEach-Object { $_ | Should -Match '^\{"method":"af2_build_link","params":\{"linkParams":\{"link_id":\d+,"affiliate_id":35425,"source_id":null\}\}\}$' }
    }

    It 'takes affiliates, rows and script blocks in one pipeline' {
        $inputs = @(
            Get-SmarticoAffiliate -AffiliateId 35425
            "link_id,AffiliateId,source_id`n204,35427,of the row" | ConvertFrom-Csv
            Get-SmarticoDeal 46554 -RootOnly
        )
        $built = $inputs | New-SmarticoTrackingLink -LinkId 658 -SourceId { "s$($_.AffiliateId)" }
        $built.AffiliateId | Should -Be 35425, 35427, 46554
        $built.LinkId | Should -Be 658, 658, 658 -Because 'an argument wins over a column'
        $built.SourceId | Should -Be 's35425', 's35427', 's46554'
    }

    It 'sends the source as text, and carries it over to no other row' {
        "LinkId,AffiliateId,SourceId`n658,35425,`n658,35425,007`n658,35425,`n658,35425,a&b=c d" | ConvertFrom-Csv | New-SmarticoTrackingLink | ForEach-Object SourceId | Should -Be $null, '007', $null, 'a&b=c d'
        Get-SentBody | Where-Object { $_ -match 'null' } | Should -HaveCount 2
        Get-SentBody | Where-Object { $_ -match '"source_id":"007"' } | Should -HaveCount 1
    }

    It 'reports one error for a row with <Column> ''<Cell>'', and builds the others' -ForEach @(
        foreach ($column in 'LinkId', 'AffiliateId') {
            foreach ($cell in '10.6', '10,6', '1e3', '0x10', '1,000', '0', '-5', 'abc', '') { @{ Column = $column; Cell = $cell } }
        }
    ) {
        $rows = "LinkId,AffiliateId,SourceId`n658,35425,a`n658,35425,b`n658,35425,c" | ConvertFrom-Csv
        $rows[1].$Column = $Cell
        $built = $rows | New-SmarticoTrackingLink -ErrorVariable problems -ErrorAction SilentlyContinue
        $built.SourceId | Should -Be 'a', 'c'
        $problems | Should -HaveCount 1
        $problems[0].Exception.Message | Should -BeLike "row 2, tracking link *: $Column *"
        if ($Cell) { $problems[0].Exception.Message | Should -BeLike "*'$Cell'*" }
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[1]) | Should -BeTrue
        @(Get-SentBody) | Should -HaveCount 2
    }

    It 'names the column that a row does not have: <Missing>' -ForEach @(
        @{ Missing = 'LinkId'; Row = @{ AffiliateId = 35425 } }
        @{ Missing = 'AffiliateId'; Row = @{ LinkId = 658 } }
    ) {
        $rows = [pscustomobject]@{ LinkId = 658; AffiliateId = 35425 }, [pscustomobject]$Row, [pscustomobject]@{ LinkId = 204; AffiliateId = 35425 }
        $built = $rows | New-SmarticoTrackingLink -ErrorVariable problems -ErrorAction SilentlyContinue
        $built.LinkId | Should -Be 658, 204
        $problems | Should -HaveCount 1
        $problems[0].Exception.Message | Should -BeLike "*$Missing*"
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[1]) | Should -BeTrue
    }

    It 'tells the server''s words of <Name>' -ForEach @(
        @{ Name = 'a link that is switched off'; LinkId = 237; AffiliateId = 35425; Words = 'Destination link 237 is disabled' }
        @{ Name = 'a link that is not there'; LinkId = 9; AffiliateId = 35425; Words = 'Destination link 9 does not exist' }
        @{ Name = 'an affiliate who is not there'; LinkId = 658; AffiliateId = 9; Words = 'Affiliate 9 does not exist' }
    ) {
        $rows = [pscustomobject]@{ LinkId = $LinkId; AffiliateId = $AffiliateId }, [pscustomobject]@{ LinkId = 658; AffiliateId = 35425 }
        $built = $rows | New-SmarticoTrackingLink -ErrorVariable problems -ErrorAction SilentlyContinue
        $built | Should -HaveCount 1
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidRequest,*'
        $problems[0].Exception.ServerMessage | Should -Be $Words
        $problems[0].ToString() | Should -BeLike "row 1, tracking link of affiliate $AffiliateId to link ${LinkId}: $Words*"
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[0]) | Should -BeTrue
    }

    It 'sends nothing with -WhatIf, and says what it would' {
        Get-HostText { "LinkId,AffiliateId,SourceId`n658,35425,`n658,35425,abc" | ConvertFrom-Csv | New-SmarticoTrackingLink -WhatIf } | Should -Be @'
What if: Performing the operation "Build" on target "tracking link of affiliate 35425 to link 658".
What if: Performing the operation "Build" on target "tracking link of affiliate 35425 to link 658 for source 'abc'".
'@.ReplaceLineEndings("`n")
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'builds over -Connection, and not over the current one' {
        $other = Connect-Smartico -Sandbox -SkipCheck -PassThru
        Connect-TestSandbox
        (Get-SmarticoDestinationLink -LinkId 658 -Connection $other | New-SmarticoTrackingLink -AffiliateId 35425 -Connection $other).LinkId | Should -Be 658
        Get-SentRequest | Should -BeNullOrEmpty
        $other.Sandbox.GetRequests() | Should -HaveCount 2
    }

    It 'lets a later run with the same -JournalPath skip what is built, and writes it again' {
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        $rows = "LinkId,AffiliateId`n658,35425`n237,35425`n658,35427" | ConvertFrom-Csv
        $first = $rows | New-SmarticoTrackingLink -JournalPath $journal -ErrorAction SilentlyContinue
        Clear-SentRequest
        $rows[1].LinkId = 204
        $second = $rows | New-SmarticoTrackingLink -JournalPath $journal
        @(Get-SentBody) | Should -HaveCount 1
        $second.LinkId | Should -Be 658, 204, 658
        $second[0, 2].Url | Should -Be $first.Url
    }
}

Describe 'Tracking links over the network' {
    BeforeAll { $server = Start-SandboxHost --latency, 30 }

    AfterAll { Stop-SandboxHost $server }

    BeforeEach {
        Reset-SandboxHost $server
        Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck
    }

    It 'come out in the order of the rows' {
        $rows = 1..40 | ForEach-Object { [pscustomobject]@{ LinkId = 658; AffiliateId = 35425; SourceId = "s$_" } }
        $built = $rows | New-SmarticoTrackingLink -ThrottleLimit 10
        $built.SourceId | Should -Be $rows.SourceId
        @(Get-HostRequest $server POST) | Should -HaveCount 40
    }

    It 'whose answer was lost are just asked for again: <_>' -ForEach 'resetAfterCommit', 'resetBeforeCommit', 'truncatedAnswer', 'truncatedBody', 'throttle' {
        Add-HostFault $server @{ kind = $_; method = 'POST' }
        (New-SmarticoTrackingLink 658 35425 -ErrorVariable problems).Url | Should -BeLike '*aff=35425&link=658'
        $problems | Should -BeNullOrEmpty
        @(Get-HostRequest $server POST) | Should -HaveCount 2
        Get-HostRequest $server GET | Should -BeNullOrEmpty
    }

    It 'are read of any form in which they may be answered: <Body>' -ForEach @(
        @{ Body = '"https://go.example/abc?x=1"' }, @{ Body = '{"url":"https://go.example/abc?x=1"}' }, @{ Body = '{"data":{"link":{"ok":true,"full":"https://go.example/abc?x=1"}}}' }
    ) {
        Add-HostFault $server @{ kind = 'status'; status = 200; body = $Body; method = 'POST' }
        (New-SmarticoTrackingLink 658 35425).Url | Should -Be 'https://go.example/abc?x=1'
    }

    It 'are not made up where the answer has none: <Body>' -ForEach @(@{ Body = '{"ok":true}' }, @{ Body = '12' }, @{ Body = '[]' }) {
        Add-HostFault $server @{ kind = 'status'; status = 200; body = $Body; method = 'POST'; count = 20 }
        Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck -MaxRetryCount 0
        $built = New-SmarticoTrackingLink 658 35425 -ErrorVariable problems -ErrorAction SilentlyContinue
        $built | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidResponse,*'
    }
}
