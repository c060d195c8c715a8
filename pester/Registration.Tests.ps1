# Registrations: the rules are told before anything is sent, each refusal has its own error, and no secret is shown anywhere.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $password = 'Zq7-Passwort&Xy9'
    $token = 'captcha+token/03AFc'
    $hostname = 'aff.sandbox.smartico.invalid'
    $secure = [System.Net.NetworkCredential]::new('', $password).SecurePassword
    $secrets = [regex](($password, $token, [uri]::EscapeDataString($password), [uri]::EscapeDataString($token), 'Zq7-Pa' | ForEach-Object { [regex]::Escape($_) }) -join '|')

    # The arguments, or the row, of a registration that is right but for what is given.
    function New-Registration {
        param([string] $Username, [hashtable] $But = @{}, [string[]] $Without = @())

        $fields = [ordered]@{
            FirstName = 'Ada'; LastName = 'Lane'; Username = $Username; Password = $password; Email = "$Username@example.com"
            Country = 'DE'; AcceptTerms = 'true'; CaptchaToken = $token
        }
        foreach ($name in $But.Keys) { $fields[$name] = $But[$name] }
        foreach ($name in $Without) { $fields.Remove($name) }
        $fields
    }

    function New-RegistrationRow {
        param([string] $Username, [hashtable] $But = @{}, [string[]] $Without = @())

        [pscustomobject](New-Registration -Username $Username -But $But -Without $Without)
    }

    # Everything of an error, or of an object, that a person or a log could ever see.
    function Get-Shown {
        param($Value)

        foreach ($one in $Value) {
            $one | Out-String -Width 4000
            $one | Format-List * -Force | Out-String -Width 4000
            $one | Select-Object * | Format-List * -Force | Out-String -Width 4000
            if ($one -is [System.Management.Automation.ErrorRecord]) {
                $one.TargetObject | Format-List * -Force | Out-String -Width 4000
                ConvertTo-Json $one.TargetObject -Depth 3 -WarningAction SilentlyContinue
                [System.Management.Automation.PSSerializer]::Serialize($one.TargetObject)
                $one.InvocationInfo.BoundParameters | Out-String -Width 4000
                for ($exception = $one.Exception; $exception; $exception = $exception.InnerException) {
                    $exception.ToString()
                    $exception | Format-List * -Force | Out-String -Width 4000
                }
            }
        }
    }
}

Describe 'Register-SmarticoAffiliate' {
    BeforeEach { Connect-TestSandbox }

    It 'registers one with a username and a password: <Name>' -ForEach @(
        @{ Name = 'as a SecureString'; Conceal = $true }, @{ Name = 'as plain text'; Conceal = $false }
    ) {
        $given = New-Registration 'plain001' @{ AcceptTerms = $true; Password = if ($Conceal) { $secure } else { $password } }
        $made = Register-SmarticoAffiliate @given
        $made | Should -BeOfType SmarticoAffiliates.RegisteredAffiliate
        $made.Username | Should -Be 'plain001'
        $made.AffiliateId | Should -BeGreaterThan 166368
        $affiliate = Get-SmarticoAffiliate -AffiliateId $made.AffiliateId
        $affiliate.Email | Should -Be 'plain001@example.com'
        $affiliate.Status | Should -Be 'Pending'
        (Get-SentRequest POST).Body | Should -Be "{`"hostname`":`"$hostname`",`"first_name`":`"Ada`",`"last_name`":`"Lane`",`"bo_user_email`":`"plain001@example.com`",`"username`":`"plain001`",`"password`":`"***`",`"country`":`"DE`",`"tc`":true,`"token`":`"***`"}"
        (Get-SentRequest POST).HasAuthorization | Should -BeFalse -Because 'no key goes out'
    }

    It 'registers one with a credential, also where a row has blank columns beside it' {
        $credential = [pscredential]::new('cred0001', $secure)
        $given = New-Registration x @{ AcceptTerms = $true; Email = 'cred0001@example.com' } -Without Username, Password
        (Register-SmarticoAffiliate @given -Credential $credential).Username | Should -Be 'cred0001'
        $credential = [pscredential]::new('cred0002', $secure)
        (New-RegistrationRow x @{ Username = ''; Password = ''; Email = 'cred0002@example.com' } | Register-SmarticoAffiliate -Credential $credential).Username | Should -Be 'cred0002'
    }

    It 'takes no credential beside a username or a password' {
        New-RegistrationRow both0001 | Register-SmarticoAffiliate -Credential ([pscredential]::new('cred0003', $secure)) -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].ToString() | Should -BeLike '*Credential is given beside Username or Password. Nothing was sent.'
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'registers the rows of a file, with every field' {
        $file = Join-Path $TestDrive 'registrations.csv'
        @"
hostname,first_name,last_name,username,password,bo_user_email,country,tc,token,phone_number,skype,company,web_site_url,comments,language,parent_affiliate_id,manager_id,contact_fb,contact_vk,contact_telegram,extra_role_ids,ext_affiliate_id,payment_method_id,payment_method_details.skrill_email,payment_method_details.account_number
$hostname,A,B,fileuser1,$password,file1@example.com,DE,true,$token,+49 1,s,c,https://w.example,hi,EN,35425,2342,fb,vk,tg,103;FTDCount,0012,3,p@example.com,00123
,A,B,fileuser2,$password,file2@example.com,DE,yes,$token,,,,,,,,,,,,,,,,
,A,B,fileuser3,$password,file3@example.com,DE,1,$token
"@ | Set-Content $file

        $made = Import-Csv $file | Register-SmarticoAffiliate -WarningVariable warnings

        $warnings | Should -BeNullOrEmpty
        $made.Username | Should -Be 'fileuser1', 'fileuser2', 'fileuser3'
        Get-SentBody | Should -Be (@(
                ("{`"hostname`":`"$hostname`",`"first_name`":`"A`",`"last_name`":`"B`",`"bo_user_email`":`"file1@example.com`",`"phone_number`":`"+49 1`",`"username`":`"fileuser1`",`"password`":`"***`"," +
                '"skype":"s","company":"c","web_site_url":"https://w.example","country":"DE","comments":"hi","language":"EN","tc":true,"token":"***","parent_affiliate_id":35425,"manager_id":2342,' +
                '"contact_fb":"fb","contact_vk":"vk","contact_telegram":"tg","extra_role_ids":[103,104],"ext_affiliate_id":"0012","payment_method_id":3,' +
                '"payment_method_details":{"skrill_email":"p@example.com","account_number":"00123"}}')
                "{`"hostname`":`"$hostname`",`"first_name`":`"A`",`"last_name`":`"B`",`"bo_user_email`":`"file2@example.com`",`"username`":`"fileuser2`",`"password`":`"***`",`"country`":`"DE`",`"tc`":true,`"token`":`"***`"}"
                "{`"hostname`":`"$hostname`",`"first_name`":`"A`",`"last_name`":`"B`",`"bo_user_email`":`"file3@example.com`",`"username`":`"fileuser3`",`"password`":`"***`",`"country`":`"DE`",`"tc`":true,`"token`":`"***`"}"
            ) | Sort-Object)
        (Get-SmarticoAffiliate -AffiliateId $made[0].AffiliateId).Status | Should -Be 'Approved' -Because 'it has a manager'
    }

    It 'runs script blocks, also for the password' {
        $made = [pscustomobject]@{ who = 'block001'; pw = $password } | Register-SmarticoAffiliate -Username { $_.who } -Password { $_.pw } -Email { "$($_.who)@example.com" } `
            -FirstName A -LastName B -Country DE -AcceptTerms -CaptchaToken $token -PaymentMethodDetails @{ paypal_email = 'p@example.com' } -WarningAction SilentlyContinue
        $made.Username | Should -Be 'block001'
        Get-SentBody | Should -BeLike '*"username":"block001"*"payment_method_details":{"paypal_email":"p@example.com"}}'
    }

    It 'tells the rule before anything is sent: <Words>' -ForEach @(
        foreach ($name in 'FirstName', 'LastName', 'Username', 'Password', 'Email', 'Country', 'CaptchaToken') {
            @{ But = @{ $name = '' }; Words = "$name is missing: the cell is blank." }
        }
        @{ But = @{ Username = 'five5' }; Words = "Username 'five5' is too short: it has at least 6 characters." }
        @{ But = @{ Password = 'Aa345' }; Words = 'Password is too short: it has at least 6 characters.' }
        @{ But = @{ Password = 'AAAA1234' }; Words = 'Password has no lowercase letter: it has at least one.' }
        @{ But = @{ Password = 'aaaa1234' }; Words = 'Password has no uppercase letter: it has at least one.' }
        @{ But = @{ Password = 'aaaaAAAA' }; Words = 'Password has no digit: it has at least one.' }
        @{ But = @{ Password = @('a', 'b') }; Words = 'Password what was given is no secret*' }
        @{ But = @{ Email = 'nobody' }; Words = "Email 'nobody' is not an e-mail address, such as someone@example.com." }
        @{ But = @{ Language = 'ENG' }; Words = "Language 'ENG' is not an ISO code of two letters, such as DE." }
        @{ But = @{ Country = 'Deutschland' }; Words = "Country 'Deutschland' is not an ISO code of two letters, such as DE." }
        @{ But = @{ AcceptTerms = '' }; Words = "AcceptTerms is not given: without the affiliate's consent to the terms there is no registration." }
        @{ But = @{ AcceptTerms = 'no' }; Words = 'AcceptTerms is not given: *' }
        @{ But = @{ AcceptTerms = 'maybe' }; Words = "AcceptTerms 'maybe' is not yes or no*" }
        foreach ($name in 'ManagerId', 'ParentAffiliateId', 'PaymentMethodId') {
            foreach ($cell in '10.6', '1e3', '0x10', '1,000', '0', 'abc') { @{ But = @{ $name = $cell }; Words = "$name '$cell' is not an id*" } }
        }
        @{ But = @{ Roles = '103;9' }; Words = "Roles '9' is not one of *" }
        @{ But = @{ PaymentMethodDetails = 'skrill' }; Words = "PaymentMethodDetails 'skrill'*" }
    ) {
        $rows = @(
            New-RegistrationRow rules001
            New-RegistrationRow rules002 $But
            New-RegistrationRow rules003
        )
        $made = $rows | Register-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue
        $made.Username | Should -Be 'rules001', 'rules003'
        $problems | Should -HaveCount 1
        $isCell = $Words -match ' is missing| is not an id| is not one of| is not yes| no secret|skrill|ISO code'
        $problems[0].FullyQualifiedErrorId | Should -BeLike "Smartico$(if ($isCell) { 'InvalidCell' } else { 'InvalidInput' }),*"
        $problems[0].ToString() | Should -BeLike "row 2, registration*: $Words*Nothing was sent."
        $problems[0].TargetObject.Email | Should -Be $rows[1].Email
        @(Get-SentBody) | Should -HaveCount 2
    }

    It 'carries nothing over from row to row' {
        $rows = @(
            New-RegistrationRow carry001 @{ Company = 'first'; ManagerId = '2342'; Language = 'DE' }
            New-RegistrationRow carry002 -Without AcceptTerms
            New-RegistrationRow carry003 -Without Password
            New-RegistrationRow carry004
        )
        $made = $rows | Register-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue
        $made.Username | Should -Be 'carry001', 'carry004'
        $problems | ForEach-Object { $_.ToString() } | Should -BeLike "row [0-9], registration of 'carry00[23]': *"
        $problems[0].ToString() | Should -BeLike '*AcceptTerms is not given*'
        $problems[1].ToString() | Should -BeLike '*Password is missing*'
        @(Get-SentBody)[-1] | Should -Not -Match 'company|manager|language'
        @(Get-SentBody | Where-Object { $_ -match 'carry004' -and $_ -match 'company|manager_id|language' }) | Should -BeNullOrEmpty
    }

    It 'gives back the failed row, which can be corrected and piped in again' {
        $null = New-RegistrationRow again001 | Register-SmarticoAffiliate
        $rows = (New-RegistrationRow again001), (New-RegistrationRow again002 @{ ManagerId = 'nobody' })
        $null = $rows | Register-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue
        $failed = $problems.TargetObject
        $failed[0].Password | Should -BeOfType securestring
        ($failed | Where-Object Username -EQ 'again001').Username = 'again003'
        ($failed | Where-Object Username -EQ 'again003').Email = 'again003@example.com'
        ($failed | Where-Object Username -EQ 'again002').ManagerId = ''
        $made = $failed | Register-SmarticoAffiliate
        $made.Username | Sort-Object | Should -Be 'again002', 'again003'
    }

    It 'warns once of a column that it does not read: <_>' -ForEach 'Passwort', 'Url', 'Credential' {
        $rows = 1..2 | ForEach-Object { New-RegistrationRow "column0$_" }
        foreach ($row in $rows) { $row | Add-Member $_ 'x' }
        $null = $rows | Register-SmarticoAffiliate -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Be "Column '$_' is ignored: Register-SmarticoAffiliate has no such parameter."
    }

    It 'is told the hostname by Connect-Smartico, unless the row says another' {
        Connect-Smartico -Sandbox -RegistrationHostname elsewhere.example -SkipCheck
        $rows = (New-RegistrationRow hostrow1), (New-RegistrationRow hostrow2 @{ RegistrationHostname = $hostname }), (New-RegistrationRow hostrow3 @{ RegistrationHostname = '' })
        $made = $rows | Register-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue
        $made.Username | Should -Be 'hostrow2'
        $problems.FullyQualifiedErrorId -replace ',.*' | Should -Be 'SmarticoUnknownRegistrationHostname', 'SmarticoUnknownRegistrationHostname'
        Get-SentBody | Where-Object { $_ -match '"hostname":"elsewhere.example"' } | Should -HaveCount 2
    }

    It 'sends nothing with -WhatIf, and says what it would without the secrets' {
        $rows = (New-RegistrationRow whatif01 @{ ManagerId = '2342'; 'payment_method_details.skrill_email' = 'p@example.com' })
        $said = Get-HostText { $rows | Register-SmarticoAffiliate -WhatIf }
        $said | Should -Be ("What if: Performing the operation `"Register with RegistrationHostname = $hostname, FirstName = Ada, LastName = Lane, Email = whatif01@example.com, " +
            'Username = whatif01, Password = ***, Country = DE, AcceptTerms = True, CaptchaToken = ***, ManagerId = 2342, ' +
            'PaymentMethodDetails = {"skrill_email":"p@example.com"}" on target "registration of ''whatif01''".')
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'lets a later run with the same -JournalPath skip what is done; the file holds no secret' {
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        $rows = 1..3 | ForEach-Object { New-RegistrationRow "journal$_" }
        $rows[1].Username = 'short'
        $first = $rows | Register-SmarticoAffiliate -JournalPath $journal -ErrorAction SilentlyContinue
        Clear-SentRequest
        $rows[1].Username = 'journal2'
        # Another password is no other registration.
        $rows[0].Password = 'Another1'
        $second = $rows | Register-SmarticoAffiliate -JournalPath $journal
        @(Get-SentBody) | Should -HaveCount 1
        $second.Username | Should -Be 'journal1', 'journal2', 'journal3'
        $second[0, 2].AffiliateId | Should -Be $first.AffiliateId
        Get-Content $journal -Raw | Should -Not -Match $secrets
    }
}

Describe 'A registration over the network' {
    BeforeAll { $server = Start-SandboxHost }

    AfterAll { Stop-SandboxHost $server }

    BeforeEach {
        Reset-SandboxHost $server
        Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -RegistrationHostname $hostname -SkipCheck -MaxRetryCount 1
        $Error.Clear()
    }

    It 'answered with <Code> is <Id>, <Category>' -ForEach @(
        @{ Code = -1; Id = 'SmarticoRegistrationBot'; Category = 'PermissionDenied' }
        @{ Code = -2; Id = 'SmarticoRegistrationFormInvalid'; Category = 'InvalidArgument' }
        @{ Code = -3; Id = 'SmarticoUsernameRule'; Category = 'InvalidArgument' }
        @{ Code = -5; Id = 'SmarticoUnknownRegistrationHostname'; Category = 'InvalidArgument' }
        @{ Code = -6; Id = 'SmarticoRegistrationFailed'; Category = 'InvalidResult' }
        @{ Code = -7; Id = 'SmarticoUsernameExists'; Category = 'ResourceExists' }
        @{ Code = -8; Id = 'SmarticoEmailExists'; Category = 'ResourceExists' }
        @{ Code = -9; Id = 'SmarticoPasswordStrength'; Category = 'InvalidArgument' }
    ) {
        foreach ($body in "{`"err_code`":$Code,`"err_message`":`"The words of $Code`"}", "{`"error`":{`"code`":`"$Code`",`"message`":`"The words of $Code`"}}") {
            Add-HostFault $server @{ kind = 'status'; status = 200; body = $body; method = 'POST' }
            $row = New-RegistrationRow "code$([math]::Abs($Code))xx"
            $row | Register-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -Be "$Id,SmarticoAffiliates.Commands.RegisterSmarticoAffiliateCommand"
            $problems[0].CategoryInfo.Category | Should -Be $Category
            $problems[0].ToString() | Should -BeLike "row [0-9], registration of '$($row.Username)': The words of $Code.*"
            $problems[0].TargetObject.Username | Should -Be $row.Username
        }

        @(Get-HostRequest $server) | Should -HaveCount 2 -Because 'a refusal is not tried again'
    }

    It 'needs no connection with -Uri, and sends no key' {
        Disconnect-Smartico
        $made = New-RegistrationRow nokey001 | Register-SmarticoAffiliate -Uri $server.Uri -RegistrationHostname $hostname
        $made.Username | Should -Be 'nokey001'
        $sent = @(Get-HostRequest $server)
        $sent | Should -HaveCount 1
        $sent[0].path | Should -Be '/api/register-aff'
        $sent[0].hasAuthorization | Should -BeFalse
        { New-RegistrationRow nokey002 | Register-SmarticoAffiliate } | Should -Throw -ErrorId 'SmarticoNotConnected,*'
        New-RegistrationRow nokey003 | Register-SmarticoAffiliate -Uri $server.Uri -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].ToString() | Should -BeLike "row 1, registration of 'nokey003': RegistrationHostname is missing: there is no such column. Nothing was sent."
    }

    It 'is not sent unencrypted over the network' {
        { New-RegistrationRow plain002 | Register-SmarticoAffiliate -Uri http://boapi.example.com -RegistrationHostname $hostname } | Should -Throw '*http*'
    }

    It 'whose answer was lost is there once, with its id: <Kind>' -ForEach @(
        @{ Kind = 'resetAfterCommit' }, @{ Kind = 'resetBeforeCommit' }, @{ Kind = 'truncatedAnswer' }, @{ Kind = 'truncatedBody' }
    ) {
        Add-HostFault $server @{ kind = $Kind; method = 'POST' }
        $made = New-RegistrationRow "lost$Kind" | Register-SmarticoAffiliate -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $made.Username | Should -Be "lost$Kind"
        (Get-SmarticoAffiliate -AffiliateId $made.AffiliateId).Username | Should -Be "lost$Kind"
        @(Get-HostRequest $server POST).hasAuthorization | Should -Not -Contain $true
    }

    It 'whose answer was lost and that can not be looked up without a key is SmarticoIndeterminate, and is sent once' {
        Add-HostFault $server @{ kind = 'resetAfterCommit'; method = 'POST' }
        New-RegistrationRow unknown1 | Register-SmarticoAffiliate -Uri $server.Uri -RegistrationHostname $hostname -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoIndeterminate,*'
        @(Get-HostRequest $server) | Should -HaveCount 1
    }

    It 'shows neither the password nor the token: in no stream, no error, no transcript and no request log' {
        $record = Join-Path $TestDrive 'transcript.txt'
        $journal = Join-Path $TestDrive 'secret.jsonl'
        $null = Start-Transcript -Path $record
        try {
            $streams = & {
                $ErrorActionPreference = 'Continue'
                $DebugPreference = 'Continue'
                $VerbosePreference = 'Continue'
                $InformationPreference = 'Continue'
                $rows = @(
                    New-RegistrationRow secret01
                    New-RegistrationRow secret01
                    New-RegistrationRow short
                    New-RegistrationRow secret02 @{ ManagerId = '1e3' }
                    New-RegistrationRow secret03 @{ AcceptTerms = 'maybe' }
                    New-RegistrationRow secret04 @{ CaptchaToken = @($token, 1) }
                    New-RegistrationRow secret05 @{ Password = @{ a = $password } }
                    New-RegistrationRow secret06 @{ FirstName = @('x', 'y') }
                )
                $rows | Register-SmarticoAffiliate -JournalPath $journal
                $rows | Register-SmarticoAffiliate -WhatIf
                # Piped in a form that has no columns.
                "secret07,$password,$token" | Register-SmarticoAffiliate
                (New-Registration secret08 @{ Email = 'x' }) | Register-SmarticoAffiliate
                @{ Username = 'secret09'; Password = $password; Token = $token } | Register-SmarticoAffiliate
                # A column of another name that becomes the password.
                New-RegistrationRow secret10 @{ pw = $password; ManagerId = 'x' } -Without Password | Register-SmarticoAffiliate -Password { $_.pw }
                $given = New-Registration secret01 @{ AcceptTerms = $true }
                Register-SmarticoAffiliate @given
                foreach ($kind in 'resetAfterCommit', 'truncatedAnswer', 'throttle') {
                    Add-HostFault $server @{ kind = $kind; method = 'POST' }
                    New-RegistrationRow "secret$kind" | Register-SmarticoAffiliate
                }

                # A server that says them back.
                foreach ($echo in "`"Bad password $password with $token`"", "{`"err_code`":-9,`"err_message`":`"$password`"}", "{`"err_code`":0,`"password`":`"$password`",`"token`":`"$token`"}", "<html><title>$password</title></html>", $token) {
                    foreach ($status in 200, 400) {
                        Add-HostFault $server @{ kind = 'status'; status = $status; body = $echo; method = 'POST' }
                        New-RegistrationRow secret11 | Register-SmarticoAffiliate
                    }
                }
            } *>&1
        }
        finally {
            $null = Stop-Transcript
        }

        $shown = (Get-Shown $streams) + (Get-Shown $Error) + (ConvertTo-Json @(Get-HostRequest $server) -Depth 5) -join "`n"

        # All of it did happen.
        $told = [System.IO.File]::ReadAllText($record)
        foreach ($pattern in 'POST api/register-aff \{.*"password":"\*\*\*"', 'USERNAME_ALREADY_EXISTS', 'is there, as it was sent', 'Bad password \*\*\* with \*\*\*') {
            $shown -match $pattern | Should -BeTrue -Because $pattern
        }

        $told -match 'What if: .*Password = \*\*\*' | Should -BeTrue
        @($Error).Count | Should -BeGreaterThan 15

        $secrets.Matches($shown) | Should -BeNullOrEmpty
        $secrets.Matches($told) | Should -BeNullOrEmpty
        $secrets.Matches([System.IO.File]::ReadAllText($journal)) | Should -BeNullOrEmpty
    }
}

Describe 'Payment columns of Set-SmarticoAffiliate' {
    BeforeEach { Connect-TestSandbox }

    It 'become the details, beside and over those that are given otherwise' {
        @'
affiliate_id,company,payment_method_id,payment_method_details.skrill_email,PaymentMethodDetails.bank_name,payment_method_details
35425,a,3,a@example.com,,
35425,b,1,,Bank of B,
35425,c,,,,
35425,d,,d@example.com,,"{""skrill_email"":""old"",""swift_code"":""X""}"
35425,e,,,,"{""paypal_email"":""e@example.com""}"
'@ | ConvertFrom-Csv | Set-SmarticoAffiliate -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        Get-SentBody | Should -Be @(
            '{"company":"a","payment_method_id":3,"payment_method_details":{"skrill_email":"a@example.com"}}'
            '{"company":"b","payment_method_id":1,"payment_method_details":{"bank_name":"Bank of B"}}'
            '{"company":"c"}'
            '{"company":"d","payment_method_details":{"swift_code":"X","skrill_email":"d@example.com"}}'
            '{"company":"e","payment_method_details":{"paypal_email":"e@example.com"}}')
    }

    It 'keep a number''s digits as they stand in the cell' {
        "affiliate_id,payment_method_details.account_number`n35425,00123456789012345678" | ConvertFrom-Csv | Set-SmarticoAffiliate
        Get-SentBody | Should -Be '{"payment_method_details":{"account_number":"00123456789012345678"}}'
    }

    It 'are compared by -SkipUnchanged' {
        $row = "affiliate_id,payment_method_details.skrill_email`n35425,a@example.com" | ConvertFrom-Csv
        $row | Set-SmarticoAffiliate -SkipUnchanged
        Clear-SentRequest
        $row | Set-SmarticoAffiliate -SkipUnchanged
        Get-SentRequest PUT | Should -BeNullOrEmpty
    }
}
