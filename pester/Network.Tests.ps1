# Over a real network: what is lost, cut off, refused or late on its way, and what comes of it. No culture has a say in it.
BeforeDiscovery {
    # How an answer is lost, and what the fault takes for it.
    $lostAnswers = @(
        @{ Kind = 'resetAfterCommit'; More = @{} }
        @{ Kind = 'resetBeforeCommit'; More = @{} }
        @{ Kind = 'truncatedAnswer'; More = @{} }
        @{ Kind = 'truncatedBody'; More = @{} }
        @{ Kind = 'statusAfterCommit'; More = @{ status = 503 } }
        @{ Kind = 'statusAfterCommit'; More = @{ status = 502 } }
    )
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $pixel = @{ Trigger = 'FtdMade'; Delivery = 'ServerToServer'; Url = 'https://t.example/?deal={{deal_id}}' }
}

Describe 'A call over the network' {
    BeforeAll { $server = Start-SandboxHost }

    AfterAll { Stop-SandboxHost $server }

    BeforeEach {
        Reset-SandboxHost $server
        Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck -MaxRetryCount 2
    }

    Context 'A key' {
        It 'of an affiliate is refused with SmarticoPermissionDenied: <_>' -ForEach @(
            'Get-SmarticoAffiliate', 'Get-SmarticoPromoCode -PromoCodeId 150', 'New-SmarticoPromoCode K1 35425 -DealId 93203', 'Set-SmarticoAffiliate 35425 -Company x'
        ) {
            Connect-Smartico -ApiKey sandbox-affiliate-key -Uri $server.Uri -SkipCheck
            $problem = { & ([scriptblock]::Create("$_ -ErrorAction Stop")) } | Should -Throw -ErrorId 'SmarticoPermissionDenied,*' -PassThru
            $problem.CategoryInfo.Category | Should -Be 'PermissionDenied'
            $problem.Exception.ServerMessage | Should -BeLike "You don't have permissions*"
            $problem.Exception.Message | Should -BeLike "*affiliate 35425's own*"
        }

        It 'that is wrong is refused by Connect-Smartico, and the connection before stays' {
            $before = Get-SmarticoConnection
            $problem = { Connect-Smartico -ApiKey not-the-key-1 -Uri $server.Uri } | Should -Throw -ErrorId 'SmarticoAuthenticationFailed,*' -PassThru
            $problem.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $problem.Exception.ServerMessage | Should -Be 'Invalid API key'
            [object]::ReferenceEquals((Get-SmarticoConnection), $before) | Should -BeTrue
            @(Get-HostRequest $server) | Should -HaveCount 1 -Because 'a wrong key is not tried again'
        }
    }

    Context 'A server that is busy' {
        It 'turns a create away with <Status>, and it is made later, once; -Verbose says so' -ForEach @(@{ Status = 429 }, @{ Status = 503 }) {
            Add-HostFault $server @{ kind = 'throttle'; status = $Status; method = 'POST'; count = 2 }
            $streams = New-SmarticoPromoCode "BUSY$Status" 35425 -DealId 93203 -Verbose -ErrorVariable problems 4>&1
            $problems | Should -BeNullOrEmpty
            @($streams | Where-Object { $_ -is [SmarticoAffiliates.PromoCode] }) | Should -HaveCount 1
            (Get-HostRequest $server POST).statusCode | Should -Be $Status, $Status, 200
            $lines = @($streams | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message)
            @($lines -like '*Too many requests to API*Trying again *') | Should -HaveCount 2
        }

        It 'answers the throttling text with status 200, and a list is read later' {
            Add-HostFault $server @{ kind = 'throttle'; status = 200; method = 'GET' }
            @(Get-SmarticoAffiliate -First 3) | Should -HaveCount 3
            @(Get-HostRequest $server GET) | Should -HaveCount 2
        }

        It 'answers 503 to an update, which is sent again' {
            Add-HostFault $server @{ kind = 'status'; status = 503; body = '<html><title>Service Unavailable</title></html>'; contentType = 'text/html'; method = 'PUT' }
            (Set-SmarticoAffiliate 35425 -Company again -PassThru).Company | Should -Be 'again'
            (Get-HostRequest $server PUT).statusCode | Should -Be 503, 200
        }

        It 'is waited for as long as it asks' {
            Add-HostFault $server @{ kind = 'throttle'; retryAfterSeconds = 1; method = 'GET' }
            $said = Get-SmarticoPromoCode -PromoCodeId 150 -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
            $said.Message -like '*Trying again when its turn comes*' | Should -HaveCount 1
        }

        It 'is waited for whatever MaxRetryCount says, and no row is lost' {
            Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck -MaxRetryCount 0
            Add-HostFault $server @{ kind = 'throttle'; method = 'POST'; count = 2 }
            (New-SmarticoPromoCode T0 35425 -DealId 93203).PromoCode | Should -Be 'T0'
        }

        It 'is given up with SmarticoThrottled where nobody is to wait; the next row runs' {
            Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck -MaxThrottleWaitSec 0
            Add-HostFault $server @{ kind = 'throttle'; method = 'POST' }
            $rows = "PromoCode,AffiliateId,DealId`nT1,35425,93203`nT2,35425,93203" | ConvertFrom-Csv
            $made = $rows | New-SmarticoPromoCode -ThrottleLimit 1 -ErrorVariable problems -ErrorAction SilentlyContinue
            $made.PromoCode | Should -Be 'T2'
            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoThrottled,*'
            $problems[0].CategoryInfo.Category | Should -Be 'LimitsExceeded'
            [object]::ReferenceEquals($problems[0].TargetObject, $rows[0]) | Should -BeTrue
        }
    }

    Context 'A lost answer' {
        It 'of a create is found out, and it is sent once: <Kind>' -ForEach @($lostAnswers | Where-Object { $_.Kind -ne 'resetBeforeCommit' }) {
            $code = "LOST-$Kind-$($More.status)"
            Add-HostFault $server (@{ kind = $Kind; method = 'POST' } + $More)

            $said = New-SmarticoPromoCode $code 35425 -DealId 93203 -ErrorVariable problems -Verbose 4>&1

            $problems | Should -BeNullOrEmpty
            @($said | Where-Object { $_ -is [SmarticoAffiliates.PromoCode] }).PromoCode | Should -Be $code
            "$said" | Should -BeLike '*not known whether*is there, as it was sent*'
            @(Get-HostRequest $server POST) | Should -HaveCount 1
            @(Get-SmarticoPromoCode $code) | Should -HaveCount 1 -Because 'the server had carried it out'
        }

        It 'of a create that can not be found out is SmarticoIndeterminate, and it is sent once' {
            Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck -MaxRetryCount 0
            Add-HostFault $server @{ kind = 'resetAfterCommit'; method = 'POST' }
            Add-HostFault $server @{ kind = 'status'; status = 500; method = 'GET'; count = 50 }
            $made = New-SmarticoPromoCode LOST-1 35425 -DealId 93203 -ErrorVariable problems -ErrorAction SilentlyContinue
            $made | Should -BeNullOrEmpty
            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoIndeterminate,*'
            $problems[0].ToString() | Should -BeLike "*'LOST-1'*not known whether*"
            @(Get-HostRequest $server POST) | Should -HaveCount 1
            Reset-SandboxHost $server
        }

        It 'of an update is harmless: it is sent again' {
            Add-HostFault $server @{ kind = 'resetAfterCommit'; method = 'PUT' }
            (Set-SmarticoPromoCode 150 -DescriptionPublic again -PassThru).DescriptionPublic | Should -Be 'again'
            @(Get-HostRequest $server PUT) | Should -HaveCount 2
        }

        It 'of a read is harmless: it is asked again: <_>' -ForEach 'resetBeforeCommit', 'truncatedAnswer', 'truncatedBody' {
            Add-HostFault $server @{ kind = $_; method = 'GET' }
            @(Get-SmarticoAffiliate -First 5) | Should -HaveCount 5
        }
    }

    Context 'A server that wants to send the key elsewhere' {
        It 'is not followed: SmarticoRedirectRefused' {
            Add-HostFault $server @{ kind = 'redirect'; location = 'https://elsewhere.example/login?next=1'; method = 'GET' }
            $problem = { Get-SmarticoPromoCode -PromoCodeId 150 -ErrorAction Stop } | Should -Throw -ErrorId 'SmarticoRedirectRefused,*' -PassThru
            $problem.CategoryInfo.Category | Should -Be 'SecurityError'
            $problem.Exception.Message | Should -BeLike '*https://elsewhere.example/login*'
            @(Get-HostRequest $server) | Should -HaveCount 1
        }
    }

    Context 'A server that does not answer' {
        It 'is SmarticoTimeout after -TimeoutSec, and no cancellation' {
            Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck -MaxRetryCount 0 -TimeoutSec 1
            Add-HostFault $server @{ kind = 'stall'; milliseconds = 20000; method = 'GET' }
            $problem = { Get-SmarticoAffiliate -First 1 } | Should -Throw -ErrorId 'SmarticoTimeout,*' -PassThru
            $problem.CategoryInfo.Category | Should -Be 'OperationTimeout'
            $problem.Exception.Message | Should -BeLike '*within 1 s*'
        }

        It 'does not double a create that it carries out all the same' {
            Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck -TimeoutSec 1
            Add-HostFault $server @{ kind = 'stallAfterCommit'; milliseconds = 20000; method = 'POST' }
            (New-SmarticoPromoCode STALLED 35425 -DealId 93203 -ErrorVariable problems).PromoCode | Should -Be 'STALLED'
            $problems | Should -BeNullOrEmpty
            @(Get-HostRequest $server POST) | Should -HaveCount 1
        }

        It 'is SmarticoConnectionFailed where nobody listens' {
            $free = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
            $free.Start()
            $port = $free.LocalEndpoint.Port
            $free.Stop()
            $problem = { Connect-Smartico -ApiKey some-key -Uri "http://127.0.0.1:$port" -MaxRetryCount 0 } | Should -Throw -ErrorId 'SmarticoConnectionFailed,*' -PassThru
            $problem.CategoryInfo.Category | Should -Be 'ConnectionError'
        }
    }

    Context 'A list that breaks off' {
        BeforeAll { $long = Start-SandboxHost '--affiliates', '1200', '--page-cap', '1000' }

        AfterAll { Stop-SandboxHost $long }

        It 'ends the pipeline, for a part must not be taken for the whole: <Name>' -ForEach @(
            @{ Name = 'HTTP 500'; Fault = @{ kind = 'status'; status = 500; body = '"boom"' }; Id = 'SmarticoServerError' }
            @{ Name = 'a refusal as a string'; Fault = @{ kind = 'status'; status = 200; body = '"Access to this label is not allowed"' }; Id = 'SmarticoPermissionDenied' }
            @{ Name = 'HTML with status 200'; Fault = @{ kind = 'status'; status = 200; body = '<html><body>Just a moment...</body></html>'; contentType = 'text/html' }; Id = 'SmarticoInvalidResponse' }
        ) {
            Reset-SandboxHost $long
            Connect-Smartico -ApiKey sandbox-operator-key -Uri $long.Uri -SkipCheck -MaxRetryCount 0
            # The first page comes, the second does not.
            Add-HostFault $long @{ kind = 'stall'; milliseconds = 0; method = 'GET' }
            Add-HostFault $long (@{ method = 'GET' } + $Fault)
            $script:got = 0
            $after = $false
            $problem = $null
            try {
                Get-SmarticoAffiliate | ForEach-Object { $script:got++ }
                $after = $true
            }
            catch {
                $problem = $_
            }

            $got | Should -Be 1000
            $after | Should -BeFalse
            $problem.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        }
    }
}

Describe 'Deals over the network' {
    BeforeAll { $server = Start-SandboxHost --latency, 30 }

    AfterAll { Stop-SandboxHost $server }

    BeforeEach {
        Reset-SandboxHost $server
        Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck
    }

    It 'overlap, and come out in the order of the rows' {
        $rows = 1..40 | ForEach-Object { [pscustomobject]@{ AffiliateId = 46554; CpaAmount = $_; Name = "overlap $_" } }
        $made = $rows | New-SmarticoDeal -ThrottleLimit 10
        $made.CpaAmount | Should -Be (1..40)
        $arrived = @(Get-HostRequest $server POST | ForEach-Object { ($_.body | ConvertFrom-Json).cpa_amount })
        $arrived | Sort-Object | Should -Be (1..40)
    }

    It 'whose answer was lost are there once: <Kind> <More.status>' -ForEach $lostAnswers {
        Add-HostFault $server (@{ kind = $Kind; method = 'POST' } + $More)
        $made = New-SmarticoDeal 36971 -CpaAmount 12.25 -Name "lost $Kind$($More.status)" -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $there = @(Get-SmarticoDeal 36971 | Where-Object Name -EQ "lost $Kind$($More.status)")
        $there | Should -HaveCount 1
        $made.DealId | Should -Be $there.DealId
    }

    It 'of equal rows are as many as the rows, also where an answer was lost' {
        Add-HostFault $server @{ kind = 'resetAfterCommit'; method = 'POST' }
        Add-HostFault $server @{ kind = 'truncatedBody'; method = 'POST' }
        $rows = 1..5 | ForEach-Object { [pscustomobject]@{ AffiliateId = 36971; CpaAmount = 7; Name = 'equals' } }
        $made = $rows | New-SmarticoDeal -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $made.DealId | Select-Object -Unique | Should -HaveCount 5
        @(Get-SmarticoDeal 36971 | Where-Object Name -EQ 'equals') | Should -HaveCount 5
    }

    It 'are never sent again where an earlier run was cut off' {
        $journal = Join-Path $TestDrive 'cut.jsonl'
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ AffiliateId = 36971; CpaAmount = $_; Name = 'cut' } }
        $first = $rows | New-SmarticoDeal -JournalPath $journal -ThrottleLimit 1
        $lines = @(Get-Content $journal)
        $lines | Select-Object -SkipLast 1 | Set-Content $journal
        Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck
        Reset-SandboxHost $server
        $again = $rows | New-SmarticoDeal -JournalPath $journal -ErrorVariable problems -ErrorAction SilentlyContinue

        # This process made the third one, too: for this row or for another that is like it, which nobody can tell.
        $again.DealId | Should -Be $first[0, 1].DealId
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoIndeterminate*'
        "$($problems[0])" | Should -BeLike "*$($first[2].DealId)*a row of this session made it*"
        Get-HostRequest $server POST | Should -BeNullOrEmpty
    }

    It 'of equal rows do not take the record of one that an earlier run finished' {
        $journal = Join-Path $TestDrive 'equals.jsonl'
        $row = [pscustomobject]@{ AffiliateId = 36971; CpaAmount = 9; Name = 'journal equals' }
        $first = $row | New-SmarticoDeal -JournalPath $journal
        # Another session, whose first create is lost before the server has it.
        Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck
        Add-HostFault $server @{ kind = 'resetBeforeCommit'; method = 'POST' }
        $both = $row, $row | New-SmarticoDeal -JournalPath $journal
        $both[0].DealId | Should -Be $first.DealId
        $both[1].DealId | Should -Not -Be $first.DealId
        @(Get-SmarticoDeal 36971 | Where-Object Name -EQ 'journal equals') | Should -HaveCount 2
    }
}

Describe 'Pixels over the network' {
    BeforeAll { $server = Start-SandboxHost --latency, 30 }

    AfterAll { Stop-SandboxHost $server }

    BeforeEach {
        Reset-SandboxHost $server
        Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck
    }

    It 'come out in the order of the rows' {
        $rows = 1..40 | ForEach-Object { [pscustomobject]@{ AffiliateId = 46554; Name = "order $_" } }
        ($rows | New-SmarticoPixel @pixel -ThrottleLimit 10).Name | Should -Be $rows.Name
        @(Get-HostRequest $server POST) | Should -HaveCount 40
    }

    It 'whose answer was lost are there once: <Kind> <More.status>' -ForEach $lostAnswers {
        Add-HostFault $server (@{ kind = $Kind; method = 'POST' } + $More)
        $made = New-SmarticoPixel 36971 @pixel -Name "lost $Kind$($More.status)" -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $there = @(Get-SmarticoPixel 36971 -Name "lost $Kind$($More.status)")
        $there | Should -HaveCount 1
        $made.PixelId | Should -Be $there.PixelId
    }

    It 'of equal rows are as many as the rows, also where an answer was lost' {
        Add-HostFault $server @{ kind = 'resetAfterCommit'; method = 'POST' }
        $made = 1..4 | ForEach-Object { [pscustomobject]@{ AffiliateId = 36971; Name = 'equals' } } | New-SmarticoPixel @pixel
        $made.PixelId | Select-Object -Unique | Should -HaveCount 4
        @(Get-SmarticoPixel 36971 -Name equals) | Should -HaveCount 4
    }

    It 'are changed again where the answer was lost, which is harmless' {
        Add-HostFault $server @{ kind = 'resetAfterCommit'; method = 'PUT' }
        (Set-SmarticoPixel 2887 -Name again -PassThru).Name | Should -Be 'again'
        @(Get-HostRequest $server PUT) | Should -HaveCount 2
    }
}
