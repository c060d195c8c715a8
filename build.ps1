<#
.SYNOPSIS
    Builds the module, looks it over, tests it, makes its help and its package.
.DESCRIPTION
    Runs in PowerShell 7 and in Windows PowerShell 5.1, and needs the .NET SDK; `dotnet run --project engine -- -File build.ps1`
    runs it where there is no PowerShell. The tasks run in this order, whatever the order they are given in:

    Clean    removes what builds left behind
    Docs     makes the help files of src/SmarticoAffiliates/en-US from the pages of docs/en-US
    Build    compiles the module and stages it in out/SmarticoAffiliates
    Analyze  PSScriptAnalyzer over the scripts, and `dotnet format` over the sources
    Test     `dotnet test`: xunit, and Pester in real PowerShell
    Package  out/package/SmarticoAffiliates.<version>.nupkg and .zip, the same bytes for the same sources

    PSScriptAnalyzer is the module of that name, and Docs needs Microsoft.PowerShell.PlatyPS 1.0.3 and PowerShell 7.2: where they are not installed, a
    warning says what was left out.
.PARAMETER Task
    The tasks to run; all of them where it is left out. Analyze and Package build the module first.
.PARAMETER Configuration
    The configuration to build.
.PARAMETER ModulePath
    The module to pack instead of the one that the build stages. Nothing is built then.
.PARAMETER OutputPath
    Where packages go.
.EXAMPLE
    ./build.ps1
    All tasks.
.EXAMPLE
    ./build.ps1 -Task Package
    Builds the module and packs it.
.EXAMPLE
    ./build.ps1 -Task Analyze, Test
#>
[CmdletBinding()]
param(
    # One text with commas is what `pwsh -File` makes of several.
    [ValidatePattern('^((Clean|Docs|Build|Analyze|Test|Package)(,|$))+$')]
    [ArgumentCompleter({ 'Clean', 'Docs', 'Build', 'Analyze', 'Test', 'Package' -like "$($args[2])*" })]
    [string[]] $Task = @('Clean', 'Docs', 'Build', 'Analyze', 'Test', 'Package'),

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    [string] $ModulePath,

    [string] $OutputPath
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

if (-not $PSBoundParameters.ContainsKey('InformationAction')) {
    $InformationPreference = 'Continue'
}

$Task = $Task -split ','
$root = $PSScriptRoot
. (Join-Path $root 'engine/Engine.ps1')
$name = 'SmarticoAffiliates'
$staged = Join-Path $root "out/$name"
$utf8 = New-Object System.Text.UTF8Encoding $false
$isBuiltHere = -not $ModulePath
$ModulePath = if ($ModulePath) { $PSCmdlet.GetUnresolvedProviderPathFromPSPath($ModulePath) } else { $staged }
$OutputPath = if ($OutputPath) { $PSCmdlet.GetUnresolvedProviderPathFromPSPath($OutputPath) } else { Join-Path $root 'out/package' }

function Invoke-DotNet {
    param([string[]] $Argument)

    Write-Information "> dotnet $Argument"
    & dotnet $Argument
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($Argument[0]) failed with exit code $LASTEXITCODE."
    }
}

# A module that the work is better with; what is left out without it is said.
function Test-OptionalModule {
    param([string] $Module, [version] $MinimumVersion, [version] $Before, [string] $LeftOut)

    $found = Get-Module $Module -ListAvailable | Where-Object { $_.Version -ge $MinimumVersion -and $_.Version -lt $Before } |
        Sort-Object Version -Descending | Select-Object -First 1
    if ($found) {
        Import-Module $found.Path
    }
    else {
        Write-Warning "$LeftOut is left out: there is no module $Module, version $MinimumVersion or later (before $Before). Install-Module $Module -MinimumVersion $MinimumVersion -Scope CurrentUser."
    }

    [bool] $found
}

# What is missing is said before anything is built.
function Assert-Prerequisite {
    if ($Task -contains 'Package') {
        $null = Get-ReleaseNote (Import-PowerShellDataFile $(if ($isBuiltHere) { Join-Path $root "$name.psd1" } else { Join-Path $ModulePath "$name.psd1" })).ModuleVersion
    }

    if (-not $isBuiltHere -and -not ($Task | Where-Object { $_ -ne 'Package' })) {
        return
    }

    if (-not (Get-Command dotnet -CommandType Application -ErrorAction Ignore)) {
        throw 'There is no dotnet on the PATH: install the .NET SDK 10, https://dotnet.microsoft.com/download.'
    }

    Push-Location $root
    try {
        $version = & dotnet --version 2>&1
        if ($LASTEXITCODE -ne 0) {
            throw "The .NET SDK that global.json asks for is not there: $version"
        }
    }
    finally {
        Pop-Location
    }
}

function Invoke-Clean {
    # MSBuild servers of earlier builds may hold files open on Windows; what can't be removed is said and fails.
    # The engine that runs this may be of engine/bin.
    $folders = @(Join-Path $root 'out') + @(Get-ChildItem $root -Directory | Where-Object Name -NE engine | Get-ChildItem -Directory -Recurse |
            Where-Object { $_.Name -in 'bin', 'obj' -and (Get-ChildItem $_.Parent.FullName -Filter *.csproj) } | ForEach-Object FullName)
    $folders | Where-Object { Test-Path $_ } | ForEach-Object { Remove-Item $_ -Recurse -Force }
}

function Invoke-Help {
    if ($PSVersionTable.PSVersion -lt [version]'7.2') {
        Write-Warning 'Docs is left out: the help is made in PowerShell 7.2 or later. It stays as it is.'
    }
    elseif (Test-OptionalModule Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0.3 -Before 2.0.0 -LeftOut 'Docs') {
        & (Join-Path $root 'docs/Update-Help.ps1') -HelpOnly
    }
}

function Invoke-Build {
    Invoke-DotNet build, (Join-Path $root "src/$name/$name.csproj"), '--configuration', $Configuration, '--nologo'
}

function Invoke-Analyze {
    if (Test-OptionalModule PSScriptAnalyzer -MinimumVersion 1.21.0 -Before 2.0.0 -LeftOut 'PSScriptAnalyzer') {
        $settings = Join-Path $root 'PSScriptAnalyzerSettings.psd1'
        $scripts = Get-ChildItem $root -Filter *.ps1 -Recurse | Where-Object FullName -NotMatch '[\\/](bin|obj|out)[\\/]'
        # The manifest is looked at beside the files that it names.
        $findings = @($scripts.FullName) + (Join-Path $staged "$name.psd1") | ForEach-Object { Invoke-ScriptAnalyzer -Path $_ -Settings $settings }
        if ($findings) {
            $findings | ForEach-Object { Write-Warning "$($_.ScriptName):$($_.Line): $($_.RuleName): $($_.Message)" }
            throw "PSScriptAnalyzer has $(@($findings).Count) findings."
        }
    }

    Invoke-DotNet format, (Join-Path $root "$name.sln"), '--verify-no-changes'
}

function Invoke-Test {
    Invoke-DotNet test, (Join-Path $root "$name.sln"), '--configuration', $Configuration, '--nologo'
}

# The section of this version, else that of what is to come.
function Get-ReleaseNote {
    param([version] $Version)

    $changes = [System.IO.File]::ReadAllText((Join-Path $root 'CHANGELOG.md')) -replace '\r\n?', "`n"
    foreach ($section in [regex]::Escape($Version), 'Unreleased') {
        $match = [regex]::Match($changes, "(?ms)^## \[$section\][^\n]*\n(?<text>.*?)(?=^## |^\[[^\]\n]+\]: |\z)")
        if ($match.Success -and $match.Groups['text'].Value.Trim()) {
            return $match.Groups['text'].Value.Trim()
        }
    }

    throw "CHANGELOG.md has no section [$Version] and no section [Unreleased] with text."
}

# Copies the module, and puts the release notes where the manifest points to the changelog.
function Copy-PackageFile {
    param([string] $Destination, [string] $ReleaseNote)

    if (Test-Path $Destination) {
        Remove-Item $Destination -Recurse -Force
    }

    $null = New-Item $Destination -ItemType Directory -Force
    Copy-Item (Join-Path $ModulePath '*') $Destination -Recurse
    $manifest = Join-Path $Destination "$name.psd1"
    $text = [System.IO.File]::ReadAllText($manifest)
    $line = [regex]"(?m)^(?<start>\s*ReleaseNotes\s*=\s*)'(?:[^']|'')*'"
    if ($line.Matches($text).Count -ne 1) {
        throw "$manifest has no one line ReleaseNotes = '...'."
    }

    # To PowerShell, typographic quotes are quotes.
    $quoted = "'" + ($ReleaseNote -replace "['\u2018-\u201b]", '$0$0') + "'"
    $text = $line.Replace($text, { param($found) $found.Groups['start'].Value + $quoted })

    # Windows PowerShell reads a file without a byte order mark in the system's own code page.
    [System.IO.File]::WriteAllText($manifest, $text, (New-Object System.Text.UTF8Encoding ($text -match '[^\x00-\x7F]')))
}

# In a process of its own, which leaves no file of the module open: the manifest is valid, and lists the assembly's cmdlets.
function Test-PackageFolder {
    param([string] $Folder)

    $check = {
        param($manifest)
        $ErrorActionPreference = 'Stop'
        $null = Test-ModuleManifest $manifest -WarningVariable warnings -WarningAction SilentlyContinue
        if ($warnings) { throw "$warnings" }
        $module = Import-Module $manifest -PassThru
        $listed = (Import-PowerShellDataFile $manifest).CmdletsToExport | Sort-Object
        $compiled = @($module.ExportedCmdlets.Values)[0].ImplementingType.Assembly.GetExportedTypes() |
            ForEach-Object { $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false) } | ForEach-Object { $_.VerbName + '-' + $_.NounName } | Sort-Object
        if ("$listed" -cne "$compiled" -or "$listed" -cne "$($module.ExportedCommands.Keys | Sort-Object)") {
            throw "CmdletsToExport is '$listed', the assembly has '$compiled', and the module exports '$($module.ExportedCommands.Keys | Sort-Object)'."
        }
    }
    $script = "& { $check } '$((Join-Path $Folder "$name.psd1").Replace("'", "''"))'"
    $run = Invoke-Engine '-EncodedCommand', ([Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes("try { $script } catch { [Console]::Out.WriteLine(`$_); exit 1 }; 'checked'")))
    if ($run.ExitCode -eq 0 -and $run.Output.Trim() -eq 'checked') {
        return
    }

    # The check's own failure ends with 1 and says why on its output; all else is a PowerShell that did not do its work.
    throw $(if ($run.ExitCode -eq 1 -and $run.Output.Trim()) { "The package is not as it should be: $($run.Output.Trim())" }
        else { "The package could not be checked: PowerShell ended with $($run.ExitCode). $($run.Output)$($run.Error)" })
}

# A nuspec as Publish-PSResource writes it; the gallery finds commands by the tags.
function ConvertTo-Nuspec {
    param([hashtable] $Manifest)

    $data = $Manifest.PrivateData.PSData
    $tags = @($data.Tags) + 'PSModule' + 'PSIncludes_Cmdlet' + @($Manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" })
    $values = [ordered]@{
        id                       = $name
        version                  = $Manifest.ModuleVersion
        authors                  = $Manifest.Author
        owners                   = $Manifest.CompanyName
        requireLicenseAcceptance = 'false'
        licenseUrl               = $data.LicenseUri
        projectUrl               = $data.ProjectUri
        description              = $Manifest.Description
        releaseNotes             = $data.ReleaseNotes
        copyright                = $Manifest.Copyright
        tags                     = $tags -join ' '
    }
    $lines = $values.Keys | ForEach-Object { "    <$_>$([System.Security.SecurityElement]::Escape($values[$_]))</$_>" }
    @('<?xml version="1.0" encoding="utf-8"?>', '<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">', '  <metadata>') + $lines + @('  </metadata>', '</package>', '') -join "`n"
}

# What the Open Packaging Conventions ask for beside the files.
function Get-PackagePart {
    param([string[]] $Extension)

    $types = @($Extension) + 'nuspec' | Sort-Object -Unique | ForEach-Object { "<Default Extension=""$_"" ContentType=""application/octet"" />" }
    @{
        '[Content_Types].xml' = '<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />' +
            (-join $types) + '<Override PartName="/LICENSE" ContentType="application/octet" /></Types>'
        '_rels/.rels'         = '<?xml version="1.0" encoding="utf-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/' +
            $name + '.nuspec" Id="R1" /></Relationships>'
    }
}

# The same entries make the same bytes: in the order of their names, of one time, and stored as they are, because every
# run time compresses in a way of its own.
function Write-Archive {
    param([string] $Path, [hashtable] $Entry)

    $file = [System.IO.File]::Create($Path)
    try {
        $archive = New-Object System.IO.Compression.ZipArchive $file, ([System.IO.Compression.ZipArchiveMode]::Create)
        [string[]] $names = @($Entry.Keys)
        [array]::Sort($names, [System.StringComparer]::Ordinal)
        foreach ($entryName in $names) {
            $part = $archive.CreateEntry($entryName, [System.IO.Compression.CompressionLevel]::NoCompression)
            $part.LastWriteTime = New-Object System.DateTimeOffset 2000, 1, 1, 0, 0, 0, ([timespan]::Zero)
            $stream = $part.Open()
            $stream.Write($Entry[$entryName], 0, $Entry[$entryName].Length)
            $stream.Dispose()
        }

        $archive.Dispose()
    }
    finally {
        $file.Dispose()
    }
}

function Invoke-Package {
    Add-Type -AssemblyName System.IO.Compression
    $version = (Import-PowerShellDataFile (Join-Path $ModulePath "$name.psd1")).ModuleVersion
    $folder = Join-Path $OutputPath $name
    Copy-PackageFile $folder (Get-ReleaseNote $version)
    Test-PackageFolder $folder

    $content = @{}
    foreach ($file in Get-ChildItem $folder -Recurse -File) {
        $content[$file.FullName.Substring($folder.Length + 1).Replace('\', '/')] = [System.IO.File]::ReadAllBytes($file.FullName)
    }

    # The zip is unpacked into a folder of the module path, so its files are in the module's own folder.
    $inFolder = @{}
    $content.Keys | ForEach-Object { $inFolder["$name/$_"] = $content[$_] }
    Write-Archive (Join-Path $OutputPath "$name.$version.zip") $inFolder

    $parts = Get-PackagePart ($content.Keys | ForEach-Object { [System.IO.Path]::GetExtension($_).TrimStart('.') } | Where-Object { $_ })
    $parts["$name.nuspec"] = ConvertTo-Nuspec (Import-PowerShellDataFile (Join-Path $folder "$name.psd1"))
    $parts.Keys | ForEach-Object { $content[$_] = $utf8.GetBytes($parts[$_]) }
    Write-Archive (Join-Path $OutputPath "$name.$version.nupkg") $content

    Get-ChildItem $OutputPath -File -Filter "$name.$version.*" | ForEach-Object { Write-Information "Package: $($_.FullName)" }
}

Assert-Prerequisite

# What a build stages must not hold files of an earlier one.
if ($isBuiltHere -and ($Task -contains 'Package') -and (Test-Path $staged)) {
    Remove-Item $staged -Recurse -Force
}

if ($Task -contains 'Clean') { Invoke-Clean }
if ($Task -contains 'Docs') { Invoke-Help }
if ($isBuiltHere -and ($Task | Where-Object { $_ -in 'Build', 'Analyze', 'Package' })) { Invoke-Build }
if ($Task -contains 'Analyze') { Invoke-Analyze }
if ($Task -contains 'Test') { Invoke-Test }
if ($Task -contains 'Package') { Invoke-Package }
