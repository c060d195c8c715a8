# What Tab offers: from lists, and from the account; quickly, and never with an error.
BeforeAll {
    . $PSScriptRoot/Common.ps1

    # What Tab offers at the end of a line.
    function Get-Completion {
        param([string] $Line)

        [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
    }

    # What Tab offers once the account's answer is there, however busy the machine is.
    function Wait-Completion {
        param([string] $Line)

        for ($i = 0; $i -lt 150 -and -not ($offered = Get-Completion $Line); $i++) { Start-Sleep -Milliseconds 200 }
        $offered
    }

    # The line as it is after the first offer was taken.
    function Complete-Line {
        param([string] $Line)

        $null = Wait-Completion $Line
        $completion = [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null)
        $Line.Remove($completion.ReplacementIndex, $completion.ReplacementLength).Insert($completion.ReplacementIndex, $completion.CompletionMatches[0].CompletionText)
    }
}

AfterAll { Disconnect-Smartico }

Describe 'A list that is known' {
    BeforeAll { Disconnect-Smartico }

    It 'offers the choices of <Line>' -ForEach @(
        @{ Line = 'Set-SmarticoAffiliate 5 -Status '; Offers = 'Pending', 'Approved', 'Declined', 'Suspended', 'ViewOnly'; First = '1: Registered, not yet decided on.' }
        @{ Line = 'Get-SmarticoAffiliate -Status A'; Offers = @('Approved'); First = '2: At work.' }
        @{ Line = 'Get-SmarticoAffiliate -Status Pending,Approved,'; Offers = 'Declined', 'Suspended', 'ViewOnly'; First = '3: Turned down.' }
        @{ Line = "Set-SmarticoAffiliate 5 -Status 'app"; Offers = @('Approved'); First = '2: At work.' }
        @{ Line = 'Set-SmarticoAffiliate 5 -Status:4'; Offers = @('Suspended'); First = '4: Stopped for now.' }
        @{ Line = 'Set-SmarticoAffiliate 5 -Roles FTD'; Offers = 'FTDDate', 'FTDCount', 'FTDAmount'; First = '103: The date of the first deposit.' }
        @{ Line = 'Set-SmarticoAffiliate 5 -Roles 103,FT'; Offers = 'FTDCount', 'FTDAmount'; First = '104: The number of first deposits.' }
        @{ Line = 'Set-SmarticoAffiliate 5 -Roles effective'; Offers = 'EffectiveCPA', 'EffectiveCPL'; First = '152: The effective CPA.' }
        @{ Line = 'Register-SmarticoAffiliate -Roles 103,FT'; Offers = 'FTDCount', 'FTDAmount'; First = '104: The number of first deposits.' }
        @{ Line = 'New-SmarticoDeal 5 -DealType cpa'; Offers = 'CPA', 'CPA_RevShare_NetPL', 'CPA_RevShare_NetDeposit', 'CPL_CPA'; First = '2: Per acquired customer.' }
        @{ Line = 'New-SmarticoPromoCode X 5 -Status Act'; Offers = @('Active'); First = 'At work: true for a promo code, 1 for a pixel.' }
        @{ Line = 'Set-SmarticoPromoCode 5 -Status '; Offers = 'Inactive', 'Active'; First = 'Switched off: false for a promo code, 2 for a pixel.' }
        @{ Line = 'Get-SmarticoPromoCode -Status in'; Offers = @('Inactive'); First = 'Switched off: false for a promo code, 2 for a pixel.' }
        @{ Line = 'New-SmarticoPixel 5 -Trigger ftd'; Offers = @('FtdMade'); First = '3: A first deposit was made.' }
        @{ Line = 'Set-SmarticoPixel 5 -Delivery client'; Offers = 'ClientImage', 'ClientIframe', 'ClientJavaScript'; First = '2: An image in the client.' }
        @{ Line = 'Set-SmarticoAffiliate 5 -Status nothing'; Offers = @(); First = $null }
    ) {
        $offered = @(Get-Completion $Line)
        $offered.CompletionText -join ' ' | Should -BeExactly ($Offers -join ' ')
        $offered.ListItemText -join ' ' | Should -BeExactly ($Offers -join ' ')
        if ($First) { $offered[0].ToolTip | Should -BeExactly $First }
    }

    It 'leaves the choices in the syntax under their own names' {
        Get-Command Set-SmarticoAffiliate -Syntax | Should -Match '\[-Status <AffiliateStatus>\].*\[-Roles <AffiliateRole\[\]>\]'
        Get-Command Get-SmarticoAffiliate -Syntax | Should -Match '\[-Status <AffiliateStatus\[\]>\]'
        Get-Command New-SmarticoDeal -Syntax | Should -Match '\[-DealType <DealType>\]'
    }

    It 'offers countries by code and by name' {
        (Complete-Line 'Set-SmarticoAffiliate 5 -Country germ') | Should -Be 'Set-SmarticoAffiliate 5 -Country DE'
        (Complete-Line 'Set-SmarticoAffiliate 5 -Country "united k') | Should -Be 'Set-SmarticoAffiliate 5 -Country GB'
        (Complete-Line 'Set-SmarticoAffiliate 5 -Country:uk') | Should -Be 'Set-SmarticoAffiliate 5 -Country:GB'
        $germany = (Get-Completion 'Set-SmarticoAffiliate 5 -Country de')[0]
        $germany.ListItemText | Should -Be 'DE Germany'
        $germany.ToolTip | Should -Be 'Germany'
        $germany.ResultType | Should -Be 'ParameterValue'
        Get-Completion 'Set-SmarticoAffiliate 5 -Country ' | Should -HaveCount 249
    }

    It 'offers languages by code and by name' {
        (Complete-Line 'Set-SmarticoAffiliate 5 -Language portu') | Should -Be 'Set-SmarticoAffiliate 5 -Language PT'
        (Get-Completion 'Set-SmarticoAffiliate 5 -Language bg').ToolTip | Should -Be 'Bulgarian'
        Get-Completion 'Set-SmarticoAffiliate 5 -Language ' | Should -HaveCount 183
    }

    It 'offers fields to clear, without those that are there' {
        (Complete-Line 'Set-SmarticoAffiliate 5 -Clear Company,Sk') | Should -Be 'Set-SmarticoAffiliate 5 -Clear Company,Skype'
        (Get-Completion 'Set-SmarticoAffiliate 5 -Clear comp,').CompletionText | Should -Contain 'Company'
        (Get-Completion 'Set-SmarticoAffiliate 5 -Clear Company,').CompletionText | Should -Not -Contain 'Company'
        (Get-Completion 'Set-SmarticoPromoCode 5 -Clear end').ToolTip | Should -Be 'end_date'
    }

    It 'offers no names of files where it has nothing' {
        foreach ($line in 'Set-SmarticoAffiliate 5 -Country nowhere', 'Set-SmarticoAffiliate ', 'Set-SmarticoAffiliate 5 -ParentAffiliateId x', 'Set-SmarticoPromoCode -PromoCodeId ') {
            Get-Completion $line | Should -BeNullOrEmpty -Because $line
        }
    }
}

Describe 'Every parameter' {
    BeforeDiscovery {
        . $PSScriptRoot/Common.ps1

        # The engine's own, -First and -Skip among them, are not the module's to complete.
        $engines = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters + 'First', 'Skip'
        $parameters = foreach ($command in Get-Command -Module SmarticoAffiliates | Sort-Object Name) {
            foreach ($parameter in $command.Parameters.Values | Where-Object { $_.Name -notin $engines -and -not $_.SwitchParameter } | Sort-Object Name) {
                $isPath = $parameter.Name -like '*Path' -and "$($command.Name) $($parameter.Name)" -notin 'Invoke-SmarticoRequest Path', 'Connect-Smartico PromoCodePath'
                @{ Cmdlet = $command.Name; Parameter = $parameter.Name; IsPath = $isPath }
            }
        }
    }

    BeforeAll {
        Disconnect-Smartico
        $here = Join-Path $TestDrive 'names'
        $null = New-Item -ItemType Directory $here
        $null = New-Item -ItemType File (Join-Path $here 'xq file.csv'), (Join-Path $here 'xq-other.csv')
        Push-Location $here
    }

    AfterAll { Pop-Location }

    It 'offers names of files only where it is a path: <Cmdlet> -<Parameter>' -ForEach $parameters {
        $offers = foreach ($word in '', 'xq', "'xq") { Get-Completion "$Cmdlet -$Parameter $word" }
        $files = @($offers | Where-Object { $_.CompletionText -like '*xq*.csv*' -or $_.ResultType -like 'Provider*' })
        if ($IsPath) {
            $files | Should -Not -BeNullOrEmpty
        }
        else {
            $files | Should -BeNullOrEmpty
        }
    }

    It 'that is true or false offers both, also from what a cell reads so' {
        (Get-Completion 'Set-SmarticoAffiliate 5 -TwoFaEnabled ').CompletionText | Should -Be 'true', 'false'
        (Get-Completion 'Set-SmarticoAffiliate 5 -NoCarryOver n').CompletionText | Should -Be 'false'
        (Get-Completion 'Set-SmarticoAffiliate 5 -ApiAccessEnabled 1').CompletionText | Should -Be 'true'
    }

    It 'that is one of a few offers them: <Line>' -ForEach @(
        @{ Line = 'Get-SmarticoMediaReport -GroupBy AffiliateId,bra'; Offers = 'BrandId' }
        @{ Line = 'Get-SmarticoMediaReport -Period mon'; Offers = 'Month' }
        @{ Line = 'New-SmarticoPromoCode X 5 -IfExists '; Offers = 'Update' }
        @{ Line = 'Invoke-SmarticoRequest x -Method pu'; Offers = 'PUT' }
    ) {
        (Get-Completion $Line).CompletionText | Should -Contain $Offers
    }
}

Describe 'The names of connections' {
    AfterAll { Disconnect-Smartico -All }

    It 'are offered, quoted where they have to be, and their account is the one that is asked' {
        Disconnect-Smartico -All
        Get-Completion 'Get-SmarticoAffiliate -Connection ' | Should -BeNullOrEmpty
        Connect-Smartico -Sandbox -SkipCheck -Name nova
        Set-SmarticoAffiliate 35427 -Name 'Renamed in nova'
        Connect-Smartico -Sandbox -SkipCheck -Name "Casino d'Or"
        (Get-Completion 'Get-SmarticoAffiliate -Connection ').CompletionText | Sort-Object | Should -Be "'Casino d''Or'", 'nova'
        Connect-Smartico -Sandbox -SkipCheck -Name 2026
        (Get-Completion 'Get-SmarticoAffiliate -Connection 20').CompletionText | Should -Be "'2026'" -Because 'it would be a number'
        (Get-Completion 'Set-SmarticoPixel 5 -Connection cas').CompletionText | Should -Be "'Casino d''Or'"
        (Get-Completion "Export-SmarticoSnapshot x -Connection 'd'").CompletionText | Should -Contain "'Casino d''Or'"
        (Wait-Completion 'Get-SmarticoAffiliate -Connection nova -AffiliateId 35427').ListItemText | Should -Be '35427 Renamed in nova'
        Get-Completion 'Get-SmarticoAffiliate -Connection nosuch -AffiliateId 35427' | Should -BeNullOrEmpty
    }
}

Describe 'The account' {
    BeforeEach { Connect-TestSandbox }

    It 'offers affiliates by id and by name' {
        $robby = Wait-Completion 'Set-SmarticoAffiliate -AffiliateId 3542'
        $robby[0].CompletionText | Should -Be '35425'
        $robby[0].ListItemText | Should -Be '35425 Robby Ron'
        $robby[0].ToolTip | Should -BeLike '35425 Robby Ron: Approved*'
        foreach ($line in 'Get-SmarticoAffiliate ', 'Get-SmarticoAffiliate -AffiliateId ', 'Set-SmarticoAffiliate ', 'Set-SmarticoAffiliate 36971 -ParentAffiliateId ',
            'Get-SmarticoPromoCode -AffiliateId ', 'New-SmarticoPromoCode X ', 'New-SmarticoPromoCode X -AffiliateId ', 'Set-SmarticoPromoCode 150 -AffiliateId ') {
            Complete-Line "${line}robby" | Should -Be "${line}35425"
            Complete-Line "${line}'Robby R" | Should -Be "${line}35425"
        }
    }

    It 'offers ids one after another, without those that are there' {
        Complete-Line 'Get-SmarticoAffiliate 35425,3542' | Should -Be 'Get-SmarticoAffiliate 35425,35427'
        $more = (Wait-Completion 'Get-SmarticoAffiliate -AffiliateId 35425,').CompletionText
        $more | Should -Contain '35427'
        $more | Should -Not -Contain '35425'
    }

    It 'offers the deals of the affiliate that is there' {
        $deals = Wait-Completion 'New-SmarticoPromoCode X 35425 -DealId '
        $deals.CompletionText | Should -Contain '93203'
        ($deals | Where-Object CompletionText -EQ 93203).ListItemText | Should -Be '93203 CPA + REV'
        ($deals | Where-Object CompletionText -EQ 93203).ToolTip | Should -Be '93203 CPA + REV: CPA_RevShare_NetPL, default'
        Complete-Line 'Set-SmarticoPromoCode 150 -affiliate_id 35427 -DealId 93' | Should -Be 'Set-SmarticoPromoCode 150 -affiliate_id 35427 -DealId 93196'
        $id = 35427
        $text = '35427'
        $id, $text | Should -Be 35427, '35427'
        Complete-Line 'New-SmarticoPromoCode X -AffiliateId $id -DealId ' | Should -Be 'New-SmarticoPromoCode X -AffiliateId $id -DealId 93196'
        Complete-Line 'New-SmarticoPromoCode X -AffiliateId $text -DealId ' | Should -Be 'New-SmarticoPromoCode X -AffiliateId $text -DealId 93196'
    }

    It 'offers no deal where it does not know whose' {
        Clear-SentRequest
        foreach ($line in 'New-SmarticoPromoCode X -DealId ', 'New-SmarticoPromoCode X -AffiliateId nonsense -DealId ', 'New-SmarticoPromoCode X -AffiliateId $nowhere -DealId ',
            'New-SmarticoPromoCode X -AffiliateId (Read-Host) -DealId ', 'Import-Csv x.csv | New-SmarticoPromoCode -DealId ') {
            Get-Completion $line | Should -BeNullOrEmpty -Because $line
        }

        Get-SentRequest | Should -BeNullOrEmpty
    }

    It 'offers promo codes by id and by name' {
        $code = @(Get-SmarticoPromoCode -First 1)[0]
        $offered = Wait-Completion "Set-SmarticoPromoCode -PromoCodeId $($code.PromoCodeId)"
        $offered[0].ListItemText | Should -Be "$($code.PromoCodeId) $($code.PromoCode)"
        $offered[0].ToolTip | Should -BeLike "$($code.PromoCodeId) $($code.PromoCode): $($code.Status), $($code.AffiliateName)*"
        Complete-Line "Get-SmarticoPromoCode -PromoCodeId $($code.PromoCode.ToLowerInvariant())" | Should -Be "Get-SmarticoPromoCode -PromoCodeId $($code.PromoCodeId)"
    }

    It 'offers the deals of the affiliate whose promo code is changed' {
        $code = Get-SmarticoPromoCode -PromoCodeId 150
        Connect-TestSandbox
        $deals = (Wait-Completion 'Set-SmarticoPromoCode 150 -DealId ').CompletionText
        $deals | Sort-Object | Should -Be (@(Get-SmarticoDeal $code.AffiliateId).DealId | ForEach-Object { "$_" } | Sort-Object)
        Complete-Line "Set-SmarticoPromoCode -PromoCodeId 150 -DealId $($code.DealId)" | Should -BeLike "*-DealId $($code.DealId)"
    }

    It 'offers promo codes by name where one is meant' {
        Complete-Line 'Get-SmarticoPromoCode welc' | Should -Be 'Get-SmarticoPromoCode WELCOME2026'
        Complete-Line 'Set-SmarticoPromoCode -PromoCode elcome2' | Should -Be 'Set-SmarticoPromoCode -PromoCode WELCOME2026'
        Get-Completion 'Set-SmarticoPromoCode 150 -PromoCode welc' | Should -BeNullOrEmpty -Because 'it is a new name'
        Get-Completion 'New-SmarticoPromoCode welc' | Should -BeNullOrEmpty -Because 'it is a new name'
    }

    It 'offers managers and brands by id and by name' {
        $affiliate = @(Get-SmarticoAffiliate | Where-Object ManagerId)[0]
        foreach ($line in 'Get-SmarticoAffiliate -ManagerId ', 'Set-SmarticoAffiliate 5 -ManagerId ', 'Register-SmarticoAffiliate -ManagerId ') {
            (Wait-Completion $line).CompletionText | Should -Contain "$($affiliate.ManagerId)"
            (Wait-Completion "$line'$($affiliate.ManagerUsername)'").CompletionText | Should -Contain "$($affiliate.ManagerId)"
        }

        $link = @(Get-SmarticoDestinationLink)[0]
        foreach ($line in 'Get-SmarticoAffiliate -Brand ', 'Set-SmarticoAffiliate 5 -BrandIds ') {
            (Wait-Completion "$line'$($link.BrandName)'").CompletionText | Should -Contain "$($link.BrandId)"
        }

        (Wait-Completion 'Get-SmarticoDestinationLink -Brand ').ListItemText | Should -Contain $link.BrandName
    }

    It 'offers what earlier commands have seen, without asking' {
        $null = Get-SmarticoAffiliate
        $null = Get-SmarticoPromoCode
        $null = Wait-Completion 'Get-SmarticoAffiliate 35425'
        $null = Wait-Completion 'Get-SmarticoPromoCode welc'
        Clear-SentRequest
        $null = New-SmarticoPromoCode SEENHERE 35425 -DealId 93203
        (Get-Completion 'Get-SmarticoPromoCode seenh').CompletionText | Should -Be 'SEENHERE'
        Get-SentRequest GET | Should -BeNullOrEmpty
    }

    It 'offers destination links by id and by name' {
        $link = @(Get-SmarticoDestinationLink)[0]
        $offered = Wait-Completion "New-SmarticoTrackingLink $($link.LinkId)"
        $offered[0].ListItemText | Should -Be "$($link.LinkId) $($link.Name)"
        $offered[0].ToolTip | Should -BeLike "*: $($link.BrandName)*"
        (Wait-Completion "Get-SmarticoDestinationLink -LinkId '$($link.Name)'").CompletionText | Should -Contain $link.LinkId
    }

    It 'offers the pixels of the affiliate that is there' {
        $pixel = @(Get-SmarticoPixel -AffiliateId 166368)[0]
        $offered = Wait-Completion "Set-SmarticoPixel -AffiliateId 166368 -PixelId $($pixel.PixelId)"
        $offered[0].ListItemText | Should -Be "$($pixel.PixelId) $($pixel.Name)"
        $offered[0].ToolTip | Should -BeLike "*: $($pixel.Status), $($pixel.Trigger), $($pixel.Delivery)"
        Get-Completion 'Set-SmarticoPixel -PixelId ' | Should -BeNullOrEmpty
    }

    It 'is asked once for a list, not once for every key' {
        Clear-SentRequest
        $null = Wait-Completion 'Get-SmarticoAffiliate '
        foreach ($word in '', '3', '35', 'robby', 'nobody') { $null = Get-Completion "Get-SmarticoAffiliate $word" }
        $null = Get-Completion 'Set-SmarticoAffiliate 3'
        @(Get-SentRequest) | Should -HaveCount 1
        $null = Wait-Completion 'New-SmarticoPromoCode X 35425 -DealId '
        foreach ($word in '', '9') { $null = Get-Completion "New-SmarticoPromoCode X 35425 -DealId $word" }
        @(Get-SentRequest) | Should -HaveCount 2
        $null = Wait-Completion 'New-SmarticoPromoCode X 35427 -DealId '
        @(Get-SentRequest) | Should -HaveCount 3
    }

    It 'is the one that the command line names' {
        $other = Connect-Smartico -Sandbox -SkipCheck -PassThru
        Set-SmarticoAffiliate 35427 -Name 'Renamed in the other one'
        Connect-TestSandbox
        (Wait-Completion 'Get-SmarticoAffiliate 35427').ListItemText | Should -Be '35427 Northwind Media'
        $other | Should -Not -BeNullOrEmpty
        foreach ($line in 'Get-SmarticoAffiliate -Connection $other 35427', 'Get-SmarticoAffiliate -conn $other -AffiliateId 35427', 'Get-SmarticoAffiliate -Connection $other -AffiliateId 35425,35427') {
            (Wait-Completion $line).ListItemText | Should -Be '35427 Renamed in the other one' -Because $line
        }

        # What is not known before the command runs is not taken for the current one.
        foreach ($line in 'Get-SmarticoAffiliate -Connection $nowhere -AffiliateId 3', 'Get-SmarticoAffiliate -Connection (Connect-Smartico -Sandbox -PassThru) -AffiliateId 3',
            'Get-SmarticoAffiliate -Conn:(Get-SmarticoConnection) -AffiliateId 3') {
            Get-Completion $line | Should -BeNullOrEmpty -Because $line
        }
    }

    It 'is a new one after Connect-Smartico, and none after Disconnect-Smartico' {
        Wait-Completion 'Get-SmarticoAffiliate 35425' | Should -HaveCount 1
        Set-SmarticoAffiliate 35425 -Name 'Gone with its sandbox'
        Connect-TestSandbox
        (Wait-Completion 'Get-SmarticoAffiliate 35425').ListItemText | Should -Be '35425 Robby Ron'
        Disconnect-Smartico
        Get-Completion 'Get-SmarticoAffiliate 35425' | Should -BeNullOrEmpty
    }

    It 'is that of the runspace at whose prompt it is' {
        $shell = New-TestShell
        try {
            $complete = { param($Line) [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches }
            $null = $shell.AddScript($complete).AddArgument('Get-SmarticoAffiliate 35425')
            $shell.Invoke() | Should -BeNullOrEmpty
            $null = $shell.AddStatement().AddScript('Connect-Smartico -Sandbox -SkipCheck').AddStatement().AddScript("for (`$i = 0; `$i -lt 40 -and -not (`$offered = & { $complete } @args); `$i++) { }; `$offered").AddArgument('Get-SmarticoAffiliate 35425')
            $shell.Invoke().ListItemText | Should -Be '35425 Robby Ron'
            $shell.HadErrors | Should -BeFalse
        }
        finally {
            Remove-TestShell $shell
        }
    }

    It 'is offered in strict mode, and whatever the preferences' {
        Set-StrictMode -Version Latest
        $ErrorActionPreference = 'Stop'
        $VerbosePreference = $DebugPreference = 'Continue'
        $all = & { Complete-Line 'Get-SmarticoAffiliate robby' } *>&1
        $all | Should -Be 'Get-SmarticoAffiliate 35425'
        Disconnect-Smartico
        & { Get-Completion 'Get-SmarticoAffiliate robby' } *>&1 | Should -BeNullOrEmpty
    }
}

Describe 'A server' {
    BeforeAll {
        $server = Start-SandboxHost
        $list = 'Get-SmarticoAffiliate -AffiliateId 3542'
    }

    AfterAll { Stop-SandboxHost $server }

    BeforeEach {
        Reset-SandboxHost $server
        Connect-Smartico sandbox-operator-key -Uri $server.Uri -SkipCheck
        $Error.Clear()
    }

    It 'that takes long leaves the prompt alone, and what it said is there later' {
        Close-HostGate $server
        Get-Completion $list | Should -BeNullOrEmpty
        Open-HostGate $server
        (Wait-Completion $list).CompletionText | Should -Be 35425, 35427
        @(Get-HostRequest $server GET) | Should -HaveCount 1
        $Error | Should -BeNullOrEmpty
    }

    It 'that answers <Name> is no error, and is not pressed' -ForEach @(
        @{ Name = 'a refusal'; Fault = @{ kind = 'status'; status = 403; body = '"You don''t have permissions"' } }
        @{ Name = 'nonsense'; Fault = @{ kind = 'status'; status = 200; body = '<html>' } }
        @{ Name = 'that there are too many requests'; Fault = @{ kind = 'throttle'; retryAfterSeconds = 60 } }
    ) {
        Add-HostFault $server ($Fault + @{ method = 'GET'; count = 10 })
        Get-Completion $list | Should -BeNullOrEmpty
        Get-Completion $list | Should -BeNullOrEmpty
        Get-Completion $list | Should -BeNullOrEmpty
        # The words of a refusal lead to one question more: whether the key is an affiliate's own.
        @(Get-HostRequest $server GET | Where-Object Path -Like '*/af2_aff_op*').Count | Should -BeLessOrEqual 1
        @(Get-HostRequest $server GET).Count | Should -BeLessOrEqual 2
        $Error | Should -BeNullOrEmpty
    }

    It 'that is not there, or wants another key, is no error' {
        Connect-Smartico wrong-key -Uri $server.Uri -SkipCheck
        Get-Completion $list | Should -BeNullOrEmpty
        Connect-Smartico any-key -Uri 'http://127.0.0.1:9' -SkipCheck
        Get-Completion $list | Should -BeNullOrEmpty
        $Error | Should -BeNullOrEmpty
    }
}
