# The list of players: what is sent, what comes out, and whose the rows are.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    Connect-Smartico -Sandbox -SkipCheck

    function Get-SentQuery { Get-SentRequest | ForEach-Object { ($_.Path -replace '^/api/') + '?' + $_.Query } }
}

Describe 'Get-SmarticoRegistration' {
    BeforeEach { Clear-SentRequest }

    It 'sends <Sent> for <Line>' -ForEach @(
        @{ Line = { Get-SmarticoRegistration -First 10 -Skip 5 }; Sent = 'range=[5,15]' }
        @{ Line = { Get-SmarticoRegistration 35425 }; Sent = 'filter={"affiliate_id":35425}&range=[0,999]' }
        @{ Line = { Get-SmarticoRegistration -affiliate_id "35425" -First 2 }; Sent = 'filter={"affiliate_id":35425}&range=[0,999]' }
    ) {
        $null = & $Line
        Get-SentQuery | Should -Be "af2_regs_op?$Sent"
    }

    It 'gives each registration once' {
        $players = @(Get-SmarticoRegistration)
        $players.Count | Should -BeGreaterThan 2000
        $players.RegistrationId | Sort-Object -Unique | Should -HaveCount $players.Count
    }

    It 'gives piped affiliates'' players with one walk, and leaves out and counts among them alone' {
        $all = @(Get-SmarticoAffiliate -AffiliateId 35425, 46554 | Get-SmarticoRegistration)
        $all.AffiliateId | Sort-Object -Unique | Should -Be 35425, 46554
        @(Get-SentQuery) -like 'af2_regs_op*' | Where-Object { $_ -match 'range=\[0,' } | Should -HaveCount 1
        $some = @(Get-SmarticoRegistration 35425, 46554 -Skip 2 -First 3)
        $some.RegistrationId | Should -Be $all[2..4].RegistrationId
    }

    It 'asks for nothing where nothing was piped' {
        @() | Get-SmarticoRegistration | Should -BeNullOrEmpty
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'takes <Name> for nobody''s, and not for all' -ForEach @(
        @{ Name = 'nothing'; Cell = $null }
        @{ Name = 'a blank cell'; Cell = ' ' }
        @{ Name = 'no ids'; Cell = @() }
    ) {
        { Get-SmarticoRegistration -AffiliateId $Cell } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'has a property and a column for each field that comes' {
        $player = Get-SmarticoRegistration 35425 -First 1
        $player.NetPl | Should -Be $player.AdditionalProperties['net_pl']
        $row = Invoke-WithCulture 'de-DE' { $player | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv }
        $row.CreateDate | Should -Match '^2026-10-\d\dT\d\d:\d\d:\d\dZ$'
        $row.DepositTotal | Should -Match '^\d+(\.\d+)?$'
        ($player | Get-SmarticoBalance).AffiliateId | Should -Be 35425
    }

    It 'leaves out the rows of others where the server heeds no filter' {
        (Get-SmarticoConnection).Sandbox.Faults.Enqueue([SmarticoAffiliates.Sandbox.SandboxFault]::Status(200, '[{"id":1,"affiliate_id":8},{"id":2,"affiliate_id":7},{"id":3,"affiliate_id":7}]'))
        (Get-SmarticoRegistration 7 -First 1).RegistrationId | Should -Be 2
    }

    It 'ends with an error where a row does not say whose it is' {
        (Get-SmarticoConnection).Sandbox.Faults.Enqueue([SmarticoAffiliates.Sandbox.SandboxFault]::Status(200, '[{"id":1}]'))
        { Get-SmarticoRegistration 7 } | Should -Throw -ErrorId 'SmarticoInvalidResponse,*'
    }

    It 'takes <Cell> for no id' -ForEach @{ Cell = 'x' }, @{ Cell = '1.5' } {
        { Get-SmarticoRegistration $Cell } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        Get-SentRequest | Should -BeNullOrEmpty
    }
}
