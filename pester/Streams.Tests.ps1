# What a pipeline does while it runs: when objects come, when requests go out, how it stops, what it tells.
BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'A stopped pipeline' {
    BeforeAll { $server = Start-SandboxHost }

    AfterAll { Stop-SandboxHost $server }

    BeforeEach { Reset-SandboxHost $server }

    It 'that waits for <What> does not wait for the server' -ForEach @(
        @{ What = 'a list'; Fault = @{ kind = 'stall'; milliseconds = 600000; method = 'GET' }; Script = { Get-SmarticoAffiliate } }
        @{ What = 'a search by id'; Fault = @{ kind = 'stall'; milliseconds = 600000; method = 'GET' }; Script = { Get-SmarticoAffiliate -AffiliateId 35425 } }
        @{ What = 'a create'; Fault = @{ kind = 'stall'; milliseconds = 600000; method = 'POST' }; Script = { New-SmarticoPromoCode STOP 35425 -DealId 93203 } }
        @{ What = 'an update'; Fault = @{ kind = 'stall'; milliseconds = 600000; method = 'PUT' }; Script = { 35425, 35427 | ForEach-Object { [pscustomobject]@{ AffiliateId = $_; Company = 'x' } } | Set-SmarticoAffiliate } }
        @{ What = 'its turn to try again'; Fault = @{ kind = 'throttle'; retryAfterSeconds = 600; method = 'PUT' }; Script = { Set-SmarticoPromoCode 150 -Status 1 } }
        @{ What = 'the proof of its key'; Fault = @{ kind = 'stall'; milliseconds = 600000; method = 'GET' }; Script = { Connect-Smartico sandbox-operator-key -Uri (Get-SmarticoConnection).Uri } }
    ) {
        $shell = New-TestShell
        try {
            $null = $shell.AddScript({ param($uri) Connect-Smartico sandbox-operator-key -Uri $uri -SkipCheck }).AddArgument($server.Uri).Invoke()
            Add-HostFault $server $Fault
            $shell.Commands.Clear()
            $running = $shell.AddScript($Script.ToString()).BeginInvoke()
            $waited = [System.Diagnostics.Stopwatch]::StartNew()
            while (-not @(Get-HostRequest $server $Fault.method) -and $waited.Elapsed.TotalSeconds -lt 60) { Start-Sleep -Milliseconds 20 }
            Start-Sleep -Milliseconds 100
            $running.IsCompleted | Should -BeFalse -Because 'it waits'

            $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(60000) | Should -BeTrue -Because 'the server would answer ten minutes later'
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Streams.Error | Should -BeNullOrEmpty -Because 'Ctrl+C is no failure'
        }
        finally {
            Remove-TestShell $shell
        }
    }

    It 'leaves the connection usable' {
        $connection = Connect-Smartico sandbox-operator-key -Uri $server.Uri -SkipCheck -ThrottleLimit 1 -PassThru
        Add-HostFault $server @{ kind = 'stall'; milliseconds = 600000; method = 'GET' }
        $shell = New-TestShell
        try {
            $null = $shell.AddScript({ param($c) Get-SmarticoAffiliate -Connection $c }).AddArgument($connection).BeginInvoke()
            $waited = [System.Diagnostics.Stopwatch]::StartNew()
            while (-not @(Get-HostRequest $server) -and $waited.Elapsed.TotalSeconds -lt 60) { Start-Sleep -Milliseconds 20 }
            $shell.Stop()
        }
        finally {
            Remove-TestShell $shell
        }

        $shell = New-TestShell
        try {
            $running = $shell.AddScript({ param($c) Get-SmarticoAffiliate -First 2 -Connection $c }).AddArgument($connection).BeginInvoke()
            $running.AsyncWaitHandle.WaitOne(60000) | Should -BeTrue -Because 'the request that was stopped no longer takes the only place'
            @($shell.EndInvoke($running)) | Should -HaveCount 2
        }
        finally {
            Remove-TestShell $shell
        }
    }
}

Describe 'A list of several pages' {
    BeforeAll {
        $server = Start-SandboxHost '--affiliates', '2500', '--page-cap', '1000'
        $slow = Start-SandboxHost '--affiliates', '2500', '--page-cap', '1000', '--latency', '500'
        $slowConnection = Connect-Smartico sandbox-operator-key -Uri $slow.Uri -SkipCheck -PassThru
        Connect-Smartico sandbox-operator-key -Uri $server.Uri -SkipCheck
    }

    AfterAll {
        Stop-SandboxHost $server
        Stop-SandboxHost $slow
    }

    BeforeEach {
        Reset-SandboxHost $server
        Reset-SandboxHost $slow
    }

    It 'comes whole, each record once, in order' {
        $ids = (Get-SmarticoAffiliate).AffiliateId
        $ids | Should -HaveCount 2500
        @($ids | Sort-Object -Unique) | Should -HaveCount 2500
        (Get-HostRequest $server).queryParameters.range | Select-Object -First 3 | Should -Be '[0,999]', '[999,1998]', '[1998,2997]'
    }

    It 'gives its first object before the second page is there' {
        Close-HostGate $server -After 1
        $answered = -1
        Get-SmarticoAffiliate | ForEach-Object {
            if ($answered -lt 0) {
                $answered = @(Get-HostRequest $server | Where-Object statusCode -EQ 200).Count
                Open-HostGate $server
            }
        }
        $answered | Should -Be 1
        @(Get-HostRequest $server) | Should -HaveCount 3
    }

    It 'is not read to its end by Select-Object -First' {
        @(Get-SmarticoAffiliate -Connection $slowConnection | Select-Object -First 5) | Should -HaveCount 5
        Start-Sleep -Milliseconds 1200
        @(Get-HostRequest $slow).Count | Should -BeLessOrEqual 2 -Because 'one page, and the next that was on its way'
    }

    It 'asks with -First for what is wanted and no more' {
        @(Get-SmarticoAffiliate -First 5) | Should -HaveCount 5
        $asked = @(Get-HostRequest $server)
        $asked | Should -HaveCount 1
        $asked[0].queryParameters.range | Should -Be '[0,5]'
    }

    It '-First <First> -Skip <Skip> gives the same as Select-Object' -ForEach @(
        @{ First = 1; Skip = 0 }
        @{ First = 7; Skip = 3 }
        @{ First = 1500; Skip = 990 }
        @{ First = 10; Skip = 2495 }
        @{ First = 10; Skip = 5000 }
    ) {
        if (-not (Test-Path variable:script:all)) {
            $script:all = (Get-SmarticoAffiliate).AffiliateId
        }

        $expected = @($all | Select-Object -Skip $Skip -First $First)
        @((Get-SmarticoAffiliate -First $First -Skip $Skip).AffiliateId | Where-Object { $_ }) | Should -Be $expected
    }

    It '-First 0 gives nothing and asks nothing' {
        Get-SmarticoAffiliate -First 0 | Should -BeNullOrEmpty
        Get-HostRequest $server | Should -BeNullOrEmpty
    }

    It 'may be changed while it is read' {
        Get-SmarticoAffiliate -First 2 | Set-SmarticoAffiliate -Skype while-read
        @(Get-SmarticoAffiliate -First 3).Skype | Should -Be 'while-read', 'while-read', ''
    }
}

Describe 'Paging in the sandbox' {
    BeforeAll { Connect-Smartico -Sandbox -SkipCheck }

    It '-IncludeTotalCount says that the number is not known: <_>' -ForEach 'Get-SmarticoAffiliate', 'Get-SmarticoPromoCode' {
        $got = @(& $_ -First 2 -IncludeTotalCount)
        $got | Should -HaveCount 3
        $got[0].ToString() | Should -Be 'Unknown total count'
        $got[0].Accuracy | Should -Be 0
    }

    It '-First and -Skip count what is left after a filter of the module' {
        $all = @(Get-SmarticoPromoCode '*BOOST*')
        $all.Count | Should -BeGreaterThan 3
        (Get-SmarticoPromoCode '*BOOST*' -Skip 1 -First 2).PromoCode | Should -Be $all[1, 2].PromoCode
        $of = @(Get-SmarticoPromoCode -AffiliateId $all[0].AffiliateId)
        $of.AffiliateId | Sort-Object -Unique | Should -Be $all[0].AffiliateId
    }

    It 'a filter is sent as the API wants it, and the balance only where it is asked for' {
        Clear-SentRequest
        $pending = Get-SmarticoAffiliate -Status Pending, Suspended
        $pending.Status | Sort-Object -Unique | Should -Be 'Pending', 'Suspended'
        $null = Get-SmarticoAffiliate -IncludeBalance -First 1
        $null = Get-SmarticoPromoCode -Status Inactive -First 1
        $asked = @(Get-SentRequest | ForEach-Object { $_.QueryParameters['filter'] })
        $asked[0] | Should -Be '{"aff_status_id":[1,4],"without_money":true}'
        $asked[-2] | Should -Not -Match 'without_money":true'
        $asked[-1] | Should -Be '{"status":false}'
    }
}

Describe 'What a cmdlet tells' {
    BeforeAll { Connect-Smartico -Sandbox -SkipCheck }

    It '-Verbose names method, path and status: <Line>' -ForEach @(
        @{ Line = 'GET api/af2_aff_op: 200*'; Script = { Get-SmarticoAffiliate -First 1 -Verbose 4>&1 } }
        @{ Line = 'GET api/af2_promocodes_op/150: 200*'; Script = { Get-SmarticoPromoCode -PromoCodeId 150 -Verbose 4>&1 } }
        @{ Line = 'PUT api/af2_aff_op/35425: 200*'; Script = { Set-SmarticoAffiliate 35425 -Company x -Verbose 4>&1 } }
        @{ Line = 'POST api/af2_promocodes_op: 400*'; Script = { New-SmarticoPromoCode WELCOME2026 35425 -DealId 93203 -ErrorAction SilentlyContinue -Verbose 4>&1 } }
    ) {
        $lines = @(& $Script | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message)
        @($lines -like $Line) | Should -HaveCount 1
    }

    It 'is silent without -Verbose and -Debug' {
        $streams = & { $null = Get-SmarticoAffiliate -First 1; Set-SmarticoAffiliate 35425 -Company x } *>&1
        $streams | Should -BeNullOrEmpty
    }

    It '-Debug shows the body that goes out, and masks secrets in it' {
        $DebugPreference = 'Continue'
        $lines = @(
            Set-SmarticoAffiliate 35425 -Company shown -PaymentMethodDetails @{ skrill_email = 'a@example.com'; password = 'hidden-1'; token = 'hidden-2' } -ErrorAction SilentlyContinue 5>&1
        ) | Where-Object { $_ -is [System.Management.Automation.DebugRecord] } | ForEach-Object Message
        "$lines" | Should -BeLike '*PUT api/af2_aff_op/35425 {"company":"shown"*'
        "$lines" | Should -Match '"password":"\*\*\*"'
        "$lines" | Should -Not -Match 'hidden'
    }

    It '-Debug:$false is heeded' {
        $DebugPreference = 'Continue'
        Set-SmarticoAffiliate 35425 -Company silent -Debug:$false 5>&1 | Should -BeNullOrEmpty
    }

    It 'lines of a row come before its object' {
        $streams = @("PromoCode,AffiliateId,DealId`nV1,35425,93203`nV2,35425,93203" | ConvertFrom-Csv | New-SmarticoPromoCode -Verbose 4>&1)
        $kinds = $streams | ForEach-Object { if ($_ -is [SmarticoAffiliates.PromoCode]) { $_.PromoCode } elseif ($_.Message -like 'POST*200*') { 'line' } }
        $kinds[0] | Should -Be 'line'
        @($kinds -eq 'line') | Should -HaveCount 2
        @($kinds -ne 'line') | Should -Be 'V1', 'V2'
    }
}
