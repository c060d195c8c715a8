# Invoke-SmarticoRequest: any endpoint, PowerShell's values in, PowerShell's objects out.
BeforeAll {
    . $PSScriptRoot/Common.ps1

    # What the next request is answered with.
    function Add-Answer {
        param([string] $Json, [int] $Status = 200)

        (Get-SmarticoConnection).Sandbox.Faults.Enqueue([SmarticoAffiliates.Sandbox.SandboxFault]::Status($Status, $Json))
    }

    # What an endpoint's answer becomes.
    function Get-Answer {
        param([string] $Json)

        Add-Answer $Json
        Invoke-SmarticoRequest api/any
    }

    # The body that a value is sent as.
    function Get-BodyOf {
        param($Body)

        Add-Answer '{}'
        Clear-SentRequest
        $null = Invoke-SmarticoRequest api/any -Method POST -Body $Body
        (Get-SentRequest).Body
    }

    # The one error of a call, which must send nothing.
    function Get-Refusal {
        param([scriptblock] $Script)

        Clear-SentRequest
        $ErrorActionPreference = 'Continue'
        $problem = @(& $Script 2>&1)
        $problem | Should -HaveCount 1
        $problem[0] | Should -BeOfType System.Management.Automation.ErrorRecord
        $problem[0].FullyQualifiedErrorId | Should -Be 'SmarticoInvalidInput,SmarticoAffiliates.Commands.InvokeSmarticoRequestCommand'
        $problem[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        Get-SentRequest | Should -BeNullOrEmpty
        "$($problem[0])"
    }
}

Describe 'A request to an endpoint without a cmdlet' {
    BeforeEach { Connect-TestSandbox }

    It 'reads a list, record by record, in the server''s names and order' {
        $links = @(Invoke-SmarticoRequest api/af2_link_op)
        $links.Count | Should -BeGreaterThan 1
        @($links[0].psobject.Properties.Name)[0..4] | Should -Be 'id', 'link_id', 'enabled', 'brand_id', 'link_type_id'
        $links[0].id | Should -BeOfType long
        $links[0].create_date | Should -BeOfType string
        (Get-SentRequest).ToString() | Should -Be 'GET /api/af2_link_op 200'
        (Get-SentRequest).HasAuthorization | Should -BeTrue
    }

    It 'calls a method' {
        Invoke-SmarticoRequest api/private-api -Method POST -Body @{ method = 'af2_build_link'; params = @{ linkParams = [ordered]@{ link_id = 658; affiliate_id = 46554; source_id = $null } } } |
            Should -BeLike 'https://go.aff.sandbox.smartico.invalid/*aff=46554*'
        (Get-SentRequest).Body | Should -Be '{"method":"af2_build_link","params":{"linkParams":{"link_id":658,"affiliate_id":46554,"source_id":null}}}'
    }

    It 'changes a record' {
        (Invoke-SmarticoRequest api/af2_promocodes_op/150 -Method put -Body @{ description_public = 'by hand' }).description_public | Should -Be 'by hand'
        (Get-SmarticoPromoCode -PromoCodeId 150).DescriptionPublic | Should -Be 'by hand'
    }

    It 'uses the connection that it is given' {
        $other = Connect-Smartico -Sandbox -SkipCheck -PassThru
        Connect-TestSandbox
        $null = Invoke-SmarticoRequest api/af2_link_op -Connection $other
        $other.Sandbox.GetRequests() | Should -HaveCount 1
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'with <Method> is <Count> request' -ForEach @(
        @{ Method = 'GET'; Count = 2 }
        @{ Method = 'PUT'; Count = 2 }
        @{ Method = 'DELETE'; Count = 2 }
        @{ Method = 'POST'; Count = 1 }
        @{ Method = 'PATCH'; Count = 1 }
    ) {
        Add-Answer '{"message":"try later"}' 500
        Add-Answer '{"id":1}'
        $null = Invoke-SmarticoRequest api/any -Method $Method -ErrorVariable problems -ErrorAction SilentlyContinue
        @(Get-SentRequest) | Should -HaveCount $Count
        $problems | Should -HaveCount (2 - $Count)
        if ($problems) {
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoIndeterminate,*'
        }
    }
}

Describe 'The query' {
    BeforeAll { Connect-Smartico -Sandbox -SkipCheck }

    It '<Name> is sent as <Expected>' -ForEach @(
        @{ Name = 'text'; Value = "a b&c=d+e#f%20$([char]0xFC)"; Expected = "a b&c=d+e#f%20$([char]0xFC)" }
        @{ Name = 'a number'; Value = 10.5; Expected = '10.5' }
        @{ Name = 'an exact number'; Value = 10.50d; Expected = '10.50' }
        @{ Name = 'true'; Value = $true; Expected = 'true' }
        @{ Name = 'a date'; Value = [datetime]::new(2026, 12, 31, 23, 59, 59, [System.DateTimeKind]::Utc); Expected = '2026-12-31T23:59:59.000Z' }
        @{ Name = 'a status'; Value = 'the enumeration'; Expected = '2' }
        @{ Name = 'a filter'; Value = @{ aff_status_id = @(2); without_money = $true }; Expected = '{"aff_status_id":[2],"without_money":true}' }
        @{ Name = 'a list'; Value = @(0, 9); Expected = '[0,9]' }
        @{ Name = 'an empty list'; Value = @(); Expected = '[]' }
        @{ Name = 'nothing'; Value = ''; Expected = '' }
    ) {
        if ($Name -eq 'a status') {
            $Value = [SmarticoAffiliates.AffiliateStatus]::Approved
        }

        Add-Answer '[]'
        Clear-SentRequest
        Invoke-SmarticoRequest api/any -Query @{ x = $Value }
        (Get-SentRequest).QueryParameters['x'] | Should -BeExactly $Expected
    }

    It 'keeps the order of an ordered dictionary, comes behind the path''s, and null is left out' {
        Add-Answer '[]'
        Clear-SentRequest
        Invoke-SmarticoRequest 'api/any?z=1%2B2' -Query ([ordered]@{ b = 1; nothing = $null; a = 2 })
        (Get-SentRequest).Query | Should -Be 'z=1+2&b=1&a=2'
    }

    It 'is understood by the server' {
        $pending = @(Invoke-SmarticoRequest api/af2_aff_op -Query @{ filter = @{ aff_status_id = @(1); without_money = $true }; range = 0, 5 })
        $pending.Count | Should -BeGreaterThan 0
        $pending.aff_status_id | Sort-Object -Unique | Should -Be 1
    }
}

Describe 'The body' {
    BeforeAll { Connect-Smartico -Sandbox -SkipCheck }

    It '<Name> is sent as <Expected>' -ForEach @(
        @{ Name = 'a hashtable, its names sorted'; Body = @{ b = 1; a = 'x'; C = $null }; Expected = '{"C":null,"a":"x","b":1}' }
        @{ Name = 'an ordered dictionary'; Body = [ordered]@{ b = 1; a = 2 }; Expected = '{"b":1,"a":2}' }
        @{ Name = 'an object'; Body = [pscustomobject]@{ b = 1; a = [pscustomobject]@{ c = $true } }; Expected = '{"b":1,"a":{"c":true}}' }
        @{ Name = 'a row of a table'; Body = ("promocode,amount`nX,0010" | ConvertFrom-Csv); Expected = '{"promocode":"X","amount":"0010"}' }
        @{ Name = 'an array'; Body = @(1, 'two', @{ n = 3 }); Expected = '[1,"two",{"n":3}]' }
        @{ Name = 'an array of one'; Body = @(, @{ n = 3 }); Expected = '[{"n":3}]' }
        @{ Name = 'an empty hashtable'; Body = @{}; Expected = '{}' }
        @{ Name = 'an empty array'; Body = @(); Expected = '[]' }
        @{ Name = 'a list'; Body = [System.Collections.Generic.List[object]]@(1, $null); Expected = '[1,null]' }
        @{ Name = 'JSON as text'; Body = '{ "a" : 10.50, "b": [ ] }'; Expected = '{"a":10.50,"b":[]}' }
        @{ Name = 'numbers without loss'; Body = [ordered]@{ a = 10.5; b = 30769.788354d; c = 10.50d; d = 1000d; e = [long]::MaxValue; f = [ulong]::MaxValue; g = [decimal]::MaxValue; h = 0.1; i = 3.0; j = [float]1.1; k = -0.25; l = [bigint]::Pow(10, 30) }
            Expected = '{"a":10.5,"b":30769.788354,"c":10.50,"d":1000,"e":9223372036854775807,"f":18446744073709551615,"g":79228162514264337593543950335,"h":0.1,"i":3,"j":1.1,"k":-0.25,"l":1000000000000000000000000000000}' }
        @{ Name = 'switches and booleans'; Body = [ordered]@{ a = [switch]$true; b = $false }; Expected = '{"a":true,"b":false}' }
        @{ Name = 'dates in UTC'; Body = [ordered]@{ a = [datetimeoffset]'2026-02-01T10:00:00+02:00'; b = [datetime]::new(2026, 2, 1); c = [datetime]::new(2026, 2, 1, 1, 2, 3, [System.DateTimeKind]::Utc).AddMilliseconds(4) }
            Expected = '{"a":"2026-02-01T08:00:00.000Z","b":"2026-02-01T00:00:00.000Z","c":"2026-02-01T01:02:03.004Z"}' }
        @{ Name = 'enumerations as numbers'; Body = @{ a = [System.DayOfWeek]::Friday, [System.DayOfWeek]::Sunday }; Expected = '{"a":[5,0]}' }
        @{ Name = 'addresses and GUIDs as text'; Body = [ordered]@{ a = [uri]'https://example.com/x?y'; b = [guid]::Empty; c = [char]'z' }; Expected = '{"a":"https://example.com/x?y","b":"00000000-0000-0000-0000-000000000000","c":"z"}' }
        @{ Name = 'numbers as names'; Body = @{ 155 = 33 }; Expected = '{"155":33}' }
        @{ Name = 'text with quotes and other letters'; Body = @{ a = "`"\`n$([char]0xE9)" }; Expected = "{`"a`":`"\`"\\\n$([char]0xE9)`"}" }
    ) {
        Get-BodyOf $Body | Should -BeExactly $Expected
    }

    It 'takes values out of PowerShell''s wrappers, and what a command did not write is null' {
        $wrapped = Write-Output 5 | Add-Member -NotePropertyName note -NotePropertyValue x -PassThru
        Get-BodyOf ([ordered]@{ a = $wrapped; b = (Write-Output 'text'); c = @(Write-Output 1 2); d = (& { }) }) | Should -Be '{"a":5,"b":"text","c":[1,2],"d":null}'
    }

    It 'takes what came through a job' {
        $there = [pscustomobject]@{ when = [datetimeoffset]'2026-02-01T10:00:00+02:00'; n = 1.5d; list = 1, 2; nested = @{ a = 1 } }
        $back = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($there))
        Get-BodyOf $back | Should -Be '{"when":"2026-02-01T08:00:00.000Z","n":1.5,"list":[1,2],"nested":{"a":1}}'
    }

    It 'gives back what was read' {
        $json = '{"z":1,"a":[{"x":10.50,"when":"2026-01-01T00:00:00Z"},[],null],"id":1,"ID":2,"":{"psobject":123456789012345678901234567890}}'
        Get-BodyOf (Get-Answer $json) | Should -BeExactly $json
        Get-BodyOf ($json | ConvertFrom-Json -AsHashtable) | Should -BeLike '*"psobject":123456789012345678901234567890*'
    }

    It 'takes the fields of our objects that are lists or details' {
        $affiliate = Get-SmarticoAffiliate -First 1
        $roles = [SmarticoAffiliates.RoleList]::new([SmarticoAffiliates.AffiliateRole[]](103, 104))
        Get-BodyOf ([ordered]@{ affiliate_id = $affiliate.AffiliateId; status = $affiliate.Status; roles = $roles }) | Should -Be "{`"affiliate_id`":$($affiliate.AffiliateId),`"status`":$([int]$affiliate.Status),`"roles`":[103,104]}"
    }

    It '<Name> is refused before anything is sent: <Expected>' -ForEach @(
        @{ Name = 'text that is no JSON'; Expected = 'The body is text, but no JSON*'; Call = { Invoke-SmarticoRequest api/any -Method POST -Body 'promocode=X' } }
        @{ Name = 'empty text'; Expected = 'The body is text, but no JSON*'; Call = { Invoke-SmarticoRequest api/any -Method POST -Body '' } }
        @{ Name = 'null'; Expected = 'The body is null*'; Call = { Invoke-SmarticoRequest api/any -Method POST -Body $null } }
        @{ Name = 'what a command did not write'; Expected = 'The body is null*'; Call = { Invoke-SmarticoRequest api/any -Method POST -Body (& { }) } }
        @{ Name = 'a body of a GET'; Expected = 'A GET carries no body*'; Call = { Invoke-SmarticoRequest api/any -Body @{ a = 1 } } }
        @{ Name = 'a secure string'; Expected = 'Body.user.password is a secret*'; Call = { Invoke-SmarticoRequest api/any -Method POST -Body @{ user = @{ password = [System.Net.NetworkCredential]::new('', 'hunter22').SecurePassword } } } }
        @{ Name = 'a credential'; Expected = 'Body`[1`] is a secret*'; Call = { Invoke-SmarticoRequest api/any -Method POST -Body @(1, [pscredential]::new('me', [System.Net.NetworkCredential]::new('', 'hunter22').SecurePassword)) } }
        @{ Name = 'an affiliate'; Expected = 'Body is a Affiliate with all its fields*'; Call = { Invoke-SmarticoRequest api/any -Method POST -Body ([SmarticoAffiliates.Affiliate].GetConstructors('NonPublic, Instance')[0].Invoke(@())) } }
        @{ Name = 'what is no number'; Expected = 'Body.a is a System.Double, which has no form in JSON*'; Call = { Invoke-SmarticoRequest api/any -Method POST -Body @{ a = [double]::NaN } } }
        @{ Name = 'a script'; Expected = 'Body.a is a System.Management.Automation.ScriptBlock, which has no form in JSON*'; Call = { Invoke-SmarticoRequest api/any -Method POST -Body @{ a = { 1 } } } }
        @{ Name = 'a file'; Expected = 'Body`[0`].x is a System.IO.DirectoryInfo, which has no form in JSON*'; Call = { Invoke-SmarticoRequest api/any -Method POST -Body @(, @{ x = Get-Item / }) } }
        @{ Name = 'a name given twice'; Expected = "Body has two fields of the name '1'*"; Call = { $h = @{ 1 = 1 }; $h['1'] = 2; Invoke-SmarticoRequest api/any -Method POST -Body $h } }
        @{ Name = 'a property that fails'; Expected = 'Body.a can''t be read*'; Call = { Invoke-SmarticoRequest api/any -Method POST -Body ([pscustomobject]@{} | Add-Member ScriptProperty a { throw 'hunter22' } -PassThru) } }
        @{ Name = 'a hashtable that contains itself'; Expected = 'Body.me.me*is nested deeper than 64 levels; does it contain itself?*'; Call = { $h = @{}; $h.me = $h; Invoke-SmarticoRequest api/any -Method POST -Body $h } }
        @{ Name = 'an array that contains itself'; Expected = 'Body`[0`]*is nested deeper*'; Call = { $a = @(1); $a[0] = $a; Invoke-SmarticoRequest api/any -Method POST -Body $a } }
        @{ Name = 'an object that contains itself'; Expected = 'Body.me*is nested deeper*'; Call = { $o = [pscustomobject]@{ me = $null }; $o.me = $o; Invoke-SmarticoRequest api/any -Method POST -Body $o } }
        @{ Name = 'a query that contains itself'; Expected = 'Query.me*is nested deeper*'; Call = { $h = @{}; $h.me = $h; Invoke-SmarticoRequest api/any -Query $h } }
        @{ Name = 'a query without a name'; Expected = 'Query has a parameter without a name*'; Call = { Invoke-SmarticoRequest api/any -Query @{ '' = 1 } } }
    ) {
        $problem = Get-Refusal $Call
        $problem | Should -BeLike $Expected
        $problem | Should -Not -Match 'hunter22'
    }
}

Describe 'The path' {
    BeforeAll { Connect-Smartico -Sandbox -SkipCheck }

    It '<_> is refused before anything is sent' -ForEach @(
        'https://evil.test/api', 'http://sandbox.invalid:1/api', '\\evil.test\api', '../outside', 'api/../../outside', 'api/%2e%2e/%2E%2e/outside', 'api/..%2f..%2foutside', 'api/any#part', '/', ' '
    ) {
        $null = Get-Refusal ([scriptblock]::Create("Invoke-SmarticoRequest '$_'"))
        $null = Get-Refusal ([scriptblock]::Create("Invoke-SmarticoRequest '$_' -Method DELETE -WhatIf"))
    }

    It 'may begin with a slash' {
        Clear-SentRequest
        $null = Invoke-SmarticoRequest /api/af2_link_op
        (Get-SentRequest).Path | Should -Be '/api/af2_link_op'
    }
}

Describe 'The answer' {
    BeforeAll { Connect-Smartico -Sandbox -SkipCheck }

    It 'becomes ordinary objects: names, order, values' {
        $answer = Get-Answer '{"zeta":1,"alpha":10.50,"when":"2026-01-01T00:00:00Z","flag":true,"none":null,"nested":{"b":[1,[2],{"c":"d"}]},"empty":[],"Count":7,"id 2":"x"}'
        $answer | Should -BeOfType System.Management.Automation.PSCustomObject
        $answer.psobject.Properties.Name | Should -Be 'zeta', 'alpha', 'when', 'flag', 'none', 'nested', 'empty', 'Count', 'id 2'
        $answer.psobject.Properties.MemberType | Sort-Object -Unique | Should -Be NoteProperty
        $answer.zeta | Should -BeOfType long
        $answer.alpha | Should -BeOfType decimal
        $answer.alpha.ToString([cultureinfo]::InvariantCulture) | Should -Be '10.50'
        $answer.when | Should -BeOfType string
        $answer.when | Should -Be '2026-01-01T00:00:00Z'
        $answer.flag | Should -BeTrue
        $answer.none | Should -BeNullOrEmpty
        $answer.nested.b.Count | Should -Be 3
        $answer.nested.b[1][0] | Should -Be 2
        $answer.nested.b[2].c | Should -Be 'd'
        , $answer.empty | Should -BeOfType System.Array
        $answer.Count | Should -Be 7
        $answer.'id 2' | Should -Be 'x'
    }

    It 'keeps numbers exact: <_>' -ForEach '30769.788354', '9223372036854775807', '123456789012345678901234567890', '0.1000', '-1' {
        $number = (Get-Answer "{`"n`":$_}").n
        $number | Should -Not -BeOfType double
        $number.ToString([cultureinfo]::InvariantCulture) | Should -Be $_
    }

    It 'that is a list is written record by record, lists in it as they are' {
        $answer = @(Get-Answer '[1,[2,3],{"a":4},null,"x"]')
        $answer | Should -HaveCount 5
        $answer[1] | Should -Be 2, 3
        $answer[2].a | Should -Be 4
        @(Get-Answer '[]') | Should -HaveCount 0
        @(Get-Answer '[[]]') | Should -HaveCount 1
    }

    It 'with data and meta is one object' {
        $report = @(Get-Answer '{"data":[{"a":1},{"a":2}],"meta":{"operator_currency":"EUR"}}')
        $report | Should -HaveCount 1
        $report.data.a | Should -Be 1, 2
        $report.meta.operator_currency | Should -Be 'EUR'
    }

    It 'has a number, a web address or a word of success alone: <_>' -ForEach '658', '"658"', '"https://go.aff.test/x"', '"ok"', 'true' {
        Get-Answer $_ | Should -Be ($_.Trim('"'))
    }

    It 'is nothing for null and for no content' {
        @(Get-Answer 'null') | Should -HaveCount 0
        Add-Answer '' 204
        @(Invoke-SmarticoRequest api/any -Method DELETE) | Should -HaveCount 0
    }

    It 'with names that no object can have is an ordered dictionary: <Json>' -ForEach @(
        @{ Json = '{"id":1,"ID":2}'; Name = 'ID'; Value = 2 }
        @{ Json = '{"":2}'; Name = ''; Value = 2 }
        @{ Json = '{"a":1,"PSObject":2}'; Name = 'PSObject'; Value = 2 }
        @{ Json = '{"psTypeNames":2}'; Name = 'psTypeNames'; Value = 2 }
    ) {
        $ErrorActionPreference = 'Stop'
        $answer = Get-Answer $Json
        $answer | Should -BeOfType System.Collections.Specialized.OrderedDictionary
        $answer[$Name] | Should -Be $Value
        (Get-Answer "[{`"x`":$Json}]").x[$Name] | Should -Be $Value
    }

    It 'nested <Depth> levels deep is <What>' -ForEach @(@{ Depth = 64; What = 'read' }, @{ Depth = 65; What = 'an error' }, @{ Depth = 100000; What = 'an error' }) {
        Add-Answer (('[' * $Depth) + (']' * $Depth))
        $answer = Invoke-SmarticoRequest api/any -ErrorVariable problems -ErrorAction SilentlyContinue
        if ($What -eq 'read') {
            $problems | Should -BeNullOrEmpty
            , $answer | Should -Not -BeNullOrEmpty
        }
        else {
            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidResponse,*'
        }
    }
}

Describe 'A refusal' {
    BeforeEach { Connect-TestSandbox }

    It '<Status> <Json> is <Id>' -ForEach @(
        @{ Status = 404; Json = '{"message":"Not there"}'; Id = 'SmarticoNotFound'; Category = 'ObjectNotFound'; Words = 'Not there' }
        @{ Status = 400; Json = '"Wrong"'; Id = 'SmarticoInvalidRequest'; Category = 'InvalidArgument'; Words = 'Wrong' }
        @{ Status = 401; Json = '"Who?"'; Id = 'SmarticoAuthenticationFailed'; Category = 'AuthenticationError'; Words = 'Who?' }
        @{ Status = 200; Json = '"You don''t have permissions to do that"'; Id = 'SmarticoPermissionDenied'; Category = 'PermissionDenied'; Words = 'You don''t have permissions to do that' }
        @{ Status = 200; Json = '"Something else"'; Id = 'SmarticoInvalidRequest'; Category = 'InvalidArgument'; Words = 'Something else' }
    ) {
        Add-Answer $Json $Status
        $path = 'api/any?token=hunter22'
        $answer = Invoke-SmarticoRequest $path -Method PUT -Body @{ a = 1 } -ErrorVariable problems -ErrorAction SilentlyContinue
        $answer | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be "$Id,SmarticoAffiliates.Commands.InvokeSmarticoRequestCommand"
        $problems[0].CategoryInfo.Category | Should -Be $Category
        $problems[0].TargetObject | Should -Be 'api/any'
        $problems[0].Exception.ServerMessage | Should -Be $Words
        $problems[0] | Out-String | Should -Not -Match 'hunter22'
    }

    It 'echoes no secret of the body into any stream' {
        Add-Answer '{"message":"password hunter22 is weak for token captcha99"}' 400
        $DebugPreference = $VerbosePreference = 'Continue'
        $all = Invoke-SmarticoRequest api/any -Method POST -Body @{ user = @{ password = 'hunter22'; name = 'nora' }; token = 'captcha99' } -ErrorAction Continue *>&1
        "$all" | Should -Match '"name":"nora"'
        "$all" | Should -Match '"password":"\*\*\*"'
        ($all | ForEach-Object { $_ | Format-List * -Force | Out-String }) -join '' | Should -Not -Match 'hunter22|captcha99'
    }

    It '-Verbose names method, path and status, and not the query' {
        $lines = @(Invoke-SmarticoRequest 'api/af2_link_op?x=hunter22' -Query @{ y = 'hunter22' } -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })
        "$lines" | Should -BeLike 'GET api/af2_link_op: 200*'
        "$lines" | Should -Not -Match 'hunter22'
    }

    It 'needs a connection' {
        Disconnect-Smartico
        { Invoke-SmarticoRequest api/any } | Should -Throw -ErrorId 'SmarticoNotConnected,SmarticoAffiliates.Commands.InvokeSmarticoRequestCommand'
    }
}

Describe 'ShouldProcess' {
    BeforeEach { Connect-TestSandbox }

    It '-WhatIf of <_> sends nothing and says what it would send, without secrets' -ForEach 'POST', 'PUT', 'PATCH', 'DELETE' {
        $method = $_
        Get-HostText { Invoke-SmarticoRequest 'api/any/5?x=hunter22' -Method $method -Body ([ordered]@{ a = 1; password = 'hunter22' }) -WhatIf } |
            Should -Be "What if: Performing the operation `"$method {`"a`":1,`"password`":`"***`"}`" on target `"api/any/5`"."
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'is not asked for a GET, with -Paged or without' {
        @(Invoke-SmarticoRequest api/af2_link_op -WhatIf).Count | Should -BeGreaterThan 1
        @(Invoke-SmarticoRequest api/af2_aff_op -Paged -First 2 -WhatIf) | Should -HaveCount 2
    }
}

Describe '-Paged' {
    BeforeAll { $server = Start-SandboxHost '--affiliates', '2500', '--page-cap', '1000' }

    AfterAll { Stop-SandboxHost $server }

    BeforeEach {
        Connect-Smartico sandbox-operator-key -Uri $server.Uri -SkipCheck
        Reset-SandboxHost $server
    }

    It 'walks the whole list, each record once, in order, in three requests' {
        $records = @(Invoke-SmarticoRequest api/af2_aff_op -Query @{ filter = @{ without_money = $true } } -Paged)
        $records | Should -HaveCount 2500
        @($records.id | Sort-Object -Unique) | Should -HaveCount 2500
        (Get-HostRequest $server).queryParameters.range | Should -Be '[0,999]', '[1000,1999]', '[2000,2999]'
        (Get-HostRequest $server).queryParameters.filter | Sort-Object -Unique | Should -Be '{"without_money":true}'
    }

    It '-Skip and -First take a part, and only that is asked for' {
        $records = @(Invoke-SmarticoRequest 'api/af2_aff_op?x=1' -Paged -Skip 10 -First 5)
        $records.id | Should -Be (Get-SmarticoAffiliate -Skip 10 -First 5).AffiliateId
        (Get-HostRequest $server)[0].queryParameters.range | Should -Be '[10,15]'
        Invoke-SmarticoRequest api/af2_aff_op -Paged -First 0 | Should -BeNullOrEmpty
    }

    It 'is not read to its end by Select-Object -First' {
        @(Invoke-SmarticoRequest api/af2_aff_op -Paged | Select-Object -First 5) | Should -HaveCount 5
        @(Get-HostRequest $server).Count | Should -BeLessOrEqual 2
    }

    It 'tries again where a page was lost' {
        Add-HostFault $server @{ kind = 'truncatedAnswer' }
        @(Invoke-SmarticoRequest api/af2_aff_op -Paged) | Should -HaveCount 2500
    }

    It 'ends the pipeline where the list breaks off' {
        Add-HostFault $server @{ kind = 'status'; status = 400; body = '"broken"' }
        { Invoke-SmarticoRequest api/af2_aff_op -Paged -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'SmarticoInvalidRequest,SmarticoAffiliates.Commands.InvokeSmarticoRequestCommand'
    }

    It '-IncludeTotalCount says that the number is not known' {
        (Invoke-SmarticoRequest api/af2_aff_op -Paged -First 1 -IncludeTotalCount)[0].ToString() | Should -Be 'Unknown total count'
    }

    It '<Call> is refused: <Expected>' -ForEach @(
        @{ Call = 'Invoke-SmarticoRequest api/any -First 5'; Expected = '-Skip, -First*go with -Paged only*' }
        @{ Call = 'Invoke-SmarticoRequest api/any -Skip 5'; Expected = '-Skip, -First*go with -Paged only*' }
        @{ Call = 'Invoke-SmarticoRequest api/any -Paged -Query @{ range = "[0,9]" }'; Expected = '-Paged asks for one range after the other*' }
        @{ Call = 'Invoke-SmarticoRequest "api/any?range=[0,9]" -Paged'; Expected = '-Paged asks for one range after the other*' }
    ) {
        Connect-TestSandbox
        Get-Refusal ([scriptblock]::Create($Call)) | Should -BeLike $Expected
    }

    It 'does not go with -Method or -Body' {
        { Invoke-SmarticoRequest api/any -Paged -Method POST } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
        { Invoke-SmarticoRequest api/any -Paged -Body @{} } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }
}
