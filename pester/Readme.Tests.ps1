# The recipes of the README, each block as it is printed: in a folder with the sample file, connected to a fresh sandbox.
BeforeDiscovery {
    $text = [System.IO.File]::ReadAllText((Join-Path (Split-Path $PSScriptRoot) 'README.md')) -replace '\r'
    $section = [regex]::Match($text, '(?ms)^## Ten recipes\n(.*?)(?=^## |\z)').Groups[1].Value
    $recipes = @(
        foreach ($part in $section -split '(?m)^(?=\*\*\d+\. )' | Select-Object -Skip 1) {
            $title = [regex]::Match($part, '^\*\*(\d+)\. ([^*]+)\*\*')
            foreach ($block in [regex]::Matches($part, '(?ms)^(?:<!-- not run: (?<why>[^\n]*?) -->\n)?```powershell\n(?<code>.*?)^```$')) {
                @{
                    Number = [int]$title.Groups[1].Value
                    Title  = $title.Groups[2].Value
                    Code   = $block.Groups['code'].Value
                    Why    = $block.Groups['why'].Value
                }
            }
        }
    )

    # The life of a run: its blocks belong together.
    $life = [regex]::Match($text, '(?ms)^## A run as a file: three more recipes\n(.*?)(?=^## |\z)').Groups[1].Value
    $steps = @([regex]::Matches($life, '(?ms)^```powershell\n(.*?)^```$') | ForEach-Object { $_.Groups[1].Value })

    # Every block of the section, whatever stands around it.
    $blockCount = [regex]::Matches($section, '(?m)^```powershell').Count
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $codes = Join-Path (Split-Path $PSScriptRoot) 'samples/promo-codes.csv'

    # The rows of the sample file that can be created as they are; the others are there to fail.
    $good = 'SPRING-ROBBY', 'SPRING-PARTNER', 'SPRING-NORTH', 'SPRING-SIXTY', 'SPRING-HUNDRED'
    $bad = @(Import-Csv $codes | Where-Object PromoCode -NotIn $good)

    # Runs a script in the recipe's session; what it wrote.
    function Invoke-There {
        param($Shell, [string] $Script)

        $Shell.Commands.Clear()
        $Shell.Streams.ClearStreams()
        $Shell.AddScript($Script).Invoke()
    }

    # The writes that the recipe's connection, or another of its session, was sent.
    function Get-WriteThere {
        param($Shell, [string] $Connection = '(Get-SmarticoConnection)')

        @(Invoke-There $Shell "$Connection.Sandbox.GetRequests() | Where-Object Method -In 'POST', 'PUT'")
    }

    # What each recipe promises, by its number. $run has what came, $shell is its session, in its folder.
    $checks = @{
        1  = {
            $run.Output.PromoCode | Should -Be $good
            $run.Errors | Should -HaveCount (2 * $bad.Count) -Because 'nobody has corrected the file in between'
            $retry = @(Import-Csv (Join-Path $run.Folder 'retry.csv'))
            $retry.PromoCode | Sort-Object | Should -Be ($bad.PromoCode | Sort-Object)
            $retry.AffiliateId | Sort-Object | Should -Be ($bad.AffiliateId | Sort-Object)
            ($retry | Where-Object PromoCode -EQ 'WELCOME2026').Reason | Should -Match 'already exists'
            # What can be read was refused by the server, twice; the rest was never sent.
            $sent = @(Get-WriteThere $shell).Body | ForEach-Object { ($_ | ConvertFrom-Json).promocode }
            $good | ForEach-Object { $name = $_; @($sent -eq $name) | Should -HaveCount 1 }
            $sent | Should -Not -Contain 'SPRING-LOCAL'
        }
        2  = {
            $file = @(Import-Csv (Join-Path $run.Folder 'affiliates.csv'))
            $file.AffiliateId | Should -Be (Invoke-There $shell '(Get-SmarticoAffiliate).AffiliateId')
            $run.WhatIf | Should -BeNullOrEmpty -Because 'nobody has edited the file'
            $changed = Invoke-There $shell @'
$rows = Import-Csv affiliates.csv
$rows[0].Company = 'Edited'
$rows | Set-SmarticoAffiliate -SkipUnchanged
'@
            $changed | Should -BeNullOrEmpty
            (Get-WriteThere $shell).Body | Should -Be '{"company":"Edited"}'
        }
        3  = {
            $approved = @(Invoke-There $shell '(Get-SmarticoAffiliate -Status Approved -First 50).AffiliateId')
            $run.Output | Should -HaveCount 50
            $run.Output.AffiliateId | Should -Be $approved
            $run.Output.PromoCode | Should -Be @($approved | ForEach-Object { "AUTUMN$_" })
            $run.Output.DealId | Sort-Object -Unique | Should -HaveCount 50 -Because 'each code belongs to its own deal'
        }
        4  = {
            $sent = @(Get-WriteThere $shell)
            $sent.Count | Should -BeGreaterThan 0
            $sent.Body | Sort-Object -Unique | Should -Be '{"status":false}'
            $active = @(Invoke-There $shell 'Get-SmarticoPromoCode -Status Active')
            $active.Count | Should -BeGreaterThan 0
            $active | Where-Object { $_.EndDate -and $_.EndDate -lt [datetimeoffset]::UtcNow } | Should -BeNullOrEmpty
            Invoke-There $shell "Connect-Smartico -Sandbox; (Get-SmarticoPromoCode -Status Active).Count" | Should -Be ($active.Count + $sent.Count)
        }
        5  = {
            $all = @(Get-WriteThere $shell)
            $sent = @($all | Where-Object Body -CEQ '{"manager_id":2360}')
            $sent.Count | Should -BeGreaterThan 0
            $sent.Path | Sort-Object -Unique | Should -HaveCount $sent.Count
            # The API refuses some unless their parent is said, too: those go out again.
            $again = @($all | Where-Object Body -CNE '{"manager_id":2360}')
            $again.Path | Sort-Object | Should -Be (@($sent | Where-Object StatusCode -NE 200).Path | Sort-Object)
            $again | ForEach-Object { $_.Body | Should -Match '^\{"manager_id":2360,"parent_affiliate_id":\d+\}$' }
            Invoke-There $shell 'Get-SmarticoAffiliate | Where-Object ManagerId -EQ 2342' | Should -BeNullOrEmpty
            Invoke-There $shell "Connect-Smartico -Sandbox; @(Get-SmarticoAffiliate | Where-Object ManagerId -EQ 2342).Count" | Should -Be $sent.Count
        }
        6  = {
            $sent = @(Get-WriteThere $shell)
            $sent.Count | Should -BeGreaterThan 0
            $sent.Body | Sort-Object -Unique | Should -Be '{"pixel_status":2}'
            $sent.Path | Sort-Object -Unique | Should -HaveCount $sent.Count
            Invoke-There $shell "Get-SmarticoAffiliate | Get-SmarticoPixel -Name 'Postback 1' -Status Active" | Should -BeNullOrEmpty
        }
        7  = {
            $posts = @($run.Output | Where-Object Method -EQ POST)
            $names = $posts.Body | ForEach-Object { ($_ | ConvertFrom-Json).promocode }
            $good | ForEach-Object { $names | Should -Contain $_ }
            $posts.Path | Sort-Object -Unique | Should -Be '/api/af2_promocodes_op'
            $posts.Body -match '"SPRING-NORTH"' | Should -Match '"start_date":"2027-02-28T23:00:00.000Z"'
        }
        8  = {
            $run.Output.PromoCode | Should -Be $good
            $run.Errors | Should -HaveCount $bad.Count
            Join-Path $run.Folder 'import.jsonl' | Should -Exist
            $first = (Get-WriteThere $shell).Body | ForEach-Object { ($_ | ConvertFrom-Json).promocode }
            $again = Invoke-There $shell $Code
            $again.PromoCode | Should -Be $good -Because 'the second run writes them again'
            $sent = (Get-WriteThere $shell).Body | ForEach-Object { ($_ | ConvertFrom-Json).promocode }
            $good | ForEach-Object { $name = $_; @($sent -eq $name) | Should -HaveCount 1 -Because "$name is done" }
            @($sent -eq 'WELCOME2026') | Should -HaveCount (2 * @($first -eq 'WELCOME2026').Count) -Because 'what failed is tried again'
        }
        9  = {
            $file = @(Import-Csv (Join-Path $run.Folder 'october.csv'))
            $file.AffiliateId | Sort-Object -Unique | Should -HaveCount $file.Count
            $file.Count | Should -BeGreaterThan 1
            $file[0].CommissionsTotal | Should -Match '^\d+(\.\d+)?$'
            $query = @(Invoke-There $shell '(Get-SmarticoConnection).Sandbox.GetRequests().Query') -like '*group_by=affiliate_id*'
            $query[0] | Should -BeLike '*date_from=2026-10-01&date_to=2026-11-01*'
            [System.IO.File]::ReadAllText((Join-Path $run.Folder 'october.html')) | Should -Match ([regex]::Escape($file[0].AffiliateName))
        }
        10 = {
            $old, $new = 'old', 'new' | ForEach-Object { "(Get-SmarticoConnection -All | Where-Object Name -EQ $_)" }
            $active = @(Invoke-There $shell 'Get-SmarticoPromoCode -Connection old -Status Active')
            $run.Output.PromoCode | Should -Be $active.PromoCode
            $run.Output.Outcome | Sort-Object -Unique | Should -Be 'Skipped'
            Get-WriteThere $shell $old | Should -BeNullOrEmpty
            Get-WriteThere $shell $new | Should -BeNullOrEmpty -Because 'a new sandbox has the same codes, and those are skipped'
            # A code that the second account is without.
            $copied = Invoke-There $shell ("`$null = New-SmarticoPromoCode MOVED 35425 -DealId 93203 -Connection old`n" + ($Code -split '\n' -notmatch 'Connect-Smartico' -join "`n"))
            ($copied | Where-Object PromoCode -EQ 'MOVED').Outcome | Should -Be 'Created'
            (Get-WriteThere $shell $new).Body | Should -BeLike '{"promocode":"MOVED"*'
        }
    }
}

Describe 'The recipes of the README' {
    It 'are ten, and each block of them is run or says why it is not' -ForEach @{ Numbers = $recipes.Number; Found = $recipes.Count; All = $blockCount } {
        $Numbers | Sort-Object -Unique | Should -Be (1..10)
        $Found | Should -Be $All
    }
}

Describe 'Recipe <Number>, <Title>' -ForEach $recipes {
    It 'does as it is printed what it says' {
        if ($Why) {
            Set-ItResult -Skipped -Because $Why
            return
        }

        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))) -ItemType Directory).FullName
        Copy-Item $codes $folder
        $shell = New-TestShell
        try {
            $null = Invoke-There $shell "Set-Location '$folder'; Connect-Smartico -Sandbox; Start-Transcript -Path '$folder.transcript'"
            $output = @(Invoke-There $shell $Code)
            $run = [pscustomobject]@{ Output = $output; Errors = @($shell.Streams.Error); Folder = $folder; WhatIf = @() }
            $null = Invoke-There $shell 'Stop-Transcript'
            $run.WhatIf = @([System.IO.File]::ReadAllLines("$folder.transcript") -match '^What if: ')
            if ($Number -notin 1, 8) {
                $run.Errors | Should -BeNullOrEmpty -Because 'the recipe announces none'
            }

            $checks[$Number] | Should -Not -BeNullOrEmpty -Because 'what a recipe promises is to be held against what it does'
            . $checks[$Number]
        }
        finally {
            Remove-TestShell $shell
        }
    }
}

Describe 'The recipes of a run as a file' {
    It 'do one after another, as they are printed, what they say' -ForEach @{ Steps = $steps } {
        $Steps | Should -HaveCount 3
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))) -ItemType Directory).FullName
        Copy-Item $codes $folder
        $shell = New-TestShell
        try {
            $null = Invoke-There $shell "Set-Location '$folder'; Connect-Smartico -Sandbox"
            $account = @(Invoke-There $shell '(Get-SmarticoPromoCode).PromoCode')

            $rehearsed = @(Invoke-There $shell $Steps[0])
            $rehearsed.PromoCode | Should -Be $good
            $rehearsed.Outcome | Select-Object -Unique | Should -Be 'Created'
            $shell.Streams.Error | Should -HaveCount $bad.Count
            Join-Path $folder 'account.jsonl.gz' | Should -Exist
            Invoke-There $shell '(Get-SmarticoPromoCode).PromoCode' | Sort-Object | Should -Be ($account + $good | Sort-Object)

            $output = @(Invoke-There $shell $Steps[1])
            $rows = @($output | Where-Object { $_ -is [SmarticoAffiliates.JournalRow] })
            $made = @($output | Where-Object Outcome -EQ 'Created')
            $output | Should -HaveCount ($rows.Count + $made.Count)

            # Only the server knows that this deal is another affiliate's.
            $willFail = 'SPRING-STRANGER'
            ($rows | Where-Object State -EQ 'Planned').What | Sort-Object | Should -Be ($good + $willFail | ForEach-Object { "promo code '$_'" } | Sort-Object)
            [System.IO.File]::ReadAllText((Join-Path $folder 'run.html')) | Should -Match 'New-SmarticoPromoCode.*sandbox'
            $rows | Should -HaveCount ($good.Count + $bad.Count)
            @($rows | Where-Object State -EQ 'Planned') | Should -HaveCount ($good.Count + 1)
            @($rows | Where-Object State -EQ 'Refused') | Should -HaveCount ($bad.Count - 1)
            $made.PromoCode | Should -Be $good
            $shell.Streams.Error | Should -HaveCount $bad.Count
            @(Get-WriteThere $shell).Body | ForEach-Object { ($_ | ConvertFrom-Json).promocode } | Sort-Object | Should -Be ($good + $willFail | Sort-Object) -Because 'nothing that the plan refuses was sent'

            $differences = @(Invoke-There $shell $Steps[2])
            $shell.Streams.Error | Should -BeNullOrEmpty
            $shell.Streams.Warning | Should -BeNullOrEmpty
            $differences.Change | Should -Be (@('Added') * $good.Count)
            $differences.After.PromoCode | Sort-Object | Should -Be ($good | Sort-Object)
            $differences.After.Status | Select-Object -Unique | Should -Be 'Inactive' -Because 'a code can not be taken away again'
        }
        finally {
            Remove-TestShell $shell
        }
    }
}
