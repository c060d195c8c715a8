# What build.ps1 packs: the files that are needed, the same bytes each time, and a module that works on its own.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem
    $manifest = Get-StagedManifest
    $version = (Import-PowerShellDataFile $manifest).ModuleVersion
    $build = Join-Path (Split-Path $PSScriptRoot) build.ps1

    function Copy-Module {
        param([string] $Name)

        $copy = Join-Path $TestDrive $Name
        Copy-Item (Split-Path $manifest) $copy -Recurse
        $copy
    }

    # Name to text of the entries of an archive.
    function Get-Entry {
        param([string] $Path)

        $archive = [System.IO.Compression.ZipFile]::OpenRead($Path)
        try {
            $archive.Entries | ForEach-Object {
                $reader = New-Object System.IO.StreamReader $_.Open()
                [pscustomobject]@{ Name = $_.FullName; Text = $reader.ReadToEnd(); Time = $_.LastWriteTime.DateTime }
                $reader.Dispose()
            }
        }
        finally {
            $archive.Dispose()
        }
    }

    # The first of the module as it is, the second of a copy whose files came in another order and at another time.
    & $build -Task Package -ModulePath (Split-Path $manifest) -OutputPath (Join-Path $TestDrive first) -InformationAction Ignore
    $copy = Copy-Module copy
    Get-ChildItem $copy -Recurse -File | Sort-Object Name -Descending | ForEach-Object { $_.LastWriteTime = [datetime]::Now.AddDays(-3) }
    & $build -Task Package -ModulePath $copy -OutputPath (Join-Path $TestDrive second) -InformationAction Ignore
    $nupkg = Join-Path $TestDrive "first/SmarticoAffiliates.$version.nupkg"
    $zip = Join-Path $TestDrive "first/SmarticoAffiliates.$version.zip"
    $needed = @(
        'LICENSE', 'Newtonsoft.Json.dll', 'SmarticoAffiliates.Client.dll', 'SmarticoAffiliates.Sandbox.dll', 'SmarticoAffiliates.dll'
        'SmarticoAffiliates.format.ps1xml', 'SmarticoAffiliates.psd1', 'SmarticoAffiliates.types.ps1xml', 'THIRD-PARTY-NOTICES.txt')
    $help = @(Get-ChildItem (Join-Path (Split-Path $PSScriptRoot) src/SmarticoAffiliates/en-US) -File -ErrorAction Ignore | ForEach-Object { 'en-US/' + $_.Name })
}

Describe 'The package' {
    It 'is the same, byte for byte, when it is made again: <_>' -ForEach 'nupkg', 'zip' {
        (Get-FileHash (Join-Path $TestDrive "second/SmarticoAffiliates.$version.$_")).Hash | Should -Be (Get-FileHash (Join-Path $TestDrive "first/SmarticoAffiliates.$version.$_")).Hash
    }

    It 'holds what is needed and nothing else' {
        $parts = '[Content_Types].xml', '_rels/.rels', 'SmarticoAffiliates.nuspec'
        (Get-Entry $nupkg).Name | Sort-Object | Should -Be ($needed + $help + $parts | Sort-Object)
        (Get-Entry $zip).Name | Sort-Object | Should -Be ($needed + $help | ForEach-Object { "SmarticoAffiliates/$_" } | Sort-Object)
        (Get-Entry $nupkg).Time | Select-Object -Unique | Should -Be ([datetime]'2000-01-01')
    }

    It 'says of itself what the manifest says, and how it can be found' {
        $data = Import-PowerShellDataFile $manifest
        $about = ([xml](Get-Entry $nupkg | Where-Object Name -EQ 'SmarticoAffiliates.nuspec').Text).package.metadata
        $about.id | Should -BeExactly 'SmarticoAffiliates'
        $about.version | Should -Be $data.ModuleVersion
        $about.authors | Should -Be $data.Author
        $about.description | Should -Be $data.Description
        $about.licenseUrl | Should -Be $data.PrivateData.PSData.LicenseUri
        $about.projectUrl | Should -Be $data.PrivateData.PSData.ProjectUri
        $tags = -split $about.tags
        @($data.PrivateData.PSData.Tags) + 'PSModule' + 'PSCommand_New-SmarticoPromoCode' | ForEach-Object { $tags | Should -Contain $_ }
        Get-Entry $nupkg | Where-Object Name -Match '\.rels$|Content_Types' | ForEach-Object { { [xml]$_.Text } | Should -Not -Throw }
    }

    It 'has the changelog''s section as its release notes' {
        $notes = (Import-PowerShellDataFile (Join-Path $TestDrive first/SmarticoAffiliates/SmarticoAffiliates.psd1)).PrivateData.PSData.ReleaseNotes
        $about = ([xml](Get-Entry $nupkg | Where-Object Name -EQ 'SmarticoAffiliates.nuspec').Text).package.metadata
        $changes = (Get-Content (Join-Path (Split-Path $PSScriptRoot) CHANGELOG.md) -Raw) -replace '\r\n', "`n"
        $notes | Should -Match '(?m)^### '
        $notes | Should -Not -Match '(?m)^## '
        $changes.Contains($notes) | Should -BeTrue
        $about.releaseNotes -replace '\r\n', "`n" | Should -Be $notes
    }

    It 'does the main job on its own, far from the sources' {
        $modules = Join-Path $TestDrive modules
        [System.IO.Compression.ZipFile]::ExtractToDirectory($zip, $modules)
        Copy-Item (Join-Path (Split-Path $PSScriptRoot) samples/promo-codes.csv) (Join-Path $TestDrive codes.csv)
        $output = Invoke-InOwnProcess -Folder $TestDrive @"
`$env:PSModulePath = '$modules' + [System.IO.Path]::PathSeparator + `$env:PSModulePath
Connect-Smartico -Sandbox
Import-Csv codes.csv | New-SmarticoPromoCode -ErrorVariable problems -ErrorAction SilentlyContinue | ForEach-Object PromoCode
"`$(`$problems.Count) problems"
(Get-Module SmarticoAffiliates).ModuleBase
"@
        $output | Should -Be @('SPRING-ROBBY', 'SPRING-PARTNER', 'SPRING-NORTH', 'SPRING-SIXTY', 'SPRING-HUNDRED', '7 problems', (Join-Path $modules SmarticoAffiliates))
    }

    It 'is refused where <Case>' -ForEach @(
        @{ Case = 'the manifest does not list a cmdlet'; Old = "'Get-SmarticoAffiliate'"; New = ''; Problem = '*CmdletsToExport*' }
        @{ Case = 'the manifest lists a cmdlet that is none'; Old = "'Get-SmarticoAffiliate'"; New = "'Get-SmarticoAffiliate', 'Get-SmarticoOther'"; Problem = '*CmdletsToExport*' }
        @{ Case = 'the manifest names a file that is none'; Old = 'SmarticoAffiliates.types.ps1xml'; New = 'Other.types.ps1xml'; Problem = '*Other.types.ps1xml*' }
    ) {
        $copy = Copy-Module ([guid]::NewGuid().ToString('N'))
        $file = Join-Path $copy SmarticoAffiliates.psd1
        [System.IO.File]::WriteAllText($file, [System.IO.File]::ReadAllText($file).Replace($Old, $New))
        { & $build -Task Package -ModulePath $copy -OutputPath (Join-Path $TestDrive packed) -InformationAction Ignore } | Should -Throw $Problem
    }
}
