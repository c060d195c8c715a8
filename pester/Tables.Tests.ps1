# Import-SmarticoTable and Export-SmarticoTable: files as people save them, there and back.
BeforeAll {
    . $PSScriptRoot/Common.ps1

    # A file of these bytes, or of this text in an encoding.
    function New-TableFile {
        param([Parameter(Mandatory)] $Content, [System.Text.Encoding] $Encoding = [System.Text.UTF8Encoding]::new($false), [string] $Name = 'herbst.csv')

        $path = Join-Path $TestDrive $Name
        [System.IO.File]::WriteAllBytes($path, [byte[]] @(if ($Content -is [byte[]]) { $Content } else { $Encoding.GetPreamble() + $Encoding.GetBytes($Content) }))
        $path
    }

    # What a script writes, by stream.
    function Get-Stream {
        param([scriptblock] $Script)

        $ErrorActionPreference = 'Continue'
        $all = @(& $Script *>&1)
        [pscustomobject]@{
            Rows     = @($all | Where-Object { $_ -is [pscustomobject] -and $_ -isnot [System.Management.Automation.WarningRecord] -and $_ -isnot [System.Management.Automation.ErrorRecord] -and $_ -isnot [System.Management.Automation.VerboseRecord] })
            Errors   = @($all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
            Warnings = @($all | Where-Object { $_ -is [System.Management.Automation.WarningRecord] } | ForEach-Object Message)
            Verbose  = @($all | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message)
        }
    }

    function Get-Origin {
        param($Row)

        [string] [SmarticoAffiliates.Commands.RowOrigin]::Of($Row)
    }

    # Rows as texts, for comparing.
    function Get-RowText {
        param([Parameter(ValueFromPipeline)] $Row)

        process {
            ($Row.PSObject.Properties | ForEach-Object { "$($_.Name)=$($_.Value)" }) -join '|'
        }
    }
}

Describe 'Import-SmarticoTable' {
    It 'gives what Import-Csv gives of an ordinary file: <Name>' -ForEach @(
        @{ Name = 'affiliates.csv' }, @{ Name = 'deals.csv' }, @{ Name = 'pixels.csv' }, @{ Name = 'pixel-changes.csv' }, @{ Name = 'promo-codes.csv' }
        @{ Name = 'registrations.csv' }, @{ Name = 'tracking-links.csv' }, @{ Name = 'winter-affiliates.csv' }, @{ Name = 'promo-codes-with-mistakes.csv' }
    ) {
        $path = Join-Path (Split-Path $PSScriptRoot) "docs/samples/$Name"
        $expected = @(Import-Csv $path | Get-RowText)
        $expected.Count | Should -BeGreaterThan 0
        Import-SmarticoTable $path | Get-RowText | Should -Be $expected
    }

    It 'parses cells as PowerShell does: <Text>' -ForEach @(
        @{ Text = 'a,"b ""c"" d",e' }
        @{ Text = '  "padded" ,  plain  ,"x"y' }
        @{ Text = '5" pipe,a "quoted" word,""' }
        @{ Text = "a,`"two`r`nlines, and a comma`",c" }
        @{ Text = "a,`"two`nlines`",`"`"" }
        @{ Text = '#TYPE x,2,3' }
        @{ Text = ',,x' }
        @{ Text = 'x' }
        @{ Text = "`tx`t,`" y `",z " }
    ) {
        $file = "One,Two,Three`r`nfirst,2,3`r`n$Text`r`nlast,2,3`r`n"
        $path = New-TableFile $file
        $expected = @(Import-Csv $path | Get-RowText)
        $expected.Count | Should -Be 3
        Import-SmarticoTable $path | Get-RowText | Should -Be $expected
    }

    It 'finds the delimiter <Shown>' -ForEach @(
        @{ Shown = 'comma'; Delimiter = ',' }, @{ Shown = 'semicolon'; Delimiter = ';' }, @{ Shown = 'tab'; Delimiter = "`t" }
    ) {
        $path = New-TableFile ("PromoCode{0}DescriptionPublic{0}AffiliateId`n{1}`n" -f $Delimiter, ('A1', '"a, b; c"', '7' -join $Delimiter))
        $row = Import-SmarticoTable $path
        $row.PromoCode, $row.DescriptionPublic, $row.AffiliateId | Should -Be 'A1', 'a, b; c', '7'
    }

    It 'takes the delimiter of a sep= line, and counts that line' {
        $row = Import-SmarticoTable (New-TableFile "sep=|`r`nPromoCode|DealId`r`nA1|3`r`n")
        $row.DealId | Should -Be '3'
        Get-Origin $row | Should -Be 'herbst.csv line 3'
    }

    It 'goes by the known columns where a header allows two delimiters, and asks where nothing tells' {
        (Import-SmarticoTable (New-TableFile "PromoCode;AffiliateId;Note, internal`nA;1;x`n")).'Note, internal' | Should -Be 'x'
        $told = Get-Stream { Import-SmarticoTable (New-TableFile "x,y;z`n1,2;3`n") }
        $told.Rows | Should -BeNullOrEmpty
        $told.Errors.Exception.Message | Should -Match '^herbst.csv: .*-Delimiter'
        (Import-SmarticoTable (New-TableFile "x,y;z`n1,2;3`n") -Delimiter ';').z | Should -Be '3'
    }

    It 'reads one column' {
        (Import-SmarticoTable (New-TableFile "PromoCode`nA1`nA2`n")).PromoCode | Should -Be 'A1', 'A2'
    }

    It 'reads <Name>, with or without saying so' -ForEach @(
        @{ Name = 'UTF-8'; Encoding = [System.Text.UTF8Encoding]::new($false); IsGuess = $false }
        @{ Name = 'UTF-8 with its mark'; Encoding = [System.Text.UTF8Encoding]::new($true); IsGuess = $false }
        @{ Name = 'UTF-16'; Encoding = [System.Text.UnicodeEncoding]::new($false, $true); IsGuess = $false }
        @{ Name = 'UTF-16 big-endian'; Encoding = [System.Text.UnicodeEncoding]::new($true, $true); IsGuess = $false }
        @{ Name = 'UTF-16 without its mark'; Encoding = [System.Text.UnicodeEncoding]::new($false, $false); IsGuess = $true }
    ) {
        $told = Get-Stream { Import-SmarticoTable (New-TableFile "Name;Company`r`nM$([char]0x00FC)ller;Gro$([char]0x00DF)handel $([char]0x0130)stanbul`r`n" -Encoding $Encoding) }
        $told.Rows.Name, $told.Rows.Company | Should -Be "M$([char]0x00FC)ller", "Gro$([char]0x00DF)handel $([char]0x0130)stanbul"
        [bool] $told.Warnings | Should -Be $IsGuess
    }

    It 'reads the ANSI code page of <Culture>, and says that it is a guess' -ForEach @(
        @{ Culture = 'de-DE'; Bytes = 0xFC, 0xDF, 0x80; Text = "$([char]0x00FC)$([char]0x00DF)$([char]0x20AC)"; Name = 'windows-1252' }
        @{ Culture = 'tr-TR'; Bytes = 0xDD, 0xFD, 0xF0; Text = "$([char]0x0130)$([char]0x0131)$([char]0x011F)"; Name = 'windows-1254' }
        @{ Culture = 'pl-PL'; Bytes = 0xB9, 0xB3, 0xEA; Text = "$([char]0x0105)$([char]0x0142)$([char]0x0119)"; Name = 'windows-1250' }
        @{ Culture = 'ar-SA'; Bytes = 0xE3, 0xCD, 0xE3; Text = "$([char]0x0645)$([char]0x062D)$([char]0x0645)"; Name = 'windows-1256' }
    ) {
        $path = New-TableFile ([byte[]]([System.Text.Encoding]::ASCII.GetBytes("Name;DealId`r`n") + $Bytes + [System.Text.Encoding]::ASCII.GetBytes(";3`r`n")))
        $told = Get-Stream { Import-SmarticoTable $path -Culture $Culture }
        $told.Rows.Name | Should -Be $Text
        $told.Warnings | Should -Match "read as $Name"
        $said = Get-Stream { Import-SmarticoTable $path -Encoding $Name }
        $said.Rows.Name | Should -Be $Text
        $said.Warnings | Should -BeNullOrEmpty
    }

    It 'refuses a file that is <Name>' -ForEach @(
        @{ Name = 'a workbook'; Content = [byte[]](0x50, 0x4B, 3, 4, 0, 1); Arguments = @{}; Says = 'workbook' }
        @{ Name = 'empty'; Content = ''; Arguments = @{}; Says = 'no header' }
        @{ Name = 'of blank lines'; Content = "`r`n;;`r`n"; Arguments = @{}; Says = 'no header' }
        @{ Name = 'not in the encoding that was said'; Content = [byte[]](0x61, 10, 0xFF, 10); Arguments = @{ Encoding = 'utf8' }; Says = 'line 2.*-Encoding' }
        @{ Name = 'marked otherwise'; Content = [byte[]](0xEF, 0xBB, 0xBF, 0x61); Arguments = @{ Encoding = 'unicode' }; Says = 'mark of UTF-8' }
        @{ Name = 'of bytes that no code page has'; Content = [byte[]](0x61, 10, 0x81, 0xFC); Arguments = @{ Culture = 'de-DE' }; Says = 'line 2.*-Encoding' }
        @{ Name = 'with a quotation mark left open'; Content = "A,B`n1,2`n3,`"4`n5,6`n"; Arguments = @{}; Says = 'line 3 is never closed' }
        @{ Name = 'with a column twice'; Content = "PromoCode,promo code`nA,B`n"; Arguments = @{}; Says = "PromoCode twice, by 'PromoCode' and 'promo code'" }
    ) {
        $path = New-TableFile $Content
        $told = Get-Stream { Import-SmarticoTable $path @Arguments }
        $told.Errors.Count | Should -Be 1
        $told.Errors[0].Exception.Message | Should -Match "^herbst\.csv: .*$Says"
        $told.Errors[0].FullyQualifiedErrorId | Should -BeLike 'SmarticoInvalidInput,*'
    }

    It 'goes on with other files behind one that is missing, and stops under -ErrorAction Stop' {
        $path = New-TableFile "PromoCode`nA1`n"
        $told = Get-Stream { (Join-Path $TestDrive 'none.csv'), $path | Import-SmarticoTable }
        $told.Errors.Count | Should -Be 1
        $told.Rows.PromoCode | Should -Be 'A1'
        { Import-SmarticoTable (Join-Path $TestDrive 'none.csv') -ErrorAction Stop } | Should -Throw '*none.csv*'
    }

    It 'ends the pipeline where the only file that was named is missing, so that no run is taken for complete' {
        Connect-TestSandbox
        { Import-SmarticoTable (Join-Path $TestDrive 'none.csv') | New-SmarticoPromoCode -SummaryVariable sum } | Should -Throw -ErrorId 'SmarticoNotFound,*'
        $sum.IsComplete | Should -BeFalse
    }

    It 'takes files from Get-ChildItem, wildcards, and literal names' {
        $null = New-TableFile "PromoCode`nA1`n" -Name 'lit[1].csv'
        $null = New-TableFile "PromoCode`nA2`n" -Name 'wild2.csv'
        (Get-ChildItem -LiteralPath (Join-Path $TestDrive 'lit[1].csv') | Import-SmarticoTable).PromoCode | Should -Be 'A1'
        (Import-SmarticoTable -LiteralPath (Join-Path $TestDrive 'lit[1].csv')).PromoCode | Should -Be 'A1'
        (Import-SmarticoTable (Join-Path $TestDrive 'wild*.csv')).PromoCode | Should -Be 'A2'
    }

    It 'takes <Header> for <Name>, in verbose' -ForEach @(
        @{ Header = 'Promo Code'; Name = 'PromoCode' }, @{ Header = 'promo-code'; Name = 'PromoCode' }, @{ Header = 'PROMOCODE'; Name = 'PromoCode' }
        @{ Header = " AffiliateId`u{00A0}"; Name = 'AffiliateId' }, @{ Header = "`u{FEFF}Deal`u{200B}Id"; Name = 'DealId' }, @{ Header = 'Custom prop 155'; Name = 'custom_prop_155' }
    ) {
        $told = Get-Stream { Import-SmarticoTable (New-TableFile "$Header,Note`nx,y`n") -Verbose }
        $told.Rows[0].PSObject.Properties.Name | Should -BeExactly $Name, 'Note'
        $told.Verbose -match "is read as $Name\." | Should -Not -BeNullOrEmpty
    }

    It 'leaves names of the API and names that no cmdlet knows as they are' {
        $told = Get-Stream { Import-SmarticoTable (New-TableFile "affiliate_id,promocode,custom_prop_155,Anmerkung`n1,2,3,4`n") }
        $told.Rows[0].PSObject.Properties.Name | Should -BeExactly 'affiliate_id', 'promocode', 'custom_prop_155', 'Anmerkung'
        $told.Warnings | Should -BeNullOrEmpty
    }

    It 'names the column that <Header> may mean' -ForEach @(
        @{ Header = 'PromoCod'; Name = 'PromoCode' }, @{ Header = 'AfiliateId'; Name = 'AffiliateId' }, @{ Header = 'Start_Dat'; Name = 'StartDate' }
    ) {
        $told = Get-Stream { Import-SmarticoTable (New-TableFile "$Header,Note`nx,y`n") }
        $told.Warnings | Should -BeLike "*'$Header'; is $Name meant*-ColumnName @{ '$Header' = '$Name' } makes it so."
        $told.Rows.$Header | Should -Be 'x'
        (Import-SmarticoTable (New-TableFile "$Header,Note`nx,y`n") -ColumnName @{ $Header = $Name }).$Name | Should -Be 'x'
    }

    It 'leaves out blank rows and blank columns, and keeps count of the lines' {
        $rows = @(Import-SmarticoTable (New-TableFile "`r`nPromoCode;DealId;;`r`n;;;`r`n`"`";  ;`r`nA1;3;;`r`n`r`nA2;`"4`";;`r`n"))
        $rows.Count | Should -Be 2
        $rows[0].PSObject.Properties.Name | Should -Be 'PromoCode', 'DealId'
        $rows | ForEach-Object { Get-Origin $_ } | Should -Be 'herbst.csv line 5', 'herbst.csv line 7'
    }

    It 'keeps a value in a column without a name' {
        $rows = @(Import-SmarticoTable (New-TableFile "PromoCode;`r`nA1;`r`nA2;x`r`n"))
        $rows[0].PSObject.Properties.Name | Should -Be 'PromoCode'
        $rows[1].H2 | Should -Be 'x'
    }

    It 'refuses rows with more cells than the header, and one that is cut off' {
        $told = Get-Stream { Import-SmarticoTable (New-TableFile "PromoCode,DealId`nA1,3`nA2,4,5`nA3,6,,`nA4") }
        $told.Rows.PromoCode | Should -Be 'A1', 'A3'
        $told.Errors.Count | Should -Be 2
        $told.Errors[0].Exception.Message | Should -BeLike 'herbst.csv line 3: the row has 3 cells and the header 2*left out.'
        $told.Errors[1].Exception.Message | Should -BeLike 'herbst.csv line 5: *cut off*'
        $told.Errors[0].TargetObject.PromoCode | Should -Be 'A2'
    }

    It 'lets rows know their file and line behind <Name>' -ForEach @(
        @{ Name = 'nothing'; Script = { $_ } }
        @{ Name = 'Where-Object'; Script = { $_ | Where-Object PromoCode } }
        @{ Name = 'Select-Object'; Script = { $_ | Select-Object DealId, @{ n = 'More'; e = { 1 } } } }
        @{ Name = 'Add-Member'; Script = { $_ | Add-Member -NotePropertyName More -NotePropertyValue 1 -PassThru } }
        @{ Name = 'an object of its cells'; Script = { [pscustomobject]@{ Code = $_.PromoCode; Two = 2 } } }
        @{ Name = 'a hashtable of its cells'; Script = { @{ Code = $_.PromoCode } } }
    ) {
        $path = New-TableFile "PromoCode,DealId,Text`nA1,3,`"two`nlines`"`nA2,4,`n"
        $made = @(Import-SmarticoTable $path | ForEach-Object $Script)
        $made | ForEach-Object { Get-Origin $_ } | Should -Be 'herbst.csv line 2', 'herbst.csv line 4'
        Get-Origin ([pscustomobject]@{ a = 'x' }) | Should -BeNullOrEmpty
    }

    It 'keeps the origin out of the columns' {
        $row = Import-SmarticoTable (New-TableFile "PromoCode,DealId`nA1,3`n")
        $row | ConvertTo-Csv -NoTypeInformation | Should -Be '"PromoCode","DealId"', '"A1","3"'
    }

    It 'knows no line of a row that two rows made' {
        $rows = @(Import-SmarticoTable (New-TableFile "PromoCode,DealId`nA1,3`nA2,4`n"))
        Get-Origin ([pscustomobject]@{ a = $rows[0].PromoCode; b = $rows[1].DealId }) | Should -BeNullOrEmpty
    }

    It 'shows no password of a row that it refuses' {
        $path = New-TableFile ("Username,Password`nanna,{0},x`n" -f ('Secret', '77' -join '-'))
        $told = Get-Stream { Import-SmarticoTable $path }
        $told.Errors.Count | Should -Be 1
        ($told.Errors[0] | Select-Object * | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue) + $told.Errors[0].TargetObject.Password | Should -Not -Match 'Secret-77'
    }

    It 'reads cells of a culture, strictly, and goes on behind a row that it can''t read' {
        $path = New-TableFile @"
Promo Code;Start_date;EndDate;CpaAmount;IsPublic;Status;AffiliateId
A1;1.2.2026;31.12.2026 10:30;1.234,50;WAHR;FALSCH;35425
A2;31.13.2026;;10.5;vielleicht;Active;35425
A3;2026-02-01;2026-12-31T10:00:00+02:00;-0,10;ja;Inactive;35425

"@
        $told = Get-Stream { Import-SmarticoTable $path -Culture de-DE }
        $told.Rows[0] | Get-RowText | Should -Be 'PromoCode=A1|StartDate=2026-02-01|EndDate=2026-12-31T10:30:00Z|CpaAmount=1234.50|IsPublic=true|Status=false|AffiliateId=35425'
        $told.Rows[1] | Get-RowText | Should -Be 'PromoCode=A3|StartDate=2026-02-01|EndDate=2026-12-31T10:00:00+02:00|CpaAmount=-0.10|IsPublic=true|Status=Inactive|AffiliateId=35425'
        $told.Errors.Count | Should -Be 1
        $message = $told.Errors[0].Exception.Message
        $message | Should -BeLike "herbst.csv line 3: *'31.13.2026' is not a date of de-DE: write it as 31.12.2026*"
        $message | Should -BeLike "*CpaAmount: '10.5' is not a decimal number of de-DE: write it as 10,5*"
        $message | Should -BeLike "*IsPublic: 'vielleicht' is not true or false: write WAHR or FALSCH*"
    }

    It 'says of no other row that it comes from the file, though a cell of it holds the same word' {
        $row = Import-SmarticoTable (New-TableFile "Promo Code;IsPublic;Status`nA1;ja;falsch`n") -Culture de-DE
        Get-Origin $row | Should -Be 'herbst.csv line 2'
        'true', 'false', 'A1', '1' | ForEach-Object { Get-Origin ([pscustomobject]@{ IsPublic = [string]::Intern($_) }) } | Should -BeExactly '', '', '', ''
    }

    It 'refuses a culture that there is not' {
        { Import-SmarticoTable (New-TableFile "PromoCode`nA1`n") -Culture deutsch } | Should -Throw "*There is no culture 'deutsch'*de-DE*"
    }

    It 'leaves cells as they are without a culture' {
        $told = Get-Stream { Import-SmarticoTable (New-TableFile "PromoCode;EndDate;CpaAmount`nA1;2026-12-31;`nA2;31.12.2026;10,5`nA3;1.2.2026;`n") }
        $told.Rows[1].EndDate, $told.Rows[1].CpaAmount | Should -Be '31.12.2026', '10,5'
        $told.Warnings | Should -HaveCount 1
        $told.Warnings[0] | Should -BeLike "herbst.csv line 3: EndDate '31.12.2026' is written the local way*-Culture de-DE*"
    }

    It 'tells of a cell that is written the local way: <_>' -ForEach '1/2/2026;', '2026/01/02;', '1 Feb 2026;', '1. Februar 2026;', ';1.234,56', ';1,234.56', ';,5', ";5,00 $([char]0x20AC)", ';1.234.567' {
        (Get-Stream { Import-SmarticoTable (New-TableFile "PromoCode;EndDate;CpaAmount`nA1;$_`n") }).Warnings | Should -BeLike '*is written the local way*'
    }

    It 'says nothing of a culture where the cells need none: <_>' -ForEach '2026-12-31;10.5', '2026-12-31T10:00:00Z;-1', ';' {
        (Get-Stream { Import-SmarticoTable (New-TableFile "PromoCode;EndDate;CpaAmount`nA1;$_`n") }).Warnings | Should -BeNullOrEmpty
    }

    It 'takes columns for what the caller says they are, and reads their cells as such' {
        $path = New-TableFile "Aktionscode;Partner-Nr;Deal-Nr;Startdatum`nHERBST-2;35425;93203;1.12.2027`n"
        $row = Import-SmarticoTable $path -Culture de-DE -ColumnName @{ Aktionscode = 'PromoCode'; 'partner nr' = 'AffiliateId'; 'Deal-Nr' = 'DealId'; Startdatum = 'Start date' }
        $row | Get-RowText | Should -Be 'PromoCode=HERBST-2|AffiliateId=35425|DealId=93203|StartDate=2027-12-01'
    }

    It 'refuses a file without a column that the caller names, and a name that is blank' {
        $path = New-TableFile "PromoCode;Ende`nA1;`n"
        $told = Get-Stream { Import-SmarticoTable $path -ColumnName @{ Enddatum = 'EndDate' } }
        $told.Rows | Should -BeNullOrEmpty
        "$($told.Errors)" | Should -BeLike "herbst.csv: *'Enddatum'*it has 'PromoCode', 'Ende'*"
        { Import-SmarticoTable $path -ColumnName @{ Ende = ' ' } } | Should -Throw '*-ColumnName takes*'
        { Import-SmarticoTable $path -ColumnName @{ Ende = 'A', 'B' } } | Should -Throw '*-ColumnName takes*'
        # What would be up to chance is refused, too.
        "$((Get-Stream { Import-SmarticoTable $path -ColumnName @{ Ende = 'EndDate'; 'en-de' = 'StartDate' } }).Errors)" | Should -BeLike "*says twice what the column 'Ende' is*"
        "$((Get-Stream { Import-SmarticoTable (New-TableFile "Deal Nr;Deal-Nr`nA;B`n") -ColumnName @{ dealnr = 'DealId' } }).Errors)" | Should -BeLike "*has several like it: 'Deal Nr', 'Deal-Nr'*"
        (Import-SmarticoTable (New-TableFile "Deal Nr;Deal-Nr`nA;B`n") -ColumnName @{ 'Deal-Nr' = 'DealId' }).DealId | Should -Be 'B'
    }

    It 'is what the writing cmdlets advise where columns have other names' {
        Connect-TestSandbox
        $path = New-TableFile "Aktionscode;Affiliate-Nr;DealId`nHERBST-3;35425;93203`nHERBST-4;35425;93203`n"
        Import-SmarticoTable $path | New-SmarticoPromoCode -ErrorVariable problems -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
        "$problems" | Should -BeLike "*'Affiliate-Nr' looks like AffiliateId*'Aktionscode' is not read*import with -ColumnName @{ 'Aktionscode' = 'PromoCode' }*"
        "$($warnings[0])" | Should -BeLike "*'Aktionscode' is ignored*import with -ColumnName @{ 'Aktionscode' = *"
    }

    It 'feeds a creating cmdlet' {
        Connect-TestSandbox
        $deal = @(Get-SmarticoDeal -AffiliateId 35425)[0].DealId
        $path = New-TableFile "Promo Code;Affiliate ID;Deal-Id;End Date`r`nHERBST-1;35425;$deal;31.12.2036`r`n"
        $made = Import-SmarticoTable $path -Culture de-DE | New-SmarticoPromoCode
        $made.PromoCode | Should -Be 'HERBST-1'
        $made.EndDate.UtcDateTime.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) | Should -Be '2036-12-31'
    }
}

Describe 'Export-SmarticoTable' {
    BeforeAll {
        $hostile = @('=1+1', '+49123', '-x', '@SUM(A1)', "`tx", "'=1", "''=1", "' =x", "'x", "O'Neil", ' =1', "=`"x;y`"`r`n,z", "$([char]0xFF1D)1", '-5', 'ordinary', '', '0012', '10,5', '31.12.2026', 'true')
        $rows = @(
            $hostile | ForEach-Object {
                [pscustomobject]@{ PromoCode = $_; AffiliateId = '35425'; EndDate = '2026-12-31'; StartDate = '2026-02-01T10:30:00Z'; CpaAmount = '1234.50'; Status = 'true'; IsPublic = 'false'; Note = "x$_" }
            }
            [pscustomobject]@{ PromoCode = 'last'; AffiliateId = ''; EndDate = '2026-12-31T23:59:59.999Z'; StartDate = '2026-12-31T00:00:00Z'; CpaAmount = '-0.10'; Status = 'Active'; IsPublic = ''; Note = "$([char]0x0639)$([char]0x0631)$([char]0x0628)$([char]0x064A), ; `"quoted`"" }
        )
    }

    It 'comes back as it was through <_>' -ForEach 'de-DE', 'fr-FR', 'pt-BR', 'tr-TR', 'en-GB', 'ar-SA', 'en-US', 'sv-SE', 'de-CH', 'th-TH', 'fa-IR', 'pl-PL', '' {
        $path = Join-Path $TestDrive 'trip.csv'
        $culture = if ($_) { @{ Culture = $_ } } else { @{} }
        $rows | Export-SmarticoTable $path @culture
        $back = Get-Stream { Import-SmarticoTable $path @culture }
        $back.Errors | Should -BeNullOrEmpty
        $back.Rows.Count | Should -Be $rows.Count
        $format = { ($_ | Get-RowText) -replace 'StartDate=2026-(\d\d-\d\d)T(\d\d:\d\d)(:00)?Z', 'StartDate=2026-$1T$2:00Z' -replace 'Status=Active', 'Status=Active' }
        $back.Rows | ForEach-Object $format | Should -Be ($rows | ForEach-Object $format)
    }

    It 'brings records of the account back through <_>, under that culture' -ForEach 'de-DE', 'fr-FR', 'pt-BR', 'tr-TR', 'en-GB', 'ar-SA' {
        Connect-TestSandbox
        $culture = $_
        $path = Join-Path $TestDrive 'records.csv'
        foreach ($source in { Get-SmarticoPromoCode }, { Get-SmarticoDeal -AffiliateId 35425 }, { Get-SmarticoAffiliate }) {
            $list = @(& $source)
            $list.Count | Should -BeGreaterThan 0
            $back = @(Invoke-WithCulture $culture { $list | Export-SmarticoTable $path -Culture $culture; Import-SmarticoTable $path -Culture $culture })
            $plain = @(Invoke-WithCulture en-US { $list | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv })
            $back.Count | Should -Be $list.Count
            $names = $plain[0].PSObject.Properties.Name
            $text = { param($row) ($names | ForEach-Object { "$_=$(if ($row.$_ -in 'True', 'False') { $row.$_.ToLowerInvariant() } else { $row.$_ })" }) -join '|' }
            for ($i = 0; $i -lt $list.Count; $i++) {
                & $text $back[$i] | Should -BeExactly (& $text $plain[$i])
            }
        }
    }

    It 'is read by the writing cmdlets as it was: nothing changes' {
        Connect-TestSandbox
        $path = Join-Path $TestDrive 'unchanged.csv'
        Get-SmarticoPromoCode | Export-SmarticoTable $path -Culture de-DE
        Clear-SentRequest
        Import-SmarticoTable $path -Culture de-DE | Select-Object PromoCodeId, PromoCode, StartDate, EndDate, Status, DescriptionInternal, DescriptionPublic | Set-SmarticoPromoCode -SkipUnchanged
        Get-SentBody | Should -BeNullOrEmpty
    }

    It 'writes no cell that a spreadsheet takes for a formula' {
        $path = Join-Path $TestDrive 'safe.csv'
        $rows | Export-SmarticoTable $path
        Import-Csv $path | ForEach-Object { $_.PromoCode } | Where-Object { $_ } | ForEach-Object { $_ | Should -Not -Match '^\s*[=+\-@\t]' }
    }

    It 'writes numbers as numbers' {
        $path = Join-Path $TestDrive 'numbers.csv'
        [pscustomobject]@{ CpaAmount = -10.50d; Other = -3; Text = '-3' } | Export-SmarticoTable $path -Culture de-DE
        [System.IO.File]::ReadAllLines($path)[1] | Should -Be '"-10,50";"-3";"''-3"'
    }

    It 'writes the mark of UTF-8, and the columns of all rows' {
        $path = Join-Path $TestDrive 'columns.csv'
        [pscustomobject]@{ A = 1 }, [pscustomobject]@{ B = $null; A = 2 }, @{ C = 3 } | Export-SmarticoTable $path
        [System.IO.File]::ReadAllBytes($path)[0..2] | Should -Be 0xEF, 0xBB, 0xBF
        [System.IO.File]::ReadAllLines($path) | Should -Be '"A","B","C"', '"1",,', '"2",,', '"",,"3"'
    }

    It 'leaves the file alone where the pipeline breaks off, under -WhatIf, and under -NoClobber' {
        $path = Join-Path $TestDrive 'kept.csv'
        'before' | Set-Content $path
        { 1, 2 | ForEach-Object { if ($_ -eq 2) { throw 'broken' }; [pscustomobject]@{ A = $_ } } | Export-SmarticoTable $path } | Should -Throw 'broken'
        [pscustomobject]@{ A = 1 } | Export-SmarticoTable $path -WhatIf
        { [pscustomobject]@{ A = 1 } | Export-SmarticoTable $path -NoClobber } | Should -Throw '*exists*'
        Get-Content $path | Should -Be 'before'
        [pscustomobject]@{ A = 1 } | Export-SmarticoTable $path
        Get-Content $path | Should -Be '"A"', '"1"'
        @(Get-ChildItem $TestDrive -Filter '*.tmp').Count | Should -Be 0
    }

    It 'refuses a folder, and a folder that is missing' {
        { [pscustomobject]@{ A = 1 } | Export-SmarticoTable $TestDrive } | Should -Throw '*is a folder*'
        { [pscustomobject]@{ A = 1 } | Export-SmarticoTable (Join-Path $TestDrive 'none/x.csv') } | Should -Throw '*no folder*'
    }

    It 'writes no secret' {
        $path = Join-Path $TestDrive 'secret.csv'
        [pscustomobject]@{ Username = 'anna'; Password = [System.Net.NetworkCredential]::new('', 'Secret-77').SecurePassword } | Export-SmarticoTable $path
        [System.IO.File]::ReadAllText($path) | Should -Not -Match 'Secret|System'
    }
}
