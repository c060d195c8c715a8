# What PowerShell does to piped rows, and what this module does instead. Each trap stands beside a control:
# the same cell through a plain parameter, which falls for it.
BeforeAll {
    . $PSScriptRoot/Common.ps1

    Add-Type -PassThru -TypeDefinition @'
using System;
using System.Management.Automation;

[Cmdlet("Test", "PlainParameter")]
public sealed class TestPlainParameterCommand : PSCmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)] public int? Id { get; set; }
    [Parameter(ValueFromPipelineByPropertyName = true)] public decimal? Amount { get; set; }
    [Parameter(ValueFromPipelineByPropertyName = true)] public DateTime? When { get; set; }
    [Parameter(ValueFromPipelineByPropertyName = true)] public bool? Flag { get; set; }
    [Parameter(ValueFromPipelineByPropertyName = true)] public DayOfWeek? Day { get; set; }
    [Parameter(ValueFromPipelineByPropertyName = true)] public int[] List { get; set; }
    [Parameter(ValueFromPipelineByPropertyName = true)] public string Name { get; set; }
    [Parameter(ValueFromPipelineByPropertyName = true)] public string Company { get; set; }

    protected override void ProcessRecord()
    {
        var got = new PSObject();
        foreach (string name in new[] { "Id", "Amount", "When", "Flag", "Day", "List", "Name", "Company" })
        {
            got.Properties.Add(new PSNoteProperty(name, GetType().GetProperty(name).GetValue(this, null)));
        }

        got.Properties.Add(new PSNoteProperty("BoundName", MyInvocation.BoundParameters.ContainsKey("Name") ? MyInvocation.BoundParameters["Name"] : null));
        WriteObject(got);
    }
}

[Cmdlet("Test", "PlainMandatory")]
public sealed class TestPlainMandatoryCommand : PSCmdlet
{
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)] public int Id { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)] public string Name { get; set; }

    protected override void ProcessRecord()
    {
        WriteObject(Id);
    }
}
'@ | Select-Object -First 1 | ForEach-Object { Import-Module -Assembly $_.Assembly }

    # A good row of each cmdlet with the given cell in it, between two good rows, as Import-Csv gives them.
    function New-Row {
        param([string] $Cmdlet, [string] $Column, [string] $Cell)

        $good = switch ($Cmdlet) {
            'New-SmarticoPromoCode' {
                [ordered]@{ PromoCode = 'FIRST'; AffiliateId = '35425'; DealId = '93203' }
                [ordered]@{ PromoCode = 'SECOND'; AffiliateId = '35425'; DealId = '93203' }
                [ordered]@{ PromoCode = 'THIRD'; AffiliateId = '35425'; DealId = '93203' }
            }
            'Set-SmarticoPromoCode' {
                [ordered]@{ PromoCodeId = '150'; DescriptionPublic = 'FIRST' }
                [ordered]@{ PromoCodeId = '150'; DescriptionPublic = 'SECOND' }
                [ordered]@{ PromoCodeId = '150'; DescriptionPublic = 'THIRD' }
            }
            'Set-SmarticoAffiliate' {
                [ordered]@{ AffiliateId = '35425'; Company = 'FIRST' }
                [ordered]@{ AffiliateId = '35425'; Company = 'SECOND' }
                [ordered]@{ AffiliateId = '35425'; Company = 'THIRD' }
            }
        }

        foreach ($row in $good) {
            if (-not $row.Contains($Column)) {
                $row[$Column] = ''
            }
        }

        $good[1][$Column] = $Cell
        $good | ForEach-Object { [pscustomobject]$_ } | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
    }
}

Describe 'A cell that cannot be read' {
    BeforeDiscovery {
        $ids = '10.6', '10,6', '1e3', '0x10', '1,000', '1.000', '-5', '0', '12 34', 'abc', '99999999999'
        $dates = '01/02/2026', '31.12.2026', '12/31/2026', '1 Feb 2026', '2026-13-01', '2026-02-30', '20260201', 'tomorrow'
        $numbers = '10,5', '1.234,56', '1,234.56', '1 000', '1e3', '0x10', '10.5 EUR'
        $flags = '2', 'maybe', 'wahr', 'truee', '-1'
        $wrong = @(
            @{ Cmdlet = 'New-SmarticoPromoCode'; Column = 'AffiliateId'; Cells = $ids }
            @{ Cmdlet = 'New-SmarticoPromoCode'; Column = 'DealId'; Cells = $ids }
            @{ Cmdlet = 'New-SmarticoPromoCode'; Column = 'Status'; Cells = '9', '2', '-1', 'maybe', 'Aktiv' }
            @{ Cmdlet = 'New-SmarticoPromoCode'; Column = 'StartDate'; Cells = $dates }
            @{ Cmdlet = 'New-SmarticoPromoCode'; Column = 'EndDate'; Cells = $dates }
            @{ Cmdlet = 'Set-SmarticoPromoCode'; Column = 'PromoCodeId'; Cells = $ids }
            @{ Cmdlet = 'Set-SmarticoPromoCode'; Column = 'AffiliateId'; Cells = '10.6', '1e3' }
            @{ Cmdlet = 'Set-SmarticoPromoCode'; Column = 'DealId'; Cells = '10.6', '1e3' }
            @{ Cmdlet = 'Set-SmarticoPromoCode'; Column = 'Status'; Cells = '9', 'maybe' }
            @{ Cmdlet = 'Set-SmarticoPromoCode'; Column = 'StartDate'; Cells = '01/02/2026', '31.12.2026' }
            @{ Cmdlet = 'Set-SmarticoPromoCode'; Column = 'EndDate'; Cells = '01/02/2026', '31.12.2026' }
            @{ Cmdlet = 'Set-SmarticoPromoCode'; Column = 'Clear'; Cells = 'PromoCode', 'Status', 'NoSuchField' }
            @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'AffiliateId'; Cells = $ids }
            @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'ManagerId'; Cells = '10.6', '1e3', 'smr' }
            @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'ParentAffiliateId'; Cells = '10.6', '1e3' }
            @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'PaymentMethodId'; Cells = '10.6', '1e3' }
            @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'Status'; Cells = '9', '0', 'Aproved' }
            @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'NoCarryOver'; Cells = $flags }
            @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'TwoFaEnabled'; Cells = $flags }
            @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'ApiAccessEnabled'; Cells = $flags }
            @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'PaymentThreshold'; Cells = $numbers }
            @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'Roles'; Cells = '103104', 'FTDDates', '9' }
            @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'BrandIds'; Cells = 'x', '1e3', '10.6' }
            @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'CustomTag'; Cells = '155', '155=x', '155=3.5', '155=33=34' }
            @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'PaymentMethodDetails'; Cells = 'skrill_email=a@example.com', '[1,2]' }
            @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'Clear'; Cells = 'Name', 'Status', 'NoSuchField' }
        )
        $cases = foreach ($one in $wrong) {
            foreach ($cell in $one.Cells) {
                @{ Cmdlet = $one.Cmdlet; Column = $one.Column; Cell = $cell }
            }
        }
    }

    BeforeAll { Connect-TestSandbox }

    It '<Cmdlet> -<Column> ''<Cell>'': one error for its row, nothing sent for it, the other rows run' -ForEach $cases {
        Connect-TestSandbox
        $rows = New-Row -Cmdlet $Cmdlet -Column $Column -Cell $Cell

        $null = $rows | & $Cmdlet -ErrorVariable problems -ErrorAction SilentlyContinue -WarningVariable warnings

        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike "SmarticoInvalidCell,*$($Cmdlet -replace '-')Command"
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidData'
        $problems[0].Exception.Message | Should -BeLike "row 2, *: $Column *"
        $unreadable = switch ($Column) {
            # These quote what is wrong in the cell, or show how it is written.
            { $_ -in 'BrandIds', 'Roles', 'Clear' } { "'$Cell'" }
            'CustomTag' { if ($Cell -match '=(x|3\.5)$') { "'$($Matches[1])'" } else { '155=33' } }
            default { "'$Cell'" }
        }
        $problems[0].Exception.Message | Should -BeLike "*$([WildcardPattern]::Escape($unreadable))*"
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[1]) | Should -BeTrue -Because 'the target is the row itself'
        $warnings | Should -BeNullOrEmpty

        $sent = @(Get-SentBody)
        $sent | Should -HaveCount 2
        $sent -match 'FIRST' | Should -HaveCount 1
        $sent -match 'THIRD' | Should -HaveCount 1
    }

    It 'ends the pipeline under -ErrorAction Stop: <Cmdlet> -<Column> ''<Cell>''' -ForEach @(
        @{ Cmdlet = 'New-SmarticoPromoCode'; Column = 'StartDate'; Cell = '01/02/2026' }
        @{ Cmdlet = 'New-SmarticoPromoCode'; Column = 'AffiliateId'; Cell = '1e3' }
        @{ Cmdlet = 'Set-SmarticoPromoCode'; Column = 'Status'; Cell = '9' }
        @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'PaymentThreshold'; Cell = '10,5' }
        @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'NoCarryOver'; Cell = 'wahr' }
    ) {
        Connect-TestSandbox
        $rows = New-Row -Cmdlet $Cmdlet -Column $Column -Cell $Cell

        { $rows | & $Cmdlet -ErrorAction Stop } | Should -Throw -ErrorId 'SmarticoInvalidCell,*' -ExpectedMessage "row 2, *$Column *'$Cell'*"

        Get-SentBody | Where-Object { $_ -match 'SECOND|THIRD' } | Should -BeNullOrEmpty
    }

    It 'fails the same way as an argument: <Cmdlet> -<Parameter> <Value>' -ForEach @(
        @{ Cmdlet = 'Set-SmarticoAffiliate'; Parameter = 'PaymentThreshold'; Value = '10,5' }
        @{ Cmdlet = 'Set-SmarticoAffiliate'; Parameter = 'Status'; Value = 9 }
        @{ Cmdlet = 'Set-SmarticoAffiliate'; Parameter = 'ManagerId'; Value = 10.6 }
    ) {
        $given = @{ AffiliateId = 35425; $Parameter = $Value }
        { & $Cmdlet @given } | Should -Throw -ErrorId 'SmarticoInvalidCell,*' -ExpectedMessage "$Parameter '$Value' *"
    }

    It 'is an error in a custom_prop column too, which no parameter has' {
        Connect-TestSandbox
        $rows = "affiliate_id,custom_prop_155`n35425,31`n35425,1e3`n35425,33" | ConvertFrom-Csv

        $rows | Set-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidCell,*'
        $problems[0].Exception.Message | Should -BeLike "row 2, affiliate 35425: custom_prop_155 '1e3'*"
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[1]) | Should -BeTrue
        Get-SentBody | Should -Be '{"custom_prop_155":31}', '{"custom_prop_155":33}'
    }

    Context 'Control: a plain parameter' {
        It 'runs the row without <Column> ''<Cell>'', and says nothing' -ForEach @(
            @{ Column = 'Amount'; Cell = '1.234,56' }
            @{ Column = 'When'; Cell = '2026-02-30' }
            @{ Column = 'Flag'; Cell = 'true' }
            @{ Column = 'Day'; Cell = '9' }
        ) {
            $got = [pscustomobject]@{ Name = 'q'; $Column = $Cell } | Test-PlainParameter -ErrorVariable problems
            $problems | Should -BeNullOrEmpty
            $got.Name | Should -Be 'q'
            $got.$Column | Should -BeNullOrEmpty -Because 'PowerShell drops the cell: this is the trap'
        }
    }
}

Describe 'A blank cell' {
    BeforeEach { Connect-TestSandbox }

    It 'is not given, wherever the blank row stands: Set-SmarticoAffiliate' {
        $header = 'AffiliateId,Name,Status,NoCarryOver,ManagerId,ParentAffiliateId,PaymentThreshold,PaymentMethodId,PaymentMethodDetails,Roles,BrandIds,CustomTag,Clear,TwoFaEnabled,ApiAccessEnabled,custom_prop_156,Company'
        $blank = '35425,,,,,,,,,,,,,,,,'
        $spaces = '35425, , , , , , , , , , , , , , , ,'
        $full = '35425,N,Approved,true,2342,,10.5,3,"{""skrill_email"":""a@example.com""}",103;104,333,155=33,Skype,false,1,7,'
        $rows = @($header, "${blank}A", "${full}B", "${blank}C", "${spaces}D", "${blank}E") | ConvertFrom-Csv

        $rows | Set-SmarticoAffiliate -ErrorVariable problems -WarningVariable warnings

        $problems | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        $sent = @(Get-SentBody)
        $sent | Should -HaveCount 5
        foreach ($company in 'A', 'C', 'D', 'E') {
            $sent | Should -Contain "{`"company`":`"$company`"}"
        }

        $full = $sent | Where-Object { $_ -match '"company":"B"' } | ConvertFrom-Json
        @($full.PSObject.Properties.Name | Sort-Object) | Should -Be @(
            'aff_status_id', 'affiliate_name', 'api_access_enabled', 'brand_ids', 'company', 'custom_prop_155', 'custom_prop_156', 'extra_role_ids',
            'manager_id', 'no_carry_over', 'payment_method_details', 'payment_method_id', 'payment_threshold_oper_currency', 'skype', 'two_fa_enabled')
        $full.skype | Should -BeNullOrEmpty
        $full.no_carry_over | Should -BeExactly $true
        $full.two_fa_enabled | Should -BeExactly $false
    }

    It 'is not given: New-SmarticoPromoCode' {
        $rows = @'
PromoCode,AffiliateId,DealId,Status,DescriptionInternal,DescriptionPublic,StartDate,EndDate
B1,35425,93203,,,,,
B2,35425,93203,Inactive,i,p,2026-01-01,2026-01-31
B3,35425,93203,,,,,
B4,35425,93203," ", , , ,
'@ | ConvertFrom-Csv

        $made = $rows | New-SmarticoPromoCode

        $made.PromoCode | Should -Be 'B1', 'B2', 'B3', 'B4'
        Get-SentBody | Should -Be @(
            '{"promocode":"B1","affiliate_id":35425,"deal_id":93203,"status":true}'
            '{"promocode":"B2","affiliate_id":35425,"deal_id":93203,"status":false,"description_internal":"i","description_public":"p","start_date":"2026-01-01T00:00:00.000Z","end_date":"2026-01-31T23:59:59.999Z"}'
            '{"promocode":"B3","affiliate_id":35425,"deal_id":93203,"status":true}'
            '{"promocode":"B4","affiliate_id":35425,"deal_id":93203,"status":true}'
        )
    }

    It 'is not given: Set-SmarticoPromoCode' {
        $rows = @'
PromoCodeId,PromoCode,AffiliateId,DealId,Status,DescriptionInternal,DescriptionPublic,StartDate,EndDate,Clear
150,,,,,1,,,,
150,X,166368,93195,0,2,p,2026-01-01,2026-01-31,
150,,,,,3,,,,
'@ | ConvertFrom-Csv

        $rows | Set-SmarticoPromoCode

        Get-SentBody | Should -Be @(
            '{"description_internal":"1"}'
            '{"description_internal":"3"}'
            '{"promocode":"X","affiliate_id":166368,"deal_id":93195,"status":false,"description_internal":"2","description_public":"p","start_date":"2026-01-01T00:00:00.000Z","end_date":"2026-01-31T23:59:59.999Z"}'
        )
    }

    It 'in a mandatory id is an error that names it: <Cmdlet> -<Column>' -ForEach @(
        @{ Cmdlet = 'New-SmarticoPromoCode'; Column = 'AffiliateId' }
        @{ Cmdlet = 'Set-SmarticoAffiliate'; Column = 'AffiliateId' }
        @{ Cmdlet = 'Set-SmarticoPromoCode'; Column = 'PromoCodeId' }
    ) {
        $rows = New-Row -Cmdlet $Cmdlet -Column $Column -Cell ''

        $null = $rows | & $Cmdlet -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems | Should -HaveCount 1
        $problems[0].Exception.Message | Should -BeLike "*$Column*"
        [object]::ReferenceEquals($problems[0].TargetObject, $rows[1]) | Should -BeTrue
        Get-SentBody | Should -HaveCount 2
        Get-SentBody | Should -Not -Match 'SECOND'
    }

    It 'in the mandatory <Column> of a new promo code is an error that names it' -ForEach @(
        @{ Column = 'PromoCode' }
        @{ Column = 'DealId' }
    ) {
        $rows = New-Row -Cmdlet New-SmarticoPromoCode -Column $Column -Cell ''
        $rows[1].$Column = ''

        $null = $rows | New-SmarticoPromoCode -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems | Should -HaveCount 1
        $problems[0].Exception.Message | Should -BeLike "*$Column*"
        Get-SentBody | Should -HaveCount 2
    }

    Context 'Control: a plain parameter' {
        It 'takes a blank <Column> for 0' -ForEach @(@{ Column = 'Id' }, @{ Column = 'Amount' }) {
            $got = [pscustomobject]@{ Name = 'q'; $Column = '' } | Test-PlainParameter
            $got.$Column | Should -BeExactly 0 -Because 'PowerShell makes a number of it: this is the trap'
        }

        It 'takes it for 0 in one row and for nothing in another' {
            $got = "Amount,Name,Id`n2,c,1`n,,`n3,d,3`n,," | ConvertFrom-Csv | Test-PlainParameter
            $taken = @($got[1].Id, $got[1].Amount, $got[3].Id, $got[3].Amount) | Where-Object { $null -ne $_ }
            $taken | Should -Not -BeNullOrEmpty
            $taken | ForEach-Object { $_ | Should -Be 0 }
        }

        It 'takes a blank mandatory id for 0' {
            "Id,Name`n1,a`n,b" | ConvertFrom-Csv | Test-PlainMandatory | Should -Be 1, 0
        }
    }
}

Describe 'A decimal number under <_>' -ForEach 'en-US', 'de-DE', 'fr-FR' {
    BeforeAll { $culture = $_ }

    BeforeEach { Connect-TestSandbox }

    It '<Cell> is sent as <Wire>' -ForEach @(
        @{ Cell = '10.5'; Wire = '10.5' }
        @{ Cell = ' 10.50 '; Wire = '10.50' }
        @{ Cell = '1000'; Wire = '1000' }
        @{ Cell = '0'; Wire = '0' }
        @{ Cell = '30769.788354'; Wire = '30769.788354' }
        @{ Cell = '0.1234567890123456789'; Wire = '0.1234567890123456789' }
        @{ Cell = 10.5; Wire = '10.5' }
        @{ Cell = [decimal]'1234.56'; Wire = '1234.56' }
        @{ Cell = 1234; Wire = '1234' }
    ) {
        Invoke-WithCulture $culture {
            [pscustomobject]@{ AffiliateId = '35425'; PaymentThreshold = $Cell } | Set-SmarticoAffiliate
            Set-SmarticoAffiliate 35425 -PaymentThreshold $Cell
        }
        Get-SentBody | Should -Be @("{`"payment_threshold_oper_currency`":$Wire}", "{`"payment_threshold_oper_currency`":$Wire}")
    }
}

Describe 'A list' {
    BeforeEach { Connect-TestSandbox }

    It 'of roles, written ''<Cell>'', sends [103,104]' -ForEach @(
        @{ Cell = '103,104' }
        @{ Cell = '103;104' }
        @{ Cell = '103 104' }
        @{ Cell = '103, 104' }
        @{ Cell = ' 103 ;; 104; ' }
        @{ Cell = 'FTDDate,FTDCount' }
        @{ Cell = 'ftddate; 104' }
    ) {
        [pscustomobject]@{ AffiliateId = '35425'; Roles = $Cell } | Set-SmarticoAffiliate
        Set-SmarticoAffiliate 35425 -Roles $Cell
        "affiliate_id,extra_role_ids`n35425,`"$Cell`"" | ConvertFrom-Csv | Set-SmarticoAffiliate
        Get-SentBody | Should -Be (@('{"extra_role_ids":[103,104]}') * 3)
    }

    It 'of roles as an array sends [103,104]' {
        Set-SmarticoAffiliate 35425 -Roles 103, 104
        Set-SmarticoAffiliate 35425 -Roles FTDDate, FTDCount
        Set-SmarticoAffiliate 35425 -Roles '103', 'FTDCount'
        Set-SmarticoAffiliate 35425 -Roles ([System.Collections.ArrayList]@(103, '104'))
        Get-SentBody | Should -Be (@('{"extra_role_ids":[103,104]}') * 4)
    }

    It 'of ids, written ''<Cell>'', sends [333,501]' -ForEach @(@{ Cell = '333,501' }, @{ Cell = '333;501' }, @{ Cell = '333 501' }, @{ Cell = 333, 501 }) {
        [pscustomobject]@{ AffiliateId = '35425'; BrandIds = $Cell } | Set-SmarticoAffiliate
        Get-SentBody | Should -Be '{"brand_ids":[333,501]}'
    }

    It 'of ids reads one that looks like a thousand as two' {
        [pscustomobject]@{ AffiliateId = '35425'; BrandIds = '1,234' } | Set-SmarticoAffiliate
        Get-SentBody | Should -Be '{"brand_ids":[1,234]}'
    }

    It 'of ids to get is read the same way' {
        (Get-SmarticoAffiliate -AffiliateId '35425,46554').AffiliateId | Should -Be 35425, 46554
        (Get-SmarticoAffiliate -AffiliateId '35425 46554').AffiliateId | Should -Be 35425, 46554
        { Get-SmarticoAffiliate -AffiliateId 1e3, '0x10' } | Should -Throw -ErrorId 'ParameterArgumentTransformationError*'
    }

    Context 'Control: a plain parameter' {
        It 'takes 103,104 for 103104' {
            ([pscustomobject]@{ List = '103,104'; Name = 'q' } | Test-PlainParameter).List | Should -Be 103104
        }

        It 'drops ''<_>''' -ForEach '103;104', '103 104' {
            ([pscustomobject]@{ List = $_; Name = 'q' } | Test-PlainParameter -ErrorVariable problems).List | Should -BeNullOrEmpty
            $problems | Should -BeNullOrEmpty
        }
    }
}

Describe 'A number that PowerShell would guess' {
    It 'Control: a plain parameter takes <Cell> for <Taken>' -ForEach @(
        @{ Column = 'Amount'; Cell = '10,5'; Taken = 105 }
        @{ Column = 'Id'; Cell = '10.6'; Taken = 11 }
        @{ Column = 'Id'; Cell = '1e3'; Taken = 1000 }
        @{ Column = 'Id'; Cell = '0x10'; Taken = 16 }
    ) {
        ([pscustomobject]@{ $Column = $Cell; Name = 'q' } | Test-PlainParameter).$Column | Should -Be $Taken
    }
}

Describe 'A date' {
    BeforeEach { Connect-TestSandbox }

    It '<Cell> is sent as <Wire>' -ForEach @(
        @{ Cell = '2026-02-01'; Wire = '2026-02-01T00:00:00.000Z' }
        @{ Cell = '2026-02-01T10:00'; Wire = '2026-02-01T10:00:00.000Z' }
        @{ Cell = '2026-02-01T10:00:00'; Wire = '2026-02-01T10:00:00.000Z' }
        @{ Cell = '2026-02-01 10:00:00'; Wire = '2026-02-01T10:00:00.000Z' }
        @{ Cell = '2026-02-01T10:00:00Z'; Wire = '2026-02-01T10:00:00.000Z' }
        @{ Cell = '2026-02-01T10:00:00.123Z'; Wire = '2026-02-01T10:00:00.123Z' }
        @{ Cell = '2026-02-01T10:00:00.5Z'; Wire = '2026-02-01T10:00:00.500Z' }
        @{ Cell = '2026-02-01T10:00:00+02:00'; Wire = '2026-02-01T08:00:00.000Z' }
        @{ Cell = '2026-02-01T23:30:00-05:30'; Wire = '2026-02-02T05:00:00.000Z' }
        @{ Cell = ' 2026-12-31T23:59:59.000Z '; Wire = '2026-12-31T23:59:59.000Z' }
    ) {
        [pscustomobject]@{ PromoCode = 'ROW'; AffiliateId = '35425'; DealId = '93203'; StartDate = $Cell } | New-SmarticoPromoCode | Should -Not -BeNullOrEmpty
        Set-SmarticoPromoCode 150 -EndDate $Cell -Clear StartDate
        # A day without a time is the whole of it, where something ends.
        $end = if ($Cell.Trim().Length -eq 10) { $Wire -replace 'T00:00:00\.000Z', 'T23:59:59.999Z' } else { $Wire }
        Get-SentBody | Should -Be @(
            "{`"promocode`":`"ROW`",`"affiliate_id`":35425,`"deal_id`":93203,`"status`":true,`"start_date`":`"$Wire`"}"
            "{`"start_date`":null,`"end_date`":`"$end`"}"
        )
    }

    It 'object passes as the same moment: <Name>' -ForEach @(
        @{ Name = 'DateTime of no kind, taken as UTC'; Value = [datetime]::new(2026, 2, 1, 10, 0, 0); Wire = '2026-02-01T10:00:00.000Z' }
        @{ Name = 'DateTime, UTC'; Value = [datetime]::new(2026, 2, 1, 10, 0, 0, 7, [System.DateTimeKind]::Utc); Wire = '2026-02-01T10:00:00.007Z' }
        @{ Name = 'DateTimeOffset, UTC'; Value = [datetimeoffset]::new(2026, 2, 1, 10, 0, 0, [timespan]::Zero); Wire = '2026-02-01T10:00:00.000Z' }
        @{ Name = 'DateTimeOffset with an offset'; Value = [datetimeoffset]::new(2026, 2, 1, 10, 0, 0, [timespan]::FromHours(-8)); Wire = '2026-02-01T18:00:00.000Z' }
    ) {
        Set-SmarticoPromoCode 150 -EndDate $Value
        [pscustomobject]@{ PromoCodeId = 150; EndDate = $Value } | Set-SmarticoPromoCode
        Get-SentBody | Should -Be (@("{`"end_date`":`"$Wire`"}") * 2)
    }

    It 'object of local kind passes as the same moment, in another time zone too' {
        $zone = $env:TZ
        $env:TZ = 'America/New_York'
        [System.TimeZoneInfo]::ClearCachedData()
        try {
            $local = [datetime]::new(2026, 7, 1, 10, 0, 0, [System.DateTimeKind]::Local)
            $utc = [System.TimeZoneInfo]::ConvertTimeToUtc($local).ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", [cultureinfo]::InvariantCulture)
            Set-SmarticoPromoCode 150 -EndDate $local
            Set-SmarticoPromoCode 150 -StartDate '2026-07-01T10:00:00'
        }
        finally {
            $env:TZ = $zone
            [System.TimeZoneInfo]::ClearCachedData()
        }

        Get-SentBody | Should -Be "{`"end_date`":`"$utc`"}", '{"start_date":"2026-07-01T10:00:00.000Z"}'
    }

    It 'Control: a plain parameter reads 01/02/2026 as the culture guesses, and one cell is two days' {
        $days = foreach ($culture in 'en-US', 'de-DE') {
            Invoke-WithCulture $culture { ([pscustomobject]@{ When = '01/02/2026'; Name = 'q' } | Test-PlainParameter).When.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) }
        }
        $days | Should -Be '2026-01-02', '2026-02-01'
    }
}

Describe 'Yes and no under <_>' -ForEach 'en-US', 'de-DE', 'tr-TR' {
    BeforeDiscovery {
        $words = foreach ($cell in 'true', 'TRUE', 'True', '1', 'yes', 'YES', 'active', 'Active', ' true ', 1) { @{ Cell = $cell; Wire = 'true' } }
        $words += foreach ($cell in 'false', 'FALSE', 'False', '0', 'no', 'No', 'inactive', 'INACTIVE', 0) { @{ Cell = $cell; Wire = 'false' } }
    }

    BeforeAll { $culture = $_ }

    BeforeEach { Connect-TestSandbox }

    It 'a cell ''<Cell>'' is <Wire>, as a switch of an affiliate and as a promo code''s status' -ForEach $words {
        Invoke-WithCulture $culture {
            [pscustomobject]@{ AffiliateId = '35425'; NoCarryOver = $Cell; Company = 'c' } | Set-SmarticoAffiliate
            [pscustomobject]@{ PromoCodeId = '150'; Status = $Cell } | Set-SmarticoPromoCode
        }
        Get-SentBody | Should -Be "{`"company`":`"c`",`"no_carry_over`":$Wire}", "{`"status`":$Wire}"
    }
}

Describe 'A column that a later row does not have' {
    BeforeEach { Connect-TestSandbox }

    It 'does not carry over the value of the row before' {
        $rows = @(
            [pscustomobject]@{ AffiliateId = 35425; Company = 'a'; Status = 'Approved'; PaymentThreshold = '5'; Roles = '103'; StartDate = $null; Clear = 'Skype'; CustomTag = '155=1' }
            [pscustomobject]@{ AffiliateId = 35427; Skype = 's' }
            [pscustomobject]@{ AffiliateId = 36971; Company = 'b' }
        )

        $rows | Set-SmarticoAffiliate -WarningAction SilentlyContinue

        @(Get-SentRequest PUT | Sort-Object Path | ForEach-Object Body) | Select-Object -Last 2 | Should -Be '{"skype":"s"}', '{"company":"b"}'
    }

    It 'does not make promo codes of mixed values' {
        $rows = @(
            [pscustomobject]@{ PromoCode = 'M1'; AffiliateId = 35425; DealId = 93203; Status = 'Inactive'; EndDate = '2026-01-01'; DescriptionPublic = 'x' }
            [pscustomobject]@{ PromoCode = 'M2'; AffiliateId = 35427; DealId = 93196 }
            [pscustomobject]@{ PromoCode = 'M3'; AffiliateId = 36971 }
        )

        $null = $rows | New-SmarticoPromoCode -ErrorVariable problems -ErrorAction SilentlyContinue

        @(Get-SentBody)[1] | Should -Be '{"promocode":"M2","affiliate_id":35427,"deal_id":93196,"status":true}'
        Get-SentBody | Should -HaveCount 2
        $problems | Should -HaveCount 1
        $problems[0].Exception.Message | Should -BeLike '*DealId*'
    }

    It 'does not take the affiliate of the row before where the row has none' {
        $rows = @(
            [pscustomobject]@{ PromoCode = 'N1'; AffiliateId = 35425; DealId = 93203 }
            [pscustomobject]@{ PromoCode = 'N2'; DealId = 93203 }
        )

        $null = $rows | New-SmarticoPromoCode -ErrorVariable problems -ErrorAction SilentlyContinue

        Get-SentBody | Should -HaveCount 1
        $problems | Should -HaveCount 1
        $problems[0].Exception.Message | Should -BeLike '*AffiliateId*'
    }

    It 'Control: BoundParameters of a plain cmdlet still hold the first row''s value' {
        $got = [pscustomobject]@{ Name = 'first'; Id = 1 }, [pscustomobject]@{ Id = 2 } | Test-PlainParameter
        $got[1].Name | Should -BeNullOrEmpty
        $got[1].BoundName | Should -Be 'first' -Because 'the key of the first row is still there: this is the trap'
    }
}

Describe 'A typed object in the pipeline' {
    BeforeEach { Connect-TestSandbox }

    It 'sends what was given and nothing of itself: Set-SmarticoAffiliate' {
        Get-SmarticoAffiliate -First 3 | Set-SmarticoAffiliate -Company X
        $sent = Get-SentRequest PUT
        $sent.Body | Should -Be (@('{"company":"X"}') * 3)
        ($sent.Path | Sort-Object) | Should -Be '/api/af2_aff_op/35425', '/api/af2_aff_op/35427', '/api/af2_aff_op/36184'
    }

    It 'sends what was given and nothing of itself: Set-SmarticoPromoCode' {
        Get-SmarticoPromoCode -First 3 | Set-SmarticoPromoCode -Status Inactive
        (Get-SentRequest PUT).Body | Should -Be (@('{"status":false}') * 3)
    }

    It 'Control: by-name binding of a plain parameter takes every property' {
        $got = Get-SmarticoAffiliate -AffiliateId 35427 | Test-PlainParameter
        $got.Name | Should -Be 'Northwind Media'
        $got.Company | Should -Be 'Northwind Media Ltd'
    }
}
