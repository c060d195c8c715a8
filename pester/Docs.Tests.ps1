# The help as a user meets it, and every example of it as it is printed.
BeforeDiscovery {
    $pageFolder = Join-Path (Split-Path $PSScriptRoot) 'docs/en-US'
    $pages = @(Get-ChildItem $pageFolder -Filter *.md | Where-Object Name -NotLike 'about_*' | ForEach-Object BaseName)
    $topics = @(Get-ChildItem $pageFolder -Filter about_*.md | ForEach-Object BaseName)

    # The fences of a text: code to run, and what it shows.
    function Get-Fence {
        param([string] $Text)

        [regex]::Matches($Text, '(?ms)^```(?<language>\w*)\n(?<body>.*?)^```$') |
            ForEach-Object { [pscustomobject]@{ Language = $_.Groups['language'].Value; Body = $_.Groups['body'].Value } }
    }

    $examples = @(
        foreach ($page in $pages) {
            $text = [System.IO.File]::ReadAllText((Join-Path $pageFolder "$page.md")) -replace '\r'
            $section = [regex]::Match($text, '(?ms)^## EXAMPLES\n(.*?)^## PARAMETERS').Groups[1].Value
            foreach ($part in $section -split '(?m)^### (?=Example )' | Select-Object -Skip 1) {
                $fences = @(Get-Fence $part)
                @{
                    Page  = $page
                    Title = ($part -split '\n')[0]
                    Code  = ($fences | Where-Object Language -EQ 'powershell' | ForEach-Object Body) -join "`n"
                    Shown = ($fences | Where-Object Language -EQ '' | ForEach-Object Body) -join "`n"
                }
            }
        }

        # In a topic each block of code is an example, and a block without a language behind it is what it shows.
        foreach ($topic in $topics) {
            $text = [System.IO.File]::ReadAllText((Join-Path $pageFolder "$topic.md")) -replace '\r'
            $fences = @(Get-Fence $text)
            for ($i = 0; $i -lt $fences.Count; $i++) {
                if ($fences[$i].Language -eq 'powershell') {
                    $shows = $i + 1 -lt $fences.Count -and $fences[$i + 1].Language -eq ''
                    @{
                        Page  = $topic
                        Title = ($fences[$i].Body.Trim() -split '\n')[0]
                        Code  = $fences[$i].Body
                        Shown = if ($shows) { $fences[$i + 1].Body } else { '' }
                    }
                }
            }
        }
    )
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $root = Split-Path $PSScriptRoot
    $server = Start-SandboxHost
    $saved = @{ Uri = $env:SMARTICO_API_URL; Key = $env:SMARTICO_API_KEY }

    # Formatted values depend on the culture, and views on the version.
    $isCompared = [cultureinfo]::CurrentCulture.Name -eq 'en-US' -and $PSVersionTable.PSVersion.Major -ge 7

    # What asks a person or a vault, in examples: they give the key of the host that stands for the account; or, with the
    # username that they are asked for, a password.
    $answers = {
        param($folder, $culture)
        [System.Threading.Thread]::CurrentThread.CurrentCulture = $culture
        Set-Location $folder
        $WarningPreference = 'Continue'
        function global:Read-Host { [System.Net.NetworkCredential]::new('', 'sandbox-operator-key').SecurePassword }
        function global:Get-Credential { [pscredential]::new("$args", [System.Net.NetworkCredential]::new('', 'Sandbox-1').SecurePassword) }
        function global:Get-Secret { [System.Net.NetworkCredential]::new('', 'sandbox-operator-key').SecurePassword }
    }

    # Runs an example in a runspace of its own, as if it were typed in, and tells what would be on the screen.
    function Invoke-Example {
        param([string] $Code)

        $folder = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        $null = New-Item $folder -ItemType Directory
        Copy-Item (Join-Path $root 'docs/samples/*') $folder
        Reset-SandboxHost $server
        $env:SMARTICO_API_URL = $server.Uri
        $env:SMARTICO_API_KEY = 'sandbox-operator-key'
        $shell = New-TestShell
        $record = "$folder.transcript"
        try {
            # One thread, so that the culture stays.
            $shell.Runspace.ThreadOptions = 'ReuseThread'
            $null = $shell.AddScript($answers).AddArgument($folder).AddArgument([cultureinfo]::CurrentCulture).Invoke()
            if ($Code -notmatch '\bConnect-Smartico\b') {
                $shell.Commands.Clear()
                $null = $shell.AddScript('Connect-Smartico -Sandbox').Invoke()
            }

            $shell.Commands.Clear()
            if ($isCompared) {
                $null = $shell.AddScript("Start-Transcript -Path '$record'").Invoke()
            }

            $problems = @($shell.Streams.Error)
            $shell.Commands.Clear()
            $output = $shell.AddScript($Code).Invoke()
            $problems += @($shell.Streams.Error)
            $lines = @($shell.Streams.Warning | ForEach-Object { "WARNING: $_" }) + @($shell.Streams.Verbose | ForEach-Object { "VERBOSE: $_" })
            $shell.Commands.Clear()
            if ($isCompared) {
                # What -WhatIf tells goes to the host and to no stream.
                $null = $shell.AddScript('Stop-Transcript').Invoke()
                $lines += @([System.IO.File]::ReadAllText($record) -split '\r?\n' | Where-Object { $_ -match '^What if: ' })
                $shell.Commands.Clear()
            }

            $lines += @($shell.AddScript('param($output) $output | Out-String -Width 120 -Stream').AddArgument($output).Invoke())
        }
        finally {
            Remove-TestShell $shell
        }

        [pscustomobject]@{
            Lines  = @($lines | ForEach-Object { ($_ -replace '\s+', ' ').Trim() })
            Errors = @($problems | ForEach-Object { ("$($_.InvocationInfo.MyCommand.Name): $_" -replace '\s+', ' ').Trim() })
        }
    }

    # What a page shows, as the lines of the screen: a message may be printed in several lines and ends at a blank one.
    function Get-ShownLine {
        param([string] $Shown)

        $message = $null
        foreach ($line in $Shown -split '\n') {
            $text = ($line -replace '\s+', ' ').Trim()
            if (-not $text -or $text -match '^([A-Z][a-z]+-Smartico\w*|WARNING|VERBOSE|What if): ') {
                if ($message) { $message }
                $message = $text
            }
            elseif ($message) {
                $message = "$message $text"
            }
            elseif ($text -notmatch '^[- ]+$|^\.\.\.$') {
                $text
            }
        }

        if ($message) { $message }
    }

    # Whether a line of the screen is the one of the page, where ... stands for anything.
    function Test-Line {
        param([string[]] $Lines, [string] $Shown)

        $pattern = '^' + ([regex]::Escape($Shown) -replace '\\\.\\\.\\\.', '.*') + '$'
        [bool] ($Lines -match $pattern)
    }
}

AfterAll {
    Stop-SandboxHost $server
    $env:SMARTICO_API_URL = $saved.Uri
    $env:SMARTICO_API_KEY = $saved.Key
}

Describe '<Page>, <Title>' -ForEach $examples {
    It 'runs as it is printed' {
        $run = Invoke-Example $Code
        $said = @(Get-ShownLine $Shown)
        $errorsSaid = @($said -match '^[A-Z][a-z]+-Smartico\w*: ')
        $run.Errors | Where-Object { $problem = $_; -not ($errorsSaid | Where-Object { Test-Line $problem $_ }) } | Should -BeNullOrEmpty -Because 'the page announces each error'
        $errorsSaid | Where-Object { -not (Test-Line $run.Errors $_) } | Should -BeNullOrEmpty -Because 'each error that the page shows comes'

        if ($isCompared) {
            $said | Where-Object { $_ -notin $errorsSaid -and -not (Test-Line $run.Lines $_) } |
                Should -BeNullOrEmpty -Because "the screen shows:`n$($run.Lines -join "`n")`n"
        }
    }
}

Describe 'Get-Help <_>' -ForEach $pages {
    BeforeAll {
        $name = $_
        $text = [System.IO.File]::ReadAllText((Join-Path $root "docs/en-US/$name.md")) -replace '\r'
        $help = Get-Help $name -Full
    }

    It 'shows our text, not what PowerShell makes up' {
        $help.Synopsis | Should -Be ([regex]::Match($text, '(?m)^## SYNOPSIS\n(.+)$').Groups[1].Value)
        $help.description.Text | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
        $shown = $help | Out-String -Width 120
        $shown | Should -Match 'Example 3: '
        $shown | Should -Not -Match '-Row\b|ProgressAction'
        Get-Help $name -Examples | Out-String | Should -Match $name
    }

    It 'describes each parameter' {
        $named = [regex]::Matches($text, '(?m)^### -(\w+)$') | ForEach-Object { $_.Groups[1].Value }
        if ($named) {
            $parameters = @(Get-Help $name -Parameter *)
            $parameters.name | Sort-Object | Should -Be ($named | Sort-Object)
            $parameters | ForEach-Object { $_.description.Text | Should -Not -BeNullOrEmpty -Because "-$($_.name)" }
            $parameters | Out-String | Should -Match 'Accept pipeline input'
        }
    }

    It 'leads to the page' {
        (Get-Command $name).HelpUri | Should -Be "https://github.com/SmarticoAffiliates/SmarticoAffiliates/blob/main/docs/en-US/$name.md"
        $help.relatedLinks.navigationLink[0].uri | Should -Be (Get-Command $name).HelpUri
    }
}

Describe 'Get-Help <_>' -ForEach $topics {
    It 'is found and readable' {
        $shown = Get-Help $_ | Out-String
        $shown | Should -Match "^\s*TOPIC\r?\n    $_"
        $shown | Should -Match 'SHORT DESCRIPTION'
        @(Get-Help about_Smartico*).Name | Should -Contain $_
    }
}

Describe 'docs/Update-Help.ps1' {
    # The module's help is held against the pages by the xunit tests, and made anew in the workflow, which has platyPS.
    It 'has nothing to change in the pages' -Skip:($PSVersionTable.PSVersion -lt [version]'7.2') {
        $copy = New-Item (Join-Path $TestDrive 'en-US') -ItemType Directory
        Copy-Item (Join-Path $root 'docs/en-US/*') $copy
        & (Join-Path $root 'docs/Update-Help.ps1') -Manifest (Get-StagedManifest) -PagePath $copy -PagesOnly -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $committed = @(Get-ChildItem (Join-Path $root 'docs/en-US') -File)
        $committed.Name | Should -Be (Get-ChildItem $copy -File).Name
        foreach ($file in $committed) {
            [System.IO.File]::ReadAllText((Join-Path $copy $file.Name)) | Should -BeExactly ([System.IO.File]::ReadAllText($file.FullName)) -Because $file.Name
        }
    }
}
