# Who is connected to what, and that no key is ever shown.
BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Connect-Smartico' {
    BeforeAll {
        $server = Start-SandboxHost
        $key = 'sandbox-operator-key'
        $secure = [System.Net.NetworkCredential]::new('', $key).SecurePassword
    }

    AfterAll {
        Stop-SandboxHost $server
        Disconnect-Smartico
    }

    BeforeEach { Disconnect-Smartico }

    Context 'to the sandbox' {
        It 'needs nothing, and proves itself by one request' {
            Connect-Smartico -Sandbox | Should -BeNullOrEmpty
            $connection = Get-SmarticoConnection
            $connection.IsSandbox | Should -BeTrue
            @(Get-SentRequest) | Should -HaveCount 1
            @(Get-SmarticoAffiliate -First 3) | Should -HaveCount 3
        }

        It 'sends nothing with -SkipCheck, and writes the connection with -PassThru' {
            $connection = Connect-Smartico -Sandbox -SkipCheck -PassThru
            $connection | Should -BeOfType SmarticoAffiliates.SmarticoConnection
            [object]::ReferenceEquals($connection, (Get-SmarticoConnection)) | Should -BeTrue
            Get-SentRequest | Should -BeNullOrEmpty
        }

        It 'keeps what is written to it, and a new one begins anew' {
            Connect-Smartico -Sandbox
            Set-SmarticoAffiliate 35425 -Company 'kept'
            $null = New-SmarticoPromoCode KEPT 35425 -DealId 93203
            (Get-SmarticoAffiliate -AffiliateId 35425).Company | Should -Be 'kept'
            (Get-SmarticoPromoCode KEPT).DealId | Should -Be 93203
            Connect-Smartico -Sandbox
            (Get-SmarticoAffiliate -AffiliateId 35425).Company | Should -BeNullOrEmpty
            Get-SmarticoPromoCode KEPT -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        }

        It 'takes no key and no address beside it' {
            { Connect-Smartico -Sandbox -ApiKey x } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
            { Connect-Smartico -Sandbox -Uri https://example.com } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
        }
    }

    Context 'with a key' {
        It 'as <Name>' -ForEach @(
            @{ Name = 'a plain string'; Give = { $key } }
            @{ Name = 'a SecureString'; Give = { $secure } }
            @{ Name = 'a credential, whose password it is'; Give = { [pscredential]::new('operator', $secure) } }
            @{ Name = 'a string with the line break of a copy'; Give = { $key + "`r`n" } }
        ) {
            Connect-Smartico (. $Give) -Uri $server.Uri
            @(Get-SmarticoAffiliate -First 1) | Should -HaveCount 1
            (Get-SmarticoConnection).IsSandbox | Should -BeFalse
            (Get-SmarticoConnection).Uri | Should -Be $server.Uri
        }

        It 'of the environment' {
            $env:SMARTICO_API_KEY = $key
            $env:SMARTICO_API_URL = $server.Uri
            try {
                Connect-Smartico
                (Get-SmarticoConnection).Uri | Should -Be $server.Uri
                @(Get-SmarticoAffiliate -First 1) | Should -HaveCount 1
                $env:SMARTICO_API_KEY = 'not-it'
                Connect-Smartico -ApiKey $key
                { Connect-Smartico } | Should -Throw -ErrorId 'SmarticoAuthenticationFailed,*'
                Connect-Smartico $key -Uri https://boapi3.example.invalid -SkipCheck
                (Get-SmarticoConnection).Uri | Should -Be 'https://boapi3.example.invalid/'
            }
            finally {
                $env:SMARTICO_API_KEY = $null
                $env:SMARTICO_API_URL = $null
            }
        }

        It 'of nowhere is an error that says where it is looked for' {
            { Connect-Smartico } | Should -Throw -ErrorId 'SmarticoInvalidInput,*' -ExpectedMessage '*-ApiKey*SMARTICO_API_KEY*'
            # What a script meant to give is not looked for elsewhere.
            $env:SMARTICO_API_KEY = 'sandbox-operator-key'
            try {
                { Connect-Smartico -ApiKey ' ' -Uri $server.Uri } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
                { Connect-Smartico -ApiKey $nosuch -Uri $server.Uri } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
                { Connect-Smartico -Uri $nosuch } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
            }
            finally { $env:SMARTICO_API_KEY = $null }

            Get-SmarticoConnection | Should -BeNullOrEmpty
        }

        It 'that no header can hold is refused without being shown: <Name>' -ForEach @(
            @{ Name = 'a space'; Bad = 'secret part-two' }
            @{ Name = 'a line break'; Bad = "secret`npart-two" }
            @{ Name = 'an umlaut'; Bad = 'secret' + [char]0x00FC + 'part-two' }
        ) {
            $problem = { Connect-Smartico $Bad -Uri $server.Uri } | Should -Throw -ErrorId 'SmarticoInvalidInput,*' -PassThru
            $problem | Format-List * -Force | Out-String -Width 4000 | Should -Not -Match 'part-two'
        }
    }

    Context 'with an affiliate''s own key' {
        It 'finds out whose it is' {
            Connect-Smartico sandbox-affiliate-key -Uri $server.Uri
            $connection = Get-SmarticoConnection
            $connection.KeyOwner | Should -Be 'Affiliate'
            $connection.AffiliateId | Should -Be 35425
            @(Get-HostRequest $server).Path | Select-Object -Last 2 | Should -Be '/api/af2_aff_op', '/api/af2_media_report_af'
        }

        It 'reads what is this affiliate''s, and nothing of others (<Name>)' -ForEach @(
            @{ Name = 'checked'; With = @{} }
            @{ Name = 'found out when it is needed'; With = @{ SkipCheck = $true } }
        ) {
            Connect-Smartico sandbox-affiliate-key -Uri $server.Uri @With
            (Get-SmarticoBalance).AffiliateId | Should -Be 35425
            (Get-SmarticoConnection).AffiliateId | Should -Be 35425
            (Get-SmarticoMediaReport 2026-10-01 2026-10-31 -Period Month -GroupBy LinkId).AffiliateId | Sort-Object -Unique | Should -Be 35425
            @(Get-SmarticoDestinationLink).Count | Should -BeGreaterThan 0
            Get-SmarticoMediaReport 2026-10-01 2026-10-31 -AffiliateId 35427 | Should -BeNullOrEmpty
            $problem = { Get-SmarticoBalance 35427 -ErrorAction Stop } | Should -Throw -ErrorId 'SmarticoNotFound,*' -PassThru
            $problem.TargetObject | Should -Be 35427
            { Get-SmarticoBalance -To 2026-10-31 } | Should -Throw -ErrorId 'SmarticoInvalidInput,*'
            { Get-SmarticoRegistration } | Should -Throw '*affiliate 35425''s own*' -ErrorId 'SmarticoPermissionDenied,*'
        }

        It 'an operator''s costs no request more' {
            $before = @(Get-HostRequest $server).Count
            Connect-Smartico $key -Uri $server.Uri
            (Get-SmarticoConnection).KeyOwner | Should -Be 'Operator'
            (Get-SmarticoConnection).AffiliateId | Should -BeNullOrEmpty
            @(Get-HostRequest $server).Count | Should -Be ($before + 1)
        }

        It 'is not known where nothing was sent' {
            Connect-Smartico $key -Uri $server.Uri -SkipCheck
            (Get-SmarticoConnection).KeyOwner | Should -Be 'Unknown'
            $null = Get-SmarticoAffiliate -First 1
            (Get-SmarticoConnection).KeyOwner | Should -Be 'Operator'
        }
    }

    Context 'to an address' {
        It '<Given> is <Uri>' -ForEach @(
            @{ Given = 'https://boapi.example.com'; Uri = 'https://boapi.example.com/' }
            @{ Given = 'https://boapi.example.com/'; Uri = 'https://boapi.example.com/' }
            @{ Given = 'boapi3.example.com'; Uri = 'https://boapi3.example.com/' }
            @{ Given = 'https://example.com/white/label'; Uri = 'https://example.com/white/label/' }
            @{ Given = 'https://example.com:8443'; Uri = 'https://example.com:8443/' }
            @{ Given = [uri]'https://boapi.example.com/'; Uri = 'https://boapi.example.com/' }
            @{ Given = 'http://localhost:8080'; Uri = 'http://localhost:8080/' }
            @{ Given = 'http://127.0.0.1:8080'; Uri = 'http://127.0.0.1:8080/' }
        ) {
            (Connect-Smartico k-e-y -Uri $Given -SkipCheck -PassThru).Uri.AbsoluteUri | Should -Be $Uri
        }

        It 'is boapi.smartico.ai where none is given' {
            (Connect-Smartico k-e-y -SkipCheck -PassThru).Uri.AbsoluteUri | Should -Be 'https://boapi.smartico.ai/'
        }

        It 'refuses <_>' -ForEach @(
            'http://boapi.smartico.ai', 'http://10.0.0.1/', 'http://localhost.example.com', 'http://127.0.0.1.example.com', 'ftp://example.com'
            'https://user:pass@example.com', 'https://example.com/?a=1', 'https://example.com/#x'
        ) {
            { Connect-Smartico k-e-y -Uri $_ -SkipCheck } | Should -Throw -ErrorId 'SmarticoInvalidInput,*'
            Get-SmarticoConnection | Should -BeNullOrEmpty
        }

        It 'refuses what is no address of a server: <_>' -ForEach 'file:///etc/passwd', 'https://', 'not an address' {
            { Connect-Smartico k-e-y -Uri $_ -SkipCheck } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
            Get-SmarticoConnection | Should -BeNullOrEmpty
        }

        It 'sends no key unencrypted over the network: http' {
            { Connect-Smartico k-e-y -Uri http://boapi.smartico.ai } | Should -Throw -ErrorId 'SmarticoInvalidInput,*' -ExpectedMessage '*https*'
        }

        It 'keeps what it is told' {
            $connection = Connect-Smartico k-e-y -Uri https://example.com -SkipCheck -PassThru -ThrottleLimit 3 -TimeoutSec 7 -MaxRetryCount 1 -MaxThrottleWaitSec 60 -PromoCodePath api/codes -RegistrationHostname aff.example.com
            $connection.ThrottleLimit | Should -Be 3
            $connection.TimeoutSec | Should -Be 7
            $connection.MaxRetryCount | Should -Be 1
            $connection.MaxThrottleWaitSec | Should -Be 60
            $connection.LearnedRequestsPerSecond, $connection.LearnedConcurrency, $connection.HeldBackSince | Should -Be $null, $null, $null
            $connection.PromoCodePath | Should -Be 'api/codes'
            $connection.RegistrationHostname | Should -Be 'aff.example.com'
        }

        It 'asks for promo codes where -PromoCodePath says' {
            Connect-Smartico $key -Uri $server.Uri -PromoCodePath api/other_codes -MaxRetryCount 0
            Reset-SandboxHost $server
            { Get-SmarticoPromoCode -First 1 } | Should -Throw -ErrorId 'SmarticoNotFound,*'
            (Get-HostRequest $server).path | Should -Be '/api/other_codes'
        }
    }
}

Describe 'Get-SmarticoConnection and Disconnect-Smartico' {
    It 'shows nothing where there is none, and forgets without complaint' {
        Disconnect-Smartico
        Disconnect-Smartico -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        Get-SmarticoConnection | Should -BeNullOrEmpty
        { Get-SmarticoAffiliate -First 1 } | Should -Throw -ErrorId 'SmarticoNotConnected,*'
    }

    It 'forgets the runspace''s connection, not one that is held' {
        $held = Connect-Smartico -Sandbox -PassThru
        Disconnect-Smartico
        Get-SmarticoConnection | Should -BeNullOrEmpty
        @(Get-SmarticoAffiliate -First 2 -Connection $held) | Should -HaveCount 2
        Get-SmarticoConnection | Should -BeNullOrEmpty
    }

    It 'is seen from functions and script blocks, and stays after them' {
        & { Connect-Smartico -Sandbox }
        Get-SmarticoConnection | Should -Not -BeNullOrEmpty
        & { Disconnect-Smartico }
        Get-SmarticoConnection | Should -BeNullOrEmpty
    }
}

Describe 'Two accounts at once' {
    It 'are kept apart by -Connection, in one pipeline too' {
        $from = Connect-Smartico -Sandbox -PassThru
        $to = Connect-Smartico -Sandbox -PassThru
        Set-SmarticoAffiliate 35425 -Company 'to' -Connection $to
        Set-SmarticoAffiliate 35425 -Company 'from' -Connection $from
        (Get-SmarticoAffiliate -AffiliateId 35425).Company | Should -Be 'to' -Because 'the last connection made is the current one'
        (Get-SmarticoAffiliate -AffiliateId 35425 -Connection $from).Company | Should -Be 'from'

        Get-SmarticoAffiliate -AffiliateId 35425 -Connection $from | Set-SmarticoAffiliate -Skype { $_.Company } -Connection $to
        (Get-SmarticoAffiliate -AffiliateId 35425 -Connection $to).Skype | Should -Be 'from'
        (Get-SmarticoAffiliate -AffiliateId 35425 -Connection $from).Skype | Should -BeNullOrEmpty
    }

    It '-Connection $null is an error, and not the current account' {
        Connect-Smartico -Sandbox
        { Set-SmarticoAffiliate 35425 -Company x -Connection $null } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
        Get-SentRequest PUT | Should -BeNullOrEmpty
    }
}

Describe 'Connections with a name' {
    BeforeEach { Disconnect-Smartico -All }
    AfterAll { Disconnect-Smartico -All }

    It 'are found by it, in any case, and listed, the current one first' {
        Connect-Smartico -Sandbox -SkipCheck -Name north
        Connect-Smartico -Sandbox -SkipCheck -Name South
        Connect-Smartico -Sandbox -SkipCheck
        Set-SmarticoAffiliate 35425 -Company 'of north' -Connection NORTH
        (Get-SmarticoAffiliate -AffiliateId 35425 -Connection north).Company | Should -Be 'of north'
        (Get-SmarticoAffiliate -AffiliateId 35425 -Connection south).Company | Should -BeNullOrEmpty
        (Get-SmarticoConnection -All).Name | Should -Be $null, north, South
        (Get-SmarticoConnection).Name | Should -BeNullOrEmpty
        (Get-SmarticoConnection -All | Format-Table | Out-String) | Should -Match 'south'
    }

    It 'are replaced by the next of the name, and forgotten' {
        $first = Connect-Smartico -Sandbox -SkipCheck -Name north -PassThru
        Connect-Smartico -Sandbox -SkipCheck -Name North
        @(Get-SmarticoConnection -All) | Should -HaveCount 1
        [object]::ReferenceEquals((Get-SmarticoConnection), $first) | Should -BeFalse
        Disconnect-Smartico
        Get-SmarticoConnection -All | Should -BeNullOrEmpty
        Connect-Smartico -Sandbox -SkipCheck -Name a
        Connect-Smartico -Sandbox -SkipCheck -Name b
        Disconnect-Smartico
        (Get-SmarticoConnection -All).Name | Should -Be a
        Get-SmarticoConnection | Should -BeNullOrEmpty
        { Get-SmarticoAffiliate -First 1 } | Should -Throw -ErrorId 'SmarticoNotConnected,*'
        @(Get-SmarticoAffiliate -First 1 -Connection a) | Should -HaveCount 1
    }

    It 'that are not there are an error, and nothing goes to another account' {
        Connect-Smartico -Sandbox -SkipCheck -Name north
        { Set-SmarticoAffiliate 35425 -Company x -Connection nroth } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage '*nroth*Get-SmarticoConnection -All*'
        { Set-SmarticoAffiliate 35425 -Company x -Connection '' } | Should -Throw
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'are named by -WhatIf; where there is no name, the host and the label are' {
        Connect-Smartico -Sandbox -SkipCheck -Name north
        Get-HostText { Set-SmarticoAffiliate 35425 -Company x -WhatIf } | Should -BeLike '*"affiliate 35425 (north)"*'
        Get-HostText { Invoke-SmarticoRequest api/x -Method DELETE -WhatIf } | Should -BeLike '*(north)*'
        Connect-Smartico k-e-y -Uri https://boapi3.example.invalid -SkipCheck
        Get-HostText { Set-SmarticoAffiliate 35425 -Company x -WhatIf } | Should -BeLike '*"affiliate 35425 (boapi3.example.invalid)"*'
        Connect-Smartico k-e-y -Uri https://boapi3.example.invalid -SkipCheck -LabelId 12
        Get-HostText { Set-SmarticoAffiliate 35425 -Company x -WhatIf } | Should -BeLike '*"affiliate 35425 (boapi3.example.invalid, label 12)"*'
        (Get-SmarticoConnection).LabelId | Should -Be 12
    }
}

Describe 'What is wrong with a connection' {
    It 'is told at the first attempt where nothing listens' {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $port = $listener.LocalEndpoint.Port
        $listener.Stop()
        $lines = [System.Collections.Generic.List[string]]::new()
        $problem = { Connect-Smartico k-e-y -Uri "http://127.0.0.1:$port/" -MaxRetryCount 100 -Verbose 4>&1 | ForEach-Object { $lines.Add("$_") } } |
            Should -Throw -ErrorId 'SmarticoConnectionFailed,*' -PassThru
        "$problem" | Should -BeLike '*127.0.0.1*Check the URL*-Uri*'
        $lines -join "`n" | Should -Not -Match 'again'
    }

    It 'is waited for where it may pass' {
        $server = Start-SandboxHost
        try {
            Add-HostFault $server @{ kind = 'status'; status = 429; body = '{}'; count = 2 }
            Connect-Smartico 'sandbox-operator-key' -Uri $server.Uri
            @(Get-HostRequest $server) | Should -HaveCount 3
            { Connect-Smartico 'another-key' -Uri $server.Uri } | Should -Throw -ErrorId 'SmarticoAuthenticationFailed,*' -ExpectedMessage '*stale*host*label*'
            Connect-Smartico 'sandbox-operator-key' -Uri $server.Uri -SkipCheck
            Add-HostFault $server @{ kind = 'status'; status = 404; body = '<html>Not here</html>'; contentType = 'text/html' }
            $problem = { Get-SmarticoPromoCode -First 1 } | Should -Throw -ErrorId 'SmarticoNotFound,*' -PassThru
            "$problem" | Should -BeLike '*api/af2_promocodes_op, is assumed*-PromoCodePath*'
            $null = Set-SmarticoPromoCode 999999 -Status Active -ErrorVariable problems -ErrorAction SilentlyContinue
            "$problems" | Should -Not -BeLike '*-PromoCodePath*' -Because 'the server says that it is the code that is not there'
        }
        finally {
            Stop-SandboxHost $server
        }
    }
}

Describe 'Another runspace' {
    BeforeAll { $connection = Connect-Smartico -Sandbox -PassThru }

    It 'does not see the connection' {
        $shell = New-TestShell
        try {
            $seen = $shell.AddScript({ $null -eq (Get-SmarticoConnection); try { Get-SmarticoAffiliate -First 1 } catch { $_.FullyQualifiedErrorId } }).Invoke()
            $seen[0] | Should -BeTrue
            $seen[1] | Should -BeLike 'SmarticoNotConnected,*'
        }
        finally {
            Remove-TestShell $shell
        }
    }

    It 'has a connection of its own, which nobody else sees' {
        $shell = New-TestShell
        try {
            $its = $shell.AddScript({ Connect-Smartico -Sandbox -PassThru }).Invoke()[0].BaseObject
            [object]::ReferenceEquals($its, $connection) | Should -BeFalse
            [object]::ReferenceEquals((Get-SmarticoConnection), $connection) | Should -BeTrue
            $shell.Commands.Clear()
            $null = $shell.AddScript({ Disconnect-Smartico }).Invoke()
            [object]::ReferenceEquals((Get-SmarticoConnection), $connection) | Should -BeTrue
        }
        finally {
            Remove-TestShell $shell
        }
    }

    It 'may be given the connection' {
        $shell = New-TestShell
        try {
            $null = $shell.AddScript({ param($c) (Get-SmarticoAffiliate -First 4 -Connection $c).Count; $null -eq (Get-SmarticoConnection) }).AddArgument($connection)
            $shell.Invoke() | Should -Be 4, $true
        }
        finally {
            Remove-TestShell $shell
        }
    }

    It 'that is reset for its next user has none' {
        $shell = New-TestShell
        try {
            $shell.AddScript({ Connect-Smartico -Sandbox; $null -ne (Get-SmarticoConnection) }).Invoke() | Should -BeTrue
            $shell.Runspace.ResetRunspaceState()
            $shell.Commands.Clear()
            $shell.AddScript({ $null -ne (Get-SmarticoConnection) }).Invoke() | Should -BeFalse
        }
        finally {
            Remove-TestShell $shell
        }
    }

    It 'of ForEach-Object -Parallel neither sees it nor the one of the item before, and takes -Connection $using:connection' {
        if ($PSVersionTable.PSVersion.Major -lt 7) {
            Set-ItResult -Skipped -Because 'Windows PowerShell has no ForEach-Object -Parallel'
        }

        $manifest = Get-StagedManifest
        $seen = 1..4 | ForEach-Object -ThrottleLimit 1 -Parallel {
            Import-Module $using:manifest
            $before = $null -ne (Get-SmarticoConnection)
            Connect-Smartico -Sandbox -SkipCheck
            [pscustomobject]@{ Before = $before; Given = @(Get-SmarticoAffiliate -First 2 -Connection $using:connection).Count }
        }
        $seen.Before | Should -Be $false, $false, $false, $false
        $seen.Given | Should -Be 2, 2, 2, 2
        [object]::ReferenceEquals((Get-SmarticoConnection), $connection) | Should -BeTrue
    }

    It 'of ForEach-Object -Parallel writes over one connection at once' {
        if ($PSVersionTable.PSVersion.Major -lt 7) {
            Set-ItResult -Skipped -Because 'Windows PowerShell has no ForEach-Object -Parallel'
        }

        $manifest = Get-StagedManifest
        $made = 1..12 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:manifest
            New-SmarticoPromoCode "PAR$_" 35425 -DealId 93203 -Connection $using:connection
        }
        @($made.PromoCode | Sort-Object -Unique) | Should -HaveCount 12
        @(Get-SmarticoPromoCode 'PAR*' -Connection $connection) | Should -HaveCount 12
    }

    It 'of Start-ThreadJob neither sees it, and takes it by $using:' {
        if (-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'there is no Start-ThreadJob'
        }

        $manifest = Get-StagedManifest
        $job = Start-ThreadJob {
            Import-Module $using:manifest
            $null -eq (Get-SmarticoConnection)
            @(Get-SmarticoAffiliate -First 2 -Connection $using:connection).Count
        }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be $true, 2
    }
}

Describe 'A key' {
    BeforeAll {
        $server = Start-SandboxHost
        $wrong = 'Zq7-wrong-key-Xy9'
        $right = 'sandbox-operator-key'
        $secrets = [regex]("$wrong|$right|" + [regex]::Escape([uri]::EscapeDataString($wrong)))
    }

    AfterAll { Stop-SandboxHost $server }

    BeforeEach {
        Reset-SandboxHost $server
        $Error.Clear()
    }

    It 'is in no stream, no error, no exception and no transcript' {
        $record = Join-Path $TestDrive 'transcript.txt'
        $null = Start-Transcript -Path $record
        try {
            $streams = & {
                $DebugPreference = 'Continue'
                $VerbosePreference = 'Continue'
                $InformationPreference = 'Continue'
                $given = @{ Uri = $server.Uri; MaxRetryCount = 1 }
                $secure = [System.Net.NetworkCredential]::new('', $wrong).SecurePassword
                foreach ($key in $wrong, $secure, [pscredential]::new('u', $secure)) {
                    try { Connect-Smartico -ApiKey $key @given -ErrorAction Stop } catch { $_ }
                }

                # A server that says the key back.
                foreach ($echo in "`"Bad key $wrong`"", "<html><title>$wrong</title></html>", "{`"message`":`"authorization: $wrong`"}", $wrong) {
                    Add-HostFault $server @{ kind = 'status'; status = 400; body = $echo; method = 'GET' }
                    try { Connect-Smartico -ApiKey $wrong @given } catch { $_ }
                    Add-HostFault $server @{ kind = 'status'; status = 200; body = $echo; method = 'GET' }
                    try { Connect-Smartico -ApiKey $wrong @given } catch { $_ }
                }

                Connect-Smartico -ApiKey $right @given
                Get-SmarticoConnection
                Get-SmarticoConnection | Format-List * -Force | Out-String
                Get-SmarticoAffiliate -First 2
                Set-SmarticoAffiliate 35425 -Company x -PassThru
                Set-SmarticoAffiliate 35425 -Company x -WhatIf
                New-SmarticoPromoCode SECRET1 35425 -DealId 93203
                New-SmarticoPromoCode SECRET1 35425 -DealId 93203 -ErrorAction Continue
                foreach ($kind in 'resetAfterCommit', 'truncatedAnswer', 'throttle') {
                    Add-HostFault $server @{ kind = $kind; method = 'POST' }
                    New-SmarticoPromoCode "SECRET-$kind" 35425 -DealId 93203 -ErrorAction Continue
                }

                Add-HostFault $server @{ kind = 'redirect'; location = "https://elsewhere.example/?key=$right"; method = 'GET' }
                try { Get-SmarticoAffiliate -First 1 } catch { $_ }
                Add-HostFault $server @{ kind = 'status'; status = 500; body = "`"$right`""; method = 'GET'; count = 2 }
                try { Get-SmarticoAffiliate -First 1 } catch { $_ }
            } *>&1
        }
        finally {
            $null = Stop-Transcript
        }

        $shown = $streams | Format-List * -Force | Out-String -Width 4000
        $shown += $streams | Out-String -Width 4000
        $shown += $Error | Format-List * -Force | Out-String -Width 4000
        foreach ($problem in $Error) {
            $exception = if ($problem -is [System.Management.Automation.ErrorRecord]) { $problem.Exception } else { $problem }
            $shown += $exception.ToString()
            for (; $exception; $exception = $exception.InnerException) {
                $shown += ($exception | Format-List * -Force | Out-String -Width 4000) + ($exception.Data.Values -join ' ')
            }
        }

        # All of it did happen.
        $shown | Should -Match 'Invalid API key'
        $shown | Should -Match '\*\*\*'
        $shown | Should -Match 'is there, as it was sent'
        $shown | Should -Match 'SmarticoRedirectRefused'
        $shown | Should -Match 'POST api/af2_promocodes_op \{"promocode":"SECRET1"'
        @($streams | Where-Object { $_ -is [System.Management.Automation.DebugRecord] }) | Should -Not -BeNullOrEmpty
        @($streams | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }) | Should -Not -BeNullOrEmpty

        $secrets.Matches($shown) | Should -BeNullOrEmpty
        $secrets.Matches([System.IO.File]::ReadAllText($record)) | Should -BeNullOrEmpty
    }

    It 'is in no view or JSON of a connection, nor in its variable' {
        $connection = Connect-Smartico -ApiKey $right -Uri $server.Uri -PassThru
        $shown = $connection | Format-List * -Force | Out-String -Width 4000
        $shown += $connection | Format-Table | Out-String -Width 4000
        $shown += $connection | Format-Custom -Depth 4 | Out-String -Width 4000
        $shown += $connection | ConvertTo-Json -Depth 6 -WarningAction SilentlyContinue
        $shown += $connection | ConvertTo-Csv
        $shown += $connection | Select-Object * | Out-String -Width 4000
        $shown += "$connection"
        $shown += Get-Variable | Format-List * -Force | Out-String -Width 4000
        $shown += [System.Management.Automation.PSSerializer]::Serialize($connection, 6)
        $shown | Should -Match ([regex]::Escape($server.Uri))
        # This file's own variables hold it; nothing else does.
        @($shown -split '\r?\n' -match $right | Where-Object { $_ -notmatch "^Value\s*:\s*($right|$wrong\|$right.*)$" }) | Should -BeNullOrEmpty
    }

    It 'of a sandbox is in no view or JSON of its connection' {
        $connection = Connect-Smartico -Sandbox -PassThru
        $shown = $connection | Format-List * -Force | Out-String -Width 4000
        $shown += $connection | ConvertTo-Json -Depth 6 -WarningAction SilentlyContinue
        $shown += [System.Management.Automation.PSSerializer]::Serialize($connection, 6)
        $shown += $connection.Sandbox | Format-List * -Force | Out-String -Width 4000
        $shown += $connection.Sandbox.GetRequests() | Format-List * -Force | Out-String -Width 4000
        $shown | Should -Match 'sandbox.smartico.invalid'
        $shown | Should -Not -Match 'operator-key|affiliate-key'
    }
}
