# One reading of a row, whatever kind of table it comes from, and an outcome that names it.
BeforeDiscovery {
    $tables = 'Csv', 'Json', 'Object', 'Hashtable', 'Ordered', 'DataTable', 'Class', 'Xml'
    $deal = @{ AffiliateId = '35425'; DealId = '93203' }
    $writers = @(
        @{
            Cmdlet = 'New-SmarticoPromoCode'; Columns = 'PromoCode', 'AffiliateId', 'DealId', 'Status', 'DescriptionPublic', 'StartDate', 'EndDate'
            Good = 'TABLE1', '35425', '93203', 'no', 'x', '2026-01-01', '2026-05-31'; Needed = 3; Bad = 'EndDate'; Cell = '31.05.2026'
        }
        @{
            Cmdlet = 'Set-SmarticoPromoCode'; Columns = 'PromoCodeId', 'Status', 'DescriptionInternal', 'EndDate', 'Clear'
            Good = '150', 'Inactive', 'a;b', '2026-05-31T10:00:00+02:00', 'StartDate'; Needed = 1; Extra = @{ DescriptionPublic = 'p' }; Bad = 'Status'; Cell = 'maybe'
        }
        @{
            Cmdlet = 'Set-SmarticoAffiliate'
            Columns = 'AffiliateId', 'Name', 'Status', 'ManagerId', 'TwoFaEnabled', 'Roles', 'BrandIds', 'PaymentThreshold', 'PaymentMethodDetails', 'CustomTag', 'custom_prop_156'
            Good = '35425', 'N', 'Approved', '2342', 'yes', '103;104', '333 334', '10.50', '{"a":"b"}', '155=33', '7'
            Needed = 1; Extra = @{ Company = 'c' }; Bad = 'PaymentThreshold'; Cell = '10,5'
        }
        @{
            Cmdlet = 'New-SmarticoDeal'; Columns = 'AffiliateId', 'CpaAmount', 'Name', 'CpaFtdQualifier', 'CpaActivityCountQualifier'
            Good = '35425', '120.50', 'n', '10', '3'; Needed = 2; Bad = 'CpaFtdQualifier'; Cell = '1.000,5'
        }
        @{
            Cmdlet = 'New-SmarticoPixel'; Columns = 'AffiliateId', 'Trigger', 'Delivery', 'Url', 'Name', 'DealId', 'Status'
            Good = '35425', 'FtdMade', '1', 'https://t.example/?d={{deal_id}}', 'n', 'All', '2'; Needed = 4; Bad = 'DealId'; Cell = 'any'
        }
        @{ Cmdlet = 'Set-SmarticoPixel'; Columns = 'PixelId', 'Name', 'Status', 'Url'; Good = '2887', 'n', 'active', 'https://t.example/'; Needed = 1; Extra = @{ Trigger = 1 }; Bad = 'Status'; Cell = '9' }
        @{ Cmdlet = 'New-SmarticoTrackingLink'; Columns = 'LinkId', 'AffiliateId', 'SourceId'; Good = '658', '35425', 'news'; Needed = 2; Bad = 'LinkId'; Cell = '1e3' }
        @{
            Cmdlet = 'Register-SmarticoAffiliate'
            Columns = 'FirstName', 'LastName', 'Username', 'Password', 'Email', 'Country', 'AcceptTerms', 'CaptchaToken', 'Company', 'ManagerId', 'Roles', 'Language'
            Good = 'A', 'B', 'table001', 'Secret12', 'table@example.com', 'DE', 'yes', 't', 'c', '2342', '103,104', 'EN'; Needed = 8; Bad = 'ManagerId'; Cell = '10.6'
        }
    )
    $matrix = foreach ($writer in $writers) { foreach ($table in $tables) { $writer + @{ Table = $table } } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1

    # A row as each kind of table has it.
    function New-TableRow {
        param([string] $Table, [string[]] $Columns, [string[]] $Cells)

        $fields = [ordered]@{}
        for ($i = 0; $i -lt $Columns.Count; $i++) { $fields[$Columns[$i]] = $Cells[$i] }
        $row = [pscustomobject]$fields
        switch ($Table) {
            'Csv' { $row | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv }
            'Json' { $row | ConvertTo-Json | ConvertFrom-Json }
            'Object' { $row }
            'Hashtable' { [hashtable]$fields }
            'Ordered' { $fields }
            'DataTable' {
                $data = [System.Data.DataTable]::new()
                $Columns | ForEach-Object { $null = $data.Columns.Add($_) }
                $null = $data.Rows.Add([object[]]@($Cells | ForEach-Object { if ($_) { $_ } else { [System.DBNull]::Value } }))
                $data.Rows[0]
            }
            'Class' {
                $type = "Row$([guid]::NewGuid().ToString('N'))"
                & ([scriptblock]::Create("class $type { $(($Columns | ForEach-Object { "[string] `$$_;" }) -join ' ') }; [$type]`$fields"))
            }
            'Xml' {
                $document = [xml]'<rows><row/></rows>'
                foreach ($name in $Columns) {
                    $element = $document.CreateElement($name)
                    $element.InnerText = $fields[$name]
                    $null = $document.DocumentElement.FirstChild.AppendChild($element)
                }

                $document.DocumentElement.FirstChild
            }
        }
    }

    function Send-TableRow {
        param([string] $Cmdlet, [object[]] $Rows, [hashtable] $Extra)

        $given = @{}
        if ($Extra) { $given = $Extra }
        $connection = if ($Cmdlet -like 'Register*') { @{ RegistrationHostname = 'aff.sandbox.smartico.invalid' } } else { @{} }
        $null = $Rows | & $Cmdlet @given @connection -ErrorVariable script:problems -ErrorAction SilentlyContinue -WarningVariable script:warnings -WarningAction SilentlyContinue
    }

    # What the server is sent for a CSV row: what every other kind of table is held against.
    function Get-CsvBody {
        param([string] $Cmdlet, [string[]] $Columns, [string[]] $Cells, [hashtable] $Extra)

        Connect-TestSandbox
        Send-TableRow -Cmdlet $Cmdlet -Rows (New-TableRow -Table Csv -Columns $Columns -Cells $Cells) -Extra $Extra
        (Get-SentRequest | Where-Object Method -In 'POST', 'PUT').Body
    }
}

Describe '<Cmdlet> of <Table>' -ForEach $matrix {
    It 'sends the same bytes as of a CSV row' {
        $csv = Get-CsvBody -Cmdlet $Cmdlet -Columns $Columns -Cells $Good -Extra $Extra
        $csv | Should -Not -BeNullOrEmpty
        Connect-TestSandbox
        Send-TableRow -Cmdlet $Cmdlet -Rows (New-TableRow -Table $Table -Columns $Columns -Cells $Good) -Extra $Extra
        $problems | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        (Get-SentRequest | Where-Object Method -In 'POST', 'PUT').Body | Should -BeExactly $csv
    }

    It 'takes blank cells as not given, as of a CSV row' {
        $cells = @($Good[0..($Needed - 1)]) + @('') * ($Good.Count - $Needed)
        $csv = Get-CsvBody -Cmdlet $Cmdlet -Columns $Columns -Cells $cells -Extra $Extra
        $csv | Should -Not -BeNullOrEmpty
        Connect-TestSandbox
        Send-TableRow -Cmdlet $Cmdlet -Rows (New-TableRow -Table $Table -Columns $Columns -Cells $cells) -Extra $Extra
        $problems | Should -BeNullOrEmpty
        (Get-SentRequest | Where-Object Method -In 'POST', 'PUT').Body | Should -BeExactly $csv
    }

    It 'tells a cell that cannot be read, names the row, and sends the next row' {
        $cells = $Good.Clone()
        $cells[[array]::IndexOf($Columns, $Bad)] = $Cell
        Connect-TestSandbox
        $rows = @((New-TableRow -Table $Table -Columns $Columns -Cells $cells), (New-TableRow -Table $Table -Columns $Columns -Cells $Good))
        Send-TableRow -Cmdlet $Cmdlet -Rows $rows -Extra $Extra
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidCell,*'
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidData'
        $problems[0].Exception.Message | Should -BeLike "row 1, *: $Bad '$Cell' is not *Nothing was sent."
        if ($Cmdlet -notlike 'Register*') { [object]::ReferenceEquals($problems[0].TargetObject, $rows[0]) | Should -BeTrue }
        @(Get-SentRequest | Where-Object Method -In 'POST', 'PUT') | Should -HaveCount 1
    }

    It 'warns of a column that nothing reads, and refuses a list' {
        Connect-TestSandbox
        Send-TableRow -Cmdlet $Cmdlet -Rows (New-TableRow -Table $Table -Columns ($Columns + 'Typo') -Cells ($Good + 'x')) -Extra $Extra
        "$warnings" | Should -BeLike "Column 'Typo' is ignored:*"
    }
}

Describe 'A file of 12 rows, 7 of them wrong' {
    It 'makes 5 objects and 7 errors in the order of the rows, each naming its row, and sums up 12' {
        Connect-TestSandbox
        $rows = @'
PromoCode,AffiliateId,DealId,StartDate,EndDate,Status
TWELVE-1,35425,93203,,,
TWELVE-2,3542x,93203,,,
,35425,93203,,,
TWELVE-4,35425,93203,2026-01-01,2026-02-01,no
TWELVE-5,35425,93203,01.03.2027,31.12.2027,maybe
TWELVE-6,35425,1,,,
TWELVE-7,35425,93203,,,
TWELVE-8,35425,,,,
TWELVE-9,35425,93203,2026-03-01,2026-02-01,
TWELVE-10,35425,93203,,,
WELCOME2026,35425,93203,,,
TWELVE-12,35425,93203,,,
'@ | ConvertFrom-Csv
        $made = $rows | New-SmarticoPromoCode -SummaryVariable summary -ErrorVariable problems -ErrorAction SilentlyContinue

        $made.PromoCode | Should -Be 'TWELVE-1', 'TWELVE-4', 'TWELVE-7', 'TWELVE-10', 'TWELVE-12'
        $problems | Should -HaveCount 7
        @($problems | ForEach-Object { if ("$_" -match '^row (\d+), promo code') { [int]$Matches[1] } }) | Should -Be 2, 3, 5, 6, 8, 9, 11
        @($problems | ForEach-Object { [array]::IndexOf($rows, $_.TargetObject) + 1 }) | Should -Be 2, 3, 5, 6, 8, 9, 11
        "$($problems[2])" | Should -BeExactly ("row 5, promo code 'TWELVE-5': Status 'maybe' is not a status: write Active or Inactive; " +
            "StartDate '01.03.2027' is not an ISO 8601 date: write it as 2026-02-01 or 2026-02-01T10:00:00Z (UTC unless an offset is given); " +
            "EndDate '31.12.2027' is not an ISO 8601 date: write it as 2026-02-01 or 2026-02-01T10:00:00Z (UTC unless an offset is given). Nothing was sent.")
        $problems.FullyQualifiedErrorId -replace ',.*' | Should -Be 'SmarticoInvalidCell', 'SmarticoInvalidCell', 'SmarticoInvalidCell', 'SmarticoInvalidDeal', 'SmarticoInvalidCell', 'SmarticoInvalidInput', 'SmarticoAlreadyExists'
        $summary.Read, $summary.Created, $summary.Failed, $summary.NotTried | Should -Be 12, 5, 7, 0
        $summary.IsComplete | Should -BeTrue
    }
}

Describe 'A record of the API that is piped' {
    BeforeEach { Connect-TestSandbox }

    It 'gives its identity only, to a cmdlet of another resource: <Name>' -ForEach @(
        @{ Name = 'a promo code'; Get = { Get-SmarticoPromoCode -PromoCodeId 150 }; Id = 166368 }
        @{ Name = 'a deal'; Get = { Get-SmarticoDeal 35425 | Select-Object -First 1 }; Id = 35425 }
        @{ Name = 'a pixel'; Get = { Get-SmarticoPixel 166368 | Select-Object -First 1 }; Id = 166368 }
        @{ Name = 'a balance'; Get = { Get-SmarticoBalance -AffiliateId 35425 }; Id = 35425 }
        @{ Name = 'a tracking link'; Get = { New-SmarticoTrackingLink 658 35425 }; Id = 35425 }
        @{ Name = 'an affiliate'; Get = { Get-SmarticoAffiliate -AffiliateId 35425 }; Id = 35425 }
    ) {
        $record = & $Get
        Clear-SentRequest
        $record | Set-SmarticoAffiliate -ManagerId 2360 -WarningVariable warnings
        (Get-SentRequest PUT).Path | Should -Be "/api/af2_aff_op/$Id"
        Get-SentBody | Should -Be '{"manager_id":2360}'
        $warnings | Should -BeNullOrEmpty

        $record | Export-Clixml (Join-Path $TestDrive 'record.xml')
        Clear-SentRequest
        Import-Clixml (Join-Path $TestDrive 'record.xml') | Set-SmarticoAffiliate -ManagerId 2342
        Get-SentBody | Should -Be '{"manager_id":2342}'
    }

    It 'gives its identity only after <Name>, to its own cmdlet' -ForEach @(
        @{ Name = 'Export-Clixml'; Trip = { param($o) $o | Export-Clixml "$TestDrive/own.xml"; Import-Clixml "$TestDrive/own.xml" } }
        @{ Name = 'Select-Object'; Trip = { param($o) $o | Select-Object AffiliateId, Name, Status } }
        @{ Name = 'both'; Trip = { param($o) $o | Select-Object AffiliateId, Name | Export-Clixml "$TestDrive/own.xml"; Import-Clixml "$TestDrive/own.xml" } }
    ) {
        $record = & $Trip (Get-SmarticoAffiliate -AffiliateId 35425)
        Clear-SentRequest
        $record | Set-SmarticoAffiliate -ManagerId 2360 -WarningAction SilentlyContinue
        Get-SentBody | Should -Be '{"manager_id":2360}'
    }

    It 'says so where nothing else was given' {
        Get-SmarticoAffiliate -First 1 | Set-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue
        "$problems" | Should -BeLike 'row 1, affiliate *: No field was given to change.*A piped affiliate says which one is meant, and nothing else.*'
    }

    It 'is an error where its selected columns collide, and says what to write instead' {
        Get-SmarticoAffiliate -AffiliateId 35425 | Select-Object AffiliateId, Name | New-SmarticoPixel -Trigger 1 -Delivery 1 -Url https://t.example -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidCell,*'
        "$problems" | Should -BeLike "row 1, *: column 'Name' can be the affiliate's or what is to be sent: write -Name { `$_.Name } to send it*"
        Get-SentBody | Should -BeNullOrEmpty

        $made = Get-SmarticoAffiliate -AffiliateId 35425 | Select-Object AffiliateId, Name | New-SmarticoPixel -Trigger 1 -Delivery 1 -Url https://t.example -Name { $_.Name }
        $made.Name | Should -Be 'Robby Ron'
    }

    It 'that lacks what is needed is named' {
        Get-SmarticoDestinationLink | Select-Object -First 1 | Set-SmarticoAffiliate -ManagerId 1 -ErrorVariable problems -ErrorAction SilentlyContinue
        "$problems" | Should -BeLike '*AffiliateId is missing: a piped destination link does not give it*'
    }
}

Describe 'An enumeration in a cell' {
    BeforeEach { Connect-TestSandbox }

    It 'of another type is an error: <Value>' -ForEach @(
        @{ Value = [System.DayOfWeek]::Wednesday }
        @{ Value = [System.ConsoleColor]::DarkGreen }
    ) {
        [pscustomobject]@{ AffiliateId = 35425; Status = $Value } | Set-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue
        { Set-SmarticoAffiliate 35425 -Status $Value } | Should -Throw -ErrorId 'SmarticoInvalidCell,*'
        "$($problems[0])" | Should -BeLike "row 1, affiliate 35425: Status '$Value' is of another kind*"
        [pscustomobject]@{ AffiliateId = 35425; Status = $Value } | Export-Clixml "$TestDrive/enum.xml"
        Import-Clixml "$TestDrive/enum.xml" | Set-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        Get-SentBody | Should -BeNullOrEmpty
    }

    It 'of its own type passes, also after Export-Clixml' {
        [pscustomobject]@{ AffiliateId = 35425; Status = [SmarticoAffiliates.AffiliateStatus]::Suspended } | Export-Clixml "$TestDrive/enum.xml"
        Import-Clixml "$TestDrive/enum.xml" | Set-SmarticoAffiliate
        Get-SentBody | Should -Be '{"aff_status_id":4}'
    }
}

Describe 'What PowerShell wraps a value in' {
    BeforeEach { Connect-TestSandbox }

    It 'an empty pipeline is nothing given' {
        $nothing = if ($false) { 1 }
        [pscustomobject]@{ AffiliateId = 35425; Company = $(if ($false) { 1 }); Skype = 's'; PaymentMethodDetails = @{ skrill_email = $(if ($false) { 1 }) } } | Set-SmarticoAffiliate
        Set-SmarticoAffiliate 35425 -Company $nothing -Telegram ([System.Management.Automation.Internal.AutomationNull]::Value) -Skype t
        Get-SentBody | Should -Be '{"skype":"s"}', '{"skype":"t"}'
    }

    It 'nested payment details keep what is in them' {
        Set-SmarticoAffiliate 35425 -PaymentMethodDetails @{ bank = [pscustomobject]@{ name = 'B'; codes = @(1, @{ a = 'x' }) } }
        Get-SentBody | Should -Be '{"payment_method_details":{"bank":{"name":"B","codes":[1,{"a":"x"}]}}}'
    }

    It 'a SecureString where text is expected is an error, and its text is not shown' {
        $secret = [System.Net.NetworkCredential]::new('', 'hidden-9').SecurePassword
        { Set-SmarticoAffiliate 35425 -Company $secret } | Should -Throw -ErrorId 'SmarticoInvalidCell,*' -ExpectedMessage '*Company holds a SecureString*'
        { Set-SmarticoAffiliate 35425 -PaymentMethodDetails @{ pin = $secret } } | Should -Throw -ExpectedMessage '*SecureString*'
        Get-SentBody | Should -BeNullOrEmpty
    }

    It 'the ids of a pipeline in a hashtable are ids' {
        Set-SmarticoAffiliate 35425 -CustomTag @{ 155 = ("id`n33" | ConvertFrom-Csv | ForEach-Object id) }
        Get-SentBody | Should -Be '{"custom_prop_155":33}'
    }

    It 'a whole decimal is an id, for every cmdlet' {
        [pscustomobject]@{ AffiliateId = [decimal]'35425.00'; ManagerId = [decimal]'2342.00' } | Set-SmarticoAffiliate
        Get-SentBody | Should -Be '{"manager_id":2342}'
    }

    It 'shows a proxy function what was given' {
        $source = [System.Management.Automation.ProxyCommand]::Create((Get-Command Set-SmarticoAffiliate)) -replace '(?s)^(.*?begin\s*\{)', '$1 $script:seen = "$Name", [string]$Company, ($Skype -join ","), "$AffiliateId";'
        Set-Item function:script:Set-LoggedAffiliate $source
        Set-LoggedAffiliate 35425 -Name logged -Company 'C & D' -Skype sk
        $script:seen | Should -Be 'logged', 'C & D', 'sk', '35425'
        (Get-SmarticoAffiliate 35425).Name | Should -Be 'logged'
    }

    It 'a proxy function passes choices on' {
        Set-Item function:script:Set-ProxiedAffiliate ([System.Management.Automation.ProxyCommand]::Create((Get-Command Set-SmarticoAffiliate)))
        Set-ProxiedAffiliate 35425 -Status Suspended -Roles 103, 104
        [pscustomobject]@{ AffiliateId = 35425; Status = 'Approved' } | Set-ProxiedAffiliate
        Get-SentBody | Should -Be '{"aff_status_id":2}', '{"aff_status_id":4,"extra_role_ids":[103,104]}'
    }
}

Describe 'A text' {
    BeforeEach { Connect-TestSandbox }

    It 'of <Name> reads back' -ForEach @(
        @{ Name = 'a whole double'; Value = 1234567890123456.0; Text = '1234567890123456' }
        @{ Name = 'a double'; Value = 0.1; Text = '0.1' }
        @{ Name = 'a date of JSON'; Value = ('{"d":"2027-01-01T08:00:00Z"}' | ConvertFrom-Json).d; Text = '2027-01-01T08:00:00Z' }
        @{ Name = 'a day'; Value = [datetime]::new(2026, 3, 1); Text = '2026-03-01' }
        @{ Name = 'an enumeration'; Value = [System.DayOfWeek]::Monday; Text = 'Monday' }
    ) {
        foreach ($culture in 'en-US', 'de-DE', 'th-TH') {
            Clear-SentRequest
            Invoke-WithCulture $culture {
                [pscustomobject]@{ AffiliateId = 35425; Comments = $Value } | Set-SmarticoAffiliate
                Set-SmarticoAffiliate 35425 -Comments $Value
            }
            Get-SentBody | Should -Be (@("{`"comments`":`"$Text`"}") * 2)
        }
    }

    It 'that is <Name> is an error' -ForEach @(
        @{ Name = 'an object'; Value = [pscustomobject]@{ a = 1 } }
        @{ Name = 'a hashtable'; Value = @{ a = 1 } }
        @{ Name = 'a list'; Value = 1, 2 }
        @{ Name = 'an XML element'; Value = ([xml]'<a><b/></a>').a }
        @{ Name = 'half a character'; Value = "a$([char]0xD83D)" }
        @{ Name = 'no number'; Value = [double]::NaN }
    ) {
        [pscustomobject]@{ AffiliateId = 35425; Comments = $Value } | Set-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        "$problems" | Should -BeLike 'row 1, affiliate 35425: Comments *Nothing was sent.'
        Get-SentBody | Should -BeNullOrEmpty
    }

    It 'a date is no promo code' {
        [pscustomobject]@{ PromoCode = [datetime]::new(2026, 3, 1); AffiliateId = 35425; DealId = 93203 } | New-SmarticoPromoCode -ErrorVariable problems -ErrorAction SilentlyContinue
        "$problems" | Should -BeLike "*PromoCode '2026-03-01' is a date or a time where a text is expected*"
    }

    It 'around codes, addresses and headers nothing invisible counts, inside it is named' {
        $blank = [char]0x200B
        $nbsp = [char]0x00A0
        $row = [pscustomobject][ordered]@{ "PromoCode$nbsp" = "TRIM$blank "; "$($blank)AffiliateId" = "35425$nbsp"; 'DealId ' = "$($blank)93203" }
        $row | New-SmarticoPromoCode -WarningVariable warnings | ForEach-Object PromoCode | Should -BeExactly 'TRIM'
        $warnings | Should -BeNullOrEmpty
        Set-SmarticoAffiliate 35425 -Email 'a@b.example ' -WebSiteUrl "https://e.example $blank" -Country ' DE '
        Get-SentBody | Should -Contain '{"country":"DE","web_site_url":"https://e.example","bo_user_email":"a@b.example"}'
        { New-SmarticoPromoCode "SPR$($blank)ING" 35425 -DealId 93203 } | Should -Throw -ExpectedMessage '*PromoCode*invisible character, U+200B*'
        { New-SmarticoPromoCode "SPR$($nbsp)ING" 35425 -DealId 93203 } | Should -Throw -ExpectedMessage '*U+00A0*'
        { Set-SmarticoAffiliate 35425 -Email 'a @b.example' } | Should -Throw -ExpectedMessage '*Email*a space*'
    }
}

Describe 'Two columns of one field' {
    BeforeEach { Connect-TestSandbox }

    It 'must agree' {
        [pscustomobject]@{ AffiliateId = '35425'; affiliate_id = '35427'; Company = 'x' } | Set-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue
        "$problems" | Should -BeLike "*columns 'AffiliateId' and 'affiliate_id' differ: '35425' and '35427'*"
        [pscustomobject]@{ AffiliateId = '35425'; affiliate_id = 35425; id = '035425'; Company = 'x' } | Set-SmarticoAffiliate
        Get-SentBody | Should -Be '{"company":"x"}'
    }

    It 'one of which is blank are what the other says' {
        [pscustomobject]@{ PromoCodeId = 150; EndDate = ''; end_date = '2026-05-31' } | Set-SmarticoPromoCode
        [pscustomobject]@{ PromoCodeId = 150; end_date = '2026-05-31'; EndDate = '' } | Set-SmarticoPromoCode
        Get-SentBody | Should -Be (@('{"end_date":"2026-05-31T23:59:59.999Z"}') * 2)
    }
}

Describe 'A needed column that every row lacks' {
    BeforeEach { Connect-TestSandbox }

    It 'is told once, with the delimiter that was meant' {
        $rows = @("promocode;affiliate_id") + (1..200 | ForEach-Object { "S$_;35425" }) | ConvertFrom-Csv
        $rows | New-SmarticoPromoCode -SummaryVariable summary -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $problems | Should -HaveCount 1
        "$problems" | Should -Be "row 1 to row 200: PromoCode, AffiliateId, DealId are missing: the rows have one column, 'promocode;affiliate_id': import with -Delimiter ';', or with Import-SmarticoTable, which finds it. Nothing was sent."
        $summary.Read, $summary.Failed | Should -Be 200, 200
    }

    It 'is told with each row where one has it' {
        $rows = [pscustomobject]@{ Company = 'a' }, [pscustomobject]@{ Company = 'b' }, [pscustomobject]@{ Company = 'c'; AffiliateId = 35425 }
        $rows | Set-SmarticoAffiliate -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | ForEach-Object { "$_" } | Should -Be @(
            'row 1, affiliate: AffiliateId is missing: there is no such column. Nothing was sent.'
            'row 2, affiliate: AffiliateId is missing: there is no such column. Nothing was sent.')
        Get-SentBody | Should -Be '{"company":"c"}'
    }

    It 'is said of arguments, and never asked for' {
        { New-SmarticoPromoCode SPORT10 -ErrorAction Stop } | Should -Throw -ExpectedMessage "promo code 'SPORT10': AffiliateId and DealId are missing. Nothing was sent."
        { Set-SmarticoAffiliate -ErrorAction Stop } | Should -Throw -ExpectedMessage 'affiliate: AffiliateId is missing. Nothing was sent.'
        { Register-SmarticoAffiliate -ErrorAction Stop } | Should -Throw -ExpectedMessage '*FirstName*'
    }
}

Describe 'A wrong argument' {
    It 'stops at once, and is said once, not once a row' {
        Connect-TestSandbox
        $read = [System.Collections.Generic.List[int]]::new()
        { 1..5 | ForEach-Object { $read.Add($_); [pscustomobject]@{ AffiliateId = 35425 } } | Set-SmarticoAffiliate -Status Aproved -ManagerId 1x } |
            Should -Throw -ErrorId 'SmarticoInvalidCell,*' -ExpectedMessage "Status 'Aproved' is not one of *; ManagerId '1x' is not an id*Nothing was sent."
        $read | Should -BeNullOrEmpty
    }
}
