# What must be shown nowhere, and arguments that PowerShell itself would read otherwise than they were written.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $script:Server = Start-SandboxHost
    $script:Row = [pscustomobject]@{
        FirstName = 'Some'; LastName = 'Body'; Username = 'somebody'; Password = 'Secret12'; Email = 'some@body.example'; Country = 'BG'
        AcceptTerms = 'true'; RegistrationHostname = 'aff.sandbox.smartico.invalid'; CaptchaToken = 'captcha-token-77'
    }

    # What a line of a stream carries besides its words, at the moment at which it comes.
    function Get-Bound {
        param($Line)
        "$Line" + (ConvertTo-Json $Line.InvocationInfo.BoundParameters -Depth 4 -WarningAction SilentlyContinue)
    }
}

AfterAll {
    Stop-SandboxHost $Server
    Disconnect-Smartico
}

Describe 'A registration' {
    BeforeEach { Reset-SandboxHost $Server; Connect-Smartico 'sandbox-operator-key' -Uri $Server.Uri -SkipCheck -MaxRetryCount 0 }

    It 'leaves no secret in the lines of its verbose stream, of rows and of arguments' {
        $lines = @($Row) * 3 | Register-SmarticoAffiliate -Verbose -ErrorAction SilentlyContinue 4>&1 | ForEach-Object { Get-Bound $_ }
        $password = 'Secret12'
        $lines += Register-SmarticoAffiliate -FirstName a -LastName b -Username somebody2 -Password $password -Email a@b.example -Country BG -AcceptTerms -RegistrationHostname aff.sandbox.smartico.invalid -CaptchaToken $Row.CaptchaToken -Verbose 4>&1 | ForEach-Object { Get-Bound $_ }
        $lines += $Row | Register-SmarticoAffiliate -Username somebody3 -Email a3@b.example -Password { $_.Password } -CaptchaToken { $_.CaptchaToken } -Verbose 4>&1 | ForEach-Object { Get-Bound $_ }
        @($lines).Count | Should -BeGreaterThan 4
        $lines -join "`n" | Should -Not -Match 'Secret12|captcha-token-77'
    }

    It 'leaves no secret in what an error holds' {
        Add-HostFault $Server @{ kind = 'status'; status = 400; body = '"no"' }
        $null = $Row | Register-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        ConvertTo-Json $problems[0].InvocationInfo.BoundParameters -Depth 4 -WarningAction SilentlyContinue | Should -Not -Match 'Secret12|captcha-token-77'
        $problems[0].InvocationInfo.BoundParameters.Keys | Should -Not -Contain InputObject
    }

    It 'leaves no secret in an error that names a column of another name' {
        $misnamed = $Row | Select-Object -Property * -ExcludeProperty Password | Select-Object *, @{ n = 'Kennwort'; e = { 'Secret12' } }
        $null = $misnamed | Register-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        "$problems" | Should -BeLike '*Password is missing*'
        $problems[0].TargetObject.Username | Should -Be 'somebody'
        $problems[0] | Format-List * -Force | Out-String -Width 4000 | Should -Not -Match 'Secret12'
        ConvertTo-Json $problems[0].TargetObject | Should -Not -Match 'Secret12'
        $problems.TargetObject | ConvertTo-Csv | Out-String | Should -Not -Match 'Secret12'
    }

    It 'masks what the server echoes under other names, in the object and in the journal' {
        $echo = '{"err_code":0,"affiliate_id":4711,"username":"somebody","pw":"Secret12","sent":{"a":["x Secret12 y"],"captcha":"captcha-token-77"},"note":"welcome"}'
        Add-HostFault $Server @{ kind = 'status'; status = 200; body = $echo; contentType = 'application/json' }
        $journal = Join-Path $TestDrive 'echo.jsonl'
        $done = $Row | Register-SmarticoAffiliate -JournalPath $journal
        $done.AffiliateId | Should -Be 4711
        $done.Username | Should -Be somebody
        $done.AdditionalProperties.pw | Should -Be '***'
        $done.AdditionalProperties.note | Should -Be 'welcome'
        "$($done.AdditionalProperties)" + [System.IO.File]::ReadAllText($journal) | Should -Not -Match 'Secret12|captcha-token-77'
    }

    It 'can be retried from a file, which holds no password, and not the name of a type' {
        Add-HostFault $Server @{ kind = 'status'; status = 400; body = '"no"' }
        $new = $Row.PSObject.Copy()
        $new.Username = 'somebody4'
        $new.Email = 'some4@body.example'
        $null = $new | Register-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue
        $file = Join-Path $TestDrive 'retry.csv'
        $problems.TargetObject | Export-Csv $file -NoTypeInformation
        Get-Content $file -Raw | Should -Not -Match 'SecureString|Secret12|captcha-token-77'
        $null = Import-Csv $file | Register-SmarticoAffiliate -ErrorVariable again -ErrorAction SilentlyContinue
        "$again" | Should -BeLike '*Password*CaptchaToken*'
        ($problems.TargetObject | Register-SmarticoAffiliate).Username | Should -Be somebody4
    }

    It 'takes no name of a type for a password' {
        $bad = $Row.PSObject.Copy()
        $bad.Password = 'System.Security.SecureString'
        $null = $bad | Register-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidCell,*'
        "$($problems[0])" | Should -BeLike '*Password*SecureString*'
        Get-HostRequest $Server POST | Should -BeNullOrEmpty
    }
}

Describe 'Invoke-SmarticoRequest' {
    It 'leaves its body out of what its lines tell' {
        Connect-TestSandbox
        $body = @{ password = 'Secret12'; first_name = 'x' }
        $lines = Invoke-SmarticoRequest api/register-aff -Method POST -Body $body -Verbose -ErrorAction SilentlyContinue 4>&1
        @($lines | ForEach-Object { Get-Bound $_ }) -join "`n" | Should -Not -Match 'Secret12'
        @(Get-SentRequest POST) | Should -HaveCount 1
    }
}

Describe 'Arguments as they were written' {
    It '-Uri and -ApiKey that are swapped are noticed, and neither is shown: <Name>' -ForEach @(
        @{ Name = 'both'; Call = { Connect-Smartico -ApiKey $address -Uri $secret -SkipCheck } }
        @{ Name = 'both, without a scheme'; Call = { Connect-Smartico -ApiKey boapi3.smartico.ai -Uri $secret -SkipCheck } }
        @{ Name = 'the address as the key'; Call = { Connect-Smartico $address -SkipCheck } }
        @{ Name = 'the key as the address'; Call = { Connect-Smartico k-e-y-0 -Uri $secret -SkipCheck } }
        @{ Name = 'a key with a point'; Call = { Connect-Smartico $address -Uri "$secret.x9" -SkipCheck } }
    ) {
        $address = 'https://boapi3.smartico.ai/'
        $secret = 'a8f3c2e1d7b94f60'
        Disconnect-Smartico
        $problem = $Call | Should -Throw -PassThru
        "$problem" | Should -BeLike '*swapped*'
        "$problem $($problem.Exception) $($problem.TargetObject)" | Should -Not -Match 'a8f3c2e1d7b94f60|boapi3'
        Get-SmarticoConnection | Should -BeNullOrEmpty
    }

    It 'an API key of digits keeps its zeros where it is typed, and is refused where they are lost' {
        Reset-SandboxHost $Server
        Connect-Smartico -ApiKey 0012345678 -Uri $Server.Uri -SkipCheck -MaxRetryCount 0
        Add-HostFault $Server @{ kind = 'status'; status = 401; body = '"Bad keys 0012345678 and 12345678"' }
        { Get-SmarticoAffiliate -First 1 } | Should -Throw -ExpectedMessage '*Bad keys `*`*`* and 12345678*'
        $number = 0012345678
        { Connect-Smartico -ApiKey $number -Uri $Server.Uri -SkipCheck } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage '*quotes*'
    }

    It 'a code of digits that is typed without quotes is that code' {
        Connect-TestSandbox
        $null = New-SmarticoPromoCode 007 35425 -DealId 93203
        (Get-SentBody | ConvertFrom-Json).promocode | Should -BeExactly '007'
        { New-SmarticoPromoCode B 0x8a61 -DealId 93203 -ErrorAction Stop } | Should -Throw -ErrorId 'SmarticoInvalidCell,*'
    }

    It 'a count is as strict as a cell: <Name>' -ForEach @(
        @{ Name = '-ThrottleLimit 2.5'; Call = { Connect-Smartico -Sandbox -SkipCheck -ThrottleLimit 2.5 } }
        @{ Name = '-ThrottleLimit 2.5 of a row cmdlet'; Call = { Set-SmarticoAffiliate 35425 -Company x -ThrottleLimit 2.5 -WhatIf } }
        @{ Name = '-TimeoutSec ''1,5'''; Call = { Connect-Smartico -Sandbox -SkipCheck -TimeoutSec '1,5' } }
        @{ Name = '-MaxRetryCount 0x10'; Call = { Connect-Smartico -Sandbox -SkipCheck -MaxRetryCount 0x10 } }
        @{ Name = '-MaxRetryCount of nothing'; Call = { Connect-Smartico -Sandbox -SkipCheck -MaxRetryCount '' } }
        @{ Name = '-First 2.5'; Call = { Get-SmarticoAffiliate -First 2.5 } }
        @{ Name = '-First ''1,5'''; Call = { Get-SmarticoAffiliate -First '1,5' } }
        @{ Name = '-First 0x10'; Call = { Get-SmarticoAffiliate -First:0x10 } }
        @{ Name = '-Skip of a variable'; Call = { $few = 1.5; Get-SmarticoAffiliate -Skip $few -First 1 } }
    ) {
        Connect-TestSandbox
        { . $Call } | Should -Throw
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'a count that is one is taken' {
        Connect-Smartico -Sandbox -SkipCheck -ThrottleLimit '3' -TimeoutSec 7 -MaxRetryCount 0
        (Get-SmarticoConnection).ThrottleLimit | Should -Be 3
        $two = 2
        @(Get-SmarticoAffiliate -First 2) | Should -HaveCount 2
        @(Get-SmarticoAffiliate -First $two -Skip '1') | Should -HaveCount 2
        @(1, 2 | ForEach-Object { Get-SmarticoAffiliate -First $_ }) | Should -HaveCount 3
    }
}
