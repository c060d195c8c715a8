# The module as it is shipped: what it exports, what it brings along, what it leaves behind.
BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $cmdlets = (Import-PowerShellDataFile (Get-StagedManifest)).CmdletsToExport
    $scripts = @(Get-ChildItem (Split-Path $PSScriptRoot) -Filter *.ps1 -Recurse | Where-Object FullName -NotMatch '[\\/](bin|obj|out)[\\/]') + @(Get-Item (Get-StagedManifest))
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $manifest = Get-StagedManifest
    $folder = Split-Path $manifest

    function Get-Completion {
        param([string] $Line)

        [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches.CompletionText
    }
}

Describe 'The manifest' {
    It 'is valid' {
        $info = Test-ModuleManifest $manifest -WarningVariable warnings -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        $info.Version | Should -BeGreaterThan ([version]'0.0')
        $info.PowerShellVersion | Should -Be '5.1'
        $info.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
        $info.Description | Should -Not -BeNullOrEmpty
    }

    It 'exports cmdlets, those that it names and that the assembly has, and nothing else' {
        $module = Get-Module SmarticoAffiliates
        $named = (Import-PowerShellDataFile $manifest).CmdletsToExport | Sort-Object
        $module.ExportedCommands.Keys | Sort-Object | Should -Be $named
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be $named
        $module.ExportedVariables.Keys | Should -BeNullOrEmpty
        $module.ExportedAliases.Keys | Should -BeNullOrEmpty
        $all = Get-Command -Module SmarticoAffiliates | Select-Object -First 1 -ExpandProperty ImplementingType
        $classes = $all.Assembly.GetExportedTypes() | ForEach-Object { $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false) } |
            ForEach-Object { $_.VerbName + '-' + $_.NounName } | Sort-Object
        $named | Should -Be $classes
    }

    It 'has approved verbs only' {
        $approved = (Get-Verb).Verb
        Get-Command -Module SmarticoAffiliates | ForEach-Object { $_.Verb | Should -BeIn $approved }
    }

    It 'is that of the sources' {
        $source = Join-Path (Split-Path $PSScriptRoot) 'SmarticoAffiliates.psd1'
        (Import-PowerShellDataFile $source).CmdletsToExport | Should -Be (Import-PowerShellDataFile $manifest).CmdletsToExport
    }
}

Describe 'The staged folder' {
    It 'holds what is needed and nothing else' {
        $files = Get-ChildItem $folder -Recurse -File | ForEach-Object { $_.FullName.Substring($folder.Length + 1).Replace('\', '/') }
        $needed = @(
            'Newtonsoft.Json.dll', 'SmarticoAffiliates.Client.dll', 'SmarticoAffiliates.Sandbox.dll', 'SmarticoAffiliates.dll'
            'SmarticoAffiliates.format.ps1xml', 'SmarticoAffiliates.psd1', 'SmarticoAffiliates.types.ps1xml', 'LICENSE', 'THIRD-PARTY-NOTICES.txt')
        $needed | ForEach-Object { $files | Should -Contain $_ }
        $files | Where-Object { $_ -notin $needed -and $_ -notmatch '^[a-z]{2}-[A-Z]{2}/[\w.-]+(-Help\.xml|\.help\.txt)$' } |
            Should -BeNullOrEmpty
    }

    It 'has no assembly that PowerShell brings itself' {
        Get-ChildItem $folder -Filter *.dll | Where-Object Name -Like 'System.*' | Should -BeNullOrEmpty
    }
}

Describe 'An import' {
    It 'leaves no alias, variable or function behind' {
        $shell = [powershell]::Create()
        try {
            $left = $shell.AddScript({
                    param($manifest)
                    function Get-State { @(Get-Alias | ForEach-Object { "alias $($_.Name)" }) + @(Get-ChildItem function: | ForEach-Object { "function $($_.Name)" }) + @(Get-Variable -Scope Global | ForEach-Object { "variable $($_.Name)" }) }
                    $before = @()
                    $after = @()
                    $before = Get-State
                    Import-Module $manifest
                    $after = Get-State
                    $after | Where-Object { $_ -notin $before }
                }).AddArgument($manifest).Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $left | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'adds no short name for types' {
        $accelerators = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')::Get
        $accelerators.Values | Where-Object { $_.Assembly.GetName().Name -like 'SmarticoAffiliates*' } | Should -BeNullOrEmpty
    }

    It 'shows commands and few public types: models, not workings' {
        $public = (Get-Command Get-SmarticoAffiliate).ImplementingType.Assembly.GetExportedTypes()
        $public | Where-Object { -not $_.Namespace.StartsWith('SmarticoAffiliates') } | Should -BeNullOrEmpty
    }

    It 'works in a second runspace' {
        $shell = New-TestShell
        try {
            $result = $shell.AddScript({ Connect-Smartico -Sandbox; (Get-SmarticoAffiliate -First 2).AffiliateId; Get-SmarticoPromoCode -PromoCodeId 150 | Out-String }).Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $result[0, 1] | Should -Be 35425, 35427
            $result[2] | Should -Match 'WELCOME2026'
        }
        finally {
            Remove-TestShell $shell
        }
    }

    It 'may be repeated with -Force, and the views and the connection stay' {
        Connect-Smartico -Sandbox
        Import-Module $manifest -Force -ErrorVariable problems -WarningVariable warnings
        $problems | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        Get-SmarticoConnection | Should -Not -BeNullOrEmpty
        Get-SmarticoPromoCode -PromoCodeId 150 | Format-Table | Out-String | Should -Match 'EndDate \(UTC\)'
        (Get-SmarticoPromoCode -PromoCodeId 150 | ConvertTo-Csv)[-1] | Should -Match '2026-12-31T23:59:59Z'
    }

    It 'may be undone and done again' {
        $shell = New-TestShell
        try {
            $result = $shell.AddScript({
                    param($manifest)
                    Remove-Module SmarticoAffiliates
                    $null -eq (Get-Command Get-SmarticoAffiliate -ErrorAction Ignore)
                    Import-Module $manifest
                    Connect-Smartico -Sandbox
                    (Get-SmarticoAffiliate -First 1).Name
                }).AddArgument($manifest).Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $result | Should -Be $true, 'Robby Ron'
        }
        finally {
            Remove-TestShell $shell
        }
    }
}

# Windows PowerShell has no Newtonsoft.Json, PowerShell 7 has its own, and other modules bring theirs: one 13.x must do for all.
Describe 'Newtonsoft.Json' {
    BeforeAll {
        # Another 13.x: of another build and another version of its file, in the folder of another module.
        $other = Join-Path $TestDrive OtherModule
        $null = New-Item $other -ItemType Directory
        $bytes = [System.IO.File]::ReadAllBytes((Join-Path $folder Newtonsoft.Json.dll))
        $latin = [System.Text.Encoding]::GetEncoding(28591)
        $text = $latin.GetString($bytes)
        $build = $latin.GetString(([guid](Invoke-InOwnProcess -Folder $TestDrive "[System.Reflection.Assembly]::LoadFile('$folder/Newtonsoft.Json.dll').ManifestModule.ModuleVersionId.ToString()")).ToByteArray())
        $text.IndexOf($build, [System.StringComparison]::Ordinal) | Should -BeGreaterThan 0
        $text = $text.Replace($build, $latin.GetString([guid]::NewGuid().ToByteArray())).Replace("1`03`0.`00`0.`0", "1`03`0.`07`0.`0")
        [System.IO.File]::WriteAllBytes((Join-Path $other Newtonsoft.Json.dll), $latin.GetBytes($text))
        New-ModuleManifest (Join-Path $other OtherModule.psd1) -ModuleVersion 1.0 -RequiredAssemblies Newtonsoft.Json.dll

        # Does this, then works with the module, and tells which files named Newtonsoft.Json are loaded.
        function Get-LoadedFile {
            param([string] $First = '')

            Invoke-InOwnProcess -Folder $TestDrive @"
$First
Import-Module '$manifest'
Connect-Smartico -Sandbox
`$name = (Get-SmarticoAffiliate -AffiliateId 35425 | Set-SmarticoAffiliate -Company Other -PassThru).Company
if (`$name -ne 'Other') { throw "It is '`$name'." }
[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'Newtonsoft.Json' } | ForEach-Object Location
"@
        }

        $otherFile = [System.IO.Path]::Combine($other, 'Newtonsoft.Json.dll')
        $standard = if ($PSVersionTable.PSEdition -eq 'Core') { Join-Path $PSHOME Newtonsoft.Json.dll } else { Join-Path $folder Newtonsoft.Json.dll }
    }

    It 'is PowerShell''s own where there is one, else that of the module''s folder' {
        Get-LoadedFile | Should -Be ([System.IO.Path]::GetFullPath($standard))
    }

    It 'is not loaded on top of one that another module brought first' {
        # PowerShell 7 gives the other module its own as well; Windows PowerShell gives both the first.
        $expected = if ($PSVersionTable.PSEdition -eq 'Core') { $standard } else { $otherFile }
        Get-LoadedFile "Import-Module '$other/OtherModule.psd1'" | Should -Be $expected
    }

    It 'is apart from one that another module keeps to itself' {
        Get-LoadedFile "`$null = [System.Reflection.Assembly]::LoadFile('$otherFile')" | Sort-Object | Should -Be (@($otherFile, [System.IO.Path]::GetFullPath($standard)) | Sort-Object)
    }
}

Describe '<_>' -ForEach $cmdlets {
    BeforeAll {
        $name = $_
        $command = Get-Command $name -Module SmarticoAffiliates
    }

    It 'shows its syntax in Get-Help, without hidden parameters' {
        $syntax = Get-Help $name | ForEach-Object { $_.syntax } | Out-String -Width 4000
        $syntax | Should -Match "\b$name\b"
        (Get-Command $name -Syntax) -join '' | Should -Match "\b$name\b"
        $syntax | Should -Not -Match '-Row\b'
    }

    It 'says what it writes' {
        $command.OutputType | Should -Not -BeNullOrEmpty
    }

    It 'has -WhatIf and -Confirm if it writes to the account or a file, and only then' {
        $command.Parameters.ContainsKey('WhatIf') | Should -Be ($command.Verb -in 'New', 'Set', 'Remove', 'Register', 'Invoke', 'Undo', 'Export')
    }

    It 'has -Connection unless it makes or shows one' {
        $command.Parameters.ContainsKey('Connection') | Should -Be ($command.Noun -notin 'Smartico', 'SmarticoConnection' -and $command.Name -notin 'Get-SmarticoJournal', 'Import-SmarticoTable', 'Export-SmarticoTable', 'Export-SmarticoReport')
    }

    It 'has names in Pascal case, and wire names only as aliases' {
        foreach ($parameter in $command.Parameters.Values) {
            $parameter.Name | Should -MatchExactly '^[A-Z][A-Za-z0-9]*$'
        }
    }
}

Describe 'Tab completion' {
    It '<Line> offers <Expected>' -ForEach @(
        @{ Line = 'Get-SmarticoAffiliate -Status '; Expected = 'Approved', 'Declined', 'Pending', 'Suspended', 'ViewOnly' }
        @{ Line = 'Set-SmarticoAffiliate 1 -Status A'; Expected = @('Approved') }
        @{ Line = 'Set-SmarticoPromoCode 1 -Status '; Expected = 'Active', 'Inactive' }
        @{ Line = 'New-SmarticoPromoCode X 1 -Status I'; Expected = @('Inactive') }
        @{ Line = 'Get-SmarticoPromoCode -Status '; Expected = 'Active', 'Inactive' }
        @{ Line = 'Set-SmarticoAffiliate 1 -Clear Comp'; Expected = @('Company') }
        @{ Line = 'Set-SmarticoPromoCode 1 -Clear '; Expected = 'DescriptionInternal', 'DescriptionPublic', 'EndDate', 'StartDate' }
        @{ Line = 'Set-SmarticoPromoCode 1 -Clear EndDate,Des'; Expected = 'DescriptionInternal', 'DescriptionPublic' }
        @{ Line = 'Set-SmarticoAffiliate 1 -Roles FTD'; Expected = 'FTDAmount', 'FTDCount', 'FTDDate' }
        @{ Line = 'Set-SmarticoAffiliate 1 -Roles FTDDate,Sub'; Expected = @('SubAffiliateCommissions') }
        @{ Line = 'Get-SmarticoMediaReport 2026-10-01 2026-10-31 -Period '; Expected = 'Day', 'Month', 'Year' }
        @{ Line = 'Get-SmarticoMediaReport 2026-10-01 2026-10-31 -GroupBy LinkId,Utm'; Expected = 'UtmCampaign', 'UtmMedium', 'UtmSource' }
        @{ Line = 'Get-SmarticoAffiliate -Inc'; Expected = '-IncludeBalance', '-IncludeTotalCount' }
    ) {
        @(Get-Completion $Line | Sort-Object) | Should -Be $Expected
    }

    It 'does not offer the hidden parameter' {
        Get-Completion 'Set-SmarticoAffiliate -R' | Should -Be '-Roles'
    }
}

Describe 'A script' {
    It 'is ASCII without a byte order mark, which every PowerShell reads alike: <_.Name>' -ForEach $scripts {
        $text = [System.Text.Encoding]::GetEncoding(28591).GetString([System.IO.File]::ReadAllBytes($_.FullName))
        [regex]::Matches($text, '[^\x00-\x7F]') | Should -BeNullOrEmpty
    }
}
