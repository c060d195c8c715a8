# Each request of the API as it goes over the network: method, path, query and body, from the cmdlet that makes it.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $server = Start-SandboxHost
    $registration = @{
        Username = 'wire0001'; Password = 'Wire12345'; FirstName = 'Ada'; LastName = 'Lane'; Email = 'wire@example.com'; Country = 'DE'
        AcceptTerms = $true; CaptchaToken = 'none'; RegistrationHostname = 'aff.sandbox.smartico.invalid'; Uri = $server.Uri
    }
}

AfterAll { Stop-SandboxHost $server }

Describe 'On the wire' {
    BeforeEach {
        Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck
        Reset-SandboxHost $server
    }

    It '<Call> is <Method> <Path>?<Query> <Body>' -ForEach @(
        @{ Call = 'Get-SmarticoAffiliate -First 10'; Method = 'GET'; Path = '/api/af2_aff_op'; Query = 'filter={"without_money":true}&range=[0,10]'; Body = '' }
        @{ Call = 'Get-SmarticoAffiliate'; Method = 'GET'; Path = '/api/af2_aff_op'; Query = 'filter={"without_money":true}&range=[0,999]'; Body = '' }
        @{ Call = 'Get-SmarticoAffiliate -Status Approved, Suspended -IncludeBalance'; Method = 'GET'; Path = '/api/af2_aff_op'; Query = 'filter={"aff_status_id":[2,4],"without_money":false}&range=[0,999]'; Body = '' }
        @{ Call = 'Set-SmarticoAffiliate 35425 -Company "Example & Co" -Roles FTDDate, FTDCount'; Method = 'PUT'; Path = '/api/af2_aff_op/35425'; Query = ''; Body = '{"company":"Example & Co","extra_role_ids":[103,104]}' }
        @{ Call = 'Set-SmarticoAffiliate 35425 -PaymentThreshold 10.50 -CustomTag @{ 155 = 33 } -Clear Skype'; Method = 'PUT'; Path = '/api/af2_aff_op/35425'; Query = ''; Body = '{"skype":null,"payment_threshold_oper_currency":10.50,"custom_prop_155":33}' }
        @{ Call = 'Get-SmarticoDeal 35425'; Method = 'GET'; Path = '/api/af2_deals_op'; Query = 'affiliate_id=35425'; Body = '' }
        @{ Call = 'New-SmarticoDeal 35425 -DealType CPA_RevShare_NetPL -CpaAmount 30 -RevSharePercentage 38.5 -CpaFtdQualifier 10 -Name "CPA + REV"'; Method = 'POST'; Path = '/api/af2_deals_op'; Query = ''; Body = '{"affiliate_id":35425,"deal_type_id":6,"deal_group_name":"CPA + REV","cpa_amount":30,"qua_cpa_ftd":10,"rev_share_percentage":38.5}' }
        @{ Call = 'Get-SmarticoDestinationLink -Name x'; Method = 'GET'; Path = '/api/af2_link_op'; Query = ''; Body = '' }
        @{ Call = 'New-SmarticoTrackingLink 658 46554'; Method = 'POST'; Path = '/api/private-api'; Query = ''; Body = '{"method":"af2_build_link","params":{"linkParams":{"link_id":658,"affiliate_id":46554,"source_id":null}}}' }
        @{ Call = 'New-SmarticoTrackingLink 658 46554 -SourceId 12'; Method = 'POST'; Path = '/api/private-api'; Query = ''; Body = '{"method":"af2_build_link","params":{"linkParams":{"link_id":658,"affiliate_id":46554,"source_id":"12"}}}' }
        @{ Call = 'Get-SmarticoPixel 166368'; Method = 'GET'; Path = '/api/af2_pixel_definitions_op'; Query = 'affiliate_id=166368'; Body = '' }
        @{ Call = 'New-SmarticoPixel 166368 -Trigger LeadCreated -Delivery ServerToServer -Url "https://api.casino.com/?deal_id={{deal_id}}" -Name n'; Method = 'POST'; Path = '/api/af2_pixel_definitions_op'; Query = ''; Body = '{"affiliate_id":"166368","pixel_status":1,"pixel_type_id":1,"pixel_trigger_type_id":1,"pixel":"https://api.casino.com/?deal_id={{deal_id}}","pixel_name":"n","deal_id":-1}' }
        @{ Call = 'Set-SmarticoPixel 2887 -Status Inactive -Name "New name"'; Method = 'PUT'; Path = '/api/af2_pixel_definitions_op/2887'; Query = ''; Body = '{"pixel_status":2,"pixel_name":"New name"}' }
        @{ Call = 'Get-SmarticoPromoCode'; Method = 'GET'; Path = '/api/af2_promocodes_op'; Query = 'filter={}&range=[0,999]'; Body = '' }
        @{ Call = 'Get-SmarticoPromoCode -Status Active -First 5'; Method = 'GET'; Path = '/api/af2_promocodes_op'; Query = 'filter={"status":true}&range=[0,5]'; Body = '' }
        @{ Call = 'Get-SmarticoPromoCode -PromoCodeId 150'; Method = 'GET'; Path = '/api/af2_promocodes_op/150'; Query = ''; Body = '' }
        @{ Call = 'New-SmarticoPromoCode WIRE 35425 -DealId 93203 -EndDate 2026-12-31T23:59:59Z'; Method = 'POST'; Path = '/api/af2_promocodes_op'; Query = ''; Body = '{"promocode":"WIRE","affiliate_id":35425,"deal_id":93203,"status":true,"end_date":"2026-12-31T23:59:59.000Z"}' }
        @{ Call = 'Set-SmarticoPromoCode 150 -Status Inactive -DescriptionPublic p -Clear EndDate'; Method = 'PUT'; Path = '/api/af2_promocodes_op/150'; Query = ''; Body = '{"status":false,"description_public":"p","end_date":null}' }
        @{ Call = 'Get-SmarticoBalance -AboveThreshold -To 2025-04-30T23:59:59Z'; Method = 'GET'; Path = '/api/af2_balance_op'; Query = 'filter={"above_threshold":true,"to":"2025-04-30T23:59:59Z"}&range=[0,999]'; Body = '' }
        @{ Call = 'Get-SmarticoMediaReport -From 2026-10-01 -To 2026-10-31 -GroupBy AffiliateId -Period Month'; Method = 'GET'; Path = '/api/af2_media_report_op'; Query = 'aggregation_period=MONTH&group_by=affiliate_id&date_from=2026-10-01&date_to=2026-11-01'; Body = '' }
        @{ Call = 'Invoke-SmarticoRequest api/af2_link_op'; Method = 'GET'; Path = '/api/af2_link_op'; Query = ''; Body = '' }
        @{ Call = 'Invoke-SmarticoRequest api/af2_aff_op/35425 -Method PUT -Body @{ company = "x" }'; Method = 'PUT'; Path = '/api/af2_aff_op/35425'; Query = ''; Body = '{"company":"x"}' }
    ) {
        $null = & ([scriptblock]::Create($Call))
        # Before the first create of a deal or a pixel the affiliate's list is read.
        $sent = @(Get-HostRequest $server)
        $sent | Select-Object -SkipLast 1 | Where-Object method -NE 'GET' | Should -BeNullOrEmpty
        $sent = @($sent | Select-Object -Last 1)
        $sent[0].method | Should -Be $Method
        $sent[0].path | Should -Be $Path
        $sent[0].query | Should -Be $Query
        $sent[0].body | Should -Be $Body
        $sent[0].hasAuthorization | Should -BeTrue
        $sent[0].statusCode | Should -Be 200
    }

    It 'Register-SmarticoAffiliate is POST /api/register-aff, without the key' {
        $null = Register-SmarticoAffiliate @registration
        $sent = @(Get-HostRequest $server)
        $sent | Should -HaveCount 1
        $sent[0].method | Should -Be 'POST'
        $sent[0].path | Should -Be '/api/register-aff'
        $sent[0].query | Should -Be ''
        # The log of the sandbox masks the secrets.
        $sent[0].body | Should -Be '{"hostname":"aff.sandbox.smartico.invalid","first_name":"Ada","last_name":"Lane","bo_user_email":"wire@example.com","username":"wire0001","password":"***","country":"DE","tc":true,"token":"***"}'
        $sent[0].hasAuthorization | Should -BeFalse
        $sent[0].statusCode | Should -Be 200
    }

    It 'the password and the token go out as they were given' {
        # A server of one request, which keeps what it was sent.
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $shell = [powershell]::Create().AddScript({
                param($listener)

                $client = $listener.AcceptTcpClient()
                $stream = $client.GetStream()
                $buffer = [byte[]]::new(65536)
                $text = ''
                while ($text -notmatch '\}$') {
                    $text += [System.Text.Encoding]::UTF8.GetString($buffer, 0, $stream.Read($buffer, 0, $buffer.Length))
                }

                $body = '{"err_code":0,"affiliate_id":5}'
                $answer = [System.Text.Encoding]::ASCII.GetBytes("HTTP/1.1 200 OK`r`nContent-Type: application/json`r`nContent-Length: $($body.Length)`r`nConnection: close`r`n`r`n$body")
                $stream.Write($answer, 0, $answer.Length)
                $client.Dispose()
                $text
            }).AddArgument($listener)
        try {
            $pending = $shell.BeginInvoke()
            $given = $registration + @{}
            $given.Uri = "http://127.0.0.1:$($listener.LocalEndpoint.Port)"
            (Register-SmarticoAffiliate @given).AffiliateId | Should -Be 5
            $text = "$($shell.EndInvoke($pending))"
        }
        finally {
            $listener.Stop()
            $shell.Dispose()
        }

        $text | Should -Match '^POST /api/register-aff HTTP/1\.1'
        $text | Should -Match '"password":"Wire12345"'
        $text | Should -Match '"token":"none"'
        $text | Should -Match '(?im)^Content-Type: application/json'
        $text | Should -Not -Match '(?im)^authorization:|sandbox-operator-key'
    }
}
